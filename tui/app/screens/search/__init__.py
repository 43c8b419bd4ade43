"""Searching in the list of the main screen and in the whole cache."""
