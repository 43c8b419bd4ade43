"""Feeds, entries and articles as plain values; they never change because they were read."""

import shlex
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from fetch.access import NO_ACCESS, Access
from fetch.layout import Layout
from fetch.quiet_times import NEVER_QUIET, QuietTimes

EntryKey = NewType("EntryKey", str)
"""Identity of an entry within its feed: made by `fetch.text.identity`, stable over refreshes."""


def _require_aware(name: str, moment: datetime | None) -> None:
    if moment is not None and moment.tzinfo is None:
        message = f"{name}: expected an aware datetime, got {moment!r}"
        raise ValueError(message)


class Validators(Struct, frozen=True, kw_only=True):
    """The cache validators of an answer (RFC 9110, 8.8), byte for byte as the server gave them."""

    etag: str | None = None
    last_modified: str | None = None


class Enclosure(Struct, frozen=True, kw_only=True):
    """A file that comes with an entry: the episode of a podcast, a video, a document.

    Attributes:
        url: absolute http(s) address.
        media_type: in lower case without parameters, "" if it is not known.
        byte_count: as the feed says, None if it does not.
    """

    url: str
    media_type: str = ""
    byte_count: int | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """One item as its feed gave it, with text cleaned of markup and control characters.

    Attributes:
        key: identity within the feed.
        alternate_key: the guid without scheme and host, to know it after a move; "" if none.
        url: absolute http(s) address of the article, "" if the feed gave none.
        published: aware UTC; None if missing or impossible.
        summary: plain text of the feed's description, paragraphs joined by a blank line.
        content_html: the feed's own full content as HTML, "" if it gave none.
    """

    key: EntryKey
    alternate_key: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    content_html: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry without identity or with naive times."""
        if not self.key:
            raise ValueError("key: an entry needs an identity")
        _require_aware("published", self.published)
        _require_aware("updated", self.updated)


class Feed(Struct, frozen=True, kw_only=True):
    """A parsed feed document with its entries, in the document's order.

    Attributes:
        site_url: absolute address of the site the feed belongs to, "" if unknown.
        ttl_minutes: how long the feed asks to be left alone (RSS `ttl`), None if it does not say.
        quiet: the hours and days on which it asks to be left alone.
        older_url: absolute address of the entries before these, "" if the feed does not say.
        generator: the program that made it, as it names itself.
        entries: a tuple, or what reads them from a file; looked at in order.
        left_out_count: so many of its entries are too many, and older than these.
    """

    title: str = ""
    site_url: str = ""
    language: str = ""
    description: str = ""
    ttl_minutes: int | None = None
    quiet: QuietTimes = NEVER_QUIET
    older_url: str = ""
    generator: str = ""
    entries: Sequence[Entry] = ()
    left_out_count: int = 0


class Extractor(StrEnum):
    """Where the text of an article came from."""

    PAGE = "page"
    """The page, by the main extractor."""
    PAGE_DATA = "page-data"
    """The page's own structured data (JSON-LD)."""
    PAGE_FALLBACK = "page-fallback"
    """The page, by a second extractor that found more."""
    FEED_CONTENT = "feed-content"
    """The full content that the feed carried."""
    FEED_SUMMARY = "feed-summary"
    """The feed's short description: all that could be fetched."""
    TEXT = "text"
    """Plain text handed in by the user."""


class Article(Struct, frozen=True, kw_only=True):
    """The clean text of one article.

    Attributes:
        url: final address of the page after redirects, "" for text without one.
        text: paragraphs joined by a blank line, without boilerplate.
        language: ISO 639-1 code, "" if not known.
        fingerprint: hash of title and text: what a brief was made from.
        note: one sentence for the reader when the text is not the whole page's, "" otherwise.
        layout: headings, lists, tables, links and pictures; empty for plain text.
    """

    url: str = ""
    title: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    text: str
    extractor: Extractor
    fingerprint: str
    note: str = ""
    layout: Layout = Layout()

    def __post_init__(self) -> None:
        """Refuse naive times."""
        _require_aware("published", self.published)

    @property
    def word_count(self) -> int:
        """Number of words, by white space."""
        return len(self.text.split())


class FailureKind(StrEnum):
    """Why a feed or page could not be fetched: one name for each thing treated differently."""

    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    HTTP_STATUS = "http-status"
    GONE = "gone"
    RATE_LIMITED = "rate-limited"
    TOO_LARGE = "too-large"
    TRUNCATED = "truncated"
    BAD_REDIRECT = "bad-redirect"
    FORBIDDEN_ADDRESS = "forbidden-address"
    NOT_A_FEED = "not-a-feed"
    UNREADABLE = "unreadable"
    WORKER_KILLED = "worker-killed"
    NO_CREDENTIAL = "no-credential"
    ROBOTS = "robots"
    PROGRAM = "program"


