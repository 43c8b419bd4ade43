"""The word lists of one language, read from `summarise/data`; code knows none of the words."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """Words of English by what they do in news prose; all in lower case."""

    honorifics: frozenset[str]
    male_honorifics: frozenset[str]
    female_honorifics: frozenset[str]
    role_nouns: frozenset[str]
    role_modifiers: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_triggers: frozenset[str]
    corporate_nouns: frozenset[str]
    serving_nouns: frozenset[str]
    sport_words: frozenset[str]
    contest_verbs: frozenset[str]
    opposing_words: frozenset[str]
    contest_nouns: frozenset[str]
    subject_matters: frozenset[str]
    peoples: frozenset[str]
    party_people: frozenset[str]
    relational_nouns: frozenset[str]
    place_heads: frozenset[str]
    place_triggers: frozenset[str]
    other_heads: frozenset[str]
    never_names: frozenset[str]
    speech_verbs: frozenset[str]
    report_verbs: frozenset[str]
    hinting_verbs: frozenset[str]
    speaking_nouns: frozenset[str]
    source_nouns: frozenset[str]
    urge_verbs: frozenset[str]
    accuse_verbs: frozenset[str]
    claim_nouns: frozenset[str]
    promise_verbs: frozenset[str]
    acting_verbs: frozenset[str]
    asking_verbs: frozenset[str]
    judging_verbs: frozenset[str]
    issuing_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    describe_verbs: frozenset[str]
    speech_nouns: frozenset[str]
    light_verbs: frozenset[str]
    future_words: frozenset[str]
    agents_of_place: frozenset[str]
    leaning_openers: frozenset[str]
    leaning_pronouns: frozenset[str]
    approximators: frozenset[str]
    male_pronouns: frozenset[str]
    female_pronouns: frozenset[str]
    number_words: Mapping[str, float]
    number_scales: Mapping[str, float]
    vague_numbers: frozenset[str]
    ordinals: frozenset[str]
    currencies: Mapping[str, str]
    percent: frozenset[str]
    durations: frozenset[str]
    relative_after: frozenset[str]
    telling: frozenset[str]
    casualties: frozenset[str]
    narrative: frozenset[str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    month_abbreviations: Mapping[str, int]
    seasons: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gazetteer:
    """Known names.

    Attributes:
        places: every known form of a place to its first form.
        countries: the first forms of countries and territories.
        demonyms: adjective or noun of nationality, as written, to its country.
        organisations: every known form of an organisation to its first form.
        first_names: first name to the sex it hints at: "m", "f" or "x".
    """

    places: Mapping[str, str]
    countries: frozenset[str]
    demonyms: Mapping[str, str]
    organisations: Mapping[str, str]
    first_names: Mapping[str, str]


def _lines(name: str) -> Iterator[str]:
    text = (files("summarise") / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _items(field: str) -> Iterator[str]:
    return (item.strip() for item in field.split(",") if item.strip())


def _words(value: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in value)


@cache
def vocabulary(language: str = ENGLISH) -> Vocabulary:
    """Return the word lists of a language. Raises FileNotFoundError for one without a file."""
    raw = tomllib.loads(
        (files("summarise") / "data" / f"{language}.toml").read_text(encoding="utf-8")
    )
    pronouns, numbers = raw.pop("pronouns"), raw.pop("numbers")
    figures, time = raw.pop("figures"), raw.pop("time")
    lists = {name: _words(words) for name, words in raw.items()}
    return Vocabulary(
        **lists,
        male_pronouns=_words(pronouns["he"]),
        female_pronouns=_words(pronouns["she"]),
        number_words={str(k): float(v) for k, v in numbers["words"].items()},
        number_scales={str(k): float(v) for k, v in numbers["scales"].items()},
        vague_numbers=_words(numbers["vague"]),
        ordinals=_words(numbers["ordinals"]),
        currencies={str(k): str(v) for k, v in figures.pop("currencies").items()},
        **{str(name): _words(words) for name, words in figures.items()},
        weekdays=tuple(time["weekdays"]),
        months=tuple(time["months"]),
        month_abbreviations={str(k): int(v) for k, v in time["month_abbreviations"].items()},
        seasons={str(k): int(v) for k, v in time["seasons"].items()},
    )


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
    )
