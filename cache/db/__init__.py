"""SQLite: connections, schema, errors, row conversions."""
