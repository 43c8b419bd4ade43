"""Tell whether two words beside each other belong to one name."""

import re
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import KindLists, Vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.word_forms import Word, is_capital

NICKNAME = re.compile(r" [\"'(\u201c\u2018]\w+[\"')\u201d\u2019] ")
MOST_OWNED_WORDS = 4
_PATRONS = frozenset({"st", "saint", "queen", "king"})


@cache
def _firm_pattern(kinds: KindLists) -> re.Pattern[str]:
    """Return the pattern of a firm named after several partners: "Poe, Holm & Ort LLP"."""
    forms = "|".join(sorted(kinds.company_forms | kinds.company_ends))
    name = r"[A-Z][\w’'-]*"
    return re.compile(rf"{name}(?:, {name})+,? (?:&|and) {name} (?i:{forms})\b")


class WordJoints:
    """Looks between the words of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated, self._vocabulary = annotated, words

    def is_joined(self, left: Word, right: Word) -> bool:
        """Whether only what may stand inside a name parts two words."""
        gap = self._annotated.text[left.end : right.start]
        if NICKNAME.fullmatch(gap):
            return True
        if gap == ", ":
            return (
                _firm_pattern(self._vocabulary.kinds).match(self._annotated.text, left.start)
                is not None
            )
        return gap in (" ", "  ", "\xa0") or (left.text.endswith(".") and gap == " ")

    def is_one_entity(self, left: Word, right: Word) -> bool:
        """Whether the model sees one entity from one word to the other."""
        indices = self._annotated.tokens_in(Span(start=left.start, end=right.end))
        tokens = [self._annotated.tokens[i] for i in indices]
        if not tokens or not all(t.label for t in tokens):
            return False
        return not any(t.opens_entity for t in tokens[1:])


class PossessiveNames:
    """Knows the names of one annotated text that own something: "People's Party"."""

    def __init__(
        self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer, joints: WordJoints
    ) -> None:
        self._annotated, self._vocabulary, self._names = annotated, words, names
        self._lists, self._joints = words.names, joints

    def is_name(self, words: Sequence[Word], first: int, at: int) -> bool:
        """For example "Workers' Party", "St Mary's Hospital", but not "Japan's Parliament"."""
        owner, head = words[at - 1], words[at]
        known = " ".join([*(w.text for w in words[first : at - 1]), f"{owner.text}'s {head.text}"])
        if known in self._names.organisations:
            return True
        kinds = self._vocabulary.kinds
        heads = kinds.organisation_heads | self._lists.possessive_heads
        if not is_capital(head.text):
            return False
        before = words[first : at - 1]
        every = heads | kinds.place_heads | kinds.other_heads
        is_generic = self._is_generic(owner, before) and self._leads_to(words, at, every)
        # "St Hilda's Church", "Queen Mary's College"
        is_patron = words[first].lower in _PATRONS and head.lower in heads | kinds.place_heads
        if is_generic or is_patron or self._is_of_people(owner, before):
            return True
        if head.lower not in heads:
            return False
        gap = self._annotated.text[owner.end : head.start]
        whole = " ".join(w.text for w in words[first:at])
        is_owner_known = (
            owner.text in self._names.places
            or whole in self._names.places
            or whole in self._names.organisations
            or owner.text in self._names.demonyms
        )
        is_plain = (
            first < at - 1
            or owner.text.endswith("s")
            or owner.lower in self._lists.possessive_owners
        )
        return (
            gap in ("'s ", "’s ", "' ", "’ ")
            and is_plain
            and not is_owner_known
            and (self._joints.is_one_entity(words[first], head))
        )

    def _is_of_people(self, owner: Word, before: Sequence[Word]) -> bool:
        """For example "Party of People's" (Freedom): a body, of whom it is, and what."""
        if len(before) <= 1 or before[-1].text != "of":
            return False
        head = before[-2].lower.rpartition("-")[2]
        is_body = head in self._vocabulary.kinds.organisation_heads
        return is_body and owner.lower in self._lists.possessive_owners

    def _is_generic(self, owner: Word, before: Sequence[Word]) -> bool:
        """Whether an owner is no name: "People's", "State Auditor's", but not "Mayor Poe's"."""
        lower, roles = owner.lower, self._vocabulary.roles.role_nouns
        is_people = lower in self._lists.possessive_owners
        is_office = lower in roles and lower not in self._lists.surname_offices
        is_named = any(word.text in self._names.first_names for word in before)
        return (is_people or is_office) and not is_named

    def _leads_to(self, words: Sequence[Word], at: int, heads: Set[str]) -> bool:
        """Whether capitals from a place on lead to the head of a body: "Harbour Party"."""
        for left, word in pairwise([words[at - 1], *words[at : at + MOST_OWNED_WORDS]]):
            is_first = word is words[at]
            if not is_capital(word.text) or not (is_first or self._joints.is_joined(left, word)):
                return False
            if word.lower in heads:
                return True
        return False
