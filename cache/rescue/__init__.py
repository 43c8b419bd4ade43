"""Backups, and a damaged database made whole."""
