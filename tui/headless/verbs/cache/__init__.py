"""Verbs about the cache."""
