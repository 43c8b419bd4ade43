"""Every read of the cache: its parts by what they are about, and what concerns the whole."""

from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from cache.db.connection import open_reader
from cache.db.rows import to_milliseconds
from cache.entries import entry_detail
from cache.entries.pictures import PictureLibrary
from cache.libraries.account_library import AccountLibrary
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
        self.accounts = AccountLibrary(self._connection)
        self.rules = RuleLibrary(self._connection)

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
        return entry_detail.counts(self._connection)

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        return int(self._connection.value("PRAGMA data_version"))

    def last_refresh_at(self) -> datetime | None:
        """Return when the feeds were last asked."""
        return entry_detail.last_refresh_at(self._connection)

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the database; every page of it is read, so it takes a while."""
        return entry_detail.problems(self._connection)

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
