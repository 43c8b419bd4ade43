"""The query language, and the lists that answer queries."""
