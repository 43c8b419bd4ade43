"""The reserve: a second copy of the reader's data, in a file beside the cache.

It also has the number of each table's first page, without which the pages of a damaged cache could
not be assigned to their tables. It is a separate database, written after each of the reader's
changes without waiting for the disk: it is only needed when pages of the cache are damaged. A
failure to write it does not affect the cache.
"""

# ruff: noqa: S608 - names of tables and columns are the program's own.

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cache.db.sqlite_errors import primary_code
from cache.db.table_groups import COLUMNS, READERS

SUFFIX = ".reserve"
_APPLICATION_ID = 0x6E757472
"""\"nutr\"."""
_VERSION = 1
_BUSY_SECONDS = 0.05
"""The next change brings what was put off."""
_TABLES = READERS
_WITHOUT_NUMBERS = frozenset({"entry_tags", "settings", "meta"})
"""Tables whose rows have no number: small ones, copied as a whole."""
_MARKED = (
    "is_read = 1 OR is_starred = 1 OR is_later = 1 OR read_changed_at IS NOT NULL "
    "OR star_changed_at IS NOT NULL"
)
_MARKS = "is_read, is_starred, is_later"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_ALL = -1
"""Instead of a row's number: the whole table."""


def reserve_of(path: Path) -> Path:
    """Return the file that holds the second copy of a database."""
    return path.with_name(path.name + SUFFIX)


class Reserve:
    """Follows what one connection changes; of the thread that writes."""

    def __init__(self, raw: sqlite3.Connection, path: Path) -> None:
        """Begin to follow; the file is made with the first change, or now if there are feeds."""
        self._main = raw
        self._path = path
        self._copy: sqlite3.Connection | None = None
        self._changed: set[tuple[str, int]] = set()
        self._schema_seen = -1
        self._is_off = False
        self._watch()
        if raw.execute("SELECT EXISTS (SELECT 1 FROM feeds)").fetchone()[0]:
            self.catch_up(is_asked=True)

    def close(self) -> None:
        """Write what was put off and close the file."""
        self.catch_up()
        if self._copy is not None:
            with suppress(sqlite3.Error):
                self._copy.close()
            self._copy = None

    def catch_up(self, *, is_asked: bool = False) -> None:
        """Copy what has changed since the last time; outside a transaction of the cache.

        Args:
            is_asked: look where the tables begin, too, if nothing has changed.
        """
        if self._is_off or not (self._changed or is_asked):
            return
        try:
            try:
                self._bring_up_to_date()
            except sqlite3.DatabaseError as error:
                if primary_code(error) not in _DAMAGED:
                    raise
                self._remove()
                self._bring_up_to_date()
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.Error) and primary_code(error) == sqlite3.SQLITE_BUSY:
                return
            # No room, no permission, another's file: the cache itself is well.
            self._is_off = True
            self._changed.clear()

    def _watch(self) -> None:
        """Have changes noted by row; the triggers are this connection's own.

        Entries come unmarked, and are marked by an UPDATE: a trigger on the INSERT would have
        SQLite copy each page that a new entry changes, and into a file, which doubles its time.
        """
        self._main.create_function("changed_row", 2, self._note)
        for table in _TABLES:
            for action in ("INSERT", "UPDATE", "DELETE"):
                if (table, action) == ("status", "INSERT"):
                    continue
                of, when = action, ""
                if table == "status" and action == "UPDATE":
                    of = f"UPDATE OF {_MARKS}"
                elif table == "status":
                    when = "WHEN old.is_read = 1 OR old.is_starred = 1"
                row = "old" if action == "DELETE" else "new"
                number = str(_ALL) if table in _WITHOUT_NUMBERS else f"{row}.rowid"
                self._main.execute(
                    f"CREATE TEMP TRIGGER reserve_{table}_{action} AFTER {of} ON main.{table} "
                    f"{when} BEGIN SELECT changed_row('{table}', {number}); END"
                )

    def _note(self, table: str, number: int) -> None:
        if not self._is_off:
            self._changed.add((table, number))

    def _bring_up_to_date(self) -> None:
        copy = self._copy or self._opened()
        copy.execute("BEGIN IMMEDIATE")
        try:
            # Read only now that nobody else can write the copy: what comes last is the newest.
            changed = set(self._changed)
            if not self._is_of_this_cache(copy):
                self._begin_anew(copy)
                changed = {(table, _ALL) for table in _TABLES}
            self._note_roots(copy)
            self._copy_rows(copy, changed)
            copy.execute("COMMIT")
        except BaseException:
            if copy.in_transaction:
                copy.execute("ROLLBACK")
            raise
        self._changed.clear()

    def _opened(self) -> sqlite3.Connection:
        target = reserve_of(self._path)
        # What was read is nobody else's business, whatever the folder is.
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        copy = sqlite3.connect(
            f"file:{quote(str(target))}", uri=True, isolation_level=None, timeout=_BUSY_SECONDS
        )
        try:
            _refuse_foreign(copy)
            copy.execute("PRAGMA journal_mode = WAL").fetchall()
            copy.execute("PRAGMA synchronous = NORMAL")
            copy.execute("PRAGMA secure_delete = FAST")
        except BaseException:
            copy.close()
            raise
        self._copy = copy
        return copy

    def _remove(self) -> None:
        if self._copy is not None:
            self._copy.close()
            self._copy = None
        for ending in ("", "-wal", "-shm"):
            Path(f"{reserve_of(self._path)}{ending}").unlink(missing_ok=True)

    def _identity(self) -> str:
        """Return what tells this file from one that was put in its place."""
        (version,) = self._main.execute("PRAGMA user_version").fetchone()
        found = self._path.stat()
        return f"{_VERSION}.{version}.{found.st_dev}.{found.st_ino}"

    def _is_of_this_cache(self, copy: sqlite3.Connection) -> bool:
        if not copy.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return False
        if dict(copy.execute("SELECT name, value FROM about")).get("cache") == self._identity():
            return True
        (is_used,) = self._main.execute("SELECT EXISTS (SELECT 1 FROM feeds)").fetchone()
        if not is_used and copy.execute("SELECT EXISTS (SELECT 1 FROM feeds)").fetchone()[0]:
            # The cache was emptied or is gone: this copy may be all that is left.
            message = "the copy is of a fuller cache"
            raise sqlite3.DatabaseError(message)
        return False

    def _begin_anew(self, copy: sqlite3.Connection) -> None:
        old = copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in old:
            copy.execute(f"DROP TABLE {table}")
        copy.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        copy.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID")
        copy.execute("INSERT INTO about VALUES ('cache', ?)", (self._identity(),))
        copy.execute("CREATE TABLE roots (name TEXT PRIMARY KEY, page INTEGER) WITHOUT ROWID")
        for table in _TABLES:
            columns = ", ".join(self._columns(table))
            number = "" if table in _WITHOUT_NUMBERS else "row INTEGER PRIMARY KEY, "
            copy.execute(f"CREATE TABLE {table} ({number}{columns})")
        self._schema_seen = -1

    def _columns(self, table: str) -> list[str]:
        return [row[0] for row in self._main.execute(COLUMNS, (table,)).fetchall()]

    def _note_roots(self, copy: sqlite3.Connection) -> None:
        (version,) = self._main.execute("PRAGMA schema_version").fetchone()
        if version == self._schema_seen:
            return
        roots = self._main.execute(
            "SELECT name, rootpage FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0"
        ).fetchall()
        (page_size,) = self._main.execute("PRAGMA page_size").fetchone()
        copy.execute("DELETE FROM roots")
        copy.executemany("INSERT INTO roots VALUES (?, ?)", roots)
        copy.execute("INSERT OR REPLACE INTO about VALUES ('page_size', ?)", (page_size,))
        self._schema_seen = version

    def _copy_rows(self, copy: sqlite3.Connection, changed: set[tuple[str, int]]) -> None:
        numbers: dict[str, list[int]] = {}
        for table, number in changed:
            numbers.setdefault(table, []).append(number)
        for table, rows in numbers.items():
            columns = self._columns(table)
            has_number = table not in _WITHOUT_NUMBERS
            wanted = ", ".join(["rowid", *columns] if has_number else columns)
            places = ", ".join("?" * (len(columns) + has_number))
            put = f"INSERT OR REPLACE INTO {table} VALUES ({places})"
            if _ALL in rows:
                where = f"WHERE {_MARKED}" if table == "status" else ""
                copy.execute(f"DELETE FROM {table}")
                copy.executemany(put, self._main.execute(f"SELECT {wanted} FROM {table} {where}"))
                continue
            found = self._main.execute(
                f"SELECT {wanted} FROM {table} WHERE rowid IN (SELECT value FROM json_each(?))",
                (json.dumps(rows),),
            ).fetchall()
            copy.executemany(put, found)
            gone = set(rows).difference(row[0] for row in found)
            copy.executemany(f"DELETE FROM {table} WHERE row = ?", ((row,) for row in gone))


