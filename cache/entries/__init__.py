"""Store and read entries and their articles."""
