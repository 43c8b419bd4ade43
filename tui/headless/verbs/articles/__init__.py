"""Verbs about articles, stories and actors."""
