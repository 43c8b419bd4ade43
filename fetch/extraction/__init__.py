"""Extract the article from a page."""
