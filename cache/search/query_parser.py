"""Parse the query language into a small tree. Knows no database.

All terms must match. OR separates alternatives and binds closer; a minus excludes:
`rates bank OR fed -feed:blog` finds "rates" and one of the two, and nothing from the blog.
Anything that is not a field, phrase or operator is a word, so nearly any pasted text is a query. An
unknown field, or an operator without an operand, is an error.
"""

import difflib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from cache.errors import QueryError
from cache.text.search_index import segment
from cache.values.query_tree import (
    Ago,
    Dated,
    FieldName,
    Is,
    Lasting,
    Named,
    Query,
    State,
    Term,
    Words,
)
from fetch.lazy_pattern import lazy_pattern

MAX_WORDS = 64
"""FTS5 takes seconds for thousands of words; a pasted headline has twenty."""


POSSESSIONS = ("note", "tag")
"""Values of `has:`."""

_FIELDS = "|".join(FieldName)
_PIECE = lazy_pattern(
    rf"""\s*(?P<minus>-?)(?:
        (?P<field>(?:{_FIELDS})(?=:)|(?i:{_FIELDS})(?=:\S)):(?:"(?P<quoted>[^"]*)(?P<quoted_end>"?)|(?P<value>[^\s"]*))
        |(?P<unknown>[A-Za-z][A-Za-z_-]+):(?=[^\s/:])(?:"[^"]*"?|[^\s"]*)
        |"(?P<phrase>[^"]*)(?P<phrase_end>"?)
        |(?P<word>[^\s"]+)
    )""",
    re.VERBOSE,
)
_WORD = lazy_pattern(r"\w+")
_SPAN = lazy_pattern(r"(\d{1,8})([hdw])", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}
_LONGEST_HOURS = 2000 * 366 * 24
_DATE = lazy_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MINUTES = lazy_pattern(r"(<=|>=|<|>|)(\d{1,4})")
_LANGUAGE = lazy_pattern("[A-Za-z]{2,3}")
_EXAMPLES = {
    FieldName.FEED: "feed:guardian",
    FieldName.FOLDER: "folder:world",
    FieldName.TITLE: "title:budget",
    FieldName.AUTHOR: "author:smith",
    FieldName.ACTOR: 'actor:"Angela Merkel"',
    FieldName.SAID: "said:merkel",
    FieldName.IS: "is:unread",
    FieldName.AFTER: "after:2026-11-01 or after:7d",
    FieldName.BEFORE: "before:2026-12-01 or before:2w",
    FieldName.LANG: "lang:fr",
    FieldName.TAG: "tag:budget",
    FieldName.NOTE: "note:budget",
    FieldName.HAS: "has:note",
    FieldName.MINUTES: "minutes:<5",
}


class _Operator(Struct, frozen=True, kw_only=True):
    """What stands between two terms."""

    name: str
    position: int


def parse(query: str, *, is_lenient: bool = False) -> Query:
    """Return what a query says; an empty one if it holds nothing that could be looked for.

    Args:
        query: as it was typed.
        is_lenient: take unknown fields for words and pass over operators with nothing beside them:
            for a saved query, which an earlier version may have understood so.

    Raises:
        QueryError: a quotation is not closed, there is no such field or it has a value that it
            can't have, an operator has nothing beside it, everything is left out, or there are
            too many words.
    """
    wanted: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    operator: _Operator | None = None
    was_excluded = False
    for term, is_excluded in _terms(query, is_lenient=is_lenient):
        if isinstance(term, _Operator):
            if not is_lenient:
                _refuse_operator(term, operator, is_first=not (wanted or excluded))
                _refuse_left_out(term, is_beside=was_excluded)
            operator = term
            continue
        is_alternative = operator is not None and operator.name == "OR"
        if operator is not None and not is_lenient:
            _refuse_left_out(operator, is_beside=is_excluded)
        if is_excluded:
            excluded.append(term)
        elif is_alternative and wanted:
            wanted[-1] += (term,)
        else:
            wanted.append((term,))
        operator, was_excluded = None, is_excluded
    if operator is not None and not is_lenient:
        message = f"nothing follows {operator.name}"
        raise QueryError(message, operator.position)
    if excluded and not wanted:
        message = "say what to find, not only what to exclude"
        raise QueryError(message, excluded[0].position)
    for group in wanted:
        _refuse_muted_alternative(group)
    return Query(wanted=tuple(wanted), excluded=tuple(excluded), text=query)


def _refuse_operator(it: _Operator, before: _Operator | None, *, is_first: bool) -> None:
    if before is not None or is_first:
        message = f"nothing comes before {it.name}"
        raise QueryError(message, it.position)


def _refuse_left_out(operator: _Operator, *, is_beside: bool) -> None:
    if is_beside and operator.name == "OR":
        message = "OR can't be combined with an excluded word"
        raise QueryError(message, operator.position)


def _refuse_muted_alternative(group: tuple[Term, ...]) -> None:
    for term in group[: len(group) if len(group) > 1 else 0]:
        if isinstance(term, Is) and term.state is State.MUTED:
            message = "is:muted can't be one of several; search for it by itself"
            raise QueryError(message, term.position)


