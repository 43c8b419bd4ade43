"""Feeds: asked, parsed, discovered, scheduled."""
