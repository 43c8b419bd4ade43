"""Configuration, keys, paths and the log."""
