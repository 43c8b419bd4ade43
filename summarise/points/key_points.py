"""Select the key points: score the sentences, take the best, leave out repeats.

A linear score over the sentences that can be read alone, best first, without repeats; the first of
them is always in, for the lead of a news text is its best summary. A sentence that leans on the
one before is as good as any once that one is chosen. The weights and how they were found are in
docs/summaries.md.
"""

import math
from collections.abc import Iterable, Sequence, Set

from msgspec import Struct

from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Quote, QuoteKind, Sentence, Span
from summarise.points.centrality import centrality, stems
from summarise.points.self_contained import MOST_WORDS, Fault, fault_of

LEAST_POINTS = 3
MOST_POINTS = 7
COUNTED_ACTORS = 3
"""Actors of a sentence that count for it."""
QUOTATION_SHARE = 0.5
"""A sentence with more quoted than told words is a quotation."""


class Weights(Struct, frozen=True, kw_only=True):
    """What each feature of a sentence counts."""

    central: float = 1.13
    position_decay: float = 0.35
    lead: float = 0.42
    paragraph_start: float = 0.21
    title: float = 0.8
    topic: float = 0.5
    actors: float = 0.33
    figure: float = 0.18
    speech: float = 0.25
    long: float = 0.083
    too_long: float = 0.39
    short: float = 0.5
    soft: float = 0.1


class Evidence(Struct, frozen=True, kw_only=True):
    """What the rest of the brief knows about a sentence.

    Attributes:
        actor_weight: how important the actors named in it are, in [0, 1].
        is_quotation: whether most of it is somebody's quoted words.
    """

    actor_weight: float = 0.0
    has_figure: bool = False
    is_quotation: bool = False


def actor_share(weights: Iterable[float], best: float) -> float:
    """Return how important a sentence's actors are beside the most important of the text."""
    named = sorted(weights, reverse=True)[:COUNTED_ACTORS]
    return sum(named) / (COUNTED_ACTORS * best) if best else 0.0


def is_quotation(span: Span, quotes: Iterable[Quote]) -> bool:
    """Whether most of a sentence is quoted words."""
    covered = sum(
        max(0, min(span.end, quote.span.end) - max(span.start, quote.span.start))
        for quote in quotes
        if quote.kind is not QuoteKind.REPORTED
    )
    return covered / (span.end - span.start) > QUOTATION_SHARE


class _Candidate(Struct, frozen=True, kw_only=True):
    place: int
    score: float
    fault: Fault
    stems: frozenset[str]
    is_statement: bool
    follows: int
    """The place of the sentence right before it, -1 if something else stands between."""


class _Shown(Struct, frozen=True, kw_only=True):
    """What a sentence shows of itself: each but `order` in [0, 1]."""

    order: int
    central: float
    title: float
    topic: float
    is_start: bool


NEAR_DUPLICATE_COSINE = 0.5
NEAR_DUPLICATE_CONTAINMENT = 0.7
TOPIC_WORDS = 15
LEAST_STEMS = 4
LEAD_SENTENCES = 6
LEAD_VALUES = (1.0, 0.69, 0.27, 0.31)
LONG_LEAD_SENTENCES = 2
LONG_WORDS = 30
SHORT_WORDS = 9


