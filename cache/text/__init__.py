"""Texts made comparable, and the search index."""
