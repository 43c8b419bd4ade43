"""Find who speaks."""
