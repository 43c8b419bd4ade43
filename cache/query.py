"""The query language, read into a small tree. Knows no database.

All terms must be there, OR stands between alternatives and binds closer, a minus leaves out:
`rates bank OR fed -feed:blog` wants "rates" and one of the two, and nothing from the blog.
What is no field, phrase or operator is words, so nearly everything that is typed is a query.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from cache.errors import QueryError
from cache.indexing import segment

MAX_WORDS = 64
"""FTS5 takes seconds for thousands of words; a pasted headline has twenty."""


POSSESSIONS = ("note", "tag")
"""Values of `has:`."""


class FieldName(StrEnum):
    """What a term can be about instead of any text."""

    FEED = "feed"
    FOLDER = "folder"
    ACTOR = "actor"
    SAID = "said"
    IS = "is"
    AFTER = "after"
    BEFORE = "before"
    LANG = "lang"
    TAG = "tag"
    NOTE = "note"
    HAS = "has"


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
    """A field whose value is the name of something: feed, folder, actor, speaker, language, tag."""

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


Term = Words | Named | Is | Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for.

    Attributes:
        wanted: of each group one alternative has to be there.
        excluded: none of these may be there.
    """

    wanted: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def __add__(self, other: "Query") -> "Query":
        """Return the query that wants what both want."""
        return Query(wanted=self.wanted + other.wanted, excluded=self.excluded + other.excluded)


_FIELDS = "|".join(FieldName)
_PIECE = re.compile(
    rf"""\s*(?P<minus>-?)(?:
        (?P<field>{_FIELDS}):(?:"(?P<quoted>[^"]*)(?P<quoted_end>"?)|(?P<value>[^\s"]*))
        |"(?P<phrase>[^"]*)(?P<phrase_end>"?)
        |(?P<word>[^\s"]+)
    )""",
    re.VERBOSE,
)
_WORD = re.compile(r"\w+")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LANGUAGE = re.compile("[A-Za-z]{2,3}")
_EXAMPLES = {
    FieldName.FEED: "feed:guardian",
    FieldName.FOLDER: "folder:world",
    FieldName.ACTOR: 'actor:"Angela Merkel"',
    FieldName.SAID: "said:merkel",
    FieldName.IS: "is:unread",
    FieldName.AFTER: "after:2026-11-01",
    FieldName.BEFORE: "before:2026-12-01",
    FieldName.LANG: "lang:fr",
    FieldName.TAG: "tag:budget",
    FieldName.NOTE: "note:budget",
    FieldName.HAS: "has:note",
}


def parse(query: str) -> Query:
    """Return what a query says; an empty one if it holds nothing that could be looked for.

    Raises:
        QueryError: a quotation is not closed, a field has a value that it can't have, everything
            is left out, or there are too many words.
    """
    wanted: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    is_after_or = False
    for term, is_excluded in _terms(query):
        if isinstance(term, str):
            is_after_or = term == "OR"
            continue
        if is_excluded:
            excluded.append(term)
        elif is_after_or and wanted:
            wanted[-1] += (term,)
        else:
            wanted.append((term,))
        is_after_or = False
    if excluded and not wanted:
        message = "say what to look for, not only what to leave out"
        raise QueryError(message, excluded[0].position)
    for group in wanted:
        _refuse_muted_alternative(group)
    return Query(wanted=tuple(wanted), excluded=tuple(excluded))


def _refuse_muted_alternative(group: tuple[Term, ...]) -> None:
    for term in group[: len(group) if len(group) > 1 else 0]:
        if isinstance(term, Is) and term.state is State.MUTED:
            message = "is:muted can't be one of several; search for it by itself"
            raise QueryError(message, term.position)


def _terms(query: str) -> Iterator[tuple[Term | str, bool]]:
    """Yield terms, or operators as they stand, with whether they are left out."""
    # SQLite reads a text up to a NUL, and can't be given half a surrogate pair.
    query = query.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    word_count = 0
    for match in _PIECE.finditer(query):
        position = match.start("minus")
        field = match["field"]
        quoted = match["quoted"] if field else match["phrase"]
        if quoted is not None and not match["quoted_end" if field else "phrase_end"]:
            message = "this quotation is not closed"
            raise QueryError(message, match.start("quoted" if field else "phrase") - 1)
        text = quoted if quoted is not None else match["value"] if field else match["word"]
        words = _WORD.findall(segment(text))
        word_count += len(words)
        if word_count > MAX_WORDS:
            message = f"a query may have up to {MAX_WORDS} words"
            raise QueryError(message, position)
        if field:
            at = match.start("quoted") - 1 if quoted is not None else match.start("value")
            yield _field(FieldName(field), text, at), bool(match["minus"])
        elif match["word"] in {"OR", "AND"} and not match["minus"]:
            yield match["word"], False
        elif words:
            yield Words(text=text, position=position), bool(match["minus"])


def _field(name: FieldName, value: str, position: int) -> Term:
    # A tag may be a sign and nothing else.
    if not (value.strip() if name is FieldName.TAG else _WORD.search(segment(value))):
        message = f"{name}: wants a value, as in {_EXAMPLES[name]}"
        raise QueryError(message, position)
    match name:
        case FieldName.IS:
            return Is(state=_state(value, position), position=position)
        case FieldName.AFTER | FieldName.BEFORE:
            return Dated(
                is_after=name is FieldName.AFTER,
                moment=_moment(name, value, position),
                position=position,
            )
        case FieldName.LANG if not _LANGUAGE.fullmatch(value):
            message = f"lang: wants the two letters of a language, as in {_EXAMPLES[name]}"
            raise QueryError(message, position)
        case FieldName.HAS if value.lower() not in POSSESSIONS:
            message = f"has: wants one of {', '.join(POSSESSIONS)}"
            raise QueryError(message, position)
        case _:
            return Named(field=name, value=value, position=position)


def _state(value: str, position: int) -> State:
    if value.lower() not in set(State):
        message = f"is: wants one of {', '.join(State)}"
        raise QueryError(message, position)
    return State(value.lower())


def _moment(name: FieldName, value: str, position: int) -> datetime:
    """Return the beginning of a day, month or year."""
    match = _DATE.fullmatch(value)
    if match is None:
        message = f"{name}: wants a date, as in {_EXAMPLES[name]}"
        raise QueryError(message, position)
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        message = f"there is no day {value}"
        raise QueryError(message, position) from None
