"""SQLite: connections, schema, errors, and conversions to rows."""
