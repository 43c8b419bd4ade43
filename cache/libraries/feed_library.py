"""Every read about subscriptions."""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.entries import entry_detail
from cache.feeds import feed_options, robots_cache
from cache.feeds.feed_options import FeedOptions, ManagedFeed
from cache.values.list_rows import FeedId, FeedRow, FeedTiming
from fetch.model import FeedTarget


class FeedLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self) -> tuple[FeedRow, ...]:
        """Return the subscriptions, by folder and title."""
        return entry_detail.feeds(self._connection)

    def managed(self) -> tuple[ManagedFeed, ...]:
        """Return the subscriptions with all that a reader can say of them, by folder and title."""
        return feed_options.managed_feeds(self._connection)

    def options(self) -> dict[FeedId, FeedOptions]:
        """Return how feeds differ from the configuration; those that do not are left out."""
        return feed_options.options_of_all(self._connection)

    def targets(
        self, feed_ids: Sequence[FeedId] | None = None, *, is_forced: bool = False
    ) -> tuple[FeedTarget, ...]:
        """Return what is needed to ask feeds (None: all), the longest not asked first."""
        return entry_detail.targets(self._connection, feed_ids, is_forced=is_forced)

    def robots_rules(self, origin: str, now: datetime) -> str | None:
        """Return a server's robots.txt, None if it was not asked for within a day."""
        return robots_cache.rules_of(
            self._connection, origin, to_milliseconds(now - robots_cache.KEPT)
        )

    def timings(self) -> tuple[FeedTiming, ...]:
        """Return what decides when each feed is asked next."""
        return entry_detail.timings(self._connection)
