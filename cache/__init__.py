"""The offline cache: one SQLite file that keeps what was fetched, concluded and read."""
