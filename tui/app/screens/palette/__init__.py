"""The palette of the main screen: commands and places by name."""
