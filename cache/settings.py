"""What the app remembers of itself, by name. The values are the app's own words."""

from cache.connection import Connection


def setting(connection: Connection, name: str) -> str | None:
    """Return what was remembered under a name, None if nothing was."""
    found = connection.value("SELECT value FROM settings WHERE name = ?", (name,))
    return None if found is None else str(found)


def put_setting(connection: Connection, name: str, value: str) -> None:
    """Remember a value under a name."""
    connection.run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))
