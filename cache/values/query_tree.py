"""A parsed search query, as a tree of terms. Knows no database.

It is read once, by `cache.search.query_parser`, and carried in views from there.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct


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


class Words(Struct, frozen=True, kw_only=True):
    """A word, or words that stand one after another; a * at the end leaves the last one open."""

    text: str
    position: int


class Named(Struct, frozen=True, kw_only=True):
    """A field whose value is words or the name of something: title, feed, actor, speaker, tag."""

    field: FieldName
    value: str
    position: int


class Is(Struct, frozen=True, kw_only=True):
    """What the reader or a rule did with an entry."""

    state: State
    position: int


class Dated(Struct, frozen=True, kw_only=True):
    """Entries from the beginning of a day on, or up to it; in UTC."""

    is_after: bool
    moment: datetime
    position: int


class Ago(Struct, frozen=True, kw_only=True):
    """Entries of the last while, or from before it; counted from the moment of the search."""

    is_after: bool
    span: timedelta
    position: int


class Lasting(Struct, frozen=True, kw_only=True):
    """Articles that take so long to read, as lists say it; none without a text.

    Attributes:
        least: in minutes; 1 or less for no bound.
        most: None for no bound.
    """

    least: int
    most: int | None
    position: int


Term = Words | Named | Is | Dated | Ago | Lasting


class Query(Struct, frozen=True, kw_only=True):
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

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but words, as a name is: no field, operator, phrase or minus."""
        terms = [term for group in self.wanted for term in group]
        return (
            '"' not in self.text
            and not self.excluded
            and len(terms) == len(self.wanted)
            and all(isinstance(term, Words) for term in terms)
        )

    def __add__(self, other: "Query") -> "Query":
        """Return the query that wants what both want."""
        return Query(
            wanted=self.wanted + other.wanted,
            excluded=self.excluded + other.excluded,
            text=f"{self.text} {other.text}".strip(),
        )


NO_QUERY = Query()
