"""Texts for the reader: errors, sizes, link numbers."""
