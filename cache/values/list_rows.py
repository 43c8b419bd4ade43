"""List rows as reads return them, and the views they belong to."""

from datetime import datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct, field
from msgspec.structs import replace

from cache.values.query_tree import NO_QUERY, Query
from fetch.model import Article, Enclosure, Entry, Failure, Validators
from fetch.quiet_times import NEVER_QUIET, QuietTimes
from summarise.model import Brief

FeedId = NewType("FeedId", int)
AccountId = NewType("AccountId", int)
EntryId = NewType("EntryId", int)


WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: 238 words a minute on average (Brysbaert 2019)."""


class Scope(StrEnum):
    """Which entries a view takes in."""

    STORIES = "stories"
    """The front page. Its lines are stories, not entries: as a view it is all entries."""
    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    FEED = "feed"
    FOLDER = "folder"
    ACTOR = "actor"
    SEARCH = "search"
    FOLLOWED = "followed"
    """Whatever a followed actor is in."""
    MUTED = "muted"
    LATER = "later"
    ACCOUNT = "account"
    """What came through an account, whose name is the subject."""
    TAG = "tag"
    """What has a tag; any, if the view has no subject."""


class Order(StrEnum):
    """How the lines of a list follow each other."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SOURCE = "source"
    """By the feeds' titles, newest first in each: of the newest SEARCH_LIMIT entries."""
    LENGTH = "length"
    """Longest first: likewise."""


_FOUND = frozenset({Scope.ACTOR, Scope.SEARCH, Scope.FOLLOWED, Scope.TAG, Scope.ACCOUNT})


class View(Struct, frozen=True, kw_only=True):
    """What a list shows, and in which order.

    Attributes:
        feed_id: the feed, for Scope.FEED.
        folder: the folder, for Scope.FOLDER.
        subject: the actor's name, for Scope.ACTOR, the saved query, for Scope.SEARCH, the tag, or
            the account's name.
        query: a search that narrows the scope; `cache.search.query_parser` reads it.
        kept: entries that stay in an unread view although they have been read since it was opened.
        is_unread_only: leave out what is read, whatever the scope.
    """

    scope: Scope
    feed_id: FeedId | None = None
    folder: str = ""
    subject: str = ""
    query: Query = NO_QUERY
    kept: frozenset[EntryId] = frozenset()
    order: Order = Order.NEWEST
    is_unread_only: bool = False

    @property
    def is_found(self) -> bool:
        """Whether the entries have to be found: there is no index with their order."""
        return (
            bool(self.query)
            or self.is_unread_only
            or self.scope in _FOUND
            or self.order in {Order.SOURCE, Order.LENGTH}
        )

    @property
    def simplest(self) -> "View":
        """The view with the same lines that takes the least work: all unread ones have an index."""
        if self.is_unread_only and self.scope is Scope.ALL:
            return replace(self, scope=Scope.UNREAD, is_unread_only=False)
        return self


class EntryRow(Struct, frozen=True, kw_only=True):
    """What one line of a list shows.

    Attributes:
        sort_at: the published time, or when it was first seen if the feed gave none; aware UTC.
        word_count: of the article's text; 0 until there is one.
        lead: the nut graf, the first key point, or the feed's summary, cut at about 200 characters.
    """

    entry_id: EntryId
    feed_id: FeedId
    feed_title: str
    title: str
    author: str
    url: str
    sort_at: datetime
    has_published: bool
    is_read: bool
    is_starred: bool
    has_brief: bool
    word_count: int
    lead: str
    is_later: bool = False
    has_note: bool = False
    tags: tuple[str, ...] = ()


class EntryDetail(Struct, frozen=True, kw_only=True):
    """Everything that the reader shows of one entry.

    Attributes:
        summary: the feed's own description as plain text.
        article: the clean text; None until it has been fetched.
        brief: None until it has been made, or when there is no article.
        page_failure: why the page could not be fetched, if it could not.
        kept_note: what the reader wrote down, "" for nothing.
        enclosures: the files that its feed lists with it.
    """

    row: EntryRow
    summary: str
    article: Article | None
    brief: Brief | None
    page_failure: Failure | None
    kept_note: str = ""
    enclosures: tuple[Enclosure, ...] = ()


class FeedRow(Struct, frozen=True, kw_only=True):
    """A subscription with its counts and health.

    Attributes:
        folder: path joined by " / ", "" at the top.
        failure: the last attempt's failure; None when it succeeded or was never made.
        failed_since: when the present run of failures began.
        account_id: the account that it belongs to, None for a local feed.
    """

    feed_id: FeedId
    url: str
    title: str
    site_url: str
    folder: str
    unread_count: int
    entry_count: int
    last_attempt_at: datetime | None
    last_success_at: datetime | None
    failure: Failure | None
    failed_since: datetime | None
    failure_count: int
    account_id: AccountId | None = None


class FeedTiming(Struct, frozen=True, kw_only=True):
    """What decides when a feed is asked next.

    Attributes:
        asked_at: None if it never was.
        failure: the last attempt's, None when it succeeded.
        published: times of its newest entries, newest first.
        interval_minutes: how often the reader wants it asked, None for as its rhythm has it.
        max_age_seconds: how long its server said that the last answer stays good.
    """

    feed_id: FeedId
    asked_at: datetime | None
    ttl_minutes: int | None
    failure_count: int
    failure: Failure | None
    published: tuple[datetime, ...]
    interval_minutes: int | None = None
    max_age_seconds: float | None = None
    quiet: QuietTimes = NEVER_QUIET


class TagRow(Struct, frozen=True, kw_only=True):
    """A tag, and how many entries in lists have it."""

    name: str
    entry_count: int


class Counts(Struct, frozen=True, kw_only=True):
    """Numbers over the whole cache; what is muted is in none but its own."""

    entries: int
    unread: int
    starred: int
    feeds: int
    failing_feeds: int
    muted: int = 0
    later: int = 0
    tags: tuple[TagRow, ...] = ()


class StoredFeed(Struct, frozen=True, kw_only=True):
    """What saving one feed's outcome changed."""

    feed_id: FeedId
    new_entries: tuple[EntryId, ...]
    changed_entries: tuple[EntryId, ...]


class GivenUp(Struct, frozen=True, kw_only=True):
    """What a feed had in lists when it was given up: for taking it back.

    Attributes:
        listed: entries that were in lists.
        muted: entries that a rule hid, with its number.
    """

    feed_id: FeedId
    listed: tuple[EntryId, ...]
    muted: tuple[tuple[EntryId, int], ...]


class PendingEntry(Struct, frozen=True, kw_only=True):
    """An entry whose article is still to be fetched.

    Attributes:
        language: what the feed says its language is, "" if it does not say.
        is_private: the feed's address is plainly on this machine or the local network.
        validators: what the page came with when it was last had.
        known_words: how long the text is that the page has given already, 0 if there is none.
    """

    entry_id: EntryId
    feed_id: FeedId
    entry: Entry
    feed_url: str
    language: str
    is_private: bool
    validators: Validators = field(default_factory=Validators)
    known_words: int = 0


class PendingArticle(Struct, frozen=True, kw_only=True):
    """An article whose brief is still to be made, or to be made again.

    Attributes:
        title: the entry's, or the page's if the entry has none.
    """

    entry_id: EntryId
    title: str
    article: Article
