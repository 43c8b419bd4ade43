"""Resolve definite descriptions ("the Syrian president") to people named in the text.

Definite descriptions are joined by their head noun and its modifiers (the "strict head match" of
Raghunathan et al. 2010), and only where one person of the text fits.
"""

from collections.abc import Sequence, Set

from msgspec import Struct

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.parse.annotated_text import AnnotatedText

_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod"})


class _Office(Struct, frozen=True, kw_only=True):
    """An office by its noun, the words that tell which, and the countries it is of."""

    noun: str
    modifiers: frozenset[str]
    countries: frozenset[str]

    def means(self, other: "_Office", lessening: frozenset[str]) -> bool:
        """Whether a description may mean who holds the other office."""
        lessened = self.modifiers & lessening == other.modifiers & lessening
        return (
            self.noun == other.noun
            and lessened
            and self.modifiers <= other.modifiers
            and (not self.countries or self.countries == other.countries)
        )


class DescriptionResolver:
    """Resolves the definite descriptions of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names

    def resolve(self, clusters: Sequence[Cluster], roles: Sequence[Span | None]) -> dict[int, int]:
        """Return the number of the person whom each description's head noun stands for."""
        offices: dict[str, list[tuple[int, int, _Office]]] = {}
        for number, (cluster, role) in enumerate(zip(clusters, roles, strict=True)):
            if cluster.kind is ActorKind.PERSON:
                start = cluster.mentions[0].span.start
                for office in self._offices(cluster, role):
                    offices.setdefault(office.noun, []).append((number, start, office))
        named = frozenset(m.span.start for c in clusters for m in c.mentions)
        found: dict[int, int] = {}
        for index, token in enumerate(self._annotated.tokens):
            known = offices.get(token.text.lower())
            described = self._described(index, named) if known and token.quotation < 0 else None
            if known is None or described is None:
                continue
            bearers = {
                number
                for number, start, office in known
                if start < token.start
                and described.means(office, self._words.roles.lessening_modifiers)
            }
            if len(bearers) == 1:
                found[index] = bearers.pop()
        return found

    def _offices(self, cluster: Cluster, role: Span | None) -> list[_Office]:
        text = self._annotated.text
        spans = {m.title for m in cluster.mentions if m.title is not None} | {role} - {None}
        return [office for span in spans if span and (office := self._office(span.of(text)))]

    def _office(self, phrase: str) -> _Office | None:
        """Read an office in a title or role: its noun is the last one before a preposition."""
        words = phrase.replace("’s", "").replace("'s", "").split()
        cut = next((i for i, w in enumerate(words) if w in ("of", "for", "at", "in")), len(words))
        nouns = [w.lower().removeprefix("co-") for w in words[:cut]]  # a co-founder is a founder
        if not nouns or nouns[-1] not in self._words.roles.role_nouns:
            return None
        return _Office(
            noun=nouns[-1],
            modifiers=frozenset(nouns[:-1]) & self._words.roles.role_modifiers,
            countries=self._countries(words),
        )

    def _countries(self, words: Sequence[str]) -> frozenset[str]:
        known = self._names
        found = (known.demonyms.get(w) or known.places.get(w) for w in words)
        return frozenset(country for country in found if country in known.countries)

    def _described(self, index: int, named: Set[int]) -> _Office | None:
        """Return the office that "the Syrian president" or "Syria's president" names, or None."""
        tokens, token = self._annotated.tokens, self._annotated.tokens[index]
        children = [i for i in self._annotated.children[index] if i < index]
        modifiers = [i for i in children if tokens[i].dep in _MODIFIERS]
        countries = self._countries([tokens[i].text for i in modifiers])
        is_owned = any(tokens[i].dep == "poss" for i in modifiers) and bool(countries)
        is_definite = is_owned or any(tokens[i].text.lower() == "the" for i in children)
        is_apposed = token.dep in ("appos", "compound", "attr") or any(
            tokens[i].dep in ("appos", "relcl") or tokens[i].text in ("of", "for", "at")
            for i in self._annotated.children[index]
        )
        is_beside_name = bool(named & {token.end + 1, token.end + 2})
        if not is_definite or is_apposed or is_beside_name or token.tag not in ("NN", "NNP"):
            return None
        lower = frozenset(tokens[i].text.lower() for i in modifiers)
        return _Office(
            noun=token.text.lower(),
            modifiers=lower & self._words.roles.role_modifiers,
            countries=countries,
        )
