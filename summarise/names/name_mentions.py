"""Find the mentions of names in runs of capitalised words, and part titles from them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import NameLists, Vocabulary
from summarise.model import Span
from summarise.names.capitalised_runs import Run, RunFinder
from summarise.names.capitalised_words import NonNames, adjective_end, span_of, text_of
from summarise.names.model_names import ModelNames
from summarise.names.titles import TitleParter, singular
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.word_forms import Word

_PARTICIPLE = re.compile(r"[A-Z][a-z]{3,}ing")
_MODEL_CODE = re.compile(r"[A-Z]{0,3}-?\d[\dA-Z-]*")
LONGEST_LOCATIVE = 9
FULL_NAME_WORDS = 2
LEAST_TWO_NAMES_WORDS = 3
_LABELS_OF_NO_NAME = frozenset({"", "DATE", "CARDINAL", "TIME", "ORDINAL"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})


class NameMention(Struct, frozen=True, kw_only=True):
    """A name where it stands.

    Attributes:
        text: the name's words, one space between them.
        title: the words before it that say what the person is, None without any.
        sentence: number of its sentence.
        opens_sentence: whether its first word would be capitalised anyway.
        is_aside: whether it stands in a caption, credit or other boilerplate.
    """

    span: Span
    text: str
    title: Span | None = None
    title_words: tuple[str, ...] = ()
    sentence: int
    opens_sentence: bool = False
    is_aside: bool = False


@cache
def _place_preposition(names: NameLists) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(names.place_prepositions)}) $", re.IGNORECASE)


class NameFinder:
    """Mentions of names in one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._lists = words.names
        self._parter = TitleParter(words, names)
        self._non_names = NonNames(annotated.text, words, names)

    def mentions(self) -> list[NameMention]:
        """Return every mention that may be a name, in the order of the runs."""
        found: list[NameMention] = []
        for run in RunFinder(self._annotated, self._words, self._names).runs():
            for words, opens in self._pieces(run):
                pieces = self._from_piece(words, run.sentence, opens=opens)
                found += (replace(m, is_aside=True) for m in pieces) if run.is_aside else pieces
        known = ModelNames(self._annotated, self._names)
        models = {m.text for m in found if known.is_model(m.span)}
        return [m for m in found if m.text not in models]

    def _pieces(self, run: Run) -> Iterator[tuple[tuple[Word, ...], bool]]:
        """Cut a run at days and months, and drop what only begins the sentence."""
        piece: list[Word] = []
        opens = run.begins_sentence
        for index, word in enumerate(run.words):
            if adjective_end(self._lists).search(word.text):
                # "Acme-powered Ajax": an adjective made of one name before another.
                cut = self._start_of_hyphened(piece, word)
                yield from self._cleaned(piece[:cut], opens=opens)
                yield (*piece[cut:], word), False
                piece, opens = [], False
                continue
            if run.is_aside and word.lower in self._lists.credit_words:
                yield from self._cleaned(piece, opens=opens)
                piece, opens = [], False
                continue
            rest = text_of(run.words[index:])
            if rest in self._names.organisations and index + 1 < len(run.words):
                piece.append(word)
                continue
            is_date = word.lower in self._lists.date_names and not (
                word.lower in self._lists.months_for_surnames
                and piece
                and self._parter.is_first_name(piece[-1].text)
            )
            is_inside = index + 1 < len(run.words)  # "Ard Jan Holm"
            is_date = is_date and not (
                word.lower in self._lists.months_for_people and (is_inside or self._is_person(word))
            )
            if is_date:
                yield from self._cleaned(piece, opens=opens)
                piece, opens = [], False
            else:
                piece.append(word)
                opens = opens and index < len(run.words)
        yield from self._cleaned(piece, opens=opens)

    def _start_of_hyphened(self, before: Sequence[Word], word: Word) -> int:
        """Return where the name inside an adjective begins: "New York-based"."""
        head = word.text.rpartition("-")[0]
        for cut in range(len(before)):
            whole = f"{text_of(before[cut:])} {head}"
            if whole in self._names.places or whole in self._names.organisations:
                return cut
        return len(before)

    def _is_person(self, word: Word) -> bool:
        index = self._annotated.token_at(word.start)
        return index is not None and self._annotated.tokens[index].label == "PERSON"

    def _cleaned(
        self, piece: list[Word], *, opens: bool
    ) -> Iterator[tuple[tuple[Word, ...], bool]]:
        words = list(piece)
        while words and self._is_opener(words[0], opens=opens, is_only=len(words) == 1):
            opens = opens and words[0].lower in self._lists.openers
            words.pop(0)
        while words and words[-1].lower in self._lists.joiners:
            words.pop()
        while words and (words[0].lower in self._lists.joiners or self._is_epithet(words)):
            words.pop(0)
        if words:
            yield tuple(words), opens

    def _is_epithet(self, words: Sequence[Word]) -> bool:
        """For example "Islamist Hamas": an adjective of creed before a known body."""
        whole, rest = text_of(words), text_of(words[1:])
        known = self._names.organisations
        return words[0].lower in self._lists.creeds and rest in known and whole not in known

    def _is_opener(self, word: Word, *, opens: bool, is_only: bool) -> bool:
        """Whether a word is capitalised for another reason than being a name."""
        if word.lower in self._lists.determiners:
            return True
        if not opens or self._is_known(word):
            return False
        if not is_only and self._is_before_names(word):
            return True
        index = self._annotated.token_at(word.start)
        if index is None:
            return word.lower in self._words.names.never_names
        token = self._annotated.tokens[index]
        is_named = token.tag in _NAME_TAGS or token.label not in _LABELS_OF_NO_NAME
        if word.lower in self._words.names.never_names:
            is_nominal = token.pos in ("PROPN", "NOUN", "ADJ")
            return is_only or not is_named or not is_nominal
        return (
            not is_named
            and not self._parter.is_first_name(word.text)
            and not word.text[1:].isupper()
        )

    def _is_before_names(self, word: Word) -> bool:
        """For example "Carmakers Acme and Ajax", "Missing Ann Marsh"."""
        one = singular(word.lower)
        is_plural = one != word.lower and one in self._words.kinds.organisation_triggers
        is_participle = _PARTICIPLE.fullmatch(word.text) is not None
        return is_plural or (is_participle and not self._parter.is_first_name(word.text))

    def _is_known(self, word: Word) -> bool:
        """Whether the lists say that a word is a name or part of a title."""
        return (
            word.text in self._names.places
            or word.text in self._names.organisations
            or self._parter.is_role(word.lower)
            or word.lower in self._words.roles.role_modifiers
        )

    def _from_piece(
        self, words: tuple[Word, ...], sentence: int, *, opens: bool
    ) -> Iterator[NameMention]:
        titled = self._parter.part(words)
        yield from self._places_in(titled.title, sentence)
        name = self._without_tail(self._without_former(titled.name))
        if not name:
            return
        halves = (
            self._two_known(name) or self._place_and_person(name) or self._body_and_person(name)
        )
        if halves:
            for half in halves:
                yield NameMention(span=span_of(half), text=text_of(half), sentence=sentence)
            return
        hyphened = self._place_of_hyphen(name)
        if hyphened is not None and name[0].text.split("-")[0] not in self._names.demonyms:
            yield NameMention(
                span=hyphened, text=hyphened.of(self._annotated.text), sentence=sentence
            )
            return
        if self._non_names.holds(name, is_titled=bool(titled.title)):
            return
        span, text = self._with_own_ending(name)
        yield NameMention(
            span=span,
            text=text,
            title=span_of(titled.title) if titled.title else None,
            title_words=tuple(w.lower for w in titled.title),
            sentence=sentence,
            opens_sentence=opens and not titled.title,
        )

    def _with_own_ending(self, name: tuple[Word, ...]) -> tuple[Span, str]:
        """Keep the ending that belongs to a known name: "Standard & Poor's"."""
        span, text = span_of(name), text_of(name)
        ending = self._annotated.text[span.end : span.end + 2]
        if name[-1].is_possessive and ending in ("'s", "’s"):
            whole, known = f"{text}'s", self._names.organisations
            # "Odin Holm ... Holm's death": a surname of the text is no shop or exchange.
            is_surname = re.search(
                rf"[A-Z][\w.]+ {re.escape(text)}\b(?!['’]s)", self._annotated.text
            )
            if whole in known and text not in known and not is_surname:
                return Span(start=span.start, end=span.end + 2), whole
        return span, text

    def _two_known(self, name: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
        """For example "White House Russia" (adviser): two known names, not one unknown."""
        if text_of(name) in self._names.organisations or text_of(name) in self._names.places:
            return ()
        for cut in range(1, len(name)):
            left, right = text_of(name[:cut]), text_of(name[cut:])
            known = [
                n in self._names.organisations or n in self._names.places for n in (left, right)
            ]
            is_long = len(name) >= LEAST_TWO_NAMES_WORDS and right in self._names.places
            if all(known) and is_long and left not in self._names.places:
                return name[:cut], name[cut:]
        return ()

    def _place_and_person(self, name: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
        """For example "In Lisbon Helena Marsh (said)": a place after its preposition, a person."""
        text, start = self._annotated.text, name[0].start
        if not _place_preposition(self._lists).search(
            text, max(0, start - LONGEST_LOCATIVE), start
        ):
            return ()
        for cut in range(len(name) - FULL_NAME_WORDS, 0, -1):
            right = name[cut:]
            is_bare = not any(self._is_any_head(word) for word in right)
            is_article = cut == 1 and name[0].lower in self._lists.place_starts
            if text_of(name[:cut]) in self._names.places and is_bare and not is_article:
                return name[:cut], right
        return ()

    def _body_and_person(self, name: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
        """For example (an editor of the) "Daily Mirror Karen Poe": a known body, a full name."""
        cut = len(name) - FULL_NAME_WORDS
        right, known = name[cut:], self._names.organisations
        if cut < 1 or text_of(name) in known or text_of(name[:cut]) not in known:
            return ()
        is_sure = cut > 1 or name[0].text.isupper()  # "Ford" and "Morgan" are first names, too
        is_named = self._parter.is_first_name(right[0].text)
        is_bare = not any(self._is_any_head(word) for word in right)
        return (name[:cut], right) if is_sure and is_named and is_bare else ()

    def _is_any_head(self, word: Word) -> bool:
        lists = self._words
        heads = (lists.kinds.organisation_heads, lists.kinds.place_heads, lists.kinds.other_heads)
        return any(word.lower in head for head in heads) or word.text in self._lists.joiners

    def _without_former(self, name: tuple[Word, ...]) -> tuple[Word, ...]:
        """Return "Norrby United" of "Former Norrby United (striker)"."""
        is_told = len(name) > 1 and name[0].lower in self._words.roles.lessening_modifiers
        return name[1:] if is_told and text_of(name) not in self._names.organisations else name

    def _without_tail(self, name: tuple[Word, ...]) -> tuple[Word, ...]:
        """Drop an office written after the name ("Acme Director")."""
        if text_of(name) in self._names.organisations:
            return name
        if (
            len(name) >= LEAST_TWO_NAMES_WORDS
            and name[1].text in ("of", "for")
            and name[0].lower in self._words.kinds.organisation_heads
        ):
            return name
        if (
            len(name) > 1
            and _MODEL_CODE.fullmatch(name[-1].text)
            and text_of(name[:-1]) in self._names.organisations
        ):
            return name[:-1]
        while len(name) > 1 and self._ends_in_office(name):
            name = name[:-1]
        return name

    def _ends_in_office(self, name: tuple[Word, ...]) -> bool:
        last = name[-1].lower
        if last in self._lists.joiners:
            return True
        is_surname = self._parter.is_first_name(name[-2].text)
        is_head = last in self._words.kinds.organisation_heads
        return (
            self._parter.is_role(last)
            and singular(last) == last
            and not is_surname
            and not is_head
            and last not in self._lists.surname_offices
        )

    def _place_of_hyphen(self, name: tuple[Word, ...]) -> Span | None:
        """For example "US-led", "London-based": the place is a name, the adjective none."""
        head, hyphen, tail = text_of(name).rpartition("-")
        is_known = head in self._names.places or head in self._names.organisations
        if not hyphen or not tail[:1].islower() or not is_known:
            return None
        return Span(start=name[0].start, end=name[-1].end - len(tail) - 1)

    def _places_in(self, title: tuple[Word, ...], sentence: int) -> Iterator[NameMention]:
        """Countries and known bodies inside a title: "US President", "White House Secretary"."""
        index = 0
        while index < len(title):
            for length in (4, 3, 2, 1):
                words = title[index : index + length]
                whole = text_of(words)
                known = whole in self._names.places or whole in self._names.organisations
                if (
                    len(words) == length
                    and known
                    and whole.lower() not in self._words.roles.role_nouns
                ):
                    if whole in self._names.places or length > 1:
                        after = title[index + length : index + length + 1]
                        if after and after[0].text == "County" and words[-1].text != "County":
                            words = (*words, *after)  # "Kent County Attorney"
                        yield NameMention(
                            span=span_of(words), text=text_of(words), sentence=sentence
                        )
                    index += length - 1
                    break
            index += 1