def _refuse_foreign(copy: sqlite3.Connection) -> None:
    if copy.execute("PRAGMA application_id").fetchone()[0] not in (0, _APPLICATION_ID):
        message = "another program's file is where the copy should be"
        raise sqlite3.DatabaseError(message)


class SecondCopy:
    """The reserve of a database that is to be repaired."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self.roots: Mapping[str, int] = dict(raw.execute("SELECT name, page FROM roots"))
        (self.page_size,) = raw.execute(
            "SELECT value FROM about WHERE name = 'page_size'"
        ).fetchone()

    def rows(self, table: str, columns: Sequence[str]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return those of the columns that the copy has, and its rows."""
        there = {row[0] for row in self._raw.execute(COLUMNS, (table,))}
        known = [column for column in columns if column in there]
        sql = f"SELECT {', '.join(known)} FROM {table}"
        return known, self._raw.execute(sql).fetchall() if known else []


@contextmanager
def second_copy(path: Path) -> Iterator[SecondCopy | None]:
    """Open the reserve of a database; None if there is none, or it is damaged itself."""
    target = reserve_of(path)
    if not target.exists() or target.stat().st_size == 0:
        yield None
        return
    with closing(sqlite3.connect(f"file:{quote(str(target))}", uri=True)) as raw:
        yield _checked(raw)


def _checked(raw: sqlite3.Connection) -> SecondCopy | None:
    try:
        if raw.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
            return None
        if raw.execute("PRAGMA quick_check (1)").fetchone()[0] != "ok":
            return None
        return SecondCopy(raw)
    except sqlite3.DatabaseError:
        return None
