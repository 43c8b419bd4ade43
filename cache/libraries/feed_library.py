"""Every read about subscriptions."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import (
    FEED_COLUMNS,
    failure_from,
    feed_order,
    feed_row_from,
    from_bits,
    from_milliseconds,
    id_list,
    maybe_time,
    to_milliseconds,
)
from cache.feeds import feed_options, feed_statistics, robots_cache
from cache.feeds.feed_options import FeedOptions, ManagedFeed
from cache.feeds.feed_sources import COLUMNS as SOURCE_COLUMNS
from cache.feeds.feed_sources import source_from
from cache.feeds.feed_statistics import FeedStatistics
from cache.feeds.mail_feeds import MAILBOXES_OF, UNASKED
from cache.values.list_rows import FeedId, FeedRow, FeedTiming
from fetch.feeds.made.saved_pages import SAVED_ADDRESS
from fetch.model import FeedTarget, Validators
from fetch.quiet_times import QuietTimes

_TIMED_ENTRIES = 20
"""So many of a feed's newest entries tell its rhythm."""


class FeedLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self) -> tuple[FeedRow, ...]:
        """Return the subscriptions, by folder and title."""
        rows = self._connection.rows(
            f"SELECT {FEED_COLUMNS} FROM feeds f JOIN folders d USING (folder_id) "
            "JOIN feed_counts n USING (feed_id) JOIN feed_health h USING (feed_id) "
            "WHERE f.is_subscribed = 1"
        )
        return tuple(sorted((feed_row_from(row) for row in rows), key=feed_order))

    def managed(self) -> tuple[ManagedFeed, ...]:
        """Return the subscriptions with all that a reader can say of them, by folder and title."""
        return feed_options.managed_feeds(self._connection)

    def statistics(self, now: datetime) -> tuple[FeedStatistics, ...]:
        """Return what each subscription brought and what was used of it; it may take a second."""
        return feed_statistics.statistics(self._connection, now)

    def options(self) -> dict[FeedId, FeedOptions]:
        """Return how feeds differ from the configuration; those that do not are left out."""
        return feed_options.options_of_all(self._connection)

    def targets(
        self, feed_ids: Sequence[FeedId] | None = None, *, is_forced: bool = False
    ) -> tuple[FeedTarget, ...]:
        """Return what is needed to ask feeds (None: all), the longest not asked first.

        No server has the feed of saved pages: it is left out. For a sender's feed its mailbox is
        asked.
        """
        rows = self._connection.rows(
            f"SELECT feed_id, url, v.etag, v.last_modified, v.body_hash, {SOURCE_COLUMNS} "
            "FROM feeds "
            "JOIN feed_validators v USING (feed_id) JOIN feed_health h USING (feed_id) "
            "LEFT JOIN feed_sources x USING (feed_id) "
            "WHERE is_subscribed = 1 AND account_id IS NULL AND url <> ?2 "
            f"AND NOT ({UNASKED}) "
            "AND (?1 IS NULL OR feed_id IN (SELECT value FROM json_each(?1)) "
            f"OR url IN ({MAILBOXES_OF})) "
            "ORDER BY coalesce(h.last_attempt_at, 0), feed_id",
            (None if feed_ids is None else id_list(feed_ids), SAVED_ADDRESS),
        )
        return tuple(
            FeedTarget(
                feed_id=row[0],
                url=row[1],
                validators=Validators(etag=row[2], last_modified=row[3]),
                body_hash=row[4],
                is_forced=is_forced,
                source=source_from(row[1], row[5:]),
            )
            for row in rows
        )

    def robots_rules(self, origin: str, now: datetime) -> str | None:
        """Return a server's robots.txt, None if it was not asked for within a day."""
        return robots_cache.rules_of(
            self._connection, origin, to_milliseconds(now - robots_cache.KEPT)
        )

    def timings(self) -> tuple[FeedTiming, ...]:
        """Return what decides when each feed is asked next."""
        rows = self._connection.rows(
            "SELECT feed_id, h.last_attempt_at, ttl_minutes, h.failure_count, "
            "h.failure_kind, h.failure_detail, h.failure_status, h.retry_after_seconds, "
            "o.interval_minutes, h.max_age_seconds, skip_hours, skip_days "
            "FROM feeds JOIN feed_health h USING (feed_id) "
            "LEFT JOIN feed_options o USING (feed_id) "
            "WHERE is_subscribed = 1 AND account_id IS NULL AND url <> ? "
            f"AND NOT ({UNASKED})",
            (SAVED_ADDRESS,),
        )
        return tuple(
            FeedTiming(
                feed_id=FeedId(row[0]),
                asked_at=maybe_time(row[1]),
                ttl_minutes=row[2],
                failure_count=row[3],
                failure=failure_from(row[4:8]),
                published=self._newest_times(row[0]),
                interval_minutes=row[8],
                max_age_seconds=row[9],
                quiet=QuietTimes(hours=from_bits(row[10]), days=from_bits(row[11])),
            )
            for row in rows
        )

    def _newest_times(self, feed_id: int) -> tuple[datetime, ...]:
        rows = self._connection.rows(
            "SELECT sort_at FROM status INDEXED BY status_feed WHERE feed_id = ? AND is_listed = 1 "
            "ORDER BY sort_at DESC LIMIT ?",
            (feed_id, _TIMED_ENTRIES),
        )
        return tuple(from_milliseconds(row[0]) for row in rows)
