"""Every write about follows and mutes, in one or a few short transactions each."""

from datetime import datetime

from cache.db.connection import Connection, give_way
from cache.db.rows import to_milliseconds
from cache.reader import follows, mutes
from cache.values.interest_rows import FollowId, MuteId, MuteRule
from cache.values.query_tree import Query

_DECIDED_AT_ONCE = 500
"""Entries that a rule is applied to in one transaction, 10 ms: a mark waits no longer for it."""


class InterestStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def follow_actor(self, name: str, *, now: datetime) -> FollowId:
        """Follow an actor; who is followed already stays so.

        Raises:
            NothingToMatch: the name has no letter or digit.
        """
        with self._connection.transaction(is_durable=True):
            return follows.add_actor(self._connection, name, to_milliseconds(now))

    def follow_search(self, query: Query, *, title: str = "", now: datetime) -> FollowId:
        """Save a search under a title, "" for its own words.

        Raises:
            QueryError: it looks for nothing.
        """
        with self._connection.transaction(is_durable=True):
            return follows.add_search(self._connection, query, title, to_milliseconds(now))

    def unfollow(self, follow_id: FollowId) -> bool:
        """Follow something no longer; whether it was followed."""
        with self._connection.transaction(is_durable=True):
            return follows.remove(self._connection, follow_id)

    def mute(self, rule: MuteRule, *, now: datetime) -> MuteId:
        """Hide what a rule says, what is stored and what comes; return the rule's number.

        Raises:
            NothingToMatch: the pattern has no letter or digit.
        """
        with self._connection.transaction(is_durable=True):
            mute_id = mutes.add_mute(self._connection, rule, to_milliseconds(now))
        self.settle_mutes()
        return mute_id

    def unmute(self, mute_id: MuteId) -> bool:
        """List again what a rule hid, unless another one hides it; whether it was in force."""
        with self._connection.transaction(is_durable=True):
            was_in_force = mutes.end_mute(self._connection, mute_id)
        self.settle_mutes()
        return was_in_force

    def expire_mutes(self, now: datetime) -> int:
        """End the rules whose time is over; return how many."""
        over = mutes.expired(self._connection, to_milliseconds(now))
        if over:
            with self._connection.transaction(is_durable=True):
                for mute_id in over:
                    mutes.end_mute(self._connection, mute_id)
            self.settle_mutes()
        return len(over)

    def settle_mutes(self) -> None:
        """Apply what rules came and went to what is stored, a few entries at a time."""
        to_apply, to_release = mutes.unfinished(self._connection)
        for mute_id in to_apply:
            above: int | None = 0
            while above is not None:
                with self._connection.transaction(is_durable=False):
                    above = mutes.apply_some(self._connection, mute_id, above, _DECIDED_AT_ONCE)
                give_way()
        for mute_id in to_release:
            is_done = False
            while not is_done:
                with self._connection.transaction(is_durable=False):
                    is_done = mutes.release_some(self._connection, mute_id, _DECIDED_AT_ONCE)
                give_way()
