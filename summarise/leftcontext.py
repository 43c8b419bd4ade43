"""What the words before a mention say of the name's kind: triggers, offices, prepositions."""

import re

from summarise.annotation import AnnotatedText
from summarise.evidence import ORGANISATION, PERSON, PLACE, Vote
from summarise.names import NameMention
from summarise.titles import TitleParter, singular
from summarise.vocabulary import Gazetteer, Vocabulary

BEFORE_CHARS = 60
LEAST_LOCATIVE = 2.2
"""Evidence of place that a preposition which takes nothing else gives."""

_SURE_LOCATIVES = frozenset({"in", "near", "across", "outside", "throughout"})
_LOCATIVES = _SURE_LOCATIVES | {"from", "at", "inside", "around", "toward", "towards"}
_PLACED = frozenset(
    {"mayor", "governor", "outskirts", "streets", "suburb", "south", "north", "east", "west",
     "northeast", "northwest", "southeast", "southwest", "coast", "shore", "shores"}
)  # fmt: skip
_HOLDINGS = frozenset({"shares", "stake", "stakes", "stock"})
_OWNED = re.compile(r"-(?:listed|owned|based|headquartered|backed|quoted|traded|controlled)$")
_PLURAL_NAME = re.compile(r"\b([A-Z]\w+s) \w+ $")


class LeftContext:
    """Reads what stands before the mentions of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)

    def votes(self, mention: NameMention) -> list[Vote]:
        """Return what the words before a mention, and before its title, say."""
        start = mention.title.start if mention.title else mention.span.start
        text = self._annotated.text
        words = text[max(0, start - BEFORE_CHARS) : start].split("\n")[-1].lower().split()
        if not words:
            return []
        last = words[-1].strip(',“"(')
        if mention.is_aside and (found := self._credit(mention, text[start - 1], last)):
            return found
        is_comma = words[-1].endswith(",")
        if self._is_trigger(last):
            return self._after_trigger(mention, last, is_comma=is_comma)
        if self._parter.is_role(last) and not mention.title:
            return [(PERSON, 2.5 if is_comma else 4.0)]
        if is_comma:
            return []
        previous = words[-2].strip(',“"') if len(words) > 1 else ""
        return self._after_body(last, previous) or self._after_place(mention, last, previous)

    @staticmethod
    def _credit(mention: NameMention, mark: str, last: str) -> list[Vote]:
        """For example "AGENCY/Jane Doe", "by Jane Doe", "via AGENCY"."""
        if (mark == "/" and " " in mention.text) or last == "by":
            return [(PERSON, 1.5)]
        return [(ORGANISATION, 2.0)] if last == "via" else []

    def _is_trigger(self, word: str) -> bool:
        triggers = self._words.organisation_triggers
        return word in triggers or singular(word) in triggers

    def _after_trigger(self, mention: NameMention, last: str, *, is_comma: bool) -> list[Vote]:
        """For example "the retailer Anna Field", but "the producer Anna Field" makes films."""
        if is_comma:
            return [(ORGANISATION, 2.0)]
        if self._parter.is_role(last):
            is_named = self._parter.is_first_name(mention.text.split()[0])
            return [(PERSON, 3.0)] if is_named else [(ORGANISATION, 2.5)]
        if self._begins_relative(mention):
            return []
        return [(ORGANISATION, 4.5), (PERSON, -1.5)]

    def _begins_relative(self, mention: NameMention) -> bool:
        """For example "the company Anna Field founded"."""
        tokens = self._annotated.tokens
        subjects = (tokens[i] for i in self._annotated.tokens_in(mention.span))
        return any(t.dep == "nsubj" and tokens[t.head].dep == "relcl" for t in subjects)

    def _after_body(self, last: str, previous: str) -> list[Vote]:
        """For example "London-listed X", "shares in X", "an analyst at X", "the board of X"."""
        words = self._words
        if _OWNED.search(last):
            return [(ORGANISATION, 2.5), (PLACE, -1.0)]
        if last in ("for", "with", "at") and previous in words.serving_nouns:
            return [(ORGANISATION, 2.2), (PERSON, -0.5)]
        if last in ("of", "in", "by") and previous in _HOLDINGS:
            return [(ORGANISATION, 3.0)]
        if last == "of" and previous in words.corporate_nouns:
            return [(ORGANISATION, 2.0), (PERSON, -0.5)]
        return []

    def _after_place(self, mention: NameMention, last: str, previous: str) -> list[Vote]:
        found: list[Vote] = []
        if last in _LOCATIVES and not self._is_inside_title(mention):
            is_sure = last in _SURE_LOCATIVES
            found = [(PLACE, LEAST_LOCATIVE if is_sure else 1.7 if last == "at" else 0.7)]
        elif last == "of" and previous in self._words.place_triggers:
            found = [(PLACE, 4.0)]
        elif last == "of" and previous in _PLACED:
            found = [(PLACE, 2.5), (PERSON, -1.5)]
        elif last == "the" and mention.text not in self._names.places:
            found = [(PERSON, -2.0), (ORGANISATION, 0.7)]
        elif last in ("on", "watched", "aboard"):
            found = [(PERSON, -0.3)]
        return found

    def _is_inside_title(self, mention: NameMention) -> bool:
        """For example "Deaths in Custody", left of a commission's name: no place."""
        start = mention.span.start
        before = _PLURAL_NAME.search(self._annotated.text, max(0, start - BEFORE_CHARS), start)
        if before is None or mention.text in self._names.places:
            return False
        index = self._annotated.token_at(before.start(1))
        return index is not None and self._annotated.tokens[index].tag in ("NNPS", "NNS")
