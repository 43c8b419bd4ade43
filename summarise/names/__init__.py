"""Names found in a text, what kind of thing each names, and its other forms."""
