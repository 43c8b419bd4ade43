"""Texts parsed by spaCy, in types of our own."""
