"""Vote on a name's kind by the words after it (appositions, ages, possessions)."""

import re
from functools import cache

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import KindLists, Vocabulary
from summarise.names.kinds.kind_weights import RIGHT, Votes
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter, singular
from summarise.parse.annotated_text import AnnotatedText

YOUNGEST, OLDEST = 10, 109
AFTER_CHARS = 110
MOST_APPOSITION_WORDS = 9

_COMMAS = (", ", " (", " \u2013 ", " \u2014 ")
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_WORD = re.compile(r"[\w’'-]+|[,;:.()]")


@cache
def _ticker(kinds: KindLists) -> re.Pattern[str]:
    return re.compile(rf"^ ?[(<](?:[A-Z]{{1,5}}\.[A-Z]{{1,3}}|(?:{'|'.join(kinds.exchanges)}):)")


def _owned(words: list[str]) -> list[str]:
    """Return what belongs to somebody: "spokesman" of "association of pilots' spokesman"."""
    for at, word in enumerate(words[:MOST_APPOSITION_WORDS]):
        if not word[0].isalnum():
            break
        if word.endswith(("'s", "’s", "s'", "s’")) and at + 1 < len(words):
            return words[at + 1 :]
    return words


class RightContext:
    """Reads what stands after the mentions of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words = annotated, words
        self._parter = TitleParter(words, names)

    def votes(self, mention: NameMention) -> Votes:
        """Return what the words after a mention say."""
        end = mention.span.end
        after = self._annotated.text[end : end + AFTER_CHARS].split("\n")[0]
        words = [w.lower() for w in _WORD.findall(after)]
        if not words:
            return ()
        if _ticker(self._words.kinds).match(after):
            return RIGHT.ticker
        if words[0] in _GENITIVES:
            return self._after_genitive(words[1:])
        if after.startswith(_COMMAS):
            return self._after_comma(words[1:])
        if words[0] in self._words.kinds.person_relatives:
            return RIGHT.relative_pronoun
        return self._before_noun(words[0]) if after.startswith(" ") else ()

    def _after_genitive(self, words: list[str]) -> Votes:
        """For example "Acme's chief executive", "Acme's quarterly earnings"."""
        heads = [w for w in words[:2] if w in self._words.kinds.corporate_nouns]
        if not heads:
            return ()
        is_shared = heads[0] in self._words.kinds.shared_nouns
        return RIGHT.owns_shared_noun if is_shared else RIGHT.owns_corporate_noun

    def _before_noun(self, noun: str) -> Votes:
        """For example "the Acme group", "Acme shares", "Oxmarton village"."""
        if noun in self._words.kinds.place_triggers:
            return RIGHT.place_noun
        is_body = (
            noun in self._words.kinds.corporate_nouns or noun in self._words.kinds.grouped_nouns
        )
        return RIGHT.body_noun if is_body else ()

    def _after_comma(self, words: list[str]) -> Votes:
        """Read the age, the relative clause or the apposition after a name."""
        if not words:
            return ()
        is_closed = len(words) > 1 and words[1] in (",", ")", ".")
        if words[0].isdigit() and YOUNGEST <= int(words[0]) <= OLDEST and is_closed:
            return RIGHT.age
        if words[0] in self._words.figures.number_words and is_closed:
            return RIGHT.age
        if words[0] in self._words.kinds.person_relatives:
            return RIGHT.relative_pronoun_after_comma
        if words[0] == "which":
            return RIGHT.which_after_comma
        is_phrase = words[0] in self._words.kinds.apposition_determiners
        return self._of_apposition(words[1:]) if is_phrase else ()

    def _of_apposition(self, words: list[str]) -> Votes:
        """For example "the head of the prison's kitchen", "the pilots' association's spokesman"."""
        phrase = self._apposition(words)
        is_person = any(self._parter.is_role(noun) for noun in phrase)
        return self._of_head(phrase if is_person else self._apposition(_owned(words)))

    def _of_head(self, phrase: list[str]) -> Votes:
        """What the last noun of an apposition says."""
        if not phrase:
            return ()
        head, triggers = phrase[-1], self._words.kinds.organisation_triggers
        if head in triggers or singular(head) in triggers:
            return RIGHT.apposition_of_body
        if head in self._words.kinds.place_triggers:
            return RIGHT.apposition_of_place
        is_person = any(self._parter.is_role(noun) for noun in phrase)
        is_person = is_person or head in self._words.roles.person_nouns
        return RIGHT.apposition_of_person if is_person else ()

    def _apposition(self, words: list[str]) -> list[str]:
        """Return the words of a noun phrase up to the end of its head noun."""
        phrase: list[str] = []
        for word in words[:MOST_APPOSITION_WORDS]:
            if word in self._words.kinds.apposition_ends or not word[0].isalnum():
                break
            phrase.append(word)
        return phrase
