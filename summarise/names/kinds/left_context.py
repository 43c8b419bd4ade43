"""Vote on a name's kind by the words before it (nouns, offices, prepositions)."""

import re
from functools import cache

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import KindLists, Vocabulary
from summarise.names.kinds.kind_weights import LEFT, Votes
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter, singular
from summarise.parse.annotated_text import AnnotatedText

BEFORE_CHARS = 60

_SOURCES = frozenset({"from", "in", "near", "at"})
_WITHIN = re.compile(r"(?:, | in )([A-Z]\w+(?: [A-Z]\w+){0,2})")
_PLURAL_NAME = re.compile(r"\b([A-Z]\w+s) \w+ $")


@cache
def _owned(kinds: KindLists) -> re.Pattern[str]:
    return re.compile(rf"-(?:{'|'.join(kinds.owned_ends)})$")


class LeftContext:
    """Reads what stands before the mentions of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)

    def votes(self, mention: NameMention) -> Votes:
        """Return what the words before a mention, and before its title, say."""
        start = mention.title.start if mention.title else mention.span.start
        text = self._annotated.text
        words = text[max(0, start - BEFORE_CHARS) : start].split("\n")[-1].lower().split()
        if not words:
            return ()
        words = self._without_naming(words)
        last = words[-1].strip(',“"(')
        if mention.is_aside and (found := self._credit(mention, text[start - 1], last)):
            return found
        is_comma = words[-1].endswith(",")
        if self._is_trigger(last):
            return self._after_trigger(mention, last, is_comma=is_comma)
        if (self._parter.is_role(last) or self._is_kin(words)) and not mention.title:
            return self._after_office(mention, last, is_comma=is_comma)
        if is_comma:
            is_place = last in self._words.kinds.place_triggers and not mention.title
            return LEFT.place_noun_and_comma if is_place else ()
        previous = words[-2].strip(',“"') if len(words) > 1 else ""
        return self._after_body(last, previous) or self._after_place(mention, last, previous)

    @staticmethod
    def _credit(mention: NameMention, mark: str, last: str) -> Votes:
        """For example "AGENCY/Jane Doe", "by Jane Doe", "via AGENCY"."""
        if (mark == "/" and " " in mention.text) or last == "by":
            return LEFT.credited_person
        return LEFT.credited_agency if last == "via" else ()

    def _without_naming(self, words: list[str]) -> list[str]:
        """Return "a firm" of "a firm named (X)", "a group known as (X)"."""
        length = 2 if words[-1] == "as" else 1
        naming = words[-length] if len(words) > length else ""
        is_named = naming in self._words.roles.naming_participles
        return words[:-length] if is_named else words

    def _is_kin(self, words: list[str]) -> bool:
        """For example "his wife Ann", "his wife, Ann, and children Max and Kari"."""
        last = words[-1].strip(",")
        noun = singular(last)
        is_kin = noun in self._words.roles.relational_nouns and noun in self._words.people.kin_nouns
        return is_kin or last == "children"

    def _is_trigger(self, word: str) -> bool:
        triggers = self._words.kinds.organisation_triggers
        return word in triggers or singular(word) in triggers

    def _after_trigger(self, mention: NameMention, last: str, *, is_comma: bool) -> Votes:
        """For example "the retailer Anna Field", but "the producer Anna Field" makes films."""
        if is_comma:
            return LEFT.kind_noun_and_comma
        if self._parter.is_role(last):
            is_named = self._parter.is_first_name(mention.text.split()[0])
            return LEFT.office_or_kind_of_person if is_named else LEFT.office_or_kind_of_body
        if self._begins_relative(mention):
            return ()
        return LEFT.kind_noun

    def _after_office(self, mention: NameMention, last: str, *, is_comma: bool) -> Votes:
        if is_comma:
            return LEFT.office_and_comma
        is_house = self._is_house_of_several(mention, last)
        return LEFT.office_or_kind_of_body if is_house else LEFT.office

    def _is_house_of_several(self, mention: NameMention, role: str) -> bool:
        """For example "consultants Velora say": several people with one name are a house."""
        follows = self._annotated.text[mention.span.end :].split(maxsplit=1)[:1]
        is_plural = singular(role) != role and " " not in mention.text
        is_listed = self._annotated.text[mention.span.end :][:1] == "," or follows[:1] in (
            ["and"],
            ["&"],
            ["or"],
        )
        return is_plural and not is_listed and not self._parter.is_first_name(mention.text)

    def _begins_relative(self, mention: NameMention) -> bool:
        """For example "the company Anna Field founded"."""
        tokens = self._annotated.tokens
        subjects = (tokens[i] for i in self._annotated.tokens_in(mention.span))
        return any(t.dep == "nsubj" and tokens[t.head].dep == "relcl" for t in subjects)

    def _after_body(self, last: str, previous: str) -> Votes:
        """For example "London-listed X", "shares in X", "an analyst at X", "the board of X"."""
        words = self._words
        if last.endswith("-born"):
            return LEFT.born
        if _owned(words.kinds).search(last):
            return LEFT.owned
        if last in ("for", "with", "at") and previous in words.kinds.serving_nouns:
            return LEFT.served
        if last in ("of", "in", "by") and previous in words.kinds.holdings:
            return LEFT.held
        if last == "of" and previous in words.kinds.corporate_nouns:
            return LEFT.corporate_noun_of
        return ()

    def _after_place(self, mention: NameMention, last: str, previous: str) -> Votes:
        kinds = self._words.kinds
        is_seat = last == "for" and previous in self._words.names.seat_holders
        if is_seat or (last in _SOURCES and self._lies_within(mention)):
            return LEFT.seat if is_seat else LEFT.within_place
        is_sure = last in kinds.sure_locatives
        if (is_sure or last in kinds.locatives) and not self._is_inside_title(mention):
            unsure = LEFT.at if last == "at" else LEFT.locative
            return LEFT.sure_locative if is_sure else unsure
        if last == "of" and previous in kinds.place_triggers:
            return LEFT.place_noun_of
        if last == "of" and previous in kinds.located_nouns:
            return LEFT.located_noun_of
        if last == "the" and mention.text not in self._names.places:
            return LEFT.article
        return LEFT.thing_preposition if last in kinds.thing_prepositions else ()

    def _lies_within(self, mention: NameMention) -> bool:
        """Whether a known place is named as that in which another lies: "Oxmar, Kent"."""
        end = mention.span.end
        follows = _WITHIN.match(self._annotated.text, end)
        if follows is None:
            return False
        words = follows.group(1).split()
        return any(" ".join(words[:n]) in self._names.places for n in range(1, len(words) + 1))

    def _is_inside_title(self, mention: NameMention) -> bool:
        """For example "Deaths in Custody", left of a commission's name: no place."""
        start = mention.span.start
        before = _PLURAL_NAME.search(self._annotated.text, max(0, start - BEFORE_CHARS), start)
        if before is None or mention.text in self._names.places:
            return False
        index = self._annotated.token_at(before.start(1))
        return index is not None and self._annotated.tokens[index].tag in ("NNPS", "NNS")
