"""Find runs of capitalised words, the candidates for names.

Names of news are capitalised whether a statistical tagger knows them or not; which runs are names
and of what is decided elsewhere, over the whole article.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from msgspec import Struct

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import NameLists, Vocabulary
from summarise.model import Span
from summarise.names.names_with_and import NamesWithAnd, is_office_for
from summarise.names.word_joints import NICKNAME, PossessiveNames, WordJoints
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.paragraphs import is_boilerplate
from summarise.text.word_forms import Word, is_capital, words_of

TITLE_CASE_SHARE = 0.85
LONG_WORD_LETTERS = 4
MOST_PARTICLES = 3
LEAST_WORDS_TO_JUDGE_CASE = 5
LEAST_LISTED = 4
MOST_WORDS_OF_LISTED = 2


class Run(Struct, frozen=True, kw_only=True):
    """Words that may be a name with its titles.

    Attributes:
        begins_sentence: whether its first word would be capitalised anyway.
        sentence: number of its sentence.
        is_aside: whether it stands in a caption, credit or other boilerplate.
    """

    words: tuple[Word, ...]
    begins_sentence: bool
    sentence: int
    is_aside: bool = False


@cache
def _full_name_pattern(names: NameLists) -> re.Pattern[str]:
    """Return the pattern of a name with particles before its surname."""
    particles = "|".join(sorted(names.surname_particles))
    return re.compile(rf"\b[A-Z][^\W\d_]+(?: (?:{particles})){{1,3}} [A-Z][\w’'-]+")


def _asides(annotated: AnnotatedText) -> Iterator[Span]:
    """Yield what is no sentence: captions, credits, headings, and the datelines of paragraphs."""
    firsts: dict[int, int] = {}
    for sentence in annotated.sentences:
        firsts.setdefault(sentence.paragraph, sentence.span.start)
    for number, paragraph in enumerate(annotated.paragraphs):
        end = firsts.get(number, paragraph.span.end)
        if end > paragraph.span.start:
            yield Span(start=paragraph.span.start, end=end)


class RunFinder:
    """Runs of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._vocabulary, self._names = annotated, words, names
        self._lists = words.names
        self._joints = WordJoints(annotated, words)
        self._and = NamesWithAnd(annotated, words, names, self._joints)
        self._possessives = PossessiveNames(annotated, words, names, self._joints)

    def runs(self) -> list[Run]:
        """Return the runs of every stretch whose capitals mean something."""
        found: list[Run] = []
        text = self._annotated.text
        for number, sentence in enumerate(self._annotated.sentences):
            is_aside = is_boilerplate(sentence.span.of(text))
            found += self._stretch_runs(sentence.span, number, is_aside=is_aside)
        for span in _asides(self._annotated):
            number = max(0, self._annotated.sentence_at(span.start))
            found += self._stretch_runs(span, number, is_aside=True)
        return found

    def _stretch_runs(self, span: Span, number: int, *, is_aside: bool) -> list[Run]:
        words = self._without_nicknames(words_of(self._annotated.text, span, self._lists))
        is_listing = self._is_listing(words, span)
        is_aside = is_aside or is_listing
        is_cased = self._is_title_cased(words) and not self._is_told(words, span)
        is_cased = is_cased and not is_listing
        if is_cased and not (is_aside and self._is_caption(words)):
            return []
        return self._sentence_runs(words, number, is_aside=is_aside)

    def _is_listing(self, words: Sequence[Word], span: Span) -> bool:
        """Whether nearly every word is a name of a list, as in the line-up of a team."""
        commas = span.of(self._annotated.text).count(",")
        is_long = commas >= LEAST_LISTED and commas * MOST_WORDS_OF_LISTED >= len(words)
        return is_long and sum(is_capital(w.text) for w in words) >= TITLE_CASE_SHARE * len(
            [w for w in words if w.text[0].isalpha()]
        )

    def _is_told(self, words: Sequence[Word], span: Span) -> bool:
        """Whether it is a sentence that names much: it has a full stop, and a small verb."""
        is_ended = span.of(self._annotated.text).rstrip("\"”’' ").endswith((".", "?", "!"))
        small = (w.text for w in words if w.text.islower() and w.text.isalpha())
        lists = self._lists
        return is_ended and any(
            word not in lists.title_small_words and word not in lists.title_prepositions
            for word in small
        )

    def _is_caption(self, words: Sequence[Word]) -> bool:
        """Whether boilerplate is a sentence or credit full of names, not a title in capitals."""
        small = (w.text for w in words if w.text.islower() and w.text.isalpha())
        return any(w in self._lists.credit_prepositions or self._is_content(w) for w in small)

    def _is_content(self, word: str) -> bool:
        return len(word) > LONG_WORD_LETTERS and word not in self._lists.title_prepositions

    def _without_nicknames(self, words: list[Word]) -> list[Word]:
        """Drop what stands in marks between a first name and a surname: Ann "Red" Marsh."""
        text, kept = self._annotated.text, list(words)
        for left, nickname, right in zip(words, words[1:], words[2:], strict=False):
            gap = text[left.end : right.start]
            is_between = NICKNAME.fullmatch(gap) is not None and is_capital(right.text)
            if is_between and left.text in self._names.first_names:
                kept.remove(nickname)
        return kept

    @staticmethod
    def _is_title_cased(words: list[Word]) -> bool:
        long = [w for w in words if len(w.text) >= LONG_WORD_LETTERS and w.text.isalpha()]
        if len(long) < LEAST_WORDS_TO_JUDGE_CASE:
            return False
        if all(w.text.isupper() for w in long):
            return True
        return sum(w.text[0].isupper() for w in long) / len(long) > TITLE_CASE_SHARE

    def _sentence_runs(self, words: list[Word], sentence: int, *, is_aside: bool) -> list[Run]:
        found: list[Run] = []
        index = 0
        while index < len(words):
            if not is_capital(words[index].text):
                index += 1
                continue
            end = self._run_end(words, index)
            start = self._surname_start(words, index)
            first = words[start]
            found.append(
                Run(
                    words=tuple(words[start:end]),
                    begins_sentence=start == 0 or self._follows_break(first.start),
                    sentence=sentence,
                    is_aside=is_aside,
                )
            )
            index = end
        return found

    def _surname_start(self, words: list[Word], first: int) -> int:
        """Return where a surname begins with its particles: "said von der Aue"."""
        start = first
        while (
            start
            and self._may_begin_surname(words[start - 1].text)
            and self._joints.is_joined(words[start - 1], words[start])
        ):
            start -= 1
        lone = words[start].text in self._lists.surname_starts or start == first
        if lone or f" {self._annotated.text[words[start].start : words[first].end]}" in self._full:
            return start
        return first

    def _may_begin_surname(self, word: str) -> bool:
        return word in self._lists.surname_starts or word in self._lists.surname_particles

    @cached_property
    def _full(self) -> str:
        """Every run of capitals and particles that has a first name: where to look surnames up."""
        return " ".join(_full_name_pattern(self._lists).findall(self._annotated.text))

    def _follows_break(self, start: int) -> bool:
        before = self._annotated.text[max(0, start - 3) : start].rstrip()
        return not before or before[-1] in ".:?!“\"\u2018'•*–—…-"

    def _run_end(self, words: list[Word], first: int) -> int:
        """Return the index after the last word of the run that begins at `first`."""
        end = first + 1
        while end < len(words):
            if words[end - 1].is_possessive:
                if not self._possessives.is_name(words, first, end):
                    break
                end += 1
                continue
            if not self._joints.is_joined(words[end - 1], words[end]):
                break
            if is_capital(words[end].text):
                end += 1
                continue
            bridge = self._bridge_end(words, first, end)
            if bridge == end:
                break
            end = bridge
        return end

    def _bridge_end(self, words: list[Word], first: int, at: int) -> int:
        """Return the index after the next capital if particles lead to it, else `at`."""
        after = at
        while (
            after < len(words)
            and words[after].text in self._lists.particles
            and after - at < MOST_PARTICLES
        ):
            if (
                not self._joints.is_joined(words[after - 1], words[after])
                or words[after].is_possessive
            ):
                return at
            after += 1
        if after == at or after >= len(words) or not is_capital(words[after].text):
            return at
        if not self._joints.is_joined(words[after - 1], words[after]):
            return at
        return after + 1 if self._may_bridge(words, first, at, after) else at

    def _may_bridge(self, words: list[Word], first: int, at: int, after: int) -> bool:
        bridge = [w.text for w in words[at:after]]
        if "and" in bridge or "&" in bridge:
            is_sign = bridge in (["&"], ["&", "the"]) and words[after].text != "I"
            return (
                not self._and.are_two(words, first, at, after)
                if is_sign
                else self._and.joins(words, first, after)
            )
        is_sure = len(bridge) == 1 and bridge[0] in self._lists.sure_alone
        if bridge[0] in self._lists.doubtful_particles and not is_sure:
            return self._joints.is_one_entity(words[first], words[after])
        if bridge[0] not in self._lists.joining_prepositions:
            return True
        left = words[at - 1].lower
        lists = self._vocabulary
        if bridge == ["of"] and is_office_for(words[first:at], lists):
            return True  # "Office for the Northern Ports of Vik"
        if bridge == ["of", "the"] and left.endswith("s") and "of" in self._texts(words[first:at]):
            return True  # "Valley of the Tombs of the Kings"
        # "MP for Oxmarton": what follows is a place.
        is_seat = bridge == ["for"] and left in self._lists.seat_holders
        return not is_seat and (
            left in lists.kinds.organisation_heads
            or left in lists.kinds.place_heads
            or left in lists.kinds.other_heads
            or left in lists.roles.role_nouns
            or left in self._lists.heads_of
            or self._joints.is_one_entity(words[first], words[after])
        )

    @staticmethod
    def _texts(words: Sequence[Word]) -> set[str]:
        return {word.text for word in words}
