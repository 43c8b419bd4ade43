"""Manual pages and shell completions, made from the argument parser; standard library only."""
