"""Manual pages and shell completions, made from the argument parser; no library but msgspec."""
