"""Feeds: fetching, parsing, discovery, scheduling."""
