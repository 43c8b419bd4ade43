"""Every read of the cache: its parts by what they are about, and what concerns the whole."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cache.db.connection import open_reader
from cache.db.feed_counts import LOUD_FEEDS
from cache.db.rows import from_milliseconds, to_milliseconds
from cache.entries import entry_detail
from cache.entries.pictures import PictureLibrary
from cache.errors import CacheDamaged
from cache.libraries.feed_library import FeedLibrary
from cache.libraries.interest_library import InterestLibrary
from cache.libraries.list_library import ListLibrary
from cache.libraries.queue_library import QueueLibrary
from cache.libraries.rule_library import RuleLibrary
from cache.reader import kept
from cache.reader.reading_places import MemoryLibrary
from cache.stories.story_reads import StoryLibrary
from cache.upkeep.retention import Sizes, sizes
from cache.upkeep.server_clock import clock_ahead
from cache.values.list_rows import (
    Counts,
    EntryDetail,
    EntryId,
    PendingArticle,
    PendingEntry,
    TagRow,
)

if TYPE_CHECKING:
    from cache.libraries.account_library import AccountLibrary
    from cache.libraries.export_library import ExportLibrary

__all__ = ["Library", "PendingArticle", "PendingEntry"]


class Library:
    """Reads through one read-only connection, in the thread that made it."""

    def __init__(self, path: Path) -> None:
        """Open the database, which exists and is up to date once a `Writer` has opened it.

        Raises:
            CacheError: the database can't be used.
        """
        self._connection = open_reader(path)
        self.feeds = FeedLibrary(self._connection)
        self.lists = ListLibrary(self._connection)
        self.interests = InterestLibrary(self._connection)
        self.queue = QueueLibrary(self._connection)
        self.stories = StoryLibrary(self._connection)
        self.memory = MemoryLibrary(self._connection)
        self.pictures = PictureLibrary(self._connection)
        self.rules = RuleLibrary(self._connection)

    @cached_property
    def accounts(self) -> "AccountLibrary":
        """What is stored of accounts; loaded when somebody asks."""
        from cache.libraries.account_library import AccountLibrary  # noqa: PLC0415

        return AccountLibrary(self._connection)

    @cached_property
    def export(self) -> "ExportLibrary":
        """What goes into another program; loaded when somebody asks."""
        from cache.libraries.export_library import ExportLibrary  # noqa: PLC0415

        return ExportLibrary(self._connection)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # The whole

    def counts(self) -> Counts:
        """Return the numbers over the whole cache; nothing is counted for them."""
        row = self._connection.rows(
            "SELECT coalesce(sum(entry_count), 0), coalesce(sum(unread_count), 0), "
            "(SELECT count(*) FROM status INDEXED BY status_starred "
            "WHERE is_listed = 1 AND is_starred = 1), "
            "(SELECT count(*) FROM feeds WHERE is_subscribed = 1), "
            "(SELECT count(*) FROM feeds JOIN feed_health USING (feed_id) "
            "WHERE is_subscribed = 1 AND failure_kind IS NOT NULL), "
            "(SELECT count(*) FROM status INDEXED BY status_muted WHERE muted_by IS NOT NULL), "
            "(SELECT count(*) FROM status INDEXED BY status_later "
            "WHERE is_listed = 1 AND is_later = 1) "
            f"FROM feed_counts WHERE {LOUD_FEEDS}"
        )[0]
        return Counts(
            entries=row[0],
            unread=row[1],
            starred=row[2],
            feeds=row[3],
            failing_feeds=row[4],
            muted=row[5],
            later=row[6],
            tags=kept.list_tags(self._connection),
        )

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        return int(self._connection.value("PRAGMA data_version"))

    def last_refresh_at(self) -> datetime | None:
        """Return when the feeds were last asked."""
        stored = self._connection.value("SELECT value FROM meta WHERE name = 'last_refresh_at'")
        return None if stored is None else from_milliseconds(int(stored))

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the database; every page of it is read, so it takes a while."""
        try:
            pages = [row[0] for row in self._connection.rows("PRAGMA integrity_check(20)")]
            references = [
                f"{table}: row {row_id} points to a row of {parent} that is gone"
                for table, row_id, parent, _ in self._connection.rows("PRAGMA foreign_key_check")
            ]
            numbers = [
                f"feed {feed_id}: the stored number of entries is wrong"
                for (feed_id,) in self._connection.rows(
                    "SELECT n.feed_id FROM feed_counts n WHERE (entry_count, unread_count) <> "
                    "(SELECT count(*), count(*) FILTER (WHERE is_read = 0) FROM status s "
                    "WHERE s.feed_id = n.feed_id AND s.is_listed = 1)"
                )
            ]
        except CacheDamaged as error:
            return (str(error),)
        return (*(page for page in pages if page != "ok"), *references, *numbers)

    def clock_ahead(self, now: datetime) -> timedelta:
        """Return how far the clock is ahead of what servers said, zero for less than two days."""
        return clock_ahead(self._connection, to_milliseconds(now))

    def sizes(self) -> Sizes:
        """Return how large the database is."""
        return sizes(self._connection)

    def interrupt(self) -> None:
        """End what another thread is waiting for; it gets Interrupted."""
        self._connection.interrupt()

    # One entry

    def detail(self, entry_id: EntryId) -> EntryDetail | None:
        """Return everything about an entry, None if it is gone."""
        with self._connection.snapshot():
            return entry_detail.detail(self._connection, entry_id)

    # What the reader keeps

    def tags(self) -> tuple[TagRow, ...]:
        """Return the tags by name, with counts."""
        return kept.list_tags(self._connection)
