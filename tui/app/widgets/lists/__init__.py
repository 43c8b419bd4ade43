"""Lists: only the rows in sight are drawn."""
