"""Turn the cast into the brief's actors: most important first, as an editor would rank them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from summarise.acts import ActFinder
from summarise.aliases import Cluster
from summarise.cast import Cast
from summarise.model import Act, Actor, ActorKind, Mention
from summarise.vocabulary import Vocabulary

KIND_WEIGHT = {ActorKind.PERSON: 1.35, ActorKind.ORGANISATION: 1.15, ActorKind.PLACE: 0.8}
LEAD_SENTENCES = 3


class ActorMaker:
    """Makes actors of one text's cast."""

    def __init__(self, cast: Cast, words: Vocabulary, speech: Mapping[int, int]) -> None:
        self._cast, self._speech = cast, speech
        self._acts = ActFinder(cast, words).acts()
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
        count = len(sentences) + 0.6 * len(self._pronouns.get(number, ()))
        first = min(sentences)
        title = annotated.title
        in_title = any(_stands_in(form, title) for form in cluster.forms)
        deeds = len(self._acts.get(number, ()))
        weight = (
            math.log2(1 + count)
            + 1.6 * in_title
            + 0.9 * (first < 1)
            + 0.5 * (first < LEAD_SENTENCES)
            + 0.8 * (1 - first / max(1, len(annotated.sentences)))
            + 0.55 * math.sqrt(min(4, self._speech.get(number, 0)))
            + 0.35 * min(3, deeds)
            + 0.4 * (self._cast.roles[number] is not None)
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
