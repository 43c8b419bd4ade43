"""The records of a whole export, one a line. Their form is described in docs/moving.md.

A field that is added has a default; one that changes its meaning needs another version.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from fetch.model import Article, Entry, PageList

VERSION = 1

Moment = Annotated[datetime, Meta(tz=True)]
Stored = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
"""A number that SQLite can keep."""


class ExportHead(Struct, frozen=True, kw_only=True, tag="nutgraf-export", tag_field="record"):
    """The first record."""

    version: int
    made_at: Moment


class FeedRecord(Struct, frozen=True, kw_only=True, tag="feed", tag_field="record"):
    """A subscription, or one that was given up and of which something is kept.

    Attributes:
        number: what other records call it by.
        title: the reader's own name for it.
        own_title: the feed's.
        program: what prints it, empty for a feed of the web.
        page_list: what stands where on the page that it is made of.
    """

    number: int
    url: str
    title: str = ""
    own_title: str = ""
    folder: str = ""
    site_url: str = ""
    is_subscribed: bool = True
    full_articles: bool | None = None
    interval_minutes: int | None = None
    user_agent: str = ""
    article_selector: str = ""
    strip_selector: str = ""
    prefers_feed: bool = False
    is_quiet: bool = False
    latest_count: int | None = None
    has_credential: bool = False
    program: tuple[str, ...] = ()
    page_list: PageList | None = None


class EntryRecord(Struct, frozen=True, kw_only=True, tag="entry", tag_field="record"):
    """An entry with what the reader did with it.

    Attributes:
        article: of what is kept and of saved pages; the others come again from their pages.
        is_fetched: False if its page is not wanted.
    """

    feed: int
    entry: Entry
    first_seen_at: Moment
    is_read: bool = False
    is_starred: bool = False
    is_later: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    article: Article | None = None
    is_fetched: bool = True


class KnownRecord(Struct, frozen=True, kw_only=True, tag="known", tag_field="record"):
    """An entry that is gone, but known should its feed list it again: by hashes of what it said."""

    feed: int
    key_hash: Stored
    alternate_hash: Stored | None = None
    page_hash: Stored | None = None
    title_hash: Stored | None = None
    sort_at: Stored
    first_seen_at: Stored
    is_read: bool = True
    is_dropped: bool = False


class FollowRecord(Struct, frozen=True, kw_only=True, tag="follow", tag_field="record"):
    """An actor or a search that is followed."""

    kind: str
    subject: str
    title: str = ""


class MuteRecord(Struct, frozen=True, kw_only=True, tag="mute", tag_field="record"):
    """What is hidden."""

    kind: str
    pattern: str
    feed: int | None = None
    expires_at: Moment | None = None


class RuleRecord(Struct, frozen=True, kw_only=True, tag="rule", tag_field="record"):
    """A query, and what is done when a new entry matches."""

    query: str
    stars: bool = False
    keeps_later: bool = False
    marks_read: bool = False
    mutes: bool = False
    notifies: bool = False
    tags: tuple[str, ...] = ()
    command: tuple[str, ...] = ()


class ExportEnd(Struct, frozen=True, kw_only=True, tag="end", tag_field="record"):
    """The last record: without it, the file was cut off.

    Attributes:
        record_count: of all records between the first and this.
    """

    record_count: int


Record = (
    ExportHead
    | FeedRecord
    | EntryRecord
    | KnownRecord
    | FollowRecord
    | MuteRecord
    | RuleRecord
    | ExportEnd
)
