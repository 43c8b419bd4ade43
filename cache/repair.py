"""A damaged database is made anew: from what can still be read, and from the last backup.

Nothing is overwritten. The new database is whole and on the disk before the damaged one gets
another name.
"""

# ruff: noqa: S608 - names of tables and columns are the program's own.

import fcntl
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from cache.backup import becoming, find_backups, set_aside, sync
from cache.connection import Connection, Row, open_writer
from cache.copying import COLUMNS, READERS, TEXTS
from cache.errors import CacheBusy, CacheError, CacheForeign, CacheMissing, NothingToSave
from cache.lock import RefreshLock
from cache.mending import mend
from cache.salvage import Salvage

_TABLES = (*READERS, *TEXTS, "pictures")
# Where SQLite keeps its locks: whoever has the database open holds some of these bytes.
_LOCKED_FROM = 0x40000002
_LOCKED_BYTES = 510


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the new database came to.

    Attributes:
        backup: the copy that filled the gaps; None if none was needed, or there was none.
        incomplete: tables of which something could not be read.
        feeds: subscriptions.
        entries: entries with their texts.
        marks: entries that are known as read or starred.
    """

    backup: Path | None
    incomplete: tuple[str, ...]
    feeds: int
    entries: int
    marks: int


def repair(path: Path) -> tuple[Made, Path | None]:
    """Put a new database in the place of a damaged, emptied or missing one.

    Return what it came to, and where the damaged file is now.

    Raises:
        CacheBusy: another process has it open.
        CacheMissing: there is neither a database nor a copy of one.
        CacheForeign, CacheTooNew: it is not this program's to read.
        NothingToSave: it holds nothing that can be read, and there is no backup.
    """
    backups = find_backups(path)
    if not path.exists() and not backups:
        raise CacheMissing(path)
    with RefreshLock(path):
        _refuse_if_open(path)
        new = path.with_name(f"{path.name}.repaired")
        with becoming(new) as unfinished:
            made = _make(path, unfinished, backups)
        aside = set_aside(path) if path.exists() else None
        new.replace(path)
        sync(path.parent)
    return made, aside


def _refuse_if_open(path: Path) -> None:
    """Raise CacheBusy if another process has the file open: it would go on in the old one."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED_BYTES, _LOCKED_FROM)
        except BlockingIOError as error:
            raise CacheBusy(path) from error


def _make(path: Path, target: Path, backups: Sequence[Path]) -> Made:
    connection = open_writer(target)
    try:
        connection.run("PRAGMA foreign_keys = OFF")
        with connection.transaction(is_durable=False):
            incomplete = _take_from_damaged(connection, path)
        backup = None
        if incomplete:
            backup = _fill_from_backup(connection, backups, incomplete, path.parent)
        if backup is None and len(incomplete) == len(_TABLES):
            raise NothingToSave(path)
        with connection.transaction(is_durable=True):
            mend(connection)
        return Made(
            backup=backup,
            incomplete=tuple(incomplete),
            feeds=connection.value("SELECT count(*) FROM feeds WHERE is_subscribed = 1"),
            entries=connection.value("SELECT count(*) FROM entries"),
            marks=connection.value(
                "SELECT count(*) FROM status WHERE is_read = 1 OR is_starred = 1"
            ),
        )
    finally:
        # The last connection takes the log with it.
        connection.close()


def _take_from_damaged(connection: Connection, path: Path) -> list[str]:
    """Copy what can be read; return the tables of which something is missing."""
    if not path.exists() or path.stat().st_size == 0:
        return list(_TABLES)
    try:
        salvage = Salvage(path)
    except sqlite3.Error:
        return list(_TABLES)
    except CacheForeign:
        if find_backups(path):
            return list(_TABLES)
        raise
    with closing(salvage):
        for table in _TABLES:
            known = salvage.columns(table)
            columns = [row[0] for row in connection.rows(COLUMNS, [table]) if row[0] in known]
            if not columns:
                salvage.broken.add(table)
                continue
            for rows in salvage.rows(table, columns):
                if not _insert(connection, table, columns, rows):
                    salvage.broken.add(table)
        return [table for table in _TABLES if table in salvage.broken]


def _insert(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]
) -> bool:
    """Insert rows; whether the table took all of them as they are."""
    places = ", ".join("?" * len(columns))
    # Folder 1 is there from the beginning.
    sql = f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({places})"
    try:
        connection.run_many(sql, rows)
    except sqlite3.IntegrityError:
        # A damaged page may hold a word where a number should be.
        refused = 0
        for row in rows:
            try:
                connection.run(sql, row)
            except sqlite3.IntegrityError:
                refused += 1
        return not refused
    return True


def _fill_from_backup(
    connection: Connection, backups: Sequence[Path], tables: Sequence[str], folder: Path
) -> Path | None:
    """Copy what is missing of tables from the newest backup that is whole; return which."""
    for backup in backups:
        with TemporaryDirectory(dir=folder, prefix="repair-") as place:
            copy = Path(place) / "backup.db"
            copyfile(backup, copy)
            try:
                # Brings it up to date: it may be an earlier version's.
                with closing(open_writer(copy)) as opened:
                    is_whole = opened.value("PRAGMA quick_check (1)") == "ok"
            except CacheError:
                is_whole = False
            if is_whole:
                _fill(connection, copy, tables)
                return backup
    return None


def _fill(connection: Connection, copy: Path, tables: Sequence[str]) -> None:
    connection.run("ATTACH ? AS backup", [str(copy)])
    with connection.transaction(is_durable=False):
        for table in tables:
            columns = ", ".join(row[0] for row in connection.rows(COLUMNS, [table]))
            connection.run(
                f"INSERT OR IGNORE INTO main.{table} ({columns}) "
                f"SELECT {columns} FROM backup.{table}"
            )
    connection.run("DETACH backup")
