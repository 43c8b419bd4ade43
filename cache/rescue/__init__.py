"""Backups, and repair of a damaged database."""
