"""Compare this machine's clock with the time that servers reported: one row of `meta`.

Each refresh that was answered replaces it. Runs inside the store's transactions; milliseconds.
"""

from datetime import timedelta

from cache.db.connection import Connection

MOST_APART = timedelta(days=2)
"""A clock that is further ahead is wrong: answers may come out of a cache that is a day old."""

_NAME = "server_time"


def note_server_time(connection: Connection, server: int, now: int) -> None:
    """Remember the newest time that servers said, and what the clock said then."""
    connection.run(
        "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (_NAME, f"{server} {now}")
    )


def server_time(connection: Connection) -> int | None:
    """Return the newest time that servers said in the last refresh, None if none did."""
    noted = _noted(connection)
    return noted[0] if noted else None


def clock_ahead(connection: Connection, now: int) -> timedelta:
    """Return by how much the clock is ahead of the servers', zero for what may be.

    A clock that has been put right since is not ahead any more.
    """
    noted = _noted(connection)
    if noted is None or now < noted[1]:
        return timedelta(0)
    apart = timedelta(milliseconds=noted[1] - noted[0])
    return apart if apart > MOST_APART else timedelta(0)


def _noted(connection: Connection) -> tuple[int, int] | None:
    value = connection.value("SELECT value FROM meta WHERE name = ?", (_NAME,))
    match (value or "").split():
        case [server, now]:
            return int(server), int(now)
        case _:
            return None
