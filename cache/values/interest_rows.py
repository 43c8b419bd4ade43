"""Follows, mutes and actor pages as reads return them.

Contains no logic except the validation of values.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from cache.values.list_rows import EntryId, EntryRow, FeedId
from summarise.brief.statements import Statement
from summarise.model import ActorKind

FollowId = NewType("FollowId", int)
MuteId = NewType("MuteId", int)


class FollowKind(StrEnum):
    """What is followed."""

    ACTOR = "actor"
    SEARCH = "search"


class Follow(Struct, frozen=True, kw_only=True):
    """An actor or a saved search that has a section of its own.

    Attributes:
        title: what the section is called.
        subject: the actor's name, or the query.
        unread_count: unread stories; None where they were not asked for.
    """

    follow_id: FollowId
    kind: FollowKind
    title: str
    subject: str
    created_at: datetime
    unread_count: int | None = None


class MuteKind(StrEnum):
    """What a rule looks at."""

    PHRASE = "phrase"
    """Words of the title, of the feed's summary, or of the line that lists show."""
    ACTOR = "actor"
    """Who is in the brief; before there is one, the full name where a phrase is looked for."""
    FEED = "feed"
    AUTHOR = "author"
    LANGUAGE = "language"
    RULE = "rule"
    """What a rule with actions hits; the pattern is the rule's number."""


class MuteRule(Struct, frozen=True, kw_only=True):
    """What is to be hidden.

    Attributes:
        pattern: as the reader wrote it; the feed's title for a whole feed.
        feed_id: the feed for MuteKind.FEED; for the others it narrows the rule to one feed.
        expires_at: when it ends by itself; None for never.
    """

    kind: MuteKind
    pattern: str
    feed_id: FeedId | None = None
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a whole feed without the feed."""
        if self.kind is MuteKind.FEED and self.feed_id is None:
            message = "a mute of a feed needs the feed"
            raise ValueError(message)


class Mute(Struct, frozen=True, kw_only=True):
    """A rule in force.

    Attributes:
        feed_title: of the feed that it is about or narrowed to, "" for none.
        entry_count: how many entries it hides.
    """

    mute_id: MuteId
    rule: MuteRule
    feed_title: str
    created_at: datetime
    entry_count: int


class KnownActor(Struct, frozen=True, kw_only=True):
    """An actor as a choice among others.

    Attributes:
        entry_count: in how many articles.
    """

    name: str
    kind: ActorKind
    entry_count: int


class RoleSpan(Struct, frozen=True, kw_only=True):
    """A role and from when to when articles gave it."""

    role: str
    first: datetime
    last: datetime
    entry_count: int


class ActorQuote(Struct, frozen=True, kw_only=True):
    """Words of an actor and the entry that they stand in."""

    statement: Statement
    entry_id: EntryId
    title: str
    feed_title: str
    sort_at: datetime


class ActorPage(Struct, frozen=True, kw_only=True):
    """What the cache knows of an actor.

    Attributes:
        kind: the most frequent one.
        entry_count: entries in lists; `entries` holds the newest of them.
        quote_count: quotations in all of these; `quotes` holds the newest.
        roles: newest first.
        companions: who appears with them most often.
        weeks: Mondays with the number of entries, without gaps, oldest first.
        follow_id: None if the actor is not followed.
    """

    name: str
    kind: ActorKind
    entry_count: int
    quote_count: int
    roles: tuple[RoleSpan, ...]
    entries: tuple[EntryRow, ...]
    quotes: tuple[ActorQuote, ...]
    companions: tuple[KnownActor, ...]
    weeks: tuple[tuple[date, int], ...]
    follow_id: FollowId | None = None
