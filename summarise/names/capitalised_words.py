"""Tell capitalised words that name no actor: nationalities, degrees, currencies, adjectives."""

import re
from collections.abc import Sequence
from functools import cache, cached_property

from summarise.lexicon.vocabulary import Gazetteer, currencies
from summarise.lexicon.word_lists import NameLists, Vocabulary
from summarise.model import Span
from summarise.text.word_forms import Word

_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][A-Za-z]*(?:\.[A-Z])*\.?$")
_PARTY_SEAT = re.compile(r"[DRI]-[A-Z]\w+(?: [A-Z]\w+)*")
MOST_NAME_WORDS = 9
_PLURAL_LETTERS = re.compile(r"[A-Z]{2,5}s")
"""Several of what the letters stand for: "NGOs"."""

_PLATE = re.compile(r"[A-Z]{1,3}\d{1,3} ?[A-Z]{3}")
"""The number of a car."""

_CONTRACTION = re.compile(r"N['’]T$|^ANY(?:ONE|BODY|THING)$|^EVERY(?:ONE|BODY|THING)$")
"""A word in capitals for emphasis: "AREN'T"."""

_CLOCK = frozenset({"o'clock", "o’clock"})
COMMA_GAP = 2


def span_of(words: Sequence[Word]) -> Span:
    """Return the stretch of text that words cover."""
    return Span(start=words[0].start, end=words[-1].end)


def text_of(words: Sequence[Word]) -> str:
    """Return the words with single spaces, and with the possessives that stand inside a name."""
    parts = [
        f"{word.text}{_ending(word)}" if word.is_possessive and word is not words[-1] else word.text
        for word in words
    ]
    if "&" in parts:
        # "Poe, Holm & Ort LLP": the commas of a firm's partners.
        parts = [
            f"{part}," if after.start - word.end == COMMA_GAP and not word.is_possessive else part
            for part, word, after in zip(parts, words, (*words[1:], words[-1]), strict=True)
        ]
    return " ".join(parts).replace("\u00ad", "")


def _ending(word: Word) -> str:
    return "'" if word.text.endswith("s") else "'s"


@cache
def adjective_end(names: NameLists) -> re.Pattern[str]:
    """Return the pattern of an adjective made of a name: "Acme-powered"."""
    return re.compile(rf"[-\u2011][a-z]*(?:{'|'.join(names.adjective_ends)})$")


@cache
def _money_pattern() -> re.Pattern[str]:
    """Return the pattern of a sum whose currency begins with a letter."""
    money = currencies()
    written = {*money.codes, *money.codes_for_words, *money.signs}
    marks = "|".join(sorted(map(re.escape, (w for w in written if w[0].isalpha())), key=len)[::-1])
    return re.compile(rf"(?:{marks})\s?\d|[A-Z]{{1,3}}[$£]\d")


class NonNames:
    """Knows which capitalised words of one text name nobody."""

    def __init__(self, text: str, words: Vocabulary, names: Gazetteer) -> None:
        self._text, self._words, self._names = text, words, names
        self._lists = words.names

    def holds(self, name: tuple[Word, ...], *, is_titled: bool) -> bool:
        """Whether the words are a nationality, a people or a word with a capital of its own."""
        text, lower = text_of(name), text_of(name).lower()
        is_alone = len(name) == 1
        if _PARTY_SEAT.fullmatch(text) and text.partition("-")[2] in self._names.places:
            return True  # "D-New York"
        is_never = lower in self._words.names.never_names and not (is_titled and is_alone)
        return (
            (is_never and text not in self._names.organisations)
            or self._is_abbreviation(name)
            or self._is_course(name)
            or (_PLURAL_LETTERS.fullmatch(text) and text not in self._names.organisations)
            or _PLATE.fullmatch(text) is not None
            or _CONTRACTION.search(text) is not None
            or any(word.lower in _CLOCK for word in name)
            or self._is_money(name)
            # But "Mr Irish" is somebody.
            or (not is_titled and is_alone and text.split("-")[0] in self._names.demonyms)
            or (not (is_titled and is_alone) and text in self._names.demonyms)
            or adjective_end(self._lists).search(text) is not None
            or self._is_national(name)
            or lower in self._words.names.peoples
            or len(lower) == 1
            or len(name) > MOST_NAME_WORDS
        )

    def _is_abbreviation(self, name: tuple[Word, ...]) -> bool:
        """For example the "Ga." of "Augusta, Ga.," and the "M.D." after a person's name."""
        if len(name) > 1:
            return False
        text, word = self._text, name[0]
        if _PARTY_AND_STATE.match(word.text):
            return True  # "D-Vt.", "R-Ohio"
        is_dotted = "." in word.text or text[word.end : word.end + 1] == "."
        is_after_comma = text[max(0, word.start - 2) : word.start] == ", "
        is_place = word.lower in self._lists.state_abbreviations
        return is_dotted and (
            word.lower in self._lists.degrees
            or (is_place and (is_after_comma or word.lower in self._lists.sure_abbreviations))
        )

    def _is_course(self, name: tuple[Word, ...]) -> bool:
        """For example "BA English" in a text of courses, "MA courses"."""
        first = name[0].text
        if first.lower() not in self._lists.courses or first.istitle():
            return False
        follows = self._text[name[-1].end :].split(maxsplit=1)
        is_course = bool(follows) and follows[0].strip(",.") in self._lists.study_words
        return is_course or (len(name) > 1 and self._tells_of_study)

    @cached_property
    def _tells_of_study(self) -> bool:
        words = re.findall(r"[a-z]+", self._text.lower())
        return not self._lists.study_words.isdisjoint(words)

    def _is_money(self, name: tuple[Word, ...]) -> bool:
        """For example "HK" of "HK$20", "SEK" of "SEK 40m", "DM100"."""
        return _money_pattern().match(self._text, name[-1].start) is not None

    def _is_national(self, name: tuple[Word, ...]) -> bool:
        """For example "French NGO": a nationality before a word that is no name."""
        rest = text_of(name[1:]).lower()
        return name[0].text in self._names.demonyms and rest in self._words.names.never_names
