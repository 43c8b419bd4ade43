"""HTML to text and structure."""
