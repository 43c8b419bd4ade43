"""Databases of earlier versions in use: an archive, as a program of that version left it."""

# ruff: noqa: S608 - names of tables and columns are the program's own.

import sqlite3
from contextlib import closing
from pathlib import Path

from cache.db.connection import Connection, open_writer
from cache.db.migrations import STEPS, migrate
from cache.library import Library
from cache.store import Store
from cache.text.search_index import rebuild
from tests.support.caches.briefed_archive import Archive, fill

ENTRIES = 5


def make_version(path: Path, version: int) -> None:
    """Store an archive and take back what later steps brought, as far as rows can tell."""
    present = path.with_name("present.db")
    connection = open_writer(present)
    with Library(present) as library:
        fill(Archive(Store(connection), library))
    connection.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        migrate(raw, path, steps=STEPS[:version])
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("ATTACH ? AS present", (str(present),))
        for table in _tables(raw):
            columns = ", ".join(
                row[1] for row in raw.execute(f"PRAGMA main.table_info({table})").fetchall()
            )
            raw.execute(
                f"INSERT OR REPLACE INTO main.{table} ({columns}) "
                f"SELECT {columns} FROM present.{table}"
            )
        raw.execute("DETACH present")
        rebuild(Connection(raw, path))
    for file in path.parent.glob("present.db*"):
        file.unlink()


def _tables(raw: sqlite3.Connection) -> list[str]:
    rows = raw.execute(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    ).fetchall()
    return [row[0] for row in rows]


def schema_of(path: Path) -> list[tuple[object, ...]]:
    """Return all that a database consists of, and its version."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        rows: list[tuple[object, ...]] = raw.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
        ).fetchall()
        version = raw.execute("PRAGMA user_version").fetchone()
    return [*rows, version]
