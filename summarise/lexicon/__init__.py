"""The words of each language, and which language a text is in."""