def _terms(query: str, *, is_lenient: bool) -> Iterator[tuple[Term | _Operator, bool]]:
    """Yield terms and operators with whether they are left out."""
    # SQLite reads a text up to a NUL, and can't be given half a surrogate pair.
    query = query.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    word_count = 0
    for match in _PIECE.finditer(query):
        position = match.start("minus")
        field = match["field"]
        quoted = match["quoted"] if field else match["phrase"]
        if quoted is not None and not match["quoted_end" if field else "phrase_end"]:
            message = "this quotation mark is not closed"
            raise QueryError(message, match.start("quoted" if field else "phrase") - 1)
        if match["unknown"] and not is_lenient:
            raise QueryError(_unknown(match["unknown"]), match.start("unknown"))
        if match["word"] == "-" and not is_lenient:
            _refuse_lone_minus(query, match.start("word"))
        text = _text_of(match)
        words = _WORD.findall(segment(text))
        word_count += len(words)
        if word_count > MAX_WORDS:
            message = f"a query may have up to {MAX_WORDS} words"
            raise QueryError(message, position)
        if field:
            at = match.start("quoted") - 1 if quoted is not None else match.start("value")
            yield _field(FieldName(field.lower()), text, at), bool(match["minus"])
        elif match["word"] in {"OR", "AND"} and not match["minus"]:
            yield _Operator(name=match["word"], position=match.start("word")), False
        elif words:
            yield Words(text=text, position=position), bool(match["minus"])


def _text_of(match: re.Match[str]) -> str:
    parts = (match["quoted"], match["value"], match["phrase"], match["word"])
    known = next((part for part in parts if part is not None), None)
    # An unknown field of a saved query is words, its name among them.
    return match[0].strip().removeprefix("-").replace('"', " ") if known is None else known


def _unknown(name: str) -> str:
    found = difflib.get_close_matches(name.lower(), list(FieldName))
    # Of several that are as near the beginning decides: a slip is rarely in the first letters.
    found.sort(key=lambda it: it[:2] != name[:2].lower())
    guess = f"; did you mean {found[0]}:?" if found else ""
    fields = " ".join(f"{field}:" for field in FieldName)
    return (
        f"there is no field {name}:{guess} (the fields are {fields}; "
        "put it in quotation marks to search for the text itself)"
    )


def _refuse_lone_minus(query: str, position: int) -> None:
    """Refuse a minus at an end; between words it is the dash of a headline."""
    if not query[:position].strip() or not query[position + 1 :].strip():
        message = "- must be directly followed by what to exclude, as in -cricket"
        raise QueryError(message, position)


def _field(name: FieldName, value: str, position: int) -> Term:
    # A tag may be a sign and nothing else.
    if not (value.strip() if name is FieldName.TAG else _WORD.search(segment(value))):
        message = f"{name}: needs a value, as in {_EXAMPLES[name]}"
        raise QueryError(message, position)
    match name:
        case FieldName.IS:
            return Is(state=_state(value, position), position=position)
        case FieldName.AFTER | FieldName.BEFORE if span := _SPAN.fullmatch(value):
            return Ago(
                is_after=name is FieldName.AFTER,
                span=_span(name, span, position),
                position=position,
            )
        case FieldName.AFTER | FieldName.BEFORE:
            return Dated(
                is_after=name is FieldName.AFTER,
                moment=_moment(name, value, position),
                position=position,
            )
        case FieldName.MINUTES:
            return _lasting(value, position)
        case FieldName.LANG if not _LANGUAGE.fullmatch(value):
            message = f"lang: needs a two-letter language code, as in {_EXAMPLES[name]}"
            raise QueryError(message, position)
        case FieldName.HAS if value.lower() not in POSSESSIONS:
            message = f"has: expected one of {', '.join(POSSESSIONS)}"
            raise QueryError(message, position)
        case _:
            return Named(field=name, value=value, position=position)


def _state(value: str, position: int) -> State:
    if value.lower() not in set(State):
        message = f"is: expected one of {', '.join(State)}"
        raise QueryError(message, position)
    return State(value.lower())


def _lasting(value: str, position: int) -> Lasting:
    match = _MINUTES.fullmatch(value)
    if match is None:
        message = "minutes: needs a number, as in minutes:<5, minutes:>=10 or minutes:3"
        raise QueryError(message, position)
    number = int(match[2])
    bounds: dict[str, tuple[int, int | None]] = {
        "": (number, number),
        "<": (0, number - 1),
        "<=": (0, number),
        ">": (number + 1, None),
        ">=": (number, None),
    }
    least, most = bounds[match[1]]
    return Lasting(least=least, most=most, position=position)


def _span(name: FieldName, match: re.Match[str], position: int) -> timedelta:
    hours = int(match[1]) * _HOURS[match[2].lower()]
    if not hours:
        message = f"{name}: needs a date or a time span, as in {_EXAMPLES[name]}"
        raise QueryError(message, position)
    if hours > _LONGEST_HOURS:
        message = f"{match[0]} is too far back"
        raise QueryError(message, position)
    return timedelta(hours=hours)


def _moment(name: FieldName, value: str, position: int) -> datetime:
    """Return the beginning of a day, month or year."""
    match = _DATE.fullmatch(value)
    if match is None:
        message = f"{name}: needs a date or a time span, as in {_EXAMPLES[name]}"
        raise QueryError(message, position)
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        message = f"there is no day {value}"
        raise QueryError(message, position) from None
