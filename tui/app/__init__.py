"""The terminal application: all that imports Textual."""
