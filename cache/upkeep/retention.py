"""Decide which read articles and pictures are deleted for age or size.

Starred, later, tagged, noted and unread articles stay, and pages that the reader saved. The status
of a deleted article stays, too, so that it does not come back as new while its feed still lists it.
Runs inside the transactions of `upkeep`. Times are milliseconds in UTC.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

from msgspec import Struct

from cache.db.connection import Connection
from cache.db.feed_counts import recount
from cache.db.revisions import stories_changed
from cache.db.rows import id_list
from cache.entries.removal import remove_entries
from cache.reader.seen_versions import stories_of
from cache.upkeep.server_clock import server_time
from fetch.feeds.made.saved_pages import SAVED_ADDRESS

DAY_MILLISECONDS = 24 * 60 * 60 * 1000
_MIB = 1 << 20
_LAST_RUN = "last_upkeep_at"

# An entry ages from when it was last read, not from its date: who reads a text of ten years ago
# today finds it again tomorrow.
_AGE_FROM = "max(s.first_seen_at, coalesce(s.read_changed_at, 0))"
_MAY_GO = (
    "(s.is_listed = 1 OR s.muted_by IS NOT NULL) AND s.is_read = 1 "
    "AND s.is_starred = 0 AND s.is_later = 0 "
    "AND NOT EXISTS (SELECT 1 FROM entry_tags t WHERE t.entry_id = s.entry_id) "
    "AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.entry_id = s.entry_id) "
    f"AND s.feed_id NOT IN (SELECT feed_id FROM feeds WHERE url = '{SAVED_ADDRESS}')"
)


class Limits(Struct, frozen=True, kw_only=True):
    """How much the cache may keep.

    Attributes:
        days: what was read longer ago is dropped; 0 for never.
        mib: above this size of the file what was read longest ago is dropped; 0 for any size.
    """

    days: int = 0
    mib: int = 0

    @property
    def most_bytes(self) -> int:
        """The size in bytes, 0 for any."""
        return self.mib * _MIB


class Sizes(Struct, frozen=True, kw_only=True):
    """The room that the database takes, in bytes.

    Attributes:
        used: by what is stored.
        free: by pages that the next entries will fill.
    """

    used: int
    free: int

    @property
    def free_share(self) -> float:
        """The free part of the whole, 0 to 1."""
        return self.free / max(1, self.used + self.free)


def sizes(connection: Connection) -> Sizes:
    """Return how large the database is, without its log."""
    page, pages, free = (
        int(connection.value(f"PRAGMA {name}"))
        for name in ("page_size", "page_count", "freelist_count")
    )
    return Sizes(used=(pages - free) * page, free=free * page)


def latest_known(connection: Connection, now: int) -> int:
    """Return the latest time until now that something else than the clock bears out.

    It is that of the newest entry by its feed's own word, of the last refresh by its servers', or
    of the last run that was borne out.
    """
    published = connection.value("SELECT max(published) FROM entries WHERE published <= ?", (now,))
    last_run = connection.value("SELECT value FROM meta WHERE name = ?", (_LAST_RUN,))
    said = server_time(connection)
    return max(published or 0, min(said or 0, now), min(int(last_run or 0), now))


def note_run(connection: Connection, now: int) -> None:
    """Remember a run whose time was borne out."""
    connection.run("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (_LAST_RUN, str(now)))


def old_entries(connection: Connection, before: int, limit: int) -> list[int]:
    """Return entries that may go and were last read before a time, the longest ago first."""
    rows = connection.rows(
        f"SELECT s.entry_id FROM status s WHERE {_MAY_GO} AND {_AGE_FROM} < ? "
        f"ORDER BY {_AGE_FROM}, s.entry_id LIMIT ?",
        (before, limit),
    )
    return [row[0] for row in rows]


def drop(connection: Connection, entry_ids: Sequence[int]) -> int:
    """Drop those of the entries that may still go; return how many."""
    rows = connection.rows(
        "SELECT s.entry_id, e.article_id, s.feed_id FROM status s JOIN entries e USING (entry_id) "
        f"WHERE s.entry_id IN (SELECT value FROM json_each(?)) AND {_MAY_GO} ORDER BY s.entry_id",
        (id_list(entry_ids),),
    )
    gone = [row[0] for row in rows]
    connection.run(
        "UPDATE status SET is_listed = 0, muted_by = NULL, is_dropped = 1 "
        "WHERE entry_id IN (SELECT value FROM json_each(?))",
        (id_list(gone),),
    )
    story_ids = stories_of(connection, gone)
    remove_entries(connection, [row[:2] for row in rows])
    connection.run(
        "DELETE FROM reading_places WHERE entry_id IN (SELECT value FROM json_each(?))",
        (id_list(gone),),
    )
    connection.run(
        "DELETE FROM stories WHERE story_id IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.story_id = stories.story_id)",
        (id_list(story_ids),),
    )
    if story_ids:
        stories_changed(connection)
    recount(connection, (row[2] for row in rows))
    return len(rows)


def drop_pictures(connection: Connection, before: int, limit: int) -> int:
    """Drop pictures that were stored before a time, the oldest first; return how many."""
    return connection.run(
        "DELETE FROM pictures WHERE picture_id IN (SELECT picture_id FROM pictures "
        "WHERE stored_at < ? ORDER BY stored_at, picture_id LIMIT ?)",
        (before, limit),
    )
