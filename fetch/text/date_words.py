"""Look up the words of dates: months and weekdays of many languages, time zones, halves of the day.

The words are data, in `fetch/text/data/date_words.toml`. Pure but for reading that file once.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

SHORTEST_PREFIX = 3
"""A word of so many letters is read as the beginning of a month's name: "novem", "сент"."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""Names of eras before a year of Japan or Taiwan, and the year before their first."""

_Table = Mapping[str, object]


class _Language(Struct, frozen=True, kw_only=True, eq=False):
    """The words of one language, folded."""

    months: Mapping[str, int]
    weekdays: frozenset[str]

    def month(self, word: str) -> int:
        """Return the month that a word names, in full, shortened or cut; 0 if it names none."""
        if word in self.months:
            return self.months[word]
        if len(word) < SHORTEST_PREFIX or word in self.weekdays:
            return 0
        begun = {number for name, number in self.months.items() if name.startswith(word)}
        return begun.pop() if len(begun) == 1 else 0


def fold(text: str) -> str:
    """Return text in the form in which words of dates are compared: lower case, without marks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(it for it in decomposed if not unicodedata.category(it).startswith("M"))
    return unicodedata.normalize("NFC", bare)


@cache
def _table() -> _Table:
    path = files("fetch.text") / "data" / "date_words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


@cache
def before_noon() -> frozenset[str]:
    """Return the words that put a time into the first half of the day."""
    return _folded(cast("list[str]", _table()["before_noon"]))


@cache
def after_noon() -> frozenset[str]:
    """Return the words that put a time into the second half of the day."""
    return _folded(cast("list[str]", _table()["after_noon"]))


def zone_of_region(name: str) -> tzinfo | None:
    """Return the zone that the time zone database has under a name, in any case; None if none."""
    parts = ("_".join(it.capitalize() for it in part.split("_")) for part in name.split("/"))
    try:
        return ZoneInfo("/".join(parts))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # or a system without that database
        return None


def _zone(name: str) -> tzinfo:
    if "/" in name:
        return zone_of_region(name) or UTC
    hours, minutes = name[1:].split(":")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if name.startswith("-") else offset)


@cache
def _zones() -> Mapping[str, tzinfo]:
    named = cast("Mapping[str, str]", _table()["zones"])
    return {fold(word): _zone(name) for name, words in named.items() for word in words.split()}


def zone_named(word: str) -> tzinfo | None:
    """Return the time zone of an abbreviation, folded; None if it is not one that is known."""
    return _zones().get(word)


@cache
def _languages() -> Mapping[str, _Language]:
    listed = cast("Mapping[str, Mapping[str, object]]", _table()["languages"])
    return {code: _read_language(words) for code, words in listed.items()}


def _read_language(words: _Table) -> _Language:
    names = cast("list[str]", words["months"])
    months: dict[str, int] = {}
    for number, line in enumerate(names, 1):
        for name in line.split():
            months.setdefault(fold(name), number)
    return _Language(months=months, weekdays=_folded(cast("str", words["weekdays"]).split()))


def _in_order(language: str) -> Iterator[_Language]:
    """Yield the languages, that of the feed first."""
    code = language.lower().replace("_", "-").partition("-")[0]
    known = _languages()
    first = known.get({"no": "nb", "iw": "he", "in": "id"}.get(code, code))
    if first is not None:
        yield first
    yield from (it for it in known.values() if it is not first)


def _month_in(words: tuple[str, ...], language: _Language) -> tuple[int, int]:
    """Return how many words the language knows, and the month that they name; 0 if none."""
    months = [(word, language.month(word)) for word in words]
    named = [(word, number) for word, number in months if number]
    score = sum(1 for word, number in months if number or word in language.weekdays)
    if len({number for _, number in named}) > 1:
        # "mar" is March and Tuesday in several languages: it is Tuesday beside another month.
        named = [(word, number) for word, number in named if word not in language.weekdays]
    numbers = {number for _, number in named}
    return score, numbers.pop() if len(numbers) == 1 else 0


@lru_cache(maxsize=512)
def month_of(words: tuple[str, ...], language: str = "") -> int:
    """Return the month that a date's words name, folded; 0 if they name none, or two.

    The language is the one that knows most of the words, and among equals the feed's own.
    """
    best_score, best = 0, 0
    for known in _in_order(language):
        score, number = _month_in(words, known)
        if number and score > best_score:
            best_score, best = score, number
    return best
