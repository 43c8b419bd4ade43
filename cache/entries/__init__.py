"""Entries and their articles, stored and read."""