class Failure(Struct, frozen=True, kw_only=True):
    """An expected failure as a value: what kind, and the detail for a sentence.

    Attributes:
        detail: short, free of control characters; completes "… could not be read: <detail>".
        status: the HTTP status, where there was one.
        retry_after_seconds: how long the server asked to be left alone.
    """

    kind: FailureKind
    detail: str
    status: int | None = None
    retry_after_seconds: float | None = None


PROGRAM_SCHEME = "exec:"
"""What the feed of a program is called after. An address alone never makes one run: whatever a list
of subscriptions, a site or a server calls its feed, it is asked over the web or not at all.
"""


class Program(Struct, frozen=True, kw_only=True):
    """A program that prints a feed.

    Attributes:
        arguments: its name and what it is given; it is started without a shell.
    """

    arguments: tuple[str, ...]


class PageList(Struct, frozen=True, kw_only=True):
    """Where a page lists its articles, as CSS selectors.

    Attributes:
        items: each match is one article.
        title: within an item; "" for the text of its link.
        link: within an item; "" for its first link.
        summary: within an item; "" for none.
        date: within an item; "" for a <time> in it.
    """

    items: str
    title: str = ""
    link: str = ""
    summary: str = ""
    date: str = ""


FeedSource = Program | PageList


def program_address(arguments: Sequence[str]) -> str:
    """Return what the feed of a program is called where others have their address."""
    return f"{PROGRAM_SCHEME}{shlex.join(arguments)}"


def is_program_address(address: str) -> bool:
    """Whether this is what the feed of a program is called."""
    return address.startswith(PROGRAM_SCHEME)


class FeedTarget(Struct, frozen=True, kw_only=True):
    """What is needed to refresh one subscription.

    Attributes:
        feed_id: the caller's own number for the subscription, handed back in the outcome.
        body_hash: hash of the bytes last parsed, "" if never.
        is_forced: ask without validators.
        access: how the feed's own server is asked.
        source: the program or the page that it is made of, None for a feed of the web.
    """

    feed_id: int
    url: str
    validators: Validators = Validators()
    body_hash: str = ""
    is_forced: bool = False
    access: Access = NO_ACCESS
    source: FeedSource | None = None


class FeedPart(Struct, frozen=True, kw_only=True):
    """A feed that came in another's answer: what one sender wrote to a mailbox."""

    url: str
    title: str
    entries: tuple[Entry, ...]


class FeedRefreshed(Struct, frozen=True, kw_only=True):
    """A feed answered with something new to parse.

    Attributes:
        moved_to: where permanent redirects, and no others, led to; "" if unmoved.
        wire_bytes: size of the body as transferred.
        max_age_seconds: how long the server says that the answer stays good, None if it does not.
        server_time: what the server says that the time is.
        parts: the feeds that it consists of, if it has no entries of its own.
    """

    target: FeedTarget
    feed: Feed
    validators: Validators
    body_hash: str
    moved_to: str = ""
    wire_bytes: int = 0
    max_age_seconds: float | None = None
    server_time: datetime | None = None
    parts: tuple[FeedPart, ...] = ()


class FeedUnchanged(Struct, frozen=True, kw_only=True):
    """A feed answered 304, or with the same bytes as last time."""

    target: FeedTarget
    validators: Validators
    moved_to: str = ""
    wire_bytes: int = 0
    max_age_seconds: float | None = None
    server_time: datetime | None = None


class FeedFailed(Struct, frozen=True, kw_only=True):
    """A feed could not be refreshed; what was stored before stays as it is."""

    target: FeedTarget
    failure: Failure


class FeedBegun(Struct, frozen=True, kw_only=True):
    """The newest entries of a large feed that was never read; all of it follows as an outcome."""

    target: FeedTarget
    feed: Feed


FeedOutcome = FeedRefreshed | FeedUnchanged | FeedFailed
FeedNews = FeedOutcome | FeedBegun


class FeedCandidate(Struct, frozen=True, kw_only=True):
    """A feed found behind a site's address.

    Attributes:
        feed: what it says, None as long as only its address is known.
    """

    url: str
    title: str = ""
    feed: Feed | None = None


class Outline(Struct, frozen=True, kw_only=True):
    """One subscription of an OPML document: its folder path is joined by " / ", "" at the top."""

    url: str
    title: str = ""
    site_url: str = ""
    folder: str = ""
