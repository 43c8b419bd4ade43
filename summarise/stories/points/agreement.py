"""Find out which articles say what a sentence says, in whatever words.

Concepts weigh by their rarity in the story. An article agrees if one of its sentences shares
enough of the lighter one's weight; numbers must not differ, or one line would hide the other's.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

from summarise.points.self_contained import Fault
from summarise.stories.points.concepts import Concept, ConceptKind
from summarise.stories.points.story_sentences import StorySentence

PAIR_RARITY = 0.5
"""A pair of stems counts half: its stems count, too."""
LEAST_CONTAINED = 0.25
LEAST_COSINE = 0.35
LEAST_SHARED_TERMS = 3
LEAST_SHARED_WEIGHT = 6.0
"""Two short sentences share a quarter of their weight by chance."""

_TERMS = frozenset({ConceptKind.STEM, ConceptKind.NUMBER})


class Agreement:
    """Who else says so, among all sentences of a story."""

    def __init__(self, sentences: Sequence[StorySentence]) -> None:
        self._sentences = sentences
        self._places: dict[Concept, list[int]] = defaultdict(list)
        for place, sentence in enumerate(sentences):
            for concept in sentence.concepts:
                self._places[concept].append(place)
        self._rarities = {c: self._rarity(c) for c in self._places}
        self._norms = [self._norm(sentence) for sentence in sentences]
        self._found: dict[StorySentence, list[StorySentence]] = {}

    def agreeing(self, sentence: StorySentence) -> list[StorySentence]:
        """Return the sentence of each other article that says most of the same, in order."""
        if sentence not in self._found:
            self._found[sentence] = self._agreeing(sentence)
        return self._found[sentence]

    def _agreeing(self, sentence: StorySentence) -> list[StorySentence]:
        shared: dict[int, float] = defaultdict(float)
        terms: dict[int, int] = defaultdict(int)
        for concept in sentence.ordered:
            weight = self._rarities[concept]
            is_term = concept[0] in _TERMS
            for place in self._places[concept]:
                shared[place] += weight
                if is_term:
                    terms[place] += 1
        own = self._norm(sentence)
        best: dict[str, int] = {}
        for place in sorted(shared):
            other = self._sentences[place]
            if terms[place] < LEAST_SHARED_TERMS or not _may_agree(sentence, other):
                continue
            if self._is_enough(shared[place], own, self._norms[place]):
                found = best.get(other.article.id)
                if found is None or shared[place] > shared[found]:
                    best[other.article.id] = place
        return [self._sentences[place] for place in sorted(best.values())]

    def _is_enough(self, shared: float, own: float, others: float) -> bool:
        contained = shared / min(own, others)
        return (contained >= LEAST_CONTAINED and shared >= LEAST_SHARED_WEIGHT) or (
            shared / math.sqrt(own * others) >= LEAST_COSINE
        )

    def _rarity(self, concept: Concept) -> float:
        rarity = math.log((len(self._sentences) + 1) / len(self._places[concept]))
        return rarity * PAIR_RARITY if concept[0] is ConceptKind.PAIR else rarity

    def _norm(self, sentence: StorySentence) -> float:
        return sum(self._rarities[concept] for concept in sentence.ordered) or 1.0


def _may_agree(left: StorySentence, right: StorySentence) -> bool:
    if left.article.id == right.article.id or right.fault is Fault.BROKEN:
        return False
    return not (left.numbers and right.numbers and not left.numbers & right.numbers)
