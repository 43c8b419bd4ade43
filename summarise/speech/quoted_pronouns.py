"""Resolve he and she inside quoted words.

Whoever speaks says "I" of himself, so the speaker is out; what is left goes by recency and by how
much the text has been about a person so far (salience: Lappin and Leass 1994). Where two people
fit nearly alike, a pronoun stays open.
"""

import math
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from summarise.actors.cast import Cast
from summarise.actors.pronouns import sex_of_pronoun
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Quote
from summarise.parse.annotated_text import AnnotatedText
from summarise.speech.speaker.speakers import Speaker

MOST_SENTENCES_BACK = 8
LEAST_MARGIN = 0.35
SAME_QUOTATION = 1.0
KNOWN_SEX = 0.5
PER_SENTENCE = 0.3
TOPIC = 0.7


class _Reference(Struct, frozen=True, kw_only=True):
    """Where an actor is named or meant: by offset, in the sentence, inside which quotation."""

    offset: int
    sentence: int
    actor: int
    within: int


class QuotedPronounResolver:
    """Resolves the pronouns in the quotations of one text whose speakers are known."""

    def __init__(
        self,
        cast: Cast,
        words: Vocabulary,
        spoken: Sequence[tuple[Quote, Speaker | None]],
    ) -> None:
        self._cast, self._words = cast, words
        self._annotated: AnnotatedText = cast.annotated
        self._speakers = _speaker_by_quotation(cast.annotated, spoken)
        self._known = tuple(sorted(self._references(), key=lambda r: r.offset))

    def resolve(self) -> dict[int, int]:
        """Return the actor of each quoted pronoun's token, where that can be told."""
        tokens = self._annotated.tokens
        found: dict[int, int] = {}
        counts: Counter[int] = Counter()
        near: deque[_Reference] = deque()
        waiting = deque(self._known)
        for offset, index in sorted((t.start, i) for i, t in enumerate(tokens) if t.within >= 0):
            sex = sex_of_pronoun(tokens[index].text, self._words)
            if not sex:
                continue
            here = self._annotated.sentence_at(offset)
            while waiting and waiting[0].offset < offset:
                near.append(waiting.popleft())
                counts[near[-1].actor] += 1
            while near and here - near[0].sentence > MOST_SENTENCES_BACK:
                near.popleft()
            within = tokens[index].within
            actor = self._choose(here, within, sex, near, counts)
            if actor is not None:
                found[index] = actor
                near.append(_Reference(offset=offset, sentence=here, actor=actor, within=within))
                counts[actor] += 1
        return found

    def _references(self) -> list[_Reference]:
        annotated = self._annotated
        found = []
        for number, cluster in enumerate(self._cast.clusters):
            if cluster.kind is ActorKind.PERSON:
                offsets = [mention.span.start for mention in cluster.mentions]
                offsets += [
                    annotated.tokens[t].start for t, n in self._cast.pronouns.items() if n == number
                ]
                found += [
                    _Reference(
                        offset=offset,
                        sentence=annotated.sentence_at(offset),
                        actor=number,
                        within=self._within(offset),
                    )
                    for offset in offsets
                ]
        return found

    def _within(self, offset: int) -> int:
        index = self._annotated.token_at(offset)
        return -1 if index is None else self._annotated.tokens[index].within

    def _choose(
        self,
        sentence: int,
        within: int,
        sex: str,
        near: Iterable[_Reference],
        counts: Mapping[int, int],
    ) -> int | None:
        speaker = self._speakers.get(within)
        scores: dict[int, float] = {}
        for reference in near:
            known = self._cast.sexes[reference.actor]
            if reference.actor == speaker or known not in ("", sex):
                continue
            score = (
                SAME_QUOTATION * (reference.within == within)
                + KNOWN_SEX * (known == sex)
                - PER_SENTENCE * (sentence - reference.sentence)
            )
            scores[reference.actor] = max(score, scores.get(reference.actor, score))
        ranked = sorted(
            ((score + TOPIC * math.log2(1 + counts[who]), who) for who, score in scores.items()),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAST_MARGIN):
            return None
        return ranked[0][1]


def _speaker_by_quotation(
    annotated: AnnotatedText, spoken: Sequence[tuple[Quote, Speaker | None]]
) -> Mapping[int, int]:
    """Return the actor who says each quotation."""
    found: dict[int, int] = {}
    said = sorted(
        (quote.span.start, quote.span.end, speaker.actor)
        for quote, speaker in spoken
        if speaker is not None and speaker.actor is not None and quote.kind != "reported"
    )
    starts = [start for start, _, _ in said]
    for number, quotation in enumerate(annotated.quotations):
        at = bisect_left(starts, quotation.inner.end) - 1
        if at >= 0 and said[at][1] > quotation.inner.start:
            found[number] = said[at][2]
    return found
