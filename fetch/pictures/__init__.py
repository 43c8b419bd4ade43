"""Fetches, checks and shrinks pictures of articles."""
