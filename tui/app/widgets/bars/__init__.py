"""One-line bars and small cards."""