class PointChooser:
    """Chooses key points in one language."""

    def __init__(
        self, language: str, words: Vocabulary | None, weights: Weights | None = None
    ) -> None:
        self._language, self._words = language, words
        self._weights = weights or Weights()

    def choose(
        self,
        text: str,
        title: str,
        sentences: Sequence[Sentence],
        evidence: Sequence[Evidence],
        count: int,
    ) -> list[int]:
        """Return the numbers of the chosen sentences, in the text's order."""
        candidates = self._candidates(text, title, sentences, evidence)
        wanted = min(MOST_POINTS, max(LEAST_POINTS, count))
        chosen: list[_Candidate] = []
        lead = next(
            (c for c in candidates if c.fault <= Fault.NONE and c.place < LEAD_SENTENCES), None
        )
        if candidates and candidates[0].fault is Fault.SOFT and candidates[0].is_statement:
            lead = candidates[0]  # a long lead still tells more than what follows it
        if lead is not None:
            chosen.append(lead)
        for limit in (Fault.SOFT, Fault.LEANING, Fault.POOR, Fault.BROKEN):
            # A worse sentence is better than too few points, and never better than enough.
            goal = wanted if limit is Fault.SOFT else LEAST_POINTS
            self._fill(chosen, candidates, limit, goal)
        return sorted(candidate.place for candidate in chosen)

    def _fill(
        self, chosen: list[_Candidate], candidates: Sequence[_Candidate], limit: Fault, goal: int
    ) -> None:
        taken = {c.place for c in chosen}
        rest = [c for c in candidates if c.place not in taken]
        while len(chosen) < goal:
            allowed = [c for c in rest if c.fault <= limit or _is_explained(c, taken)]
            if not allowed:
                return
            best = max(allowed, key=lambda c: (c.score, -c.place))
            rest.remove(best)
            if not any(_repeats(best.stems, other.stems) for other in chosen):
                chosen.append(best)
                taken.add(best.place)

    def _candidates(
        self, text: str, title: str, sentences: Sequence[Sentence], evidence: Sequence[Evidence]
    ) -> list[_Candidate]:
        texts = [" ".join(s.span.of(text).split()) for s in sentences]
        faults = [
            fault_of(text, self._words, is_lead=place < LONG_LEAD_SENTENCES, is_first=place == 0)
            for place, text in enumerate(texts)
        ]
        read = [i for i, fault in enumerate(faults) if fault is not Fault.UNFIT]
        stemmed = {i: stems(texts[i], self._language) for i in read}
        central = dict(zip(read, centrality([texts[i] for i in read], self._language), strict=True))
        topic = _topic(stemmed.values())
        wanted = stems(title, self._language)
        found: list[_Candidate] = []
        for order, i in enumerate(read):
            is_start = i == 0 or sentences[i - 1].paragraph != sentences[i].paragraph
            words = len(texts[i].split())
            shown = _Shown(
                order=order,
                central=central[i],
                title=_share(stemmed[i], wanted),
                topic=_share(stemmed[i], topic),
                is_start=is_start,
            )
            score = self._score(shown, evidence[i]) - self._penalty(words, faults[i])
            found.append(
                _Candidate(
                    place=i,
                    score=score,
                    fault=faults[i],
                    stems=stemmed[i],
                    is_statement=_is_statement(texts[i]),
                    follows=_followed(text, sentences, i),
                )
            )
        return found

    def _score(self, shown: _Shown, evidence: Evidence) -> float:
        w = self._weights
        position = 1 / (1 + w.position_decay * shown.order)
        return (
            w.central * shown.central * position
            + w.lead * (LEAD_VALUES[shown.order] if shown.order < len(LEAD_VALUES) else 0.0)
            + w.paragraph_start * shown.is_start
            + w.title * shown.title
            + w.topic * shown.topic
            + w.actors * evidence.actor_weight
            + w.figure * evidence.has_figure
            - w.speech * evidence.is_quotation
        )

    def _penalty(self, words: int, fault: Fault) -> float:
        w = self._weights
        return (
            w.long * (words > LONG_WORDS)
            + w.too_long * (words > MOST_WORDS)
            + w.short * (words < SHORT_WORDS)
            + w.soft * (fault is Fault.SOFT)
        )


def _followed(text: str, sentences: Sequence[Sentence], place: int) -> int:
    """Return the place of the sentence right before another, -1 if more than space parts them."""
    if place == 0:
        return -1
    between = text[sentences[place - 1].span.end : sentences[place].span.start]
    return -1 if between.strip() else place - 1


def _is_explained(candidate: _Candidate, taken: Set[int]) -> bool:
    """Whether a sentence that leans on the one before stands right after it."""
    return candidate.fault is Fault.LEANING and candidate.follows in taken


def _is_statement(text: str) -> bool:
    """Whether a sentence is neither question nor quotation."""
    return not text.rstrip('"”’').endswith("?") and text[:1] not in '"“\u2018'


def _topic(stemmed: Iterable[frozenset[str]]) -> frozenset[str]:
    counts: dict[str, int] = {}
    for own in stemmed:
        for stem in own:
            counts[stem] = counts.get(stem, 0) + 1
    best = sorted(counts, key=lambda s: (-counts[s], s))[:TOPIC_WORDS]
    return frozenset(best)


def _share(own: frozenset[str], wanted: frozenset[str]) -> float:
    return len(own & wanted) / len(wanted) if wanted else 0.0


def _cosine(left: frozenset[str], right: frozenset[str]) -> float:
    if not left or not right:
        return 0.0
    return len(left & right) / math.sqrt(len(left) * len(right))


def _repeats(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one sentence says again what the other says."""
    if not left or not right:
        return False
    shared = len(left & right)
    contained = shared / min(len(left), len(right))
    return _cosine(left, right) >= NEAR_DUPLICATE_COSINE or (
        contained >= NEAR_DUPLICATE_CONTAINMENT and min(len(left), len(right)) >= LEAST_STEMS
    )
