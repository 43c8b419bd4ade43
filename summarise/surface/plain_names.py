"""Find names in languages without a model: capitalised words, without kinds.

Only for scripts with case, and not for languages that capitalise every noun; a word counts when it
stands capitalised inside a sentence, and never in small letters.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from summarise.lexicon.language_table import language_table
from summarise.lexicon.vocabulary import ENGLISH, quantity_words, vocabulary
from summarise.model import Actor, ActorKind, Mention, Sentence, Span
from summarise.points.centrality import stop_words

MOST_NAMES = 20
LEAST_LETTERS = 3
MOST_NAME_WORDS = 6
_WORD = re.compile(r"[^\W\d_]+(?:[-’'&][^\W\d_]+)*")
_GAPS = frozenset({" ", " & "})


def plain_names(text: str, sentences: Sequence[Sentence], language: str) -> tuple[Actor, ...]:
    """Return the names of a text, most frequent first, without kinds."""
    least_words = 2 if language in language_table().capitalised_nouns else 1
    stops = stop_words(language)
    # English is read so where its model is missing; it writes days and months like names.
    dates = vocabulary().names.date_names if language == ENGLISH else frozenset()
    nouns = _nouns(text) if least_words > 1 else frozenset()
    small = Counter(w for w in _WORD.findall(text) if w[:1].islower())
    spans: dict[str, list[Span]] = {}
    for sentence in sentences:
        for span, is_first in _runs(text, sentence.span, stops):
            name = span.of(text)
            parts = name.split()
            if parts[0] in nouns and not language_table().particles.isdisjoint(parts):
                continue  # "Bürgermeister von Kiel"
            if not least_words <= len(parts) <= MOST_NAME_WORDS:
                continue
            if is_first and len(parts) == 1:
                continue
            if all(part.lower() in dates for part in parts) or _is_quantity(parts):
                continue
            if len(parts) == 1 and (small[name.lower()] or len(name) < LEAST_LETTERS):
                continue
            spans.setdefault(name, []).append(span)
    ranked = sorted(spans, key=lambda name: (-len(spans[name]), spans[name][0].start))
    return tuple(
        Actor(
            name=name,
            kind=ActorKind.NAME,
            mentions=tuple(Mention(span=span) for span in spans[name]),
        )
        for name in ranked[:MOST_NAMES]
    )


def _nouns(text: str) -> frozenset[str]:
    """Return the capitalised words that stand behind an article: no first names."""
    words = [found.group() for found in _WORD.finditer(text)]
    articles = language_table().articles
    return frozenset(noun for article, noun in pairwise(words) if article.lower() in articles)


def _is_quantity(parts: Sequence[str]) -> bool:
    """Whether a run begins with a number word or unit: "Milliarden Euro", "Tonnen Papier"."""
    return parts[0].lower() in quantity_words()


def _runs(text: str, span: Span, stops: frozenset[str]) -> list[tuple[Span, bool]]:
    """Return the runs of capitalised words in a sentence, and whether each begins it."""
    found: list[tuple[Span, bool]] = []
    words = list(_WORD.finditer(text, span.start, span.end))
    index = 0
    while index < len(words):
        if not words[index].group()[:1].isupper():
            index += 1
            continue
        end = index + 1
        while end < len(words) and text[words[end - 1].end() : words[end].start()] in _GAPS:
            word = words[end].group()
            leads_on = (
                word in language_table().particles
                and end + 1 < len(words)
                and words[end + 1].group()[:1].isupper()
                and text[words[end].end() : words[end + 1].start()] == " "
            )
            if not word[:1].isupper() and not leads_on:
                break
            end += 1
        first = index
        while first < end - 1 and words[first].group().lower() in stops:
            first += 1
        run = Span(start=words[first].start(), end=words[end - 1].end())
        found.append((run, first == 0))
        index = end
    return found
