"""What is looked for, as a tree of terms. Knows no database.

It is read once, by `cache.search.query_parser`, and carried in views from there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class FieldName(StrEnum):
    """What a term can be about instead of any text."""

    FEED = "feed"
    FOLDER = "folder"
    TITLE = "title"
    AUTHOR = "author"
    ACTOR = "actor"
    SAID = "said"
    IS = "is"
    AFTER = "after"
    BEFORE = "before"
    LANG = "lang"
    TAG = "tag"
    NOTE = "note"
    HAS = "has"
    MINUTES = "minutes"


class State(StrEnum):
    """Values of `is:`."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    MUTED = "muted"
    LATER = "later"
    TAGGED = "tagged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A word, or words that stand one after another; a * at the end leaves the last one open."""

    text: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A field whose value is words or the name of something: title, feed, actor, speaker, tag."""

    field: FieldName
    value: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Is:
    """What the reader or a rule did with an entry."""

    state: State
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Entries from the beginning of a day on, or up to it; in UTC."""

    is_after: bool
    moment: datetime
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ago:
    """Entries of the last while, or from before it; counted from the moment of the search."""

    is_after: bool
    span: timedelta
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """Articles that take so long to read, as lists say it; none without a text.

    Attributes:
        least: in minutes; 1 or less for no bound.
        most: None for no bound.
    """

    least: int
    most: int | None
    position: int


Term = Words | Named | Is | Dated | Ago | Lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for.

    Attributes:
        wanted: of each group one alternative has to be there.
        excluded: none of these may be there.
        text: as it was typed, "" for none.
    """

    wanted: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        """Whether anything was typed; what has no letter and no digit finds nothing."""
        return bool(self.text)

    def __add__(self, other: "Query") -> "Query":
        """Return the query that wants what both want."""
        return Query(
            wanted=self.wanted + other.wanted,
            excluded=self.excluded + other.excluded,
            text=f"{self.text} {other.text}".strip(),
        )


NO_QUERY = Query()
