"""Every write about subscriptions, in one short transaction each, or a few."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from cache.accounts.accounts import account_of_feed, name_of
from cache.accounts.sync_queue import enqueue_feed
from cache.db.connection import Connection, give_way
from cache.db.rows import to_milliseconds
from cache.entries import removal
from cache.errors import AddressTaken
from cache.feeds import robots_cache, subscriptions
from cache.feeds.feed_options import NO_OPTIONS, FeedOptions, save_options
from cache.feeds.feed_sources import save_source
from cache.feeds.mail_feeds import with_senders
from cache.values.account_rows import FeedChange, category_of, inside
from cache.values.list_rows import FeedId, GivenUp
from fetch.model import FeedSource, Outline

_CLEARED_AT_ONCE = 200
"""Entries removed in one transaction: a mark waits no longer than for that."""


class FeedState(Struct, frozen=True, kw_only=True):
    """All that a reader says of a subscription.

    Attributes:
        title: the reader's own name for it, "" for the one it has itself.
        folder: path joined by " / ", "" for the top.
    """

    url: str
    title: str
    folder: str
    options: FeedOptions = NO_OPTIONS


class FeedStore:
    """Writes through the store's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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

    def add_made(self, outline: Outline, source: FeedSource, *, now: datetime) -> FeedId:
        """Subscribe to a feed that is made of a program or a page; a known one is made anew."""
        connection = self._connection
        with connection.transaction(is_durable=True):
            feed_id = subscriptions.find_feed(connection, outline.url)
            if feed_id is None:
                feed_id = subscriptions.add_feed(connection, outline, now=to_milliseconds(now))
            save_source(connection, feed_id, source)
        return feed_id

    def unsubscribe(self, feed_id: FeedId) -> None:
        """Give a feed up; what is kept of it stays, and what was read stays known."""
        with self._connection.transaction(is_durable=True):
            feed_ids = with_senders(self._connection, (feed_id,))
            for each in feed_ids:
                subscriptions.end_subscription(self._connection, each)
                enqueue_feed(self._connection, each, FeedChange.UNSUBSCRIBE)
        for each in feed_ids:
            self._clear(each)

    def clear_unsubscribed(self) -> None:
        """Remove the entries of feeds that were given up and not taken back."""
        for (feed_id,) in self._connection.rows(
            "SELECT feed_id FROM feeds WHERE needs_clearing = 1"
        ):
            self._clear(feed_id)

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

    def set_states(self, states: Mapping[FeedId, FeedState]) -> None:
        """Make feeds what the states say, all or none.

        Raises:
            AddressTaken: two subscriptions would have one address.
        """
        with self._connection.transaction(is_durable=True):
            for feed_id, state in states.items():
                self._set(feed_id, state)

    def _set(self, feed_id: FeedId, state: FeedState) -> None:
        connection = self._connection
        account_id = account_of_feed(connection, feed_id)
        other = subscriptions.find_feed(connection, state.url, account_id)
        if other not in {None, feed_id}:
            raise AddressTaken(state.url)
        if other is None and account_id is None:
            subscriptions.set_address(connection, feed_id, state.url)
        subscriptions.name_feed(connection, feed_id, state.title)
        folder = state.folder
        if account_id is not None:
            # Its feeds stand in its folder, wherever in it the reader puts them.
            name = name_of(connection, account_id)
            folder = inside(name, category_of(name, folder))
        subscriptions.put_feed(connection, feed_id, folder)
        save_options(connection, feed_id, state.options)
        enqueue_feed(connection, feed_id, FeedChange.CHANGE)

    def set_options(self, feed_id: FeedId, options: FeedOptions) -> None:
        """Store how a feed differs from the configuration."""
        with self._connection.transaction(is_durable=True):
            save_options(self._connection, feed_id, options)

    def give_up(self, feed_ids: tuple[FeedId, ...]) -> tuple[GivenUp, ...]:
        """Unsubscribe from feeds but keep their entries until closing: it can be taken back."""
        with self._connection.transaction(is_durable=True):
            feed_ids = with_senders(self._connection, feed_ids)
            given_up = tuple(
                subscriptions.entries_in_lists(self._connection, feed_id) for feed_id in feed_ids
            )
            for feed_id in feed_ids:
                subscriptions.end_subscription(self._connection, feed_id)
                enqueue_feed(self._connection, feed_id, FeedChange.UNSUBSCRIBE)
        return given_up

    def take_back(self, given_up: tuple[GivenUp, ...]) -> None:
        """Subscribe again to feeds, with everything that is still stored."""
        with self._connection.transaction(is_durable=True):
            for one in given_up:
                subscriptions.take_back(self._connection, one)
                enqueue_feed(self._connection, one.feed_id, FeedChange.SUBSCRIBE)

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
