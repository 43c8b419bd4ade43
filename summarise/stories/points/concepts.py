"""Find the concepts of a sentence: what several papers share when they tell one fact.

Two reporters hardly ever use one sentence, but they share stems, numbers, names, and pairs of
neighbouring stems. (Gillick and Favre 2009 count pairs alone, which free wordings seldom share.)
"""

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from summarise.facts.numerals import is_number_word, value_of
from summarise.lexicon.vocabulary import ENGLISH, vocabulary
from summarise.points.centrality import stems

MOST_CACHED_WORDS = 50_000

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*\d|\d")


class ConceptKind(IntEnum):
    """What a concept is."""

    STEM = 0
    NUMBER = 1
    PAIR = 2
    NAME = 3


Concept: TypeAlias = tuple[ConceptKind, str]


class Terms(Struct, frozen=True):
    """The stems and numbers of a text, in its order."""

    ordered: tuple[Concept, ...]

    def concepts(self, names: Iterable[str] = ()) -> frozenset[Concept]:
        """Return all concepts, with the names that the caller knows to be in the text."""
        neighbours = zip(self.ordered, self.ordered[1:], strict=False)
        pairs = (sorted((left[1], right[1])) for left, right in neighbours if left != right)
        return frozenset(
            (
                *self.ordered,
                *((ConceptKind.PAIR, " ".join(pair)) for pair in pairs),
                *((ConceptKind.NAME, name) for name in names),
            )
        )


def terms_of(text: str, language: str) -> Terms:
    """Return the stems and numbers of a text; numbers in words are numbers."""
    found = (_term(token, language) for token in _TOKEN.findall(text))
    return Terms(tuple(term for term in found if term is not None))


@lru_cache(maxsize=MOST_CACHED_WORDS)
def _term(token: str, language: str) -> Concept | None:
    if token[0].isdigit():
        return ConceptKind.NUMBER, token.replace(",", "").rstrip(".")
    word = token.lower()
    if language == ENGLISH and is_number_word(word, vocabulary()):
        value = value_of([word], vocabulary())
        if value is not None:
            return ConceptKind.NUMBER, f"{value:g}"
    return next(((ConceptKind.STEM, stem) for stem in sorted(stems(word, language))), None)
