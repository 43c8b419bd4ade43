"""Convert HTML to text and structure."""
