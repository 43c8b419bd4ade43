"""Cache the robots.txt of servers for a day. Runs inside the store's transactions."""

from datetime import timedelta

from cache.db.connection import Connection

KEPT = timedelta(hours=24)
"""RFC 9309, section 2.4: a copy should not be used for longer."""


def rules_of(connection: Connection, origin: str, since: int) -> str | None:
    """Return the rules of a server that were asked for since then, None if they were not."""
    found = connection.value(
        "SELECT rules FROM robots WHERE origin = ? AND asked_at >= ?", (origin, since)
    )
    return None if found is None else str(found)


def keep_rules(connection: Connection, origin: str, rules: str, *, now: int, since: int) -> None:
    """Keep the rules of a server, and drop those of others that are too old."""
    connection.run("DELETE FROM robots WHERE asked_at < ?", (since,))
    connection.run(
        "INSERT OR REPLACE INTO robots (origin, asked_at, rules) VALUES (?, ?, ?)",
        (origin, now, rules),
    )
