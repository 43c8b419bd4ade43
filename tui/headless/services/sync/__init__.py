"""Sync accounts with their reader servers."""
