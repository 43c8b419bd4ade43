"""Extract the features that articles are clustered by: weighted terms and a word sketch.

Made once from the text; stories are formed, and formed anew, from these alone. No language needs
a model: stop words go out, words are cut to their first letters (truncation does as well as
stemmers over many languages, McNamee and Mayfield 2004), names are runs of capitalised words.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice
from zlib import crc32

from msgspec import Struct

from summarise.points.centrality import stop_words
from summarise.stories.story_model import ArticleId

TITLE_WORDS = 60
LEAD_WORDS = 100
BODY_WORDS = 300
TITLE_WEIGHT = 4.0
LEAD_WEIGHT = 1.0
BODY_WEIGHT = 0.375
NAME_GAIN = 2.0
"""Capitalised words count so much more: who and where part events of one kind. The actors of the
brief on top of that were measured, and join events of the same actors: two points of F1 lost."""
NUMBER_GAIN = 2.0
"""So do numbers: the dead, the sum and the year are an event's own."""
PAIR_GAIN = 0.5
"""Two capitalised words in a row are a term of their own, of so much of the second's weight."""
UNKNOWN_LANGUAGE = "en"
"""Whose stop words go out where nobody says what the language is."""
EIGHTH = 8
MOST_EIGHTHS = 255
KEPT_LETTERS = 8
"""With six, "contract" and "contrast" would be one word, and "internal" and "international"."""
LEAST_LETTERS = 2

SHINGLE_WORDS = 5
SKETCHED_WORDS = 800
SKETCH_SCALE = 8
"""One shingle in so many is kept, the same ones in every text (FracMinHash)."""

SHINGLE_BASE = 1_000_003
HASH_MASK = 0xFFFFFFFF
SHINGLE_DROP = SHINGLE_BASE**SHINGLE_WORDS & HASH_MASK

MOST_CACHED_WORDS = 100_000

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no space between words."""


class ClusterRequest(Struct, frozen=True, kw_only=True):
    """One article to find the story of.

    Attributes:
        text: paragraphs joined by a blank line; only its beginning is read.
        published: aware; or when it was first seen; None if nobody knows.
        language: ISO 639-1, "" if unknown; articles of two known languages never share a story.
    """

    id: ArticleId
    title: str
    text: str
    published: datetime | None = None
    language: str = ""

    def __post_init__(self) -> None:
        """Refuse naive times."""
        if self.published is not None and self.published.tzinfo is None:
            message = f"published: expected an aware datetime, got {self.published!r}"
            raise ValueError(message)


class ArticleFeatures(Struct, frozen=True, kw_only=True):
    """What is kept of an article: one to two kilobytes.

    Attributes:
        terms: hashes of its terms, ascending, each once.
        eighths: how often each stands there, weighted by place, in eighths.
        names: 1 for each that is part of a name: never in small letters.
        sketch: hashes of some of its word shingles, ascending.
    """

    id: ArticleId
    published: datetime | None
    language: str
    terms: "array[int]"
    eighths: "array[int]"
    names: "array[int]"
    sketch: "array[int]"


def features_of(request: ClusterRequest) -> ArticleFeatures:
    """Return what is kept of an article."""
    weights: Counter[int] = Counter()
    small: set[int] = set()
    for term, weight, is_name in _terms(request):
        weights[term] += int(weight * EIGHTH)
        if not is_name:
            small.add(term)
    ordered = sorted(weights)
    return ArticleFeatures(
        id=request.id,
        published=request.published,
        language=request.language,
        terms=array("I", ordered),
        eighths=array("B", (min(MOST_EIGHTHS, weights[term]) for term in ordered)),
        names=array("B", (term not in small for term in ordered)),
        sketch=_sketch(request.text),
    )


def _terms(request: ClusterRequest) -> Iterator[tuple[int, float, bool]]:
    language = request.language or UNKNOWN_LANGUAGE
    lead = _words(request.text, BODY_WORDS)
    yield from _weigh(_words(request.title, TITLE_WORDS), TITLE_WEIGHT, language)
    yield from _weigh(lead[:LEAD_WORDS], LEAD_WEIGHT, language)
    yield from _weigh(lead[LEAD_WORDS:], BODY_WEIGHT, language)


def _words(text: str, most: int) -> list[str]:
    return [match.group() for match in islice(_WORD.finditer(text), most)]


def _weigh(words: list[str], weight: float, language: str) -> Iterator[tuple[int, float, bool]]:
    """Yield each term with its weight, and whether it stands there as a name does."""
    name = 0
    for word in words:
        hashed = _hashed(word, language)
        if not word[0].isupper():
            name = 0
            if hashed:
                yield hashed, weight * NUMBER_GAIN if word[0].isdigit() else weight, False
            elif _UNSPACED.match(word):
                for i in range(len(word) - 1):
                    yield crc32(word[i : i + 2].encode()), weight, False
            continue
        if hashed:
            yield hashed, weight * NAME_GAIN, True
            if name:
                pair = (name * SHINGLE_BASE + hashed) & HASH_MASK
                yield pair, weight * NAME_GAIN * PAIR_GAIN, True
        name = hashed


@lru_cache(maxsize=MOST_CACHED_WORDS)
def _hashed(word: str, language: str) -> int:
    """Return the hash of a word's first letters; 0 for a word that is no term by itself."""
    if len(word) < LEAST_LETTERS or _UNSPACED.match(word):
        return 0
    # "US" and "WHO" are not "us" and "who".
    if not word.isupper() and word.lower() in stop_words(language):
        return 0
    kept = word if word[0].isdigit() else word.casefold()[:KEPT_LETTERS]
    return crc32(kept.encode("utf-8", "replace"))


def _sketch(text: str) -> "array[int]":
    hashes = [
        crc32(word.lower().encode("utf-8", "replace")) for word in _words(text, SKETCHED_WORDS)
    ]
    found = set()
    mixed = 0
    for at, hashed in enumerate(hashes):
        mixed = mixed * SHINGLE_BASE + hashed
        if at >= SHINGLE_WORDS:
            mixed -= hashes[at - SHINGLE_WORDS] * SHINGLE_DROP
        mixed &= HASH_MASK
        if at >= SHINGLE_WORDS - 1 and mixed % SKETCH_SCALE == 0:
            found.add(mixed)
    return array("I", sorted(found))
