"""Every write to the cache: each method is one short transaction, or a few that can be interrupted.

The reader's changes survive a power cut. What can be fetched again only survives the end of the
process, and so need not wait for the disk.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cache.accounts.sync_queue import enqueue_feed
from cache.db.connection import Connection, give_way
from cache.db.rows import to_milliseconds
from cache.entries import actor_index, article_writes, entry_writes, page_revisits, removal
from cache.entries.pictures import PictureStore
from cache.errors import CacheError
from cache.feeds import feed_health, robots_cache, subscriptions
from cache.feeds.feed_writes import FeedStore
from cache.lists.found_lists import found_ids
from cache.lists.list_sql import unread_ids
from cache.reader import marks, rules
from cache.reader.interest_writes import InterestStore
from cache.reader.kept_writes import KeepingStore
from cache.reader.reading_places import MemoryStore
from cache.reader.rule_writes import RuleStore
from cache.reader.seen_versions import forget_former
from cache.stories.story_writes import StoryStore
from cache.sync.sync_store import SyncStore
from cache.text.search_index import rebuild
from cache.upkeep.server_clock import clock_ahead, note_server_time
from cache.upkeep.size_limits import Upkeep
from cache.values.account_rows import FeedChange
from cache.values.list_rows import EntryId, FeedId, StoredFeed, View
from fetch.model import (
    Article,
    Entry,
    Failure,
    FeedFailed,
    FeedOutcome,
    FeedRefreshed,
    FeedUnchanged,
    Outline,
    Validators,
)
from summarise.model import Brief

_CLEARED_AT_ONCE = 200
"""Entries removed in one transaction: a mark waits no longer than for that."""
_BRIEFS_AT_ONCE = 50


class Store:
    """Writes through one connection, in the thread that opened it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.stories = StoryStore(connection)
        self.memory = MemoryStore(connection)
        self.kept = KeepingStore(connection)
        self.interests = InterestStore(connection)
        self.upkeep = Upkeep(connection)
        self.feeds = FeedStore(connection)
        self.pictures = PictureStore(connection)
        self.sync = SyncStore(connection)
        self.rules = RuleStore(connection)

    # Subscriptions

    def subscribe(
        self, url: str, *, title: str = "", folder: str = "", site_url: str = "", now: datetime
    ) -> FeedId:
        """Subscribe to an address and return its number; an existing one is left as it is.

        Args:
            url: the feed's address.
            title: the reader's own name for it; "" for the one it has itself.
            folder: path joined by " / ", "" for the top.
            site_url: address of the site, as far as it is known.
            now: the time.
        """
        outline = Outline(url=url, title=title, folder=folder, site_url=site_url)
        return self.subscribe_all([outline], now=now)[0]

    def subscribe_all(self, outlines: Sequence[Outline], *, now: datetime) -> tuple[FeedId, ...]:
        """Subscribe to many addresses at once; return their numbers in the same order."""
        known = {
            outline.url: subscriptions.find_feed(self._connection, outline.url)
            for outline in outlines
        }
        if None in known.values():
            with self._connection.transaction(is_durable=True):
                for outline in outlines:
                    known[outline.url] = subscriptions.find_feed(
                        self._connection, outline.url
                    ) or subscriptions.add_feed(self._connection, outline, now=to_milliseconds(now))
        return tuple(feed_id for outline in outlines if (feed_id := known[outline.url]))

    def unsubscribe(self, feed_id: FeedId) -> None:
        """Give a feed up; what is kept of it stays, and what was read stays known."""
        with self._connection.transaction(is_durable=True):
            subscriptions.end_subscription(self._connection, feed_id)
            enqueue_feed(self._connection, feed_id, FeedChange.UNSUBSCRIBE)
        self._clear(feed_id)

    # What was fetched

    def save_outcome(self, outcome: FeedOutcome, *, now: datetime) -> StoredFeed:
        """Store what became of asking a feed; nothing if it was unsubscribed meanwhile."""
        return self.save_outcomes([outcome], now=now)[0]

    def save_outcomes(
        self, outcomes: Sequence[FeedOutcome], *, now: datetime
    ) -> tuple[StoredFeed, ...]:
        """Store what became of asking several feeds, all or none.

        Worth it when many are waiting: a commit costs as much as all that it commits of one feed.
        """
        with self._connection.transaction(is_durable=False):
            return tuple(self._save_outcome(outcome, now) for outcome in outcomes)

    def _save_outcome(self, outcome: FeedOutcome, now: datetime) -> StoredFeed:
        feed_id = FeedId(outcome.target.feed_id)
        moment = to_milliseconds(now)
        new: tuple[EntryId, ...] = ()
        changed: tuple[EntryId, ...] = ()
        connection = self._connection
        if subscriptions.is_subscribed(connection, feed_id):
            match outcome:
                case FeedRefreshed(feed=feed, validators=validators, body_hash=body_hash):
                    feed_health.save_facts(connection, feed_id, feed)
                    feed_health.save_left_out(connection, feed_id, feed.left_out_count)
                    feed_health.save_validators(connection, feed_id, validators, body_hash)
                    new, changed = entry_writes.save_entries(
                        connection, feed_id, feed.entries, moment
                    )
                case FeedUnchanged(validators=validators):
                    body_hash = outcome.target.body_hash
                    feed_health.save_validators(connection, feed_id, validators, body_hash)
                case FeedFailed(failure=failure):
                    feed_health.save_failure(connection, feed_id, failure, moment)
            if not isinstance(outcome, FeedFailed):
                self._save_answer(feed_id, outcome, moment)
        return StoredFeed(feed_id=feed_id, new_entries=new, changed_entries=changed)

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

    def save_article(
        self,
        entry_id: EntryId,
        article: Article | None,
        failure: Failure | None,
        *,
        now: datetime,
        validators: Validators | None = None,
    ) -> None:
        """Store what became of an entry's page: its text, why it could not be fetched, or both.

        Arguments:
            validators: what the page came with, None if it did not answer; it is looked at again.
        """
        at = to_milliseconds(now)
        with self._connection.transaction(is_durable=False):
            article_writes.save_page(self._connection, entry_id, article, failure, at)
            page_revisits.plan(self._connection, entry_id, validators, at)

    def look_again(self, now: datetime, *, fresh: timedelta) -> int:
        """Want the pages of fresh entries again that are due; return how many."""
        with self._connection.transaction(is_durable=False):
            milliseconds = fresh // timedelta(milliseconds=1)
            return page_revisits.want(self._connection, to_milliseconds(now), milliseconds)

    def keep_robots(self, origin: str, rules: str, *, now: datetime) -> None:
        """Keep the robots.txt of a server for a day."""
        with self._connection.transaction(is_durable=False):
            robots_cache.keep_rules(
                self._connection,
                origin,
                rules,
                now=to_milliseconds(now),
                since=to_milliseconds(now - robots_cache.KEPT),
            )

    def save_brief(self, entry_id: EntryId, brief: Brief, *, now: datetime | None = None) -> bool:
        """Store the brief of an entry's article; False if the article is another one by now.

        Args:
            now: the time at which rules act on what has its first brief; None to spare it them.
        """
        at = None if now is None else to_milliseconds(now)
        with self._connection.transaction(is_durable=False):
            return article_writes.save_brief(self._connection, entry_id, brief, at)

    def want_briefs_anew(self) -> None:
        """Let every brief count as an earlier pipeline's: the old one serves until it is made."""
        with self._connection.transaction(is_durable=False):
            self._connection.run("UPDATE briefs SET pipeline = ''")

    # What the reader did

    def set_read(
        self,
        entry_ids: Sequence[EntryId],
        is_read: bool,  # noqa: FBT001 - set_read(ids, True) reads well
        *,
        now: datetime,
    ) -> tuple[EntryId, ...]:
        """Mark entries read or unread; return those that this changed."""
        with self._connection.transaction(is_durable=True):
            return marks.mark_read(
                self._connection, entry_ids, is_read=is_read, now=to_milliseconds(now)
            )

    def mark_all_read(
        self, view: View, *, until: EntryId | None, now: datetime
    ) -> tuple[EntryId, ...]:
        """Mark the unread entries of a view read; return them, so that it can be undone.

        Args:
            view: which.
            until: the topmost entry that the reader could see; what came in above it meanwhile
                stays unread. None for all.
            now: the time.
        """
        view = view.simplest
        with self._connection.transaction(is_durable=True):
            if view.is_found:
                found = found_ids(self._connection, view)
                ids: Sequence[EntryId] = found[found.index(until) :] if until in found else found
            else:
                ids = unread_ids(self._connection, view, until)
            return marks.mark_read(self._connection, ids, is_read=True, now=to_milliseconds(now))

    def set_starred(
        self,
        entry_ids: Sequence[EntryId],
        is_starred: bool,  # noqa: FBT001 - likewise
        *,
        now: datetime,
    ) -> tuple[EntryId, ...]:
        """Star entries or take their stars away; return those that this changed."""
        with self._connection.transaction(is_durable=True):
            return marks.mark_starred(
                self._connection, entry_ids, is_starred=is_starred, now=to_milliseconds(now)
            )

    # Upkeep

    def index_actors(self) -> int:
        """Take in who is in some briefs that an earlier version stored; 0 when all are in."""
        with self._connection.transaction(is_durable=False):
            return actor_index.take_in_briefs(self._connection, _BRIEFS_AT_ONCE)

    def record_refresh(self, now: datetime, server_time: datetime | None = None) -> timedelta:
        """Remember when the feeds were last asked; return how far the clock is ahead of theirs.

        Args:
            server_time: the newest that a server said, None if none did.
        """
        moment = to_milliseconds(now)
        with self._connection.transaction(is_durable=False):
            if server_time is not None:
                note_server_time(self._connection, to_milliseconds(server_time), moment)
            self._connection.run(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('last_refresh_at', ?)",
                (str(moment),),
            )
            return clock_ahead(self._connection, moment)

    def optimise(self) -> None:
        """Renew the planner's statistics and merge the search index a little; for quiet moments."""
        with self._connection.transaction(is_durable=False):
            self._connection.run("PRAGMA analysis_limit = 400")
            self._connection.run("ANALYZE")
            self._connection.run("INSERT INTO search (search, rank) VALUES ('merge', 200)")

    def tidy(self) -> None:
        """Finish what was left half done and optimise; on closing, so a failure is passed over."""
        try:
            for (feed_id,) in self._connection.rows(
                "SELECT feed_id FROM feeds WHERE needs_clearing = 1"
            ):
                self._clear(feed_id)
            self.interests.settle_mutes()
            with self._connection.transaction(is_durable=False):
                actor_index.forget_unused_names(self._connection)
                forget_former(self._connection)
                rules.forget_ended(self._connection)
            self.optimise()
        except CacheError:
            # Nothing is lost: it is done again next time.
            return

    def rebuild_search(self) -> None:
        """Rebuild the search index."""
        with self._connection.transaction(is_durable=False):
            rebuild(self._connection)

    def _clear(self, feed_id: FeedId) -> None:
        """Remove the entries of an unsubscribed feed, a few at a time."""
        is_done = False
        while not is_done:
            with self._connection.transaction(is_durable=False):
                subscriptions.unlist_entries(self._connection, feed_id)
                is_done = (
                    removal.remove_unlisted(self._connection, feed_id, _CLEARED_AT_ONCE)
                    < _CLEARED_AT_ONCE
                )
                if is_done:
                    subscriptions.end_clearing(self._connection, feed_id)
            give_way()
