"""Accounts at reader servers, and what such a server says, as plain values."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from fetch.model import Entry

RemoteId = NewType("RemoteId", str)
"""A server's own id of an entry, as its mark calls take it; only equality counts."""
RemoteFeedId = NewType("RemoteFeedId", str)
"""A server's own id of a subscription."""


class Api(StrEnum):
    """The protocols that can be spoken."""

    MINIFLUX = "miniflux"
    GOOGLE_READER = "google-reader"
    FEVER = "fever"
    NEXTCLOUD_NEWS = "nextcloud-news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How one account is reached.

    Attributes:
        api: the protocol.
        url: the base address that its calls are joined to, without a slash at its end.
        user: the name to sign in with; "" where a token says it.
        secret: password or token; never stored with the account, logged or shown.
        app_id: id and key of the program, for servers that want them (Inoreader).
        app_key: the key that belongs to it; as secret as the password.
        certificate_file: path of a certificate authority of the user's own, "" for the system's.
        allows_plain_http: the user said yes to a password that goes over the network unencrypted.
    """

    api: Api
    url: str
    user: str = ""
    secret: str = field(default="", repr=False)
    app_id: str = ""
    app_key: str = field(default="", repr=False)
    certificate_file: str = ""
    allows_plain_http: bool = False


class Mark(StrEnum):
    """What can be said of an entry on a server."""

    READ = "read"
    STAR = "star"
    LABEL = "label"


class Abilities(Struct, frozen=True, kw_only=True):
    """What a server's protocol can do, and how much of it in one call.

    Attributes:
        labels: entries can have labels.
        edits_feeds: feeds can be added and removed.
        moves_feeds: feeds can be renamed, and moved to another folder.
        ids_at_once: marks of so many entries go into one call.
        contents_at_once: so many entries are asked for in one call.
    """

    labels: bool
    edits_feeds: bool
    moves_feeds: bool = True
    ids_at_once: int
    contents_at_once: int


class ServerFacts(Struct, frozen=True, kw_only=True):
    """What a server said of itself when the account signed in.

    Attributes:
        product: its name and version as far as it says them: "FreshRSS", "Miniflux 2.2.1".
        user: the account's name there.
    """

    product: str
    user: str
    abilities: Abilities


class RemoteFeed(Struct, frozen=True, kw_only=True):
    """A subscription on a server; its texts are cleaned like all text from outside.

    Attributes:
        folder: the server's category, nested ones joined by " / ", "" for none.
    """

    remote_id: RemoteFeedId
    url: str
    title: str = ""
    site_url: str = ""
    folder: str = ""


class RemoteEntry(Struct, frozen=True, kw_only=True):
    """An entry as a server gave it.

    Attributes:
        entry: what the feed said, cleaned as a feed's own entries are.
        is_read: None where the answer does not say; the lists of ids decide in any case.
        labels: the reader's own, without the server's internal ones.
    """

    remote_id: RemoteId
    feed_id: RemoteFeedId
    entry: Entry
    is_read: bool | None = None
    is_starred: bool | None = None
    labels: tuple[str, ...] = ()


class ServerState(Struct, frozen=True, kw_only=True):
    """The ids that decide which entries are unread, starred and labelled.

    Attributes:
        is_unread_whole: False if the server had more than could be listed: what is missing from
            the list is then not known to be read.
        labelled: for each label the entries that have it; empty where labels come with contents.
        is_starred_whole: the same for stars.
        entries: contents that came along, so that they need not be asked for again.
    """

    unread: frozenset[RemoteId]
    starred: frozenset[RemoteId]
    is_unread_whole: bool = True
    is_starred_whole: bool = True
    labelled: dict[str, frozenset[RemoteId]] = {}
    entries: tuple[RemoteEntry, ...] = ()


class SyncFailureKind(StrEnum):
    """Why a server could not be used: one name for each thing that the user does about it."""

    WRONG_PASSWORD = "wrong-password"  # noqa: S105
    NO_PASSWORD = "no-password"  # noqa: S105
    API_OFF = "api-off"
    NO_API = "no-api"
    CERTIFICATE = "certificate"
    UNENCRYPTED = "unencrypted"
    RATE_LIMITED = "rate-limited"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    SERVER_ERROR = "server-error"
    BAD_ANSWER = "bad-answer"
    BAD_REDIRECT = "bad-redirect"
    REFUSED = "refused"


class SyncFailure(Struct, frozen=True, kw_only=True):
    """An expected failure as a value.

    Attributes:
        detail: short, free of control characters and of secrets; completes "… : <detail>".
        retry_after_seconds: how long the server asked to be left alone.
    """

    kind: SyncFailureKind
    detail: str
    status: int | None = None
    retry_after_seconds: float | None = None


class SyncError(Exception):
    """A server could not be used, for a reason that was to be expected."""

    def __init__(self, failure: SyncFailure) -> None:
        super().__init__(failure)
        self.failure = failure

    def __str__(self) -> str:
        return self.failure.detail
