"""Copies of the database beside it: names, atomic writing, finding, keeping only a few."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from glob import escape as glob_escape
from pathlib import Path

from cache.db.reserve import reserve_of

KEPT_BACKUPS = 3
"""Whole copies, one before each change of the schema."""
DAILY = "daily"
KEPT_DAILY = 7
"""Small copies of what can't be fetched again."""
_SUFFIX = ".backup"
_CLOCKS_APART = timedelta(days=1)
_STAMP = "%Y%m%dT%H%M%S"


def back_up(raw: sqlite3.Connection, path: Path, *, label: str) -> Path:
    """Copy the whole database beside itself and return the copy; the oldest copies go.

    The name is dated by the last change of what is copied, so that two copies of one state are one.
    """
    changed = max(file.stat().st_mtime for file in (path, Path(f"{path}-wal")) if file.exists())
    target = named(path, datetime.fromtimestamp(changed, UTC), label)
    with becoming(target) as unfinished:
        raw.execute("VACUUM INTO ?", (str(unfinished),))
    keep_few(path)
    return target


def named(path: Path, moment: datetime, label: str) -> Path:
    """Return the name of a copy."""
    stamp = moment.astimezone(UTC).strftime(_STAMP)
    return path.with_name(f"{path.name}.{stamp}.{label}{_SUFFIX}")


def made_at(backup: Path) -> datetime:
    """Return the time in a copy's name."""
    stamp = backup.name.removesuffix(_SUFFIX).split(".")[-2]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def is_daily(backup: Path) -> bool:
    """Whether a copy holds only what can't be fetched again."""
    return backup.name.endswith(f".{DAILY}{_SUFFIX}")


@contextmanager
def becoming(target: Path) -> Iterator[Path]:
    """Yield the name under which a file is written that gets its own when it is on the disk.

    Half a file must never look like a whole one.
    """
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    # What was read is its reader's own business, in a shared folder too.
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        yield unfinished
        sync(unfinished)
        unfinished.replace(target)
        sync(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have what was written to a file, or the names in a folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_few(path: Path) -> None:
    """Remove the oldest copies of each kind."""
    found = find_backups(path)
    daily = [file for file in found if is_daily(file)]
    whole = [file for file in found if not is_daily(file)]
    for old in (*daily[KEPT_DAILY:], *whole[KEPT_BACKUPS:], *_abandoned(path)):
        old.unlink(missing_ok=True)


def _abandoned(path: Path) -> Iterator[Path]:
    """Yield unfinished copies whose makers are no more."""
    for file in path.parent.glob(f"{glob_escape(path.name)}.*.part*"):
        pid = file.name.partition(".part")[0].rpartition(".")[2]
        if pid.isdigit() and not _is_alive(int(pid)):
            yield file


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def find_backups(path: Path) -> tuple[Path, ...]:
    """Return the copies beside a database, newest first.

    One that claims to be of the future comes last: the clock was wrong when it was made, and it
    would be taken for the newest, and kept, for years.
    """
    prefix = path.name + "."
    if not path.parent.is_dir():
        return ()
    found = [
        file
        for file in path.parent.iterdir()
        if file.name.startswith(prefix) and file.name.endswith(_SUFFIX)
    ]
    now = datetime.now(UTC) + _CLOCKS_APART
    return tuple(sorted(found, key=lambda file: (_is_before(file, now), file.name), reverse=True))


def _is_before(backup: Path, now: datetime) -> bool:
    try:
        return made_at(backup) <= now
    except (ValueError, IndexError):
        # A name of somebody else's making.
        return False


def has_copies(path: Path) -> bool:
    """Whether there is a backup of a database, or the second copy of what the reader did."""
    reserve = reserve_of(path)
    return bool(find_backups(path)) or (reserve.exists() and reserve.stat().st_size > 0)


def was_emptied(path: Path) -> bool:
    """Whether the database is gone or has no bytes although there are copies of one.

    SQLite opens an empty file as a new database; someone who had subscriptions should hear of it.
    """
    is_empty = not path.exists() or path.stat().st_size == 0
    return is_empty and has_copies(path)


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
