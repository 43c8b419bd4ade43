"""Migrate the database: an append-only list of steps, and how they are applied."""

import importlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn, overload

from cache.db.backup import back_up, find_backups
from cache.errors import CacheDamaged, CacheForeign, CacheOutdated, CacheReadOnly, CacheTooNew

APPLICATION_ID = 0x6E757467
""""nutg": which program a file belongs to (PRAGMA application_id)."""


class _Steps(Sequence[str]):
    """The steps, each loaded when it is taken: a cache that is up to date needs none of them."""

    COUNT = 11

    def __len__(self) -> int:
        return self.COUNT

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...

    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(self.COUNT)))
        number = range(1, self.COUNT + 1)[place]
        module = importlib.import_module(f"cache.db.schema.v{number}")
        return str(getattr(module, f"SCHEMA_{number}"))


STEPS: Sequence[str] = _Steps()
"""Step n leads from version n - 1 to n. A step that was released is never edited."""

MAGIC = b"SQLite format 3\0"


def refuse_foreign_file(path: Path) -> None:
    """Look at the first bytes of a file that is to be opened.

    Raises:
        CacheForeign: it is no SQLite database; opening it would change it.
        CacheDamaged: nor is it any more.
        CacheReadOnly: it can't be read.
    """
    if path.is_dir():
        raise CacheForeign(path, "this is a folder")
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise CacheReadOnly(path, str(error.strerror)) from error
    # Zeros: a power cut at its making, which SQLite undoes, or at another time, which it tells.
    if any(start) and start != MAGIC:
        if find_backups(path):
            raise CacheDamaged(path, "it does not start like a database")
        raise CacheForeign(path, "it is not a database")


def schema_version(raw: sqlite3.Connection, path: Path) -> int:
    """Return the version of the database, 0 for an empty one.

    Raises:
        CacheForeign: another program made it.
    """
    (application_id,) = raw.execute("PRAGMA application_id").fetchone()
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    (object_count,) = raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    is_blank = application_id == 0 and version == 0 and object_count == 0
    if application_id != APPLICATION_ID and not is_blank:
        raise CacheForeign(path, "this is a database of another program")
    return int(version)


def require_current(raw: sqlite3.Connection, path: Path, *, steps: Sequence[str] = STEPS) -> None:
    """Make sure that a database can be read without a step.

    Raises:
        CacheForeign, CacheTooNew, CacheOutdated: it can't.
    """
    version = schema_version(raw, path)
    if version > len(steps):
        raise CacheTooNew(path, version, len(steps))
    if version < len(steps):
        raise CacheOutdated(path, version, len(steps))


def migrate(raw: sqlite3.Connection, path: Path, *, steps: Sequence[str] = STEPS) -> None:
    """Take the steps that the database lacks, each in one transaction; back it up first.

    Raises:
        CacheForeign, CacheTooNew: nothing was changed.
    """
    version = schema_version(raw, path)
    if version > len(steps):
        raise CacheTooNew(path, version, len(steps))
    if 0 < version < len(steps):
        back_up(raw, path, label=f"v{version}")
    for number in range(version + 1, len(steps) + 1):
        _take_step(raw, path, number, steps[number - 1])


def _take_step(raw: sqlite3.Connection, path: Path, number: int, script: str) -> None:
    raw.execute("BEGIN IMMEDIATE")
    try:
        # Two processes may have found the same old version; the second has nothing left to do.
        if schema_version(raw, path) < number:
            for statement in _statements(script):
                raw.execute(statement)
            if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
                _refuse_step(number)
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version = {number}")
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def _refuse_step(number: int) -> NoReturn:
    message = f"step {number} leaves rows that point nowhere"
    raise sqlite3.IntegrityError(message)


def _statements(script: str) -> Iterator[str]:
    """Split a script, in which each statement ends a line.

    `executescript` would commit, and a trigger has semicolons inside.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
