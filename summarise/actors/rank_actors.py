"""Rank the actors of a text and make the brief's entries of them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from summarise.actors.acts import ActFinder
from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Act, Actor, ActorKind, Mention, Span
from summarise.names.aliases import Cluster

KIND_WEIGHT = {ActorKind.PERSON: 1.35, ActorKind.ORGANISATION: 1.15, ActorKind.PLACE: 0.8}
LEAD_SENTENCES = 3
MOST_COUNTED_QUOTES = 4
MOST_COUNTED_ACTS = 3


class ActorWeights(Struct, frozen=True, kw_only=True):
    """What makes an actor important; mentions count by their logarithm, 1 each.

    Attributes:
        pronoun: a mention by a pronoun or description.
        opening: named in the first sentence.
        lead: named in the first three.
        earliness: how near the beginning the first mention is.
        quotes: the square root of how often the actor speaks.
    """

    pronoun: float = 0.6
    title: float = 1.6
    opening: float = 0.9
    lead: float = 0.5
    earliness: float = 0.8
    quotes: float = 0.55
    act: float = 0.35
    role: float = 0.4


WEIGHTS = ActorWeights()


class ActorMaker:
    """Makes actors of one text's cast."""

    def __init__(
        self,
        cast: Cast,
        words: Vocabulary,
        speech: Mapping[int, int],
        told: Sequence[Span] = (),
    ) -> None:
        self._cast, self._speech = cast, speech
        finder = ActFinder(cast, words, told)
        self._acts, self._act_counts = finder.acts(), finder.counts()
        self._pronouns: dict[int, list[int]] = {}
        for token, number in (*cast.pronouns.items(), *cast.descriptions.items()):
            self._pronouns.setdefault(number, []).append(token)

    def weights(self) -> list[float]:
        """Return how important each actor of the cast is."""
        return [self._weight(number, c) for number, c in enumerate(self._cast.clusters)]

    def actors(self, weights: Sequence[float]) -> tuple[Actor, ...]:
        """Return the actors, most important first."""
        order = sorted(
            range(len(weights)),
            key=lambda n: (-weights[n], self._cast.clusters[n].mentions[0].span.start),
        )
        return tuple(self._actor(number) for number in order)

    def _weight(self, number: int, cluster: Cluster) -> float:
        annotated = self._cast.annotated
        sentences = [mention.sentence for mention in cluster.mentions]
        w = WEIGHTS
        count = len(sentences) + w.pronoun * len(self._pronouns.get(number, ()))
        first = min(sentences)
        title = annotated.title
        in_title = any(_stands_in(form, title) for form in cluster.forms)
        quotes = min(MOST_COUNTED_QUOTES, self._speech.get(number, 0))
        acts = min(MOST_COUNTED_ACTS, self._act_counts.get(number, 0))
        weight = (
            math.log2(1 + count)
            + w.title * in_title
            + w.opening * (first < 1)
            + w.lead * (first < LEAD_SENTENCES)
            + w.earliness * (1 - first / max(1, len(annotated.sentences)))
            + w.quotes * math.sqrt(quotes)
            + w.act * acts
            + w.role * (self._cast.roles[number] is not None)
        )
        return weight * KIND_WEIGHT.get(cluster.kind, 1.0)

    def _actor(self, number: int) -> Actor:
        cluster = self._cast.clusters[number]
        annotated = self._cast.annotated
        role = self._cast.roles[number]
        named = [Mention(span=mention.span) for mention in cluster.mentions]
        resolved = [
            Mention(
                span=annotated.span_of([token]),
                is_pronoun=True,
            )
            for token in self._pronouns.get(number, ())
        ]
        acts: tuple[Act, ...] = self._acts.get(number, ())
        return Actor(
            name=cluster.name,
            kind=cluster.kind,
            aliases=tuple(form for form in _by_use(cluster.forms) if form != cluster.name),
            role=" ".join(role.of(annotated.text).split()) if role else "",
            role_span=role,
            mentions=tuple(sorted((*named, *resolved), key=lambda m: (m.span.start, m.span.end))),
            acts=acts,
        )


def _by_use(forms: Counter[str]) -> list[str]:
    return sorted(forms, key=lambda form: (-forms[form], form))


def _stands_in(form: str, title: str) -> bool:
    at = title.find(form)
    return at >= 0 and not title[at + len(form) : at + len(form) + 1].isalnum()
