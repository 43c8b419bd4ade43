"""Weigh the concepts of a story: by how many papers have them, and how early."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from summarise.stories.points.concepts import Concept, ConceptKind, terms_of
from summarise.stories.points.story_sentences import StorySentence
from summarise.stories.story_model import StoryArticle

KIND_WEIGHTS: Mapping[ConceptKind, float] = {
    ConceptKind.STEM: 1.0,
    ConceptKind.NUMBER: 2.0,
    ConceptKind.PAIR: 0.15,
    ConceptKind.NAME: 1.0,
}
"""A number is a fact by itself; a pair counts beside its two stems."""
PLACE_DECAY = 0.25
BREADTH_SHARE = 0.4
"""So much of a concept's weight is in how many papers have it; the rest in how early they do."""
POWER = 1.2
"""Above 1: what all papers have early is the news."""
ONE_PAPER = 0.4
"""What one paper alone has counts so much of that."""
TITLE_GAIN = 0.5
"""What every headline names counts so much more."""


class ConceptWeights:
    """What each concept of a story weighs."""

    def __init__(
        self, sentences: Sequence[StorySentence], articles: Sequence[StoryArticle]
    ) -> None:
        self._sources = sorted({article.source for article in articles})
        places: dict[Concept, dict[str, float]] = defaultdict(dict)
        for sentence in sentences:
            place = 1 / (1 + PLACE_DECAY * sentence.order)
            source = sentence.source
            for concept in sentence.concepts:
                found = places[concept]
                if place > found.get(source, 0.0):
                    found[source] = place
        titles = _title_shares(articles)
        self._weights = {
            concept: self._weight(concept, found) * (1 + TITLE_GAIN * titles.get(concept, 0.0))
            for concept, found in places.items()
        }
        self._shared = {concept for concept, found in places.items() if len(found) > 1}

    def of(self, concept: Concept) -> float:
        """Return a concept's weight."""
        return self._weights[concept]

    def is_shared(self, concept: Concept) -> bool:
        """Whether two papers have a concept."""
        return concept in self._shared

    def _weight(self, concept: Concept, places: Mapping[str, float]) -> float:
        count = len(self._sources)
        early = sum(places[source] for source in sorted(places)) / count
        breadth = (len(places) - 1) / (count - 1) if count > 1 else early
        share = (1 - BREADTH_SHARE) * early + BREADTH_SHARE * breadth
        alone = ONE_PAPER if len(places) == 1 and count > 1 else 1.0
        return float(KIND_WEIGHTS[concept[0]] * alone * share**POWER)


def _title_shares(articles: Sequence[StoryArticle]) -> dict[Concept, float]:
    """Return the share of the headlines that each concept stands in."""
    counts: dict[Concept, int] = defaultdict(int)
    for article in articles:
        brief = article.brief
        for term in set(terms_of(brief.title, brief.language).ordered):
            if term[0] is ConceptKind.STEM:
                counts[term] += 1
    return {concept: count / len(articles) for concept, count in counts.items()}
