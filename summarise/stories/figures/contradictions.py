"""Find figures of several papers that contradict each other.

Two figures are of one thing if they measure alike, count alike (the dead, the injured; stars and
"target stars") and their sentences are of one thing. They contradict each other if their values
differ, and neither article gives the other's value, too: who gives both tells of a change.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from summarise.lexicon.story_lists import story_lists
from summarise.model import Figure, Span
from summarise.points.centrality import stems
from summarise.stories.figures.measures import COUNT, Measure, measure_of
from summarise.stories.points.concepts import Concept, ConceptKind
from summarise.stories.points.story_sentences import StorySentence

WORDS_BEFORE = 4
WORDS_AFTER = 6
"""So near stands what befell those who are counted."""
MOST_RATIO = 1.7
"""Values further apart are of two things; of the dead and the injured, first counts are low."""
NEAR_RATIO = 1.25
"""Values so near each other are of one thing more likely."""
LEAST_SHARED = 2
LEAST_SHARED_OF_OTHERS = 3
"""Of the stems of two sentences, for values that are small or further apart."""
ROUNDED = 0.01
"""Seven hundred survivors are 705."""
EARLY_SENTENCES = 3
"""The dead that articles count so early are those of the event."""
MOST_CHANCE_VALUE = 12
"""Two papers may well count five of different things."""

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W_]+")
_CLAUSE_END = re.compile(r"[,;:()\u2013\u2014]")


class Claim(Struct, frozen=True, kw_only=True):
    """A figure of an article with what tells which thing it is of.

    Attributes:
        fate: what befell those who are counted ("dead"), "" if nothing did.
        nouns: the stems of what is counted.
        context: the other stems and numbers of its sentence.
        names: the capitalised words of its sentence, but for the first.
        dates: the days that the sentence speaks of.
    """

    sentence: StorySentence
    figure: Figure
    measure: Measure
    fate: str
    nouns: frozenset[str]
    context: frozenset[Concept]
    names: frozenset[str]
    dates: frozenset[date]


def claims_of(sentence: StorySentence) -> list[Claim]:
    """Return the claims that a sentence makes."""
    brief = sentence.article.brief
    inside = [f for f in brief.figures if sentence.span.contains(f.span)]
    dates = frozenset(
        event.date
        for event in brief.timeline
        if event.date is not None and sentence.span.overlaps(event.when_span)
    )
    found = []
    for figure in inside:
        measure = measure_of(figure)
        before, after = _around(brief.text, sentence.span, figure.span)
        if measure.value is None or (before and before[-1] in story_lists().change_starts):
            continue
        noun = f"{figure.unit} {figure.what}" if measure.dimension == COUNT else ""
        nouns = stems(noun, brief.language)
        own = {
            (ConceptKind.STEM, stem)
            for stem in stems(f"{figure.unit} {figure.what}", brief.language)
        }
        found.append(
            Claim(
                sentence=sentence,
                figure=figure,
                measure=measure,
                fate=_fate(before, after, figure) if measure.dimension == COUNT else "",
                nouns=nouns - _no_nouns(brief.language),
                context=frozenset(
                    c
                    for c in sentence.concepts - own
                    if c[0] in {ConceptKind.STEM, ConceptKind.NUMBER}
                    and c != (ConceptKind.NUMBER, f"{figure.value:g}")
                ),
                names=frozenset(_CAPITALISED.findall(sentence.text.partition(" ")[2])),
                dates=dates,
            )
        )
    return found


def _around(text: str, sentence: Span, figure: Span) -> tuple[list[str], list[str]]:
    """Return the words before and after a figure, in its part of the sentence."""
    before = _CLAUSE_END.split(text[sentence.start : figure.start])[-1]
    after = _CLAUSE_END.split(text[figure.end : sentence.end])[0]
    return (
        [word.casefold() for word in _WORD.findall(before)][-WORDS_BEFORE:],
        [word.casefold() for word in _WORD.findall(after)][:WORDS_AFTER],
    )


def _fate(before: Sequence[str], after: Sequence[str], figure: Figure) -> str:
    """Return what befell those who are counted, by the nearest word; before it, of two as near."""
    fates = story_lists().fates
    for word in _WORD.findall(f"{figure.text} {figure.what}".casefold()):
        if word in fates:
            return fates[word]
    near = [(place, 0, fates[w]) for place, w in enumerate(reversed(before)) if w in fates]
    near += [(place, 1, fates[w]) for place, w in enumerate(after) if w in fates]
    return min(near, default=(0, 0, ""))[2]


@lru_cache
def _no_nouns(language: str) -> frozenset[str]:
    """Return the stems of words that tell nothing of who was counted."""
    lists = story_lists()
    return stems(" ".join(sorted({*lists.crowd_nouns, *lists.fates})), language)


def contradicts(left: Claim, right: Claim) -> bool:
    """Whether two claims of two papers give different values for one thing."""
    if left.sentence.source == right.sentence.source or left.measure.equals(right.measure):
        return False
    small, large = sorted((abs(left.measure.value or 0), abs(right.measure.value or 0)))
    if large - small <= ROUNDED * large or (not left.fate and large > MOST_RATIO * small):
        return False
    return is_one_thing(left, right)


def is_one_thing(left: Claim, right: Claim) -> bool:
    """Whether two claims count or measure one thing."""
    if left.measure.dimension != right.measure.dimension or left.fate != right.fate:
        return False
    if left.dates and right.dates and not left.dates & right.dates:
        return False
    if not _count_alike(left, right):
        return False
    if left.fate and max(left.sentence.order, right.sentence.order) < EARLY_SENTENCES:
        return True
    if not left.nouns and left.names and right.names and not left.names & right.names:
        return False  # The indexes of two exchanges fall by a share each.
    small, large = sorted((abs(left.measure.value or 0), abs(right.measure.value or 0)))
    is_likely = large > MOST_CHANCE_VALUE and large <= NEAR_RATIO * small
    least = LEAST_SHARED if is_likely or left.fate else LEAST_SHARED_OF_OTHERS
    return len(left.context & right.context) >= least


def _count_alike(left: Claim, right: Claim) -> bool:
    """Whether the nouns let two counts be one: "stars" and "target stars", "30" and "47 others"."""
    if left.nouns and right.nouns:
        return bool(left.nouns & right.nouns)
    return left.nouns == right.nouns
