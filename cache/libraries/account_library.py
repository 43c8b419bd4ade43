"""Every read about accounts at reader servers."""

from collections.abc import Iterable
from datetime import datetime

from cache.accounts import accounts, sync_queue
from cache.accounts.sync_queue import MOST_REFUSALS
from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.sync import known_entries, merge_doubles, remote_feeds
from cache.sync.reconcile import KnownEntry, KnownFeed
from cache.values.account_rows import Account, Double, QueuedFeed, Refusal
from cache.values.list_rows import AccountId
from fetch.sync.sync_model import RemoteId, ServerState


class AccountLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Account, ...]:
        """Return the accounts in the order in which they were added."""
        with self._connection.snapshot():
            return accounts.all_accounts(self._connection)

    def account(self, account_id: AccountId) -> Account | None:
        """Return an account, None if it is gone."""
        return accounts.account(self._connection, account_id)

    def feed_changes(self, account_id: AccountId) -> tuple[QueuedFeed, ...]:
        """Return the feeds of which the server is to be told something."""
        with self._connection.snapshot():
            return remote_feeds.feed_changes(self._connection, account_id, MOST_REFUSALS)

    def refusals(self, account_id: AccountId) -> tuple[Refusal, ...]:
        """Return what the server refused when it was last told."""
        return sync_queue.refusals(self._connection, account_id)

    def known_feeds(self, account_id: AccountId) -> tuple[KnownFeed, ...]:
        """Return the subscriptions that the server had the last time."""
        return remote_feeds.known_feeds(self._connection, account_id)

    def missing(
        self, account_id: AccountId, ids: Iterable[RemoteId], now: datetime
    ) -> tuple[RemoteId, ...]:
        """Return which of a server's entries are not here."""
        return known_entries.missing_entries(
            self._connection, account_id, ids, to_milliseconds(now)
        )

    def known_entries(self, account_id: AccountId, state: ServerState) -> tuple[KnownEntry, ...]:
        """Return the entries that the server's state may say something new about."""
        with self._connection.snapshot():
            return known_entries.known_entries(self._connection, account_id, state)

    def doubles(self) -> tuple[Double, ...]:
        """Return the local feeds that an account has, too."""
        return merge_doubles.doubles(self._connection)
