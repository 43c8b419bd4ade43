"""Choose sentences that cover the concepts of a story, each thing once.

Maximum coverage by a greedy choice (Filatova and Hatzivassiloglou 2004; Takamura and Okumura
2009): each sentence counts what its concepts add to those that are shown already. Around it stand
an editor's rules: nothing that leans on another sentence, no question, no scene of a picture, no
state that was overtaken, a person's full name before the surname, and few second leads.
"""

from collections.abc import Callable, Sequence, Set

from msgspec import Struct

from summarise.points.self_contained import Fault
from summarise.stories.points.concept_weights import ConceptWeights
from summarise.stories.points.concepts import Concept
from summarise.stories.points.story_sentences import StorySentence

MOST_KNOWN = 0.75
"""A sentence of which more is shown already, by weight, tells nothing new."""
LEAST_POINTS = 3
"""A worse sentence is better than fewer, and never better than more."""
OPENING_SENTENCES = 3
LEAST_GAIN = 0.05
"""A sentence that adds less than this share of what the first told is not worth a line."""


class CoverageWeights(Struct, frozen=True, kw_only=True):
    """What an editor's rules count: factors of what a sentence's concepts add.

    Attributes:
        place_decay: a later sentence of its article counts less, by so much a sentence.
        length_power: of the number of words; 0 would not mind long sentences.
        support: what is added if all papers say so.
        opening: of the first point, if it opens its article.
        second_lead: an article's lead, if another's is shown: leads tell the same in other words.
        known: a concept that is shown already.
        bare_name: a person by the surname alone whose full name was not shown.
        pronoun: a person whom the sentence does not name.
        headline: what is added to the first point if it has all of the story's headline, and as
            much again if it opens the article with that headline.
    """

    place_decay: float = 0.04
    length_power: float = 0.1
    support: float = 0.4
    opening: float = 1.4
    second_lead: float = 0.8
    known: float = 0.03
    soft: float = 0.9
    quotation: float = 0.6
    scene: float = 0.5
    tied: float = 0.8
    address: float = 0.4
    bare_name: float = 0.85
    pronoun: float = 0.85
    headline: float = 0.4
    overtaken: float = 0.3


class Material(Struct, frozen=True, kw_only=True):
    """The sentences to choose from, and what is known of them.

    Attributes:
        support: the share of the other papers that say so, too.
        overtaken: those that later accounts correct.
        headline: the terms of the story's headline.
        headline_of: the article that has it.
    """

    sentences: Sequence[StorySentence]
    weights: ConceptWeights
    support: Callable[[StorySentence], float]
    overtaken: Set[StorySentence]
    headline: Set[Concept]
    headline_of: str


