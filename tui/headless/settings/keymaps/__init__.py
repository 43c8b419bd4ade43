"""Keymaps: each gives other keys to the commands."""
