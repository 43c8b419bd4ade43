"""The word lists of the surface method, and the patterns made of them; no language's words here."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameWords:
    """Words in and around names; as written where the case tells, else in small letters."""

    honorifics: frozenset[str]
    male_honorifics: frozenset[str]
    female_honorifics: frozenset[str]
    role_nouns: frozenset[str]
    role_phrases: frozenset[str]
    organisation_heads: frozenset[str]
    place_heads: frozenset[str]
    place_leads: frozenset[str]
    particles: frozenset[str]
    never_names: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuoteWords:
    """Words that tell who said something; all in small letters.

    Attributes:
        says: forms of verbs of saying that stand alone.
        said: forms that follow one of `auxiliaries`.
        ends: where the words for a speaker are at an end.
    """

    says: frozenset[str]
    said: frozenset[str]
    auxiliaries: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    according: frozenset[str]
    ends: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FigureWords:
    """Number words and what stands around numbers.

    Attributes:
        decimal: the decimal mark.
        thousands: all marks that part thousands.
        links: what stands between a number and its noun.
        not_counted: what after a number makes it no figure, or is no noun.
    """

    decimal: str
    thousands: str
    words: Mapping[str, float]
    scales: Mapping[str, float]
    percent: frozenset[str]
    currencies: Mapping[str, str]
    approximators: frozenset[str]
    links: frozenset[str]
    not_counted: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeWords:
    """Words of dates.

    Attributes:
        first_day: how the first of a month is written, "" if as any other.
        days: words for days by their distance from today.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    first_day: str
    date_leads: frozenset[str]
    year_leads: frozenset[str]
    days: Mapping[str, int]
    future_words: frozenset[str]
    future_endings: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurfaceWords:
    """All word lists of one language."""

    names: NameWords
    quotes: QuoteWords
    figures: FigureWords
    time: TimeWords


def _set(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word) for word in words)


def read_surface_words(text: str) -> SurfaceWords:
    """Return the word lists of a TOML text.

    Raises:
        KeyError, TypeError: a table or key is missing, or there is one too many.
    """
    raw: dict[str, Any] = tomllib.loads(text)
    figures, time = raw["figures"], raw["time"]
    return SurfaceWords(
        names=NameWords(**{key: _set(words) for key, words in raw["names"].items()}),
        quotes=QuoteWords(**{key: _set(words) for key, words in raw["quotes"].items()}),
        figures=FigureWords(
            decimal=str(figures.pop("decimal")),
            thousands=str(figures.pop("thousands")),
            words={str(k): float(v) for k, v in figures.pop("words").items()},
            scales={str(k): float(v) for k, v in figures.pop("scales").items()},
            currencies={str(k): str(v) for k, v in figures.pop("currencies").items()},
            **{key: _set(words) for key, words in figures.items()},
        ),
        time=TimeWords(
            months=tuple(str(name) for name in time.pop("months")),
            weekdays=tuple(str(name) for name in time.pop("weekdays")),
            first_day=str(time.pop("first_day")),
            days={str(k): int(v) for k, v in time.pop("days").items()},
            **{key: _set(words) for key, words in time.items()},
        ),
    )


@cache
def surface_words(language: str) -> SurfaceWords:
    """Return the word lists of a language. Raises FileNotFoundError for one without a file."""
    return read_surface_words(
        (files("summarise") / "data" / f"{language}.toml").read_text(encoding="utf-8")
    )


def any_of(words: Iterable[str]) -> str:
    """Return a group that matches one of the words, the longest first; white space is free."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"
