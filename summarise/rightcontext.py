"""What the words after a mention say of the name's kind: appositions, ages, what it has."""

import re

from summarise.annotation import AnnotatedText
from summarise.evidence import ORGANISATION, PERSON, PLACE, Vote
from summarise.names import NameMention
from summarise.titles import TitleParter, singular
from summarise.vocabulary import Gazetteer, Vocabulary

YOUNGEST, OLDEST = 10, 109
AFTER_CHARS = 110
MOST_APPOSITION_WORDS = 9

_RELATIVES = frozenset({"who", "whose", "whom"})
_DETERMINERS = frozenset({"a", "an", "the", "one", "then", "former", "another"})
# Where an apposition's head noun ends: "the American bank that …", "a retailer of shoes".
_HEAD_ENDS = frozenset(
    {"of", "in", "for", "at", "that", "which", "who", "whose", "from", "with", "on", "to", "based",
     "owned", "run", "and", "or", "near", "behind", "by", "where", "said", "is", "was", "has",
     "known", "but", "as", "about"}
)  # fmt: skip
_COMMAS = (", ", " (", " \u2013 ", " \u2014 ")
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
# Nouns that people have, too: "Marsh's spokesman".
_ANYBODYS = frozenset({"staff", "supporters", "website", "spokesman", "spokeswoman"})
_GROUPED = frozenset(
    {"party", "group", "movement", "militia", "network", "officials", "leaders", "newspaper",
     "magazine", "agency", "fighters", "airline"}
)  # fmt: skip
_TICKER = re.compile(r"^ ?[(<](?:[A-Z]{1,5}\.[A-Z]{1,3}|(?:NYSE|NASDAQ|Nasdaq|LSE|LON|ASX|TSX):)")
_WORD = re.compile(r"[\w’'-]+|[,;:.()]")


class RightContext:
    """Reads what stands after the mentions of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words = annotated, words
        self._parter = TitleParter(words, names)

    def votes(self, mention: NameMention) -> list[Vote]:
        """Return what the words after a mention say."""
        end = mention.span.end
        after = self._annotated.text[end : end + AFTER_CHARS].split("\n")[0]
        words = [w.lower() for w in _WORD.findall(after)]
        found: list[Vote] = []
        if not words:
            return found
        if _TICKER.match(after):
            found = [(ORGANISATION, 3.0)]
        elif words[0] in _GENITIVES:
            found = self._after_genitive(words[1:])
        elif after.startswith(_COMMAS):
            found = self._after_comma(words[1:])
        elif words[0] in _RELATIVES:
            found = [(PERSON, 2.0)]
        elif after.startswith(" "):
            found = self._before_noun(words[0])
        return found

    def _after_genitive(self, words: list[str]) -> list[Vote]:
        """For example "Acme's chief executive", "Acme's quarterly earnings"."""
        heads = [w for w in words[:2] if w in self._words.corporate_nouns]
        if not heads:
            return []
        return [(ORGANISATION, 0.4 if heads[0] in _ANYBODYS else 1.5), (PERSON, -0.4)]

    def _before_noun(self, noun: str) -> list[Vote]:
        """For example "the Acme group", "Acme shares", "Oxmarton village"."""
        if noun in self._words.place_triggers:
            return [(PLACE, 2.5)]
        is_body = noun in self._words.corporate_nouns or noun in _GROUPED
        return [(ORGANISATION, 1.5)] if is_body else []

    def _after_comma(self, words: list[str]) -> list[Vote]:
        """Read the age, the relative clause or the apposition after a name."""
        found: list[Vote] = []
        if not words:
            return found
        is_closed = len(words) > 1 and words[1] in (",", ")", ".")
        if words[0].isdigit() and YOUNGEST <= int(words[0]) <= OLDEST and is_closed:
            found = [(PERSON, 4.0)]
        elif words[0] in _RELATIVES:
            found = [(PERSON, 3.0)]
        elif words[0] == "which":
            found = [(PERSON, -1.5), (ORGANISATION, 0.7)]
        elif words[0] in _DETERMINERS:
            found = self._of_head(_apposition(words[1:]))
        return found

    def _of_head(self, phrase: list[str]) -> list[Vote]:
        """What the last noun of an apposition says."""
        if not phrase:
            return []
        head, triggers = phrase[-1], self._words.organisation_triggers
        if head in triggers or singular(head) in triggers:
            return [(ORGANISATION, 5.0), (PERSON, -2.0)]
        if head in self._words.place_triggers:
            return [(PLACE, 3.0), (PERSON, -1.0)]
        is_person = any(self._parter.is_role(noun) for noun in phrase)
        return [(PERSON, 2.5)] if is_person else []


def _apposition(words: list[str]) -> list[str]:
    """Return the words of a noun phrase up to the end of its head noun."""
    phrase: list[str] = []
    for word in words[:MOST_APPOSITION_WORDS]:
        if word in _HEAD_ENDS or not word[0].isalnum():
            break
        phrase.append(word)
    return phrase
