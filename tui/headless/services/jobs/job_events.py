"""The events of refreshes, subscriptions and imports: one JSON object per line."""

import msgspec
from msgspec import Struct, field


class RefreshStarted(Struct, frozen=True, kw_only=True):
    """The feeds to ask are known."""

    feed_count: int


class FeedDone(Struct, frozen=True, kw_only=True):
    """One feed was asked; what it gave is in the cache.

    Attributes:
        failure: a sentence for the reader, "" if the feed answered.
        note: a sentence on what of the feed was left out, "" for nothing.
        is_whole: False where only the newest entries of a large feed are there: another event
            follows, and counts it as done.
    """

    done: int
    total: int
    feed_id: int
    title: str
    new_count: int
    failure: str = ""
    note: str = ""
    is_whole: bool = True


class AccountProgress(Struct, frozen=True, kw_only=True):
    """So many of the entries that an account lacked are in the cache."""

    account_id: int
    name: str
    done: int
    total: int


class AccountDone(Struct, frozen=True, kw_only=True):
    """An account was synced, as far as that went.

    Attributes:
        sent_count: changes of the reader's that its server has now.
        waiting_count: those that it is still to be told.
        failure: sentences for the reader, also on what the server refused; "" if all is in step.
        is_offline: there is no network.
    """

    account_id: int
    name: str
    new_count: int
    sent_count: int = 0
    waiting_count: int = 0
    failure: str = ""
    is_offline: bool = False


class AccountFound(Struct, frozen=True, kw_only=True):
    """A reader server answers at an address; nothing is stored.

    Attributes:
        sentence: what it needs, for the reader.
        credential: what the secret is called there.
    """

    api: str
    url: str
    product: str
    sentence: str
    credential: str
    needs_user: bool = True
    needs_app: bool = False
    is_unencrypted: bool = False


class AccountAdded(Struct, frozen=True, kw_only=True):
    """An account is stored, and has signed in."""

    account_id: int
    name: str
    product: str
    note: str = ""


class ArticlesDone(Struct, frozen=True, kw_only=True):
    """So many of the new entries have their article."""

    done: int
    total: int


class BriefsDone(Struct, frozen=True, kw_only=True):
    """So many of the new articles have their brief."""

    done: int
    total: int


class StoriesDone(Struct, frozen=True, kw_only=True):
    """So many articles have found their story, so many stories are rebuilt."""

    placed: int = 0
    to_place: int = 0
    told: int = 0
    to_tell: int = 0


class Notified(Struct, frozen=True, kw_only=True):
    """There is news that the reader wants to be told of.

    Attributes:
        is_shown: a program has shown it; otherwise the terminal of an open app may.
    """

    title: str
    body: str
    is_shown: bool = False


class RefreshFinished(Struct, frozen=True, kw_only=True):
    """The refresh is over.

    Attributes:
        is_offline: there is no network, so no feed could be reached.
        failures: how many feeds failed, by kind.
        wire_bytes: of the answers that came whole, feeds and pages, as transferred.
        account_count: so many accounts were synced, or should have been.
        account_failures: what went wrong with each account that could not be synced.
        program_failures: what went wrong with hooks, commands of rules and notices.
        clock_ahead_days: so far is this machine's clock ahead of all servers', 0 for less than 2.
    """

    feed_count: int
    unchanged_count: int
    failed_count: int
    new_count: int
    brief_count: int
    seconds: float
    story_count: int = 0
    is_offline: bool = False
    failures: dict[str, int] = field(default_factory=dict)
    wire_bytes: int = 0
    clock_ahead_days: int = 0
    account_count: int = 0
    account_failures: tuple[str, ...] = ()
    program_failures: tuple[str, ...] = ()


class Subscribed(Struct, frozen=True, kw_only=True):
    """A feed was added, or was there already."""

    feed_id: int
    url: str
    title: str
    is_new: bool = True


class ChoiceNeeded(Struct, frozen=True, kw_only=True):
    """An address leads to several feeds: the reader has to say which."""

    urls: tuple[str, ...]
    titles: tuple[str, ...]


class Previewed(Struct, frozen=True, kw_only=True):
    """A feed was looked into; nothing is stored.

    Attributes:
        titles: of its latest entries, the newest first.
        dates: theirs, ISO 8601, "" where the feed gave none.
        has_full_text: the feed carries whole articles, not only their beginnings.
        is_known: it is subscribed to already.
        is_of_page: the address that was looked at is that of a page, which can be saved, too.
    """

    url: str
    title: str
    site_url: str
    entry_count: int
    titles: tuple[str, ...]
    dates: tuple[str, ...]
    has_full_text: bool
    is_known: bool
    is_of_page: bool = False


class PictureKept(Struct, frozen=True, kw_only=True):
    """A picture is in the cache now; `width` and `height` are pixels."""

    entry_id: int
    url: str
    width: int
    height: int


class Downloading(Struct, frozen=True, kw_only=True):
    """So much of a file is here.

    Attributes:
        total: in bytes, 0 if the server does not say.
        rate: bytes a second of late.
    """

    name: str
    done: int
    total: int
    rate: float = 0.0


class Downloaded(Struct, frozen=True, kw_only=True):
    """A file is here; it was before if it is not new."""

    path: str
    byte_count: int
    is_new: bool = True


class PageSaved(Struct, frozen=True, kw_only=True):
    """A page is among those that the reader saved; it was before if it is not new.

    Attributes:
        failure: why its text could not be fetched, "" if it was.
    """

    entry_id: int
    url: str
    title: str
    is_new: bool = True
    failure: str = ""


class JobFailed(Struct, frozen=True, kw_only=True):
    """The job ended without doing its work.

    Attributes:
        message: a sentence for the reader: what, where and what to do.
        is_page: a feed was looked for, and there is a page without one.
    """

    message: str
    is_page: bool = False


AccountEvent = AccountProgress | AccountDone
"""What a sync tells."""

Event = (
    RefreshStarted
    | FeedDone
    | AccountEvent
    | AccountFound
    | AccountAdded
    | ArticlesDone
    | BriefsDone
    | StoriesDone
    | RefreshFinished
    | Notified
    | Subscribed
    | ChoiceNeeded
    | Previewed
    | PictureKept
    | Downloading
    | Downloaded
    | PageSaved
    | JobFailed
)

_TYPES: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        RefreshStarted,
        FeedDone,
        AccountProgress,
        AccountDone,
        AccountFound,
        AccountAdded,
        ArticlesDone,
        BriefsDone,
        StoriesDone,
        RefreshFinished,
        Notified,
        Subscribed,
        ChoiceNeeded,
        Previewed,
        PictureKept,
        Downloading,
        Downloaded,
        PageSaved,
        JobFailed,
    )
}


def encode_event(event: Event) -> bytes:
    """Return `event` as one line of JSON, with its line end."""
    fields = msgspec.to_builtins(event)
    return msgspec.json.encode({"event": type(event).__name__, **fields}) + b"\n"


def decode_event(line: bytes) -> Event:
    """Return the event that `line` holds.

    Raises:
        ValueError: the line is not an event of this program.
    """
    try:
        fields = msgspec.json.decode(line, type=dict[str, object])
    except msgspec.DecodeError as error:
        message = f"not an event: {error}"
        raise ValueError(message) from error
    name = fields.pop("event", None)
    kind = _TYPES.get(name) if isinstance(name, str) else None
    if kind is None:
        message = f"not an event: {name!r}"
        raise ValueError(message)
    try:
        return msgspec.convert(fields, type=kind)
    except msgspec.ValidationError as error:
        message = f"{name}: {error}"
        raise ValueError(message) from error
