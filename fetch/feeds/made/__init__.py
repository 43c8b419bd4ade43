"""Feeds made of sources that are no feeds: the output of a program, a page that lists articles."""
