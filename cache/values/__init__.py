"""What readers of the cache get: rows of lists, stories and interests."""
