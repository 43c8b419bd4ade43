"""Accounts at reader servers, and what waits to be sent to them, as values."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from cache.values.list_rows import AccountId, FeedId, FeedRow
from fetch.sync.sync_model import Api, Mark, RemoteFeedId, RemoteId, SyncFailure

FOLDER_SEPARATOR = " / "


class SecretPlace(StrEnum):
    """Where the secret of an account lies."""

    KEYRING = "keyring"
    ENVIRONMENT = "environment"


class AccountLogin(Struct, frozen=True, kw_only=True):
    """How an account is reached; never the secret.

    Attributes:
        name: what the reader calls it; the folder that its feeds stand in.
        stored_as: name of the keyring's item, or of the environment's variable.
        app_id: of the program, for servers that want one; its key lies beside the secret.
    """

    name: str
    api: Api
    url: str
    user: str
    secret_place: SecretPlace
    stored_as: str
    app_id: str = ""
    certificate_file: str = ""
    allows_plain_http: bool = False


class Account(Struct, frozen=True, kw_only=True):
    """An account with what came of its last sync.

    Attributes:
        product: the server's name and version as far as it says them.
        has_labels: its entries can have labels: ours are tags.
        edits_feeds: feeds can be subscribed to and changed through it.
        is_explained: the reader was told what stays on this machine.
        last_sync_at: when it was last in step, None for never.
        missing_count: so many entries were not fetched yet when a sync ended early.
        failure: why the last sync failed, None if it did not.
        retry_at: the server asked to be left alone until then.
        waiting_count: changes that it is still to be told.
        refused_count: changes that it refuses; they stay here.
    """

    account_id: AccountId
    login: AccountLogin
    product: str = ""
    has_labels: bool = False
    edits_feeds: bool = False
    is_explained: bool = False
    last_sync_at: datetime | None = None
    missing_count: int = 0
    failure: SyncFailure | None = None
    failed_at: datetime | None = None
    retry_at: datetime | None = None
    waiting_count: int = 0
    refused_count: int = 0
    feed_count: int = 0
    unread_count: int = 0

    @property
    def name(self) -> str:
        """What the reader calls it."""
        return self.login.name


class FeedChange(StrEnum):
    """What the reader did to a feed of an account."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    CHANGE = "change"
    """Gave it another name or folder."""


class Queued(Struct, frozen=True, kw_only=True):
    """A row of the queue as it was taken: it is done with only while it has not changed since."""

    queue_id: int
    version: int


class QueuedMarks(Struct, frozen=True, kw_only=True):
    """Marks of one kind and value, to be sent in one call."""

    mark: Mark
    is_set: bool
    label: str
    rows: tuple[Queued, ...]
    remote_ids: tuple[RemoteId, ...]


class QueuedFeed(Struct, frozen=True, kw_only=True):
    """A feed of which the server is to be told something.

    Attributes:
        title: what the reader calls it now.
        folder: the server's category that it is to be in, without the account's name.
        remote_ids: the server's subscriptions that it is; none if it has not been told of it.
        was_tried: the same may have arrived already.
        is_known: the server has title and folder as they are now.
    """

    row: Queued
    change: FeedChange
    feed_id: FeedId
    url: str
    title: str
    folder: str
    remote_ids: tuple[RemoteFeedId, ...]
    was_tried: bool
    is_known: bool


class Refusal(Struct, frozen=True, kw_only=True):
    """A change that a server refused.

    Attributes:
        change: of a feed, or of a mark of an entry.
        is_set: whether the mark was set.
        title: of the feed or the entry, "" if it is gone.
        detail: what the server said, "" if it gave no reason.
        is_final: it is no longer sent.
    """

    queue_id: int
    change: FeedChange | Mark
    is_set: bool
    label: str
    title: str
    detail: str
    is_final: bool


class Double(Struct, frozen=True, kw_only=True):
    """A local feed that an account has, too."""

    local_id: FeedId
    account_feed_id: FeedId
    title: str
    account_name: str


def inside(account_name: str, folder: str) -> str:
    """Return where a server's category stands among the folders."""
    return FOLDER_SEPARATOR.join((account_name, folder)) if folder else account_name


def is_of_account(feed: FeedRow, account_name: str) -> bool:
    """Whether a feed stands in the folder of an account."""
    is_inside = f"{feed.folder}{FOLDER_SEPARATOR}".startswith(account_name + FOLDER_SEPARATOR)
    return feed.account_id is not None and is_inside


def category_of(account_name: str, path: str) -> str:
    """Return the server's category that a folder stands for, "" for none."""
    if path == account_name:
        return ""
    return path.removeprefix(account_name + FOLDER_SEPARATOR)


def newest_first(ids: Sequence[RemoteId]) -> list[RemoteId]:
    """Return ids so that the newest entries come first, where the numbers of a server tell it."""
    return sorted(ids, key=lambda remote_id: (len(remote_id), remote_id), reverse=True)
