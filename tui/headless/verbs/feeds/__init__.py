"""Verbs about feeds."""
