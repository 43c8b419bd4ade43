"""Word lists for languages without a parser, and regular expressions made of them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from summarise.lexicon.vocabulary import filled, read_data


class NameWords(Struct, frozen=True, kw_only=True, eq=False):
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


class QuoteWords(Struct, frozen=True, kw_only=True, eq=False):
    """Words that tell who said something; all in small letters.

    Attributes:
        says: forms of verbs of saying that stand alone.
        said: forms that follow one of `auxiliaries`.
        ends: where the words for a speaker are at an end.
        negations: right before a verb of saying, with blank or apostrophe: it was not said.
        conditions: before a verb of saying in its sentence: it may be said.
        hearsay: of `auxiliaries`, those that tell what others say was said.
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
    negations: frozenset[str]
    conditions: frozenset[str]
    hearsay: frozenset[str]


class FigureWords(Struct, frozen=True, kw_only=True, eq=False):
    """Number words and what stands around numbers.

    Attributes:
        decimal: the decimal mark.
        thousands: all marks that part thousands.
        links: what stands between a number and its noun.
        not_counted: what after a number makes it no figure, or is no noun.
        minus: what stands before a number below zero.
        range_starts: what stands before the first end of a range, with what stands after it.
        range_links: what stands between its ends.
        shares: shares in words, and their percent.
        ratio_links: what stands between the part and the whole of "un sur cinq".
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
    minus: frozenset[str]
    range_starts: frozenset[str]
    range_links: frozenset[str]
    shares: Mapping[str, float]
    ratio_links: frozenset[str]


class TimeWords(Struct, frozen=True, kw_only=True, eq=False):
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


class SurfaceWords(Struct, frozen=True, kw_only=True, eq=False):
    """All word lists of one language."""

    names: NameWords
    quotes: QuoteWords
    figures: FigureWords
    time: TimeWords


def read_surface_words(text: str) -> SurfaceWords:
    """Return the word lists of a TOML text.

    Raises:
        ValueError: the text is no TOML, or a list is missing or unknown.
    """
    return filled(SurfaceWords, tomllib.loads(text))


@cache
def surface_words(language: str) -> SurfaceWords:
    """Return the word lists of a language. Raises FileNotFoundError for one without a file."""
    return read_surface_words(read_data(f"{language}.toml"))


def any_of(words: Iterable[str]) -> str:
    """Return a group that matches one of the words, the longest first; white space is free."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"
