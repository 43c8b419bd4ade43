"""Fetch an entry's article: its page and the following pages."""
