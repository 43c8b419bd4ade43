"""Rebuild a damaged database from what is readable, the reserve and the last backup.

Nothing is overwritten. The new database is complete and on the disk before the damaged one is
renamed.
"""

# ruff: noqa: S608 - names of tables and columns are the program's own.

import fcntl
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from msgspec import Struct

from cache.db.backup import becoming, find_backups, has_copies, set_aside, sync
from cache.db.connection import Connection, open_writer
from cache.db.refresh_lock import RefreshLock
from cache.db.reserve import SecondCopy, reserve_of, second_copy
from cache.db.table_groups import COLUMNS, READERS, TEXTS
from cache.errors import CacheBusy, CacheError, CacheForeign, CacheMissing, NothingToSave
from cache.rescue.page_reader import Value
from cache.rescue.restore_references import mend
from cache.rescue.salvage import Column, Salvage

_IS_USED = "SELECT EXISTS (SELECT 1 FROM feeds) OR EXISTS (SELECT 1 FROM entries)"
_TABLES = (*READERS, *TEXTS, "pictures")
# Where SQLite keeps its locks: whoever has the database open holds some of these bytes.
_LOCKED_FROM = 0x40000002
_LOCKED_BYTES = 510


class Made(Struct, frozen=True, kw_only=True):
    """What the new database came to.

    Attributes:
        backup: the copy that filled the gaps; None if none was needed, or there was none.
        incomplete: tables of which something could not be read.
        has_reserve: what the reader did came from its second copy where it could not be read.
        feeds: subscriptions.
        entries: entries with their texts.
        marks: entries that are known as read or starred.
    """

    backup: Path | None
    incomplete: tuple[str, ...]
    has_reserve: bool
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
    if not path.exists() and not backups and not reserve_of(path).exists():
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


def is_unused(path: Path) -> bool:
    """Whether a database holds nothing, while the second copy or a backup of one does.

    So it is once a program has opened a cache that was emptied.
    """
    if not has_copies(path) or not path.exists():
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
        try:
            (is_used,) = raw.execute(_IS_USED).fetchone()
        except sqlite3.DatabaseError:  # damaged, foreign or without tables: for the others to say
            return False
    if is_used:
        return False
    with second_copy(path) as reserve:
        return bool(find_backups(path)) or bool(reserve and reserve.rows("feeds", ["feed_id"])[1])


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
    connection = open_writer(target, has_reserve=False)
    try:
        connection.run("PRAGMA foreign_keys = OFF")
        with second_copy(path) as reserve:
            with connection.transaction(is_durable=False):
                incomplete = _take_from_damaged(connection, path, reserve)
            missing = incomplete
            if reserve is not None:
                with connection.transaction(is_durable=False):
                    missing = _fill_from_reserve(connection, reserve, incomplete)
            has_reserve = reserve is not None and missing != incomplete
        backup = None
        if missing:
            backup = _fill_from_backup(connection, backups, missing, path.parent)
        if not connection.value(_IS_USED) and not (backup or has_reserve):
            raise NothingToSave(path)
        with connection.transaction(is_durable=True):
            mend(connection)
        return Made(
            backup=backup,
            incomplete=tuple(incomplete),
            has_reserve=has_reserve,
            feeds=connection.value("SELECT count(*) FROM feeds WHERE is_subscribed = 1"),
            entries=connection.value("SELECT count(*) FROM entries"),
            marks=connection.value(
                "SELECT count(*) FROM status WHERE is_read = 1 OR is_starred = 1"
            ),
        )
    finally:
        # The last connection takes the log with it.
        connection.close()


def _columns(connection: Connection, table: str) -> list[Column]:
    rows = connection.rows(
        'SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?)', [table]
    )
    numbers = sum(row[3] > 0 for row in rows)
    return [
        Column(
            name=name,
            type=kind,
            is_required=bool(is_required),
            is_number=bool(key) and numbers == 1 and kind == "INTEGER",
            default=None if default is None else connection.value(f"SELECT {default}"),
        )
        for name, kind, is_required, key, default in rows
    ]


def _take_from_damaged(connection: Connection, path: Path, reserve: SecondCopy | None) -> list[str]:
    """Copy what can be read; return the tables of which something is missing."""
    if not path.exists() or path.stat().st_size == 0 or is_unused(path):
        return list(_TABLES)
    names = connection.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
    )
    schema = {name: _columns(connection, name) for (name,) in names}
    try:
        salvage = Salvage(
            path,
            schema,
            roots=reserve.roots if reserve else {},
            page_size=reserve.page_size if reserve else 0,
        )
    except CacheForeign:
        if reserve is not None or find_backups(path):
            return list(_TABLES)
        raise
    with closing(salvage):
        for table in _TABLES:
            columns = [column.name for column in schema[table]]
            for rows in salvage.rows(table):
                otherwise = "IGNORE" if table in salvage.broken else "REPLACE"
                if not _insert(connection, table, columns, rows, otherwise=otherwise):
                    salvage.broken.add(table)
        return [table for table in _TABLES if table in salvage.broken]


def _fill_from_reserve(
    connection: Connection, reserve: SecondCopy, incomplete: Sequence[str]
) -> list[str]:
    """Copy what the reader did from its second copy; return the tables that still lack something.

    Of entries the second copy has the status of those that were ever marked.
    """
    for table in READERS:
        if table in incomplete:
            columns = [row[0] for row in connection.rows(COLUMNS, [table])]
            known, rows = reserve.rows(table, columns)
            if rows:
                _insert(connection, table, known, rows, otherwise="IGNORE")
    return [table for table in incomplete if table == "status" or table not in READERS]


def _insert(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    otherwise: str,
) -> bool:
    """Insert rows; whether the table took all of them as they are.

    Args:
        otherwise: "REPLACE" or "IGNORE" a row that is there already, as folder 1 always is.
    """
    places = ", ".join("?" * len(columns))
    sql = f"INSERT OR {otherwise} INTO {table} ({', '.join(columns)}) VALUES ({places})"
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
                with closing(open_writer(copy, has_reserve=False)) as opened:
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
