"""Read the table of languages, with their methods and models, from `data/languages.toml`."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Struct

from summarise.lexicon.vocabulary import read_data


class Method(StrEnum):
    """How the brief of a language is made."""

    PARSE = "parse"
    """Everything, from a parse with Penn tags."""
    SURFACE = "surface"
    """A model marks the names; quotes, figures and dates are found by the forms of words."""


class Language(Struct, frozen=True, kw_only=True):
    """A language that briefs can have more than key points in.

    Attributes:
        code: ISO 639-1.
        models: import names of spaCy models, best first.
        unused: parts of the models that are not run.
        extra: which extra of the program installs a model, "" if one is always there.
    """

    code: str
    name: str
    method: Method
    models: tuple[str, ...]
    unused: tuple[str, ...] = ()
    extra: str = ""


class LanguageTable(Struct, frozen=True, kw_only=True, eq=False):
    """What is known of all languages.

    Attributes:
        languages: those with word lists, by code.
        stemmers: code to sumy's name of the language.
        capitalised_nouns: codes of languages that write every noun with a capital.
        articles: the articles of those languages.
        particles: small words inside names, of any language without word lists.
    """

    languages: Mapping[str, Language]
    stemmers: Mapping[str, str]
    capitalised_nouns: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]


def read_table(text: str) -> LanguageTable:
    """Return the table of a TOML text.

    Raises:
        KeyError: a key is missing.
        ValueError: the text is no TOML, or a method is unknown.
    """
    raw: dict[str, Any] = tomllib.loads(text)
    return LanguageTable(
        languages={
            str(code): Language(
                code=str(code),
                name=str(entry["name"]),
                method=Method(entry["method"]),
                models=tuple(str(name) for name in entry["models"]),
                unused=tuple(str(name) for name in entry["unused"]),
                extra=str(entry["extra"]),
            )
            for code, entry in raw["languages"].items()
        },
        stemmers={str(code): str(name) for code, name in raw["stemmers"].items()},
        capitalised_nouns=frozenset(str(code) for code in raw["capitalised_nouns"]),
        articles=frozenset(str(word) for word in raw["articles"]),
        particles=frozenset(str(word) for word in raw["particles"]),
    )


@cache
def language_table() -> LanguageTable:
    """Return the table that the program comes with."""
    return read_table(read_data("languages.toml"))
