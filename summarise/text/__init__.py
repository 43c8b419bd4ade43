"""Paragraphs, quotation marks and sentences."""
