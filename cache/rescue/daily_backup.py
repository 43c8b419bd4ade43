"""The daily backup: the reader's data and the articles that were kept.

Subscriptions, marks, tags, notes, follows and mutes are small. Articles can be fetched again,
except those that were starred, kept for later, tagged or noted: their pages may be gone by then.
The copy is itself a cache: it can be opened with `--cache`.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from cache.db.backup import DAILY, becoming, find_backups, is_daily, keep_few, made_at, named
from cache.db.connection import Connection, open_reader
from cache.db.migrations import migrate
from cache.db.rows import to_milliseconds
from cache.db.sqlite_errors import translated
from cache.db.table_groups import COLUMNS, READERS
from cache.errors import CacheDamaged
from cache.rescue.restore_references import mend
from cache.upkeep.server_clock import clock_ahead

_PAUSE = timedelta(hours=20)
"""Less than a day: who refreshes at the same hour each day has a copy of each."""

_KEPT_ENTRIES = (
    "SELECT entry_id FROM cache.status WHERE is_starred = 1 OR is_later = 1 "
    "UNION SELECT entry_id FROM cache.entry_tags UNION SELECT entry_id FROM cache.notes"
)
_KEPT_ARTICLES = f"SELECT article_id FROM cache.entries WHERE entry_id IN ({_KEPT_ENTRIES})"
_KEPT = {
    "articles": f"article_id IN ({_KEPT_ARTICLES})",
    "briefs": f"article_id IN ({_KEPT_ARTICLES})",
    "layouts": f"article_id IN ({_KEPT_ARTICLES})",
    "entries": f"entry_id IN ({_KEPT_ENTRIES})",
    "entry_contents": f"entry_id IN ({_KEPT_ENTRIES})",
    "enclosures": f"entry_id IN ({_KEPT_ENTRIES})",
    # Without it the server would be asked for every entry again.
    "remote_entries": "true",
}


def newest_daily(path: Path, now: datetime) -> datetime | None:
    """Return when the last daily backup was made, the future left out; None if there is none."""
    daily = [made_at(backup) for backup in find_backups(path) if is_daily(backup)]
    return max((moment for moment in daily if moment <= now), default=None)


def back_up_daily(path: Path, now: datetime) -> Path | None:
    """Make the day's backup and return it; None if it is there, or there is nothing to keep.

    Reads through a connection of its own, so nobody waits. A damaged database is not copied: it
    would push out the copies of the sound one.

    Raises:
        CacheDamaged: the database is damaged, which a look at all its pages found.
        CacheError: it can't be read, or the copy can't be written.
    """
    now = _likely_time(path, now)
    last = newest_daily(path, now)
    if last is not None and now - last < _PAUSE:
        return None
    with closing(open_reader(path)) as reader:
        if not reader.value("SELECT EXISTS (SELECT 1 FROM feeds)"):
            return None
        verdict = reader.value("PRAGMA quick_check (1)")
        if verdict != "ok":
            raise CacheDamaged(path, str(verdict))
    target = named(path, now, DAILY)
    with becoming(target) as unfinished, translated(unfinished):
        _copy(path, unfinished)
    keep_few(path)
    return target


def _likely_time(path: Path, now: datetime) -> datetime:
    """Return the time by which a backup is named: the servers', where the clock is far ahead."""
    with closing(open_reader(path)) as reader:
        return now - clock_ahead(reader, to_milliseconds(now))


def _copy(path: Path, target: Path) -> None:
    with closing(sqlite3.connect(f"file:{quote(str(target))}", uri=True)) as raw:
        raw.isolation_level = None
        # Until it has its name nobody misses it: it is written to the disk at once in the end.
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA journal_mode = MEMORY")
        migrate(raw, target)
        raw.execute("ATTACH ? AS cache", (f"file:{quote(str(path))}?mode=ro",))
        raw.execute("BEGIN IMMEDIATE")
        for table in (*READERS, *_KEPT):
            columns = ", ".join(row[0] for row in raw.execute(COLUMNS, (table,)).fetchall())
            raw.execute(
                f"INSERT OR REPLACE INTO main.{table} ({columns}) "
                f"SELECT {columns} FROM cache.{table} WHERE {_KEPT.get(table, 'true')}"
            )
        mend(Connection(raw, target))
        raw.execute("COMMIT")
