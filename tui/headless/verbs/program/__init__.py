"""Verbs about the program itself: its manual and the completions of shells."""
