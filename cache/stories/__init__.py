"""Stories stored and read."""
