"""Load the word lists and gazetteers in `summarise/lexicon/data`, each file once.

Lists of words are data. What stays in code are single function words inside a rule of grammar
("of", "that", "by") and the labels of the parser.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct

from summarise.lexicon.fact_lists import CurrencyLists
from summarise.lexicon.word_lists import BoilerplateLists, Vocabulary

ENGLISH = "en"

_Lists = TypeVar("_Lists", bound=Struct)


class Gazetteer(Struct, frozen=True, kw_only=True, eq=False):
    """Known names.

    Attributes:
        places: every known form of a place to its first form.
        countries: the first forms of countries and territories.
        demonyms: adjective or noun of nationality, as written, to its country.
        organisations: every known form of an organisation to its first form.
        first_names: first name to the sex it hints at: "m", "f" or "x".
        person_nouns: common nouns whose usual sense is a person, singular, in small letters.
        body_nouns: the same for groups of people and locations.
    """

    places: Mapping[str, str]
    countries: frozenset[str]
    demonyms: Mapping[str, str]
    organisations: Mapping[str, str]
    first_names: Mapping[str, str]
    person_nouns: frozenset[str]
    body_nouns: frozenset[str]


def read_data(name: str) -> str:
    """Return the text of a file in `summarise/lexicon/data`. Raises FileNotFoundError."""
    return (files("summarise.lexicon") / "data" / name).read_text(encoding="utf-8")


def filled(kind: type[_Lists], table: Mapping[str, Any]) -> _Lists:
    """Return word lists with the values of a TOML table.

    A list of words is an array, or a text with one word a line.

    Raises:
        ValueError: a list is missing, or there is one that nothing reads.
    """
    hints = get_type_hints(kind)
    names = kind.__struct_fields__
    for what, wrong in (("unknown", set(table) - set(names)), ("missing", set(names) - set(table))):
        if wrong:
            message = f"{kind.__name__}: {what} word lists: {', '.join(sorted(wrong))}"
            raise ValueError(message)
    return kind(**{name: _value(hints[name], table[name]) for name in names})


def _value(hint: Any, value: Any) -> Any:
    if hint is str:
        return str(value)
    origin = get_origin(hint)
    if origin is frozenset:
        return frozenset(_words(value))
    if origin is tuple:
        return tuple(_words(value))
    if origin is Mapping:
        number = get_args(hint)[1]
        return {str(word): number(meaning) for word, meaning in value.items()}
    return filled(hint, value)


def _words(value: str | Iterable[Any]) -> list[str]:
    return value.splitlines() if isinstance(value, str) else [str(word) for word in value]


@cache
def vocabulary(language: str = ENGLISH) -> Vocabulary:
    """Return the word lists of a parsed language. Raises FileNotFoundError if it has no file."""
    return filled(Vocabulary, tomllib.loads(read_data(f"{language}.toml")))


@cache
def currencies() -> CurrencyLists:
    """Return the signs, codes and words of money."""
    return filled(CurrencyLists, tomllib.loads(read_data("currencies.toml")))


@cache
def boilerplate() -> BoilerplateLists:
    """Return the patterns of what stands around the prose of a news page."""
    return filled(BoilerplateLists, tomllib.loads(read_data("boilerplate.toml")))


def _lines(name: str) -> Iterator[str]:
    return (line for line in read_data(name).splitlines() if line and not line.startswith("#"))


def _items(field: str) -> Iterator[str]:
    return (item.strip() for item in field.split(",") if item.strip())


@cache
def quantity_words() -> frozenset[str]:
    """Return number words and units of many languages, in small letters."""
    return frozenset(word for line in _lines("quantity_words.txt") for word in _items(line))


@cache
def gazetteer() -> Gazetteer:
    """Return the known names."""
    places: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    countries: list[str] = []
    for line in _lines("countries.txt"):
        name, others, adjectives = line.split("|")
        countries.append(name)
        for form in (name, *_items(others)):
            places[form] = name
        for adjective in _items(adjectives):
            demonyms[adjective] = name
            if not adjective.endswith(("ese", "ish", "ch", "man", "men")):
                demonyms.setdefault(f"{adjective}s", name)
    for line in (*_lines("regions.txt"), *_lines("cities.txt")):
        for form in _items(line):
            places.setdefault(form, form)
    organisations: dict[str, str] = {}
    for line in _lines("organisations.txt"):
        name, others = line.split("|")
        for form in (name, *_items(others)):
            organisations.setdefault(form, name)
    return Gazetteer(
        places=places,
        countries=frozenset(countries),
        demonyms=demonyms,
        organisations=organisations,
        first_names=dict(line.split(" ") for line in _lines("first_names.txt")),
        person_nouns=frozenset(_lines("person_nouns.txt")),
        body_nouns=frozenset(_lines("body_nouns.txt")),
    )
