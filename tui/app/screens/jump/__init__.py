"""Jumping to what is in sight by its letters."""
