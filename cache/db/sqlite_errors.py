"""Translate SQLite's errors about files, disks and locks into errors of the cache."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

from cache.errors import (
    CacheBusy,
    CacheDamaged,
    CacheError,
    CacheReadOnly,
    DiskFull,
    Interrupted,
)

_LEAST_FREE_BYTES = 64 << 10
"""The file of 32 KiB beside the database must fit: without, SQLite tells of an error only."""


def _disk_error(path: Path, detail: str) -> CacheError:
    if disk_usage(path.parent).free < _LEAST_FREE_BYTES:
        return DiskFull(path)
    return CacheError(path, f"the disk reports an error ({detail}); check it before going on")


_MEANINGS: dict[int, Callable[[Path, str], CacheError]] = {
    sqlite3.SQLITE_FULL: lambda path, _: DiskFull(path),
    sqlite3.SQLITE_READONLY: CacheReadOnly,
    sqlite3.SQLITE_CANTOPEN: CacheReadOnly,
    sqlite3.SQLITE_PERM: CacheReadOnly,
    sqlite3.SQLITE_AUTH: CacheReadOnly,
    sqlite3.SQLITE_CORRUPT: CacheDamaged,
    sqlite3.SQLITE_NOTADB: CacheDamaged,
    sqlite3.SQLITE_IOERR: _disk_error,
    sqlite3.SQLITE_BUSY: lambda path, _: CacheBusy(path),
    sqlite3.SQLITE_LOCKED: lambda path, _: CacheBusy(path),
    sqlite3.SQLITE_INTERRUPT: lambda path, _: Interrupted(path),
    sqlite3.SQLITE_PROTOCOL: lambda path, _: CacheBusy(path),
}


UNWRITABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
"""Kinds of errors by which SQLite says that it can make no file beside the database."""


def primary_code(error: sqlite3.Error) -> int:
    """Return what kind of error SQLite reports."""
    # The low byte is the kind, the rest its variety. Errors of the module itself have no code.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says about file, disk and locks into errors of the cache.

    Mistakes in the program (a wrong statement, a broken constraint) come out as they are.
    """
    try:
        yield
    except sqlite3.Error as error:
        meaning = _MEANINGS.get(primary_code(error))
        if meaning is None:
            raise
        raise meaning(path, str(error)) from error
