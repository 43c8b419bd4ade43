"""Clients of reader servers: Miniflux, the Google Reader API, Fever and Nextcloud News."""