class CoverageChooser:
    """Chooses the points of one story."""

    def __init__(self, material: Material, weights: CoverageWeights | None = None) -> None:
        self._material = material
        self._weights = weights or CoverageWeights()
        self._order = {sentence: place for place, sentence in enumerate(material.sentences)}
        # In one order, so that the sums are the same every time.
        self._weighed = {
            sentence: [(c, material.weights.of(c)) for c in sentence.ordered]
            for sentence in material.sentences
        }
        self._totals = {
            sentence: sum(weight for _, weight in weighed)
            for sentence, weighed in self._weighed.items()
        }
        self._factors: dict[StorySentence, float] = {}
        self._openings = _openings(material.sentences)

    def choose(self, count: int) -> list[StorySentence]:
        """Return the points in the order in which they were chosen: the most telling first."""
        chosen: list[StorySentence] = []
        for limit in (Fault.SOFT, Fault.LEANING, Fault.POOR, Fault.BROKEN):
            goal = count if limit is Fault.SOFT else min(count, LEAST_POINTS)
            self._fill(chosen, limit, goal)
        return [*chosen, *self._unheard(chosen)[: max(0, count - len(chosen))]]

    def _unheard(self, chosen: Sequence[StorySentence]) -> list[StorySentence]:
        """Return the openings of articles of which nothing is shown, if they tell something new.

        Where articles are few and short, what one of them adds has no weight: no other has it.
        """
        heard = {sentence.article.id for sentence in chosen}
        shown = {concept for sentence in chosen for concept in sentence.concepts}
        found = []
        for sentence in sorted(self._openings, key=self._order.__getitem__):
            known = len(sentence.concepts & shown)
            is_new = known < MOST_KNOWN * len(sentence.concepts)
            if (
                is_new
                and sentence.article.id not in heard
                and sentence not in self._material.overtaken
            ):
                found.append(sentence)
                shown |= sentence.concepts  # two papers may open with the same words
        return found

    def _fill(self, chosen: list[StorySentence], limit: Fault, goal: int) -> None:
        rest = [s for s in self._material.sentences if s.fault <= limit and s not in chosen]
        shown = {concept for sentence in chosen for concept in sentence.concepts}
        least = LEAST_GAIN * self._totals[chosen[0]] if chosen and limit is Fault.SOFT else 0.0
        while rest and len(chosen) < goal:
            gains = {s: self._gain(s, shown) for s in rest}
            rest = [s for s in rest if self._is_new(s, gains[s])]
            if not rest:
                return
            named = {name for other in chosen for name in other.people - other.surnames}
            is_opened = any(other in self._openings for other in chosen)
            values = {
                s: self._value(s, gains[s], named, is_first=not chosen, is_opened=is_opened)
                for s in rest
            }
            best = max(rest, key=lambda s: (values[s], -self._order[s]))
            if gains[best] < least:
                return
            if not chosen:
                least = LEAST_GAIN * gains[best]
            chosen.append(best)
            rest.remove(best)
            shown |= best.concepts

    def _gain(self, sentence: StorySentence, shown: Set[Concept]) -> float:
        return sum(weight for c, weight in self._weighed[sentence] if c not in shown)

    def _is_new(self, sentence: StorySentence, gain: float) -> bool:
        return gain > (1 - MOST_KNOWN) * self._totals[sentence]

    def _value(
        self,
        sentence: StorySentence,
        gain: float,
        named: Set[str],
        *,
        is_first: bool,
        is_opened: bool,
    ) -> float:
        w = self._weights
        value = gain + w.known * (self._totals[sentence] - gain)
        if sentence not in self._factors:
            self._factors[sentence] = self._factor(sentence)
        value *= self._factors[sentence]
        if sentence in self._openings:
            if is_first:
                value *= w.opening * (1 + w.headline * self._headline_share(sentence))
            elif is_opened:
                value *= w.second_lead
        if sentence.surnames - named:
            value *= w.bare_name
        return value

    def _headline_share(self, sentence: StorySentence) -> float:
        headline = self._material.headline
        share = len(headline & sentence.concepts) / len(headline) if headline else 0.0
        return share + (sentence.article.id == self._material.headline_of)

    def _factor(self, sentence: StorySentence) -> float:
        """Return what a sentence's value is multiplied by, whatever else is shown."""
        w = self._weights
        factor = 1 / (1 + w.place_decay * sentence.order)
        factor /= max(1, sentence.word_count) ** w.length_power
        factor *= 1 + w.support * self._material.support(sentence)
        factor *= w.soft if sentence.fault is Fault.SOFT else 1.0
        factor *= w.quotation if sentence.is_quotation else 1.0
        factor *= w.scene if sentence.is_scene else 1.0
        factor *= w.pronoun if sentence.pronouns else 1.0
        factor *= w.address if sentence.is_address else 1.0
        factor *= w.tied if sentence.is_tied else 1.0
        return float(factor) * (w.overtaken if sentence in self._material.overtaken else 1.0)


def _openings(sentences: Sequence[StorySentence]) -> set[StorySentence]:
    """Return the sentence that opens each article: a caption may stand above it."""
    found: dict[str, StorySentence] = {}
    for sentence in sentences:
        is_readable = sentence.fault <= Fault.SOFT and not sentence.is_address
        if is_readable and sentence.order < OPENING_SENTENCES:
            found.setdefault(sentence.article.id, sentence)
    return set(found.values())
