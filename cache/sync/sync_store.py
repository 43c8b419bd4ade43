"""Every write about accounts and their servers, in one short transaction each.

What the reader did, and what was sent of it, survives a power cut: a mark that may have arrived
must be known as such. What a server said can be asked for again.
"""

from collections.abc import Sequence
from datetime import datetime

from cache.accounts import accounts, sync_queue
from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.sync import end_account, merge_doubles, remote_entries, remote_feeds
from cache.sync.reconcile import MarkChanges
from cache.values.account_rows import (
    AccountLogin,
    Double,
    FeedChange,
    Queued,
    QueuedFeed,
    QueuedMarks,
)
from cache.values.list_rows import AccountId, EntryId, FeedId
from fetch.model import Outline
from fetch.sync.sync_model import (
    Abilities,
    RemoteEntry,
    RemoteFeed,
    RemoteId,
    ServerFacts,
    ServerState,
    SyncFailure,
)


class SyncStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Accounts

    def add_account(self, login: AccountLogin, facts: ServerFacts, *, now: datetime) -> AccountId:
        """Store an account that has signed in; one of the same server and user is renewed."""
        with self._connection.transaction(is_durable=True):
            account_id = accounts.put_account(self._connection, login, to_milliseconds(now))
            accounts.save_facts(self._connection, account_id, facts)
            return account_id

    def remove_account(self, account_id: AccountId, *, keeps_entries: bool, now: datetime) -> None:
        """Forget an account; its server is not told."""
        with self._connection.transaction(is_durable=True):
            end_account.end_account(
                self._connection,
                account_id,
                keeps_entries=keeps_entries,
                now=to_milliseconds(now),
            )

    def note_abilities(self, account_id: AccountId, abilities: Abilities) -> None:
        """Store what a server can do."""
        with self._connection.transaction(is_durable=False):
            accounts.save_abilities(self._connection, account_id, abilities)

    def note_explained(self, account_id: AccountId) -> None:
        """Note that the reader was told what stays on this machine."""
        with self._connection.transaction(is_durable=False):
            accounts.save_explained(self._connection, account_id)

    def note_synced(self, account_id: AccountId, *, now: datetime) -> None:
        """Store that an account is in step."""
        with self._connection.transaction(is_durable=False):
            accounts.save_synced(self._connection, account_id, to_milliseconds(now))

    def note_failure(self, account_id: AccountId, failure: SyncFailure, *, now: datetime) -> None:
        """Store why an account could not be synced."""
        with self._connection.transaction(is_durable=False):
            accounts.save_failure(self._connection, account_id, failure, to_milliseconds(now))

    def note_missing(self, account_id: AccountId, count: int) -> None:
        """Store how many entries are still to be fetched."""
        with self._connection.transaction(is_durable=False):
            accounts.save_missing(self._connection, account_id, count)

    # The queue

    def take_marks(
        self, account_id: AccountId, limit: int, passed_over: Sequence[int] = ()
    ) -> QueuedMarks | None:
        """Take marks to be sent, which from now on may have arrived; None if none waits."""
        with self._connection.transaction(is_durable=True):
            return sync_queue.take_marks(self._connection, account_id, limit, passed_over)

    def try_feed(self, row: Queued) -> bool:
        """Count a change of a feed as sent; False if the reader has made another of it."""
        with self._connection.transaction(is_durable=True):
            return sync_queue.try_feed(self._connection, row)

    def confirm(self, rows: Sequence[Queued]) -> None:
        """Forget what the server has taken."""
        with self._connection.transaction(is_durable=False):
            sync_queue.confirm(self._connection, rows)

    def refuse(self, rows: Sequence[Queued], detail: str) -> None:
        """Note that the server refused something, and what it said."""
        with self._connection.transaction(is_durable=False):
            sync_queue.refuse(self._connection, rows, detail)

    def subscribed(self, account_id: AccountId, queued: QueuedFeed, feed: RemoteFeed) -> None:
        """Note that the server has subscribed to a feed."""
        with self._connection.transaction(is_durable=False):
            if accounts.account(self._connection, account_id) is None:
                return
            remote_feeds.link(self._connection, account_id, queued.feed_id, feed)
            remote_feeds.note_own_title(self._connection, queued.feed_id, feed.title)
            sync_queue.confirm(self._connection, [queued.row])

    def changed(self, queued: QueuedFeed) -> None:
        """Note that the server has title and folder of a feed."""
        with self._connection.transaction(is_durable=False):
            remote_feeds.note_told(self._connection, queued)
            sync_queue.confirm(self._connection, [queued.row])

    def unsubscribed(self, account_id: AccountId, queued: QueuedFeed) -> None:
        """Note that the server has given a feed up."""
        with self._connection.transaction(is_durable=False):
            remote_feeds.note_unsubscribed(self._connection, account_id, queued.remote_ids)
            sync_queue.confirm(self._connection, [queued.row])

    def subscribe(self, account_id: AccountId, outline: Outline, *, now: datetime) -> FeedId:
        """Subscribe to a feed in an account; its server is told with the next sync."""
        moment = to_milliseconds(now)
        with self._connection.transaction(is_durable=True):
            feed_id = remote_feeds.subscribe(self._connection, account_id, outline, moment)
            if not remote_feeds.is_linked(self._connection, feed_id):
                sync_queue.enqueue_feed(self._connection, feed_id, FeedChange.SUBSCRIBE)
            return feed_id

    # What the server says

    def apply_feeds(
        self, account_id: AccountId, listed: Sequence[RemoteFeed], *, now: datetime
    ) -> None:
        """Make the account's feeds what the server lists."""
        with self._connection.transaction(is_durable=False):
            # Another process may have removed the account meanwhile.
            if accounts.account(self._connection, account_id) is not None:
                moment = to_milliseconds(now)
                remote_feeds.apply_feeds(self._connection, account_id, listed, moment)

    def apply_marks(self, changes: MarkChanges, *, now: datetime) -> None:
        """Make entries what the server says, unless the reader has done something since."""
        with self._connection.transaction(is_durable=False):
            remote_entries.apply_marks(self._connection, changes, to_milliseconds(now))

    def save_contents(
        self,
        account_id: AccountId,
        given: Sequence[RemoteEntry],
        *,
        asked: Sequence[RemoteId],
        state: ServerState,
        now: datetime,
    ) -> tuple[EntryId, ...]:
        """Store entries that the server gave, with its marks; return those that are new."""
        with self._connection.transaction(is_durable=False):
            if accounts.account(self._connection, account_id) is None:
                return ()
            return remote_entries.save_contents(
                self._connection,
                account_id,
                given,
                asked=asked,
                state=state,
                now=to_milliseconds(now),
            )

    # Doubles

    def merge(self, double: Double, *, now: datetime) -> None:
        """Let an account's feed take a local one in, with its entries and marks."""
        with self._connection.transaction(is_durable=True):
            merge_doubles.merge(
                self._connection, double.local_id, double.account_feed_id, to_milliseconds(now)
            )
