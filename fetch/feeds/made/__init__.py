"""Feeds that are made of what is none: what a program prints, a page that lists articles."""
