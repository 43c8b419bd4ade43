"""Databases of other programs, which are only ever read."""
