"""The lists of entries: their SQL, page by page, and what a search finds."""
