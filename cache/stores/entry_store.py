"""Every write of what feeds said, in short transactions.

It can be fetched again, so it only survives the end of the process and need not wait for the disk.
"""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.entries import article_writes, entry_writes
from cache.feeds import feed_health, mail_feeds, subscriptions
from cache.reader import marks, rules
from cache.values.list_rows import EntryId, FeedId, StoredFeed
from fetch.model import (
    Entry,
    FeedBegun,
    FeedFailed,
    FeedNews,
    FeedPart,
    FeedRefreshed,
    FeedUnchanged,
)


class EntryStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save_outcome(self, outcome: FeedNews, *, now: datetime) -> StoredFeed:
        """Store what became of asking a feed; nothing if it was unsubscribed meanwhile."""
        return self.save_outcomes([outcome], now=now)[0]

    def save_outcomes(
        self, outcomes: Sequence[FeedNews], *, now: datetime
    ) -> tuple[StoredFeed, ...]:
        """Store what became of asking several feeds, all or none.

        Worth it when many are waiting: a commit costs as much as all that it commits of one feed.
        """
        with self._connection.transaction(is_durable=False):
            # Before all entries: with each write of a feed's own facts (there is a trigger on them)
            # FTS5 writes what it gathered, and many small segments cost more than one.
            for outcome in outcomes:
                if isinstance(outcome, FeedRefreshed | FeedBegun):
                    feed_health.save_facts(
                        self._connection, FeedId(outcome.target.feed_id), outcome.feed
                    )
            return tuple(self._save_outcome(outcome, now) for outcome in outcomes)

    def _save_outcome(self, outcome: FeedNews, now: datetime) -> StoredFeed:
        feed_id = FeedId(outcome.target.feed_id)
        moment = to_milliseconds(now)
        new: tuple[EntryId, ...] = ()
        changed: tuple[EntryId, ...] = ()
        connection = self._connection
        if subscriptions.is_subscribed(connection, feed_id):
            match outcome:
                case FeedRefreshed(feed=feed, validators=validators, body_hash=body_hash):
                    feed_health.save_left_out(connection, feed_id, feed.left_out_count)
                    feed_health.save_validators(connection, feed_id, validators, body_hash)
                    new, changed = entry_writes.save_entries(
                        connection, feed_id, feed.entries, moment
                    )
                    new += self._save_parts(feed_id, outcome.parts, moment)
                case FeedBegun(feed=feed):
                    # Without a success and validators: if the rest never comes, all is asked again.
                    new, changed = entry_writes.save_entries(
                        connection, feed_id, feed.entries, moment
                    )
                case FeedUnchanged(validators=validators):
                    body_hash = outcome.target.body_hash
                    feed_health.save_validators(connection, feed_id, validators, body_hash)
                case FeedFailed(failure=failure):
                    feed_health.save_failure(connection, feed_id, failure, moment)
            if isinstance(outcome, FeedRefreshed | FeedUnchanged):
                self._save_answer(feed_id, outcome, moment)
        return StoredFeed(feed_id=feed_id, new_entries=new, changed_entries=changed)

    def _save_parts(
        self, feed_id: FeedId, parts: Sequence[FeedPart], now: int
    ) -> tuple[EntryId, ...]:
        """Store the entries of the feeds that came in another's answer; return the new ones."""
        found: list[EntryId] = []
        for part in parts:
            own_id = mail_feeds.feed_of_part(self._connection, feed_id, part, now)
            if own_id is not None:
                new, _ = entry_writes.save_entries(self._connection, own_id, part.entries, now)
                feed_health.save_success(self._connection, own_id, now, max_age_seconds=None)
                found += new
        return tuple(found)

    def _save_answer(
        self, feed_id: FeedId, outcome: FeedRefreshed | FeedUnchanged, now: int
    ) -> None:
        feed_health.save_success(
            self._connection, feed_id, now, max_age_seconds=outcome.max_age_seconds
        )
        article_writes.ask_failed_pages_again(self._connection, feed_id, now)
        if feed_health.save_move(self._connection, feed_id, outcome.moved_to):
            subscriptions.move_address(self._connection, feed_id, outcome.moved_to)

    def save_history(
        self, feed_id: FeedId, past: Sequence[Entry], *, is_read: bool, now: datetime
    ) -> tuple[EntryId, ...]:
        """Store entries from before a feed's document; return those that are new.

        How the feed answered stays as it is, and nothing is stored of an unsubscribed one.

        Args:
            is_read: the new ones are marked as read in the same transaction.
        """
        connection, moment = self._connection, to_milliseconds(now)
        with connection.transaction(is_durable=False):
            if not subscriptions.is_subscribed(connection, feed_id):
                return ()
            new, _ = entry_writes.save_entries(connection, feed_id, past, moment)
            rules.spare_commands(connection, new)
            if is_read:
                marks.mark_read(connection, new, is_read=True, now=moment)
            return new
