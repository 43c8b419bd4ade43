"""Feeds made of what is no feed: a program's output, a page's list, pages that were saved."""
