"""Fetch and parse feeds, pages and pictures. Imports none of the other packages."""
