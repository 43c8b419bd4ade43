"""Text comparison, and the search index."""
