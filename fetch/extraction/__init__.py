"""The article taken out of a page."""
