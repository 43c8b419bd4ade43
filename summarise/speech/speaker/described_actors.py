"""Find the actor whom a definite description of a speaker means: "the bishop", "the agency"."""

import re
from collections.abc import Iterator
from functools import cached_property

from summarise.actors.appositions import head_of
from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention

_ROLE_ENDS = re.compile(r",|(?:^| )(?:of|for|from|at|in|on|to|with|who) ")
_NAME_ENDS = re.compile(r" (?:of|for|on|against|in) ")


class DescribedActors:
    """The actors of one text by the nouns that describe them."""

    def __init__(self, cast: Cast, words: Vocabulary) -> None:
        self._cast, self._words = cast, words
        self._annotated = cast.annotated

    def bearer(self, noun: str, before: int) -> int | None:
        """Return the only actor, named before an offset, whose title, role or name a noun repeats.

        Of two senators "the senator" may be either.
        """
        wanted = {noun, *self._words.roles.wider_offices.get(noun, "").split()}
        bearers = [
            number
            for number, nouns in enumerate(self._nouns)
            if not wanted.isdisjoint(nouns) and self._is_named(number, before)
        ]
        return bearers[0] if len(bearers) == 1 else None

    def relative(self, noun: str, before: int) -> int | None:
        """Return the only person, named before an offset, whom the text calls somebody's kin.

        "Her father, Max Reed, …", and then "her father said".
        """
        kin = [
            number
            for number, cluster in enumerate(self._cast.clusters)
            if cluster.kind is ActorKind.PERSON
            and self._is_named(number, before)
            and any(self._is_kin(noun, mention) for mention in cluster.mentions)
        ]
        return kin[0] if len(kin) == 1 else None

    def _is_kin(self, noun: str, mention: NameMention) -> bool:
        """Whether a name is the apposition of somebody's relative."""
        tokens = self._annotated.tokens
        head = head_of(self._annotated, mention)
        if head is None or tokens[head].dep not in ("appos", "nsubj", "pobj", "dobj"):
            return False
        if tokens[head].dep == "appos":
            return tokens[tokens[head].head].lemma == noun
        close = (tokens[i].lemma for i in self._annotated.dependents(head, "compound", "nmod"))
        owned = any(True for _ in self._annotated.dependents(head, "poss"))
        return owned and noun in close

    def _is_named(self, number: int, before: int) -> bool:
        return any(it.span.start < before for it in self._cast.clusters[number].mentions)

    @cached_property
    def _nouns(self) -> list[frozenset[str]]:
        """The nouns by which each actor may be called: heads of titles, roles and names."""
        offices = self._words.roles.role_nouns
        bodies = self._words.kinds.organisation_heads | self._words.speech.speaking_nouns
        return [
            frozenset(self._called(cluster, role))
            & (offices if cluster.kind is ActorKind.PERSON else bodies)
            for cluster, role in zip(self._cast.clusters, self._cast.roles, strict=True)
        ]

    def _called(self, cluster: Cluster, role: Span | None) -> Iterator[str]:
        if cluster.kind is ActorKind.PERSON:
            for mention in cluster.mentions:
                if mention.title_words:
                    yield self._in_full(mention.title_words[-1])
            if role is not None:
                # "Of Oxmar Union" does not make somebody "the union".
                words = _ROLE_ENDS.split(role.of(self._annotated.text).lower())[0].split()
                yield from (self._in_full(word) for word in words[-1:])
        elif cluster.kind is ActorKind.ORGANISATION:
            for form in cluster.forms:
                if " " in form:
                    yield form.split()[-1].lower()
                    yield _NAME_ENDS.split(form)[0].split()[-1].lower()
            if role is not None:
                yield from self._head_of(role)

    def _in_full(self, office: str) -> str:
        """Return "governor" for "Gov."."""
        bare = office.lower().rstrip(".")
        return self._words.roles.short_offices.get(bare, bare)

    def _head_of(self, role: Span) -> Iterator[str]:
        """Yield the noun of a body's role that hangs on none of its other words."""
        tokens = self._annotated.tokens
        inside = self._annotated.tokens_in(role)
        for index in inside:
            if tokens[index].head not in inside or tokens[index].head == index:
                yield tokens[index].lemma
        # Of "news agency" before a name the head is the name: its last word says what it is.
        if inside:
            yield tokens[inside[-1]].lemma
