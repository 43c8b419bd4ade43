"""Find sentences that later accounts overtook: the sale goes on, and was stopped; 30 hurt, now 47.

A sentence that tells of something as going on is overtaken if another tells of the same that it
ended, unless the one that goes on is of the later article. A count is, if a later article gives
another for the same thing.
"""

import re
from collections.abc import Sequence
from functools import cache

from summarise.lexicon.story_lists import story_lists
from summarise.lexicon.vocabulary import ENGLISH
from summarise.stories.points.concept_weights import ConceptWeights
from summarise.stories.points.concepts import ConceptKind
from summarise.stories.points.story_sentences import StorySentence
from summarise.stories.story_model import Disagreement

LEAST_SHARED = 3
"""Stems that two papers have, in both sentences: then they are about one thing."""


@cache
def _ending() -> re.Pattern[str]:
    lists = story_lists()
    words = "|".join(map(re.escape, sorted(lists.ending_verbs) + list(lists.ending_phrases)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _ongoing() -> re.Pattern[str]:
    alone = [word for word in story_lists().ongoing_words if word not in {"is", "are"}]
    words = "|".join(map(re.escape, alone))
    return re.compile(rf"\b(?:(?:is|are)\s+(?:\w+ly\s+)?\w+ing|{words})\b", re.IGNORECASE)


def overtaken(
    sentences: Sequence[StorySentence],
    weights: ConceptWeights,
    disagreements: Sequence[Disagreement],
) -> set[StorySentence]:
    """Return the sentences that tell what is no longer so."""
    return _ended(sentences, weights) | _corrected(sentences, disagreements)


def _ended(sentences: Sequence[StorySentence], weights: ConceptWeights) -> set[StorySentence]:
    english = [s for s in sentences if s.article.brief.language == ENGLISH]
    endings = [s for s in english if _ending().search(s.text) and not _ongoing().search(s.text)]
    found = set()
    for sentence in english:
        if not _ongoing().search(sentence.text) or _ending().search(sentence.text):
            continue
        if any(
            end.article.moment >= sentence.article.moment
            and _shared(sentence, end, weights) >= LEAST_SHARED
            for end in endings
        ):
            found.add(sentence)
    return found


def _shared(left: StorySentence, right: StorySentence, weights: ConceptWeights) -> int:
    return sum(
        concept[0] is ConceptKind.STEM and weights.is_shared(concept)
        for concept in left.concepts & right.concepts
    )


def _corrected(
    sentences: Sequence[StorySentence], disagreements: Sequence[Disagreement]
) -> set[StorySentence]:
    found = set()
    for disagreement in disagreements:
        given = [citation for figure in disagreement.figures for citation in figure.citations]
        latest = max(citation.moment for citation in given)
        newest = [
            figure
            for figure in disagreement.figures
            if any(citation.moment == latest for citation in figure.citations)
        ]
        if len(newest) > 1:
            continue
        old = [
            c for figure in disagreement.figures if figure not in newest for c in figure.citations
        ]
        found |= {
            sentence
            for sentence in sentences
            if any(
                c.article_id == sentence.article.id and sentence.span.contains(c.span) for c in old
            )
        }
    return found
