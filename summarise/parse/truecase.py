"""Give a text in capitals the case that it would have in print (truecasing).

The model reads the text in small letters; what it takes for names, what the lists know, and what
follows a first name gets its capital back. No character is added or lost, so spans stay right.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Brief, Span
from summarise.parse.annotated_text import AnnotatedText

LEAST_LETTERS = 40
LEAST_CAPITAL_SHARE = 0.9
MOST_NAME_WORDS = 4
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_FUNCTION_TAGS = frozenset(
    {"PRP", "WP", "WDT", "WRB", "VBZ", "VBP", "VBD", "IN", "DT", "MD", "TO", "CC", "RB"}
)
_SURNAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "FW", "VB", "VBP"})
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_OPENING = re.compile(r"(?:^|[.!?\u2026]['\"\u201d\u2019)]*\s+|\n)[\"\u201c\u2018'(]*[^\W\d_]")


def is_in_capitals(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) >= LEAST_LETTERS and capitals >= LEAST_CAPITAL_SHARE * len(letters)


def in_small_letters(text: str) -> str:
    """Return a text in small letters, with capitals where sentences begin."""
    small = [low if len(low := letter.lower()) == 1 else letter for letter in text]
    for opening in _OPENING.finditer("".join(small)):
        first = opening.end() - 1
        small[first] = _capital(small[first])
    return "".join(small)


class Truecaser:
    """Finds the names of a text that was read in small letters."""

    def __init__(self, words: Vocabulary, names: Gazetteer) -> None:
        self._words, self._names = words, names
        forms = (*names.places, *names.organisations)
        self._known = {form.lower(): form for form in forms if len(form) > 1}
        self._heads = words.kinds.organisation_heads | words.kinds.place_heads
        self._plain: set[str] = set()

    def restored(self, texts: Iterable[str], annotated: AnnotatedText) -> Iterator[str]:
        """Yield texts in small letters with the capitals of the names that `annotated` shows."""
        found = self._found(annotated)
        for text in texts:
            yield self._cased(text, found)

    def _found(self, annotated: AnnotatedText) -> set[str]:
        """Return the words, in small letters, that are names somewhere in the text."""
        found: set[str] = set()
        whole = Span(start=0, end=max(1, len(annotated.text)))
        order = [annotated.tokens[i] for i in annotated.tokens_in(whole)]
        is_after_name = is_after_named = False
        for token in order:
            word = token.text.lower()
            lists = self._words
            is_plain = word in lists.roles.role_nouns or word in lists.names.never_names
            is_first = _title(word) in self._names.first_names
            is_named = token.tag in _NAME_TAGS and not is_plain
            is_surname = is_after_name and token.tag in _SURNAME_TAGS and not is_plain
            is_month = word in self._words.time.months and token.label == "DATE"
            is_headed = is_after_named and word in self._heads
            if word.isalpha() and (is_named or is_surname or is_month or is_headed):
                found.add(word)
            if token.tag in _FUNCTION_TAGS:
                self._plain.add(word)
            is_after_named = is_named or is_surname
            is_after_name = (is_first and is_named) or (is_surname and is_first)
        return found

    def _cased(self, text: str, found: set[str]) -> str:
        letters = list(text)
        matches = list(_WORD.finditer(text))
        index = 0
        while index < len(matches):
            length, form = self._known_at(text, matches, index)
            start, end = matches[index].start(), matches[index + max(1, length) - 1].end()
            word = text[start:end]
            is_letters = form.isupper() and word.lower() not in self._plain
            if length and (length > 1 or word.lower() in found or is_letters):
                letters[start:end] = form
            elif self._is_name(word, found):
                letters[start:end] = _title(word)
            index += max(1, length)
        return "".join(letters)

    def _is_name(self, word: str, found: set[str]) -> bool:
        lists = self._words.time
        dates = {*lists.weekdays, *lists.months} - lists.months_for_words
        parts = word.lower().replace("\u2019", "'").split("'")[0].split("-")
        is_calendar = word.lower() in dates
        is_demonym = _title(word) in self._names.demonyms
        is_self = word.lower() in ("i", "i'm", "i've", "i'll", "i'd", "mr", "mrs", "ms", "dr")
        return is_calendar or is_demonym or is_self or all(part in found for part in parts)

    def _known_at(self, text: str, matches: list[re.Match[str]], index: int) -> tuple[int, str]:
        """Return how many words make a known name from a place on, and the name as written."""
        for length in range(MOST_NAME_WORDS, 0, -1):
            if index + length > len(matches):
                continue
            start, end = matches[index].start(), matches[index + length - 1].end()
            form = self._known.get(text[start:end].lower(), "")
            is_pronoun = form.lower() in self._words.points.subject_pronouns
            if form and len(form) == end - start and not is_pronoun:
                return length, form
        return 0, ""


def with_own_case(brief: Brief, text: str, title: str) -> Brief:
    """Return the brief of a recased text for the text as it was written."""
    return replace(
        brief,
        text=text,
        title=title,
        nut_graf=replace(graf, text=graf.text.upper()) if (graf := brief.nut_graf) else None,
        key_points=tuple(replace(p, text=p.span.of(text)) for p in brief.key_points),
        quotes=tuple(replace(q, text=q.span.of(text)) for q in brief.quotes),
        figures=tuple(replace(f, text=f.span.of(text)) for f in brief.figures),
        timeline=tuple(
            replace(e, text=" ".join(e.span.of(text).split()), when=_line(e.when_span.of(text)))
            for e in brief.timeline
        ),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _capital(letter: str) -> str:
    upper = letter.upper()
    return upper if len(upper) == 1 else letter


def _title(word: str) -> str:
    """Return a word with a capital at its start and after hyphens, as long as it was."""
    parts = re.split(r"([-])", word)
    return "".join(f"{_capital(part[0])}{part[1:].lower()}" if part else part for part in parts)
