"""Find roles told in another sentence: "Reed scored. The Norrby striker …".

News names somebody once and then says what they are as if it were known, or opens with what
somebody is and names them afterwards. Both are read only where a single person can be meant.
"""

from collections.abc import Sequence
from functools import cached_property

from summarise.actors.appositions import head_of
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText, Token

LEAD_SENTENCES = 2
MOST_LEAD_ROLE_WORDS = 14
MOST_SENTENCES_TO_NAME = 2
_SUBJECTS = ("nsubj", "nsubjpass")
_MODIFIERS = frozenset({"NN", "NNP", "NNPS", "JJ", "HYPH", "CD", "VBN", "POS"})

_Named = dict[int, list[tuple[Cluster, NameMention]]]
"""Who is named in each sentence."""


class DescribedRoleFinder:
    """Roles of one annotated text's people that stand in a sentence without their name."""

    def __init__(
        self,
        annotated: AnnotatedText,
        words: Vocabulary,
        names: Gazetteer,
        parter: TitleParter,
        clusters: Sequence[Cluster],
    ) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = parter
        self._people: _Named = {}
        self._bodies: _Named = {}
        named = {ActorKind.PERSON: self._people, ActorKind.ORGANISATION: self._bodies}
        for cluster in clusters:
            for mention in cluster.mentions if cluster.kind in named else ():
                places = named[cluster.kind].setdefault(mention.sentence, [])
                places.append((cluster, mention))

    def role(self, cluster: Cluster) -> Span | None:
        """Return what a neighbouring sentence says a person or body is."""
        match cluster.kind:
            case ActorKind.PERSON:
                return self._told_before(cluster) or self._told_after(cluster)
            case ActorKind.ORGANISATION:
                return self._told_after(cluster)
            case _:
                return None

    def _told_after(self, cluster: Cluster) -> Span | None:
        """For example "the England defender", in the sentence that names somebody or the next."""
        return next((span for span, meant in self._descriptions if meant is cluster), None)

    @cached_property
    def _descriptions(self) -> list[tuple[Span, Cluster]]:
        """What definite subjects say somebody is, with the one person whom each can mean."""
        found = []
        for noun, token in enumerate(self._annotated.tokens):
            is_subject = token.tag == "NN" and token.dep in _SUBJECTS and token.within < 0
            named = self._people if self._is_for_person(token) else self._bodies
            is_telling = named is self._people or self._is_for_body(token)
            if not (is_subject and is_telling and self._is_new(noun)):
                continue
            inside = self._annotated.subtree(noun)
            articles = [i for i in inside if i < noun and self._is_the(i)]
            left = [i for i in inside if i < noun and not self._is_the(i)]
            is_plain = all(self._annotated.tokens[i].tag in _MODIFIERS for i in left)
            is_told = any(
                self._annotated.tokens[i].text.lower() not in self._words.roles.role_modifiers
                for i in left
            )
            if not (len(articles) == 1 and is_told and is_plain and inside[-1] == noun):
                continue
            if named is self._bodies and self._names_another(left):
                continue
            meant = self._meant(token, named)
            if meant is not None:
                found.append((self._annotated.span_of([*left, noun]), meant))
        return found

    def _names_another(self, words: Sequence[int]) -> bool:
        """Whether a name stands in a phrase: "the Vik Navy group", not "the Russian firm"."""
        tokens = (self._annotated.tokens[i] for i in words)
        return any(t.tag in ("NNP", "NNPS") and t.text not in self._names.demonyms for t in tokens)

    def _is_the(self, index: int) -> bool:
        return self._annotated.tokens[index].text.lower() == "the"

    def _meant(self, noun: Token, named: _Named) -> Cluster | None:
        """Return the only one named before a noun in its sentence, or in the one before it."""
        number = self._annotated.sentence_at(noun.start)
        beside = (noun.end + 1, noun.end + 2)
        if any(m.span.start in beside for _, m in named.get(number, ())):
            return None  # "the England defender X", "the defender, X,"
        near = [(c, m) for c, m in named.get(number, ()) if m.span.start < noun.start]
        near = near or named.get(number - 1, [])
        only = {id(c): c for c, _ in near}
        # What a sentence ends with is in focus, as its subject is.
        is_focus = any(self._is_subject(m) or self._ends(m) for _, m in near)
        return only.popitem()[1] if len(only) == 1 and is_focus else None

    def _ends(self, mention: NameMention) -> bool:
        """Whether a name ends its sentence."""
        end = self._annotated.sentences[mention.sentence].span.end
        return not self._annotated.text[mention.span.end : end].strip(" .,;:!?\"'”’)")

    def _is_for_body(self, token: Token) -> bool:
        """Whether a noun tells what a body is: "the Norwegian oil firm"."""
        return token.text in self._words.kinds.organisation_triggers

    def _is_for_person(self, token: Token) -> bool:
        """Whether a noun tells what somebody is; "man" and "woman" do not."""
        return token.text not in self._words.roles.person_nouns and (
            self._parter.is_person_noun(token.text) or self._parter.is_role(token.text)
        )

    def _told_before(self, cluster: Cluster) -> Span | None:
        """For example "A nurse who gave the alarm", the subject of the first sentence."""
        first = cluster.mentions[0]
        is_full = " " in first.text
        if not is_full or not self._is_subject(first) or not self._opens(first):
            return None
        for number in range(max(0, first.sentence - MOST_SENTENCES_TO_NAME), first.sentence):
            if any(at in self._people for at in range(first.sentence)):
                return None
            noun = self._opening_noun(number, "a", "an") if number < LEAD_SENTENCES else None
            if noun is None:
                continue
            whole = self._annotated.subtree(noun)
            short = [i for i in whole if i <= noun]
            kept = whole if len(whole) <= MOST_LEAD_ROLE_WORDS else short
            return self._annotated.span_of(kept) if len(kept) > 1 else None
        return None

    def _opens(self, mention: NameMention) -> bool:
        start = mention.title.start if mention.title else mention.span.start
        return self._annotated.sentences[mention.sentence].span.start == start

    def _is_subject(self, mention: NameMention) -> bool:
        head = head_of(self._annotated, mention)
        return head is not None and self._annotated.tokens[head].dep in _SUBJECTS

    def _opening_noun(self, number: int, *articles: str) -> int | None:
        """Return the noun for a person that opens a sentence as its subject, with an article."""
        sentence = self._annotated.sentences[number].span
        first = self._annotated.token_at(sentence.start)
        tokens = self._annotated.tokens
        if first is None or tokens[first].text.lower() not in articles:
            return None
        noun = tokens[first].head
        token = tokens[noun]
        is_subject = token.tag == "NN" and token.dep in _SUBJECTS
        return (
            noun
            if self._is_for_person(token) and is_subject and token.end <= sentence.end
            else None
        )

    def _is_new(self, noun: int) -> bool:
        """Whether the noun has not been used before, for somebody else perhaps."""
        token = self._annotated.tokens[noun]
        return self._first_uses[token.text.lower()] == token.start

    @cached_property
    def _first_uses(self) -> dict[str, int]:
        first: dict[str, int] = {}
        for token in self._annotated.tokens:
            word = token.text.lower()
            first[word] = min(first.get(word, token.start), token.start)
        return first
