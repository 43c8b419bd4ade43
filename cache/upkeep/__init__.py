"""What is dropped when it is old or when the cache is large."""
