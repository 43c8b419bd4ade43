"""Copies of the database beside it: made before a change of the schema, found when it is gone."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

KEPT_BACKUPS = 3
_SUFFIX = ".backup"


def back_up(raw: sqlite3.Connection, path: Path, *, label: str) -> Path:
    """Copy the database beside itself and return the copy; the oldest copies go.

    The name is dated by the last change of what is copied, so that two copies of one state are one.
    """
    changed = max(file.stat().st_mtime for file in (path, Path(f"{path}-wal")) if file.exists())
    stamp = datetime.fromtimestamp(changed, UTC).strftime("%Y%m%dT%H%M%S")
    target = path.with_name(f"{path.name}.{stamp}.{label}{_SUFFIX}")
    # Under another name until it is whole: half a backup must never look like one.
    unfinished = target.with_name(target.name + f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        raw.execute("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in find_backups(path)[KEPT_BACKUPS:]:
        old.unlink(missing_ok=True)
    return target


def find_backups(path: Path) -> tuple[Path, ...]:
    """Return the copies beside a database, newest first."""
    prefix = path.name + "."
    if not path.parent.is_dir():
        return ()
    found = [
        file
        for file in path.parent.iterdir()
        if file.name.startswith(prefix) and file.name.endswith(_SUFFIX)
    ]
    return tuple(sorted(found, key=lambda file: file.name, reverse=True))


def was_emptied(path: Path) -> bool:
    """Whether the database is gone or has no bytes although there are copies of one.

    SQLite opens an empty file as a new database; someone who had subscriptions should hear of it.
    """
    is_empty = not path.exists() or path.stat().st_size == 0
    return is_empty and bool(find_backups(path))


def set_aside(path: Path) -> Path:
    """Give a file that can't be used another name, with its log, and return it; delete nothing."""
    number = 1
    while (target := path.with_name(f"{path.name}.aside-{number}")).exists():
        number += 1
    path.rename(target)
    for ending in ("-wal", "-shm"):
        beside = Path(f"{path}{ending}")
        if beside.exists():
            beside.rename(Path(f"{target}{ending}"))
    return target
