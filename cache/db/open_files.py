"""Which files this process has open as databases: closing another descriptor loses their locks."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from cache.db.migrations import refuse_foreign_file

_Identity = tuple[int, int]
_opening = Lock()
_live: dict[sqlite3.Connection, _Identity] = {}
"""The connections of this process and the files that they are to (device and inode)."""


def _identity_of(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_checked(path: Path, connect: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    """Return a connection to what has been looked at first, and remember it.

    A file that this process has open is not looked at again: closing it would take away the locks
    of all connections to it (POSIX), and the next process to leave would take itself for the last
    one and remove the log that they write to.
    """
    with _opening:
        if _identity_of(path) not in _live.values():
            refuse_foreign_file(path)
        raw = connect()
        _live[raw] = _identity_of(path) or (0, 0)
        return raw


def close_checked(raw: sqlite3.Connection) -> None:
    """Close a connection, and forget it."""
    with _opening:
        raw.close()
        _live.pop(raw, None)
