"""Screens and dialogs about feeds."""
