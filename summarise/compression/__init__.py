"""Shorten sentences by deletion, and choose the nut graf."""
