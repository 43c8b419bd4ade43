"""Find quotations by their quotation marks, in any language.

The method is the usual one of quotation extractors for news (the frame parsing of the Gender Gap
Tracker, Asr et al. 2021, starts from the same list): an opening mark, its closing mark or the end
of the paragraph, and a new opening mark inside an open quotation begins the next one, because
newspapers open every paragraph of a long speech anew.
"""

import re

from msgspec import Struct

from summarise.model import Span

OPENING = {"“": "”", "«": "»", "»": "«", "„": "“", "\u2018": "’", "\u201a": "\u2018"}
STRAIGHT = '"'
STRAIGHT_SINGLE = "'"
_SINGLE = ("\u2018", "\u201a", STRAIGHT_SINGLE)
_MARK = re.compile("''|``|\u2018\u2018|’’|[\"'“”\u2018’«»„\u201a]")
_DOUBLED = {"''": STRAIGHT, "``": "“", "\u2018\u2018": "“", "’’": "”"}
"""Two single marks set for a double one, as wires and typesetters do."""
_ENDS = frozenset(" \t\n\r\xa0.,;:!?)]}—–-…'’\u2018\"”“»")
_STARTS = frozenset(" \t\n\r\xa0([{—–-…/:'\u2018\"“„«»")
_PUNCTUATION = frozenset(".,!?…")
_SENTENCE_ENDS = frozenset(".!?…")
_AFTER_CLOSE = frozenset(".,;:!?)]—–")
_DECADE = re.compile(r"\d0s\b")
LEAST_SINGLE_QUOTED_CHARS = 3
MOST_MARKS_AHEAD = 60
"""How far a mark's pair is sought: a text of nothing but marks must not take squared time."""


class Quotation(Struct, frozen=True, kw_only=True):
    """Words between marks.

    Attributes:
        outer: with its marks.
        inner: without them.
        paragraph: number of its paragraph.
        is_closed: whether it has its closing mark.
    """

    outer: Span
    inner: Span
    paragraph: int
    is_closed: bool


class _Mark(Struct, frozen=True, kw_only=True):
    """A mark of one or two characters, and the sign that it stands for."""

    start: int
    end: int
    sign: str

    @property
    def is_doubled(self) -> bool:
        return self.end - self.start > 1


class _Scanner:
    """One paragraph's marks, left to right."""

    def __init__(self, text: str, paragraph: Span, number: int, next_start: str = "") -> None:
        self.text, self.start, self.end, self.number = text, paragraph.start, paragraph.end, number
        self.marks = [
            _Mark(start=m.start(), end=m.end(), sign=_DOUBLED.get(m.group(), m.group()))
            for m in _MARK.finditer(text, self.start, self.end)
        ]
        self.next_start = next_start
        self.found: list[Quotation] = []
        self.opened: _Mark | None = None
        self.closer = ""
        self.depth = 0

    def _ahead(self, place: int) -> list[_Mark]:
        return self.marks[place : place + MOST_MARKS_AHEAD]

    def _before(self, mark: _Mark) -> str:
        return self.text[mark.start - 1] if mark.start > self.start else " "

    def _after(self, mark: _Mark) -> str:
        return self.text[mark.end] if mark.end < self.end else " "

    def _opens(self, mark: _Mark) -> bool:
        after = self._after(mark)
        return self._before(mark) in _STARTS and not after.isspace() and after not in ".,;:!?)"

    def _closes(self, mark: _Mark) -> bool:
        return self._after(mark) in _ENDS

    def _finish(self, opened: _Mark, end: int, close: _Mark | None) -> None:
        inner_start, inner_end = opened.end, end
        while inner_end > inner_start and self.text[inner_end - 1].isspace():
            inner_end -= 1
        while inner_start < inner_end and self.text[inner_start].isspace():
            inner_start += 1
        if inner_end > inner_start:
            self.found.append(
                Quotation(
                    outer=Span(start=opened.start, end=close.end if close else inner_end),
                    inner=Span(start=inner_start, end=inner_end),
                    paragraph=self.number,
                    is_closed=close is not None,
                )
            )
        self.opened, self.closer, self.depth = None, "", 0

    def _outside(self, place: int) -> int:
        """Begin a quotation, if a mark does so; return the place of the next mark to look at."""
        mark = self.marks[place]
        # French sets its marks off with spaces.
        if mark.sign != "«" and not self._opens(mark):
            return place + 1
        closer = OPENING.get(mark.sign, mark.sign)
        if mark.sign in _SINGLE:
            return self._single(place, closer)
        if mark.sign == "”":
            # A closing mark for an opening one is a machine's mistake; it must have its pair.
            pair = next((m for m in self._ahead(place + 1) if m.sign in "“”"), None)
            if pair is None or pair.sign == "“" or self._opens(pair):
                return place + 1
        elif mark.sign not in OPENING and mark.sign != STRAIGHT:
            return place + 1
        self.opened, self.closer = mark, closer
        return place + 1

    def _single_close(self, place: int, closer: str) -> int | None:
        """Return the place of the pair of a single mark; None if the mark is an apostrophe.

        An apostrophe that ends a word looks like a closing mark. The closing one has punctuation
        on one of its sides, or follows a letter that ends no possessive plural.
        """
        opening = self.marks[place]
        if _DECADE.match(self.text, opening.end):
            return None
        weak: int | None = None
        for later, mark in enumerate(self._ahead(place + 1), start=place + 1):
            if mark.sign == opening.sign != closer and self._opens(mark):
                break
            if mark.sign != closer or not self._closes(mark):
                continue
            before, after = self._before(mark), self._after(mark)
            if before in _PUNCTUATION:
                return later
            if mark.start - opening.start <= LEAST_SINGLE_QUOTED_CHARS:
                continue
            if mark.end >= self.end or after in _AFTER_CLOSE or before != "s":
                return later
            weak = later if weak is None else weak
        return weak

    def _single(self, place: int, closer: str) -> int:
        """Read what a single mark opens; return the place of the next mark to look at."""
        mark, close = self.marks[place], self._single_close(place, closer)
        if close is not None:
            self._finish(mark, self.marks[close].start, self.marks[close])
            return close + 1
        if self._goes_on(mark):
            self._finish(mark, self.end, None)
            return len(self.marks)
        return place + 1

    def _goes_on(self, mark: _Mark) -> bool:
        """Whether a single mark opens a speech that the next paragraph opens anew."""
        lead = self.text[self.start : mark.start].rstrip()
        is_led_in = not lead or lead[-1] in ":,"
        is_sentence = self._after(mark).isupper()
        return mark.sign == self.next_start and is_led_in and is_sentence

    def _inside(self, opened: _Mark, place: int) -> None:
        mark = self.marks[place]
        if self.closer in "«»":
            has_own = any(m.sign == self.closer for m in self._ahead(place + 1))
            if mark.sign == self.closer or (mark.sign in (STRAIGHT, "”") and not has_own):
                self._finish(opened, mark.start, mark)
        elif mark.sign not in (STRAIGHT, "“", "”") or self._is_nested_style(opened, place):
            return
        elif mark.sign != "”" and self.closer != "“" and self._reopens(mark):
            if self._is_nested(place):
                self.depth += 1
            else:
                self._finish(opened, mark.start, None)
                self.opened, self.closer = mark, OPENING.get(mark.sign, mark.sign)
        elif self.depth:
            self.depth -= 1
        else:
            self._finish(opened, mark.start, mark)

    def _is_nested_style(self, opened: _Mark, place: int) -> bool:
        """Whether a mark belongs to words quoted inside the open ones.

        Two single marks may also close what a curly mark opened, as typesetters mix them: then no
        closing mark of the opener's own style comes before another one opens.
        """
        mark = self.marks[place]
        if not self._is_other_style(opened, mark):
            return False
        if not mark.is_doubled or mark.sign == "“" or not self._closes(mark):
            return True
        for later in self._ahead(place + 1):
            if later.sign in (STRAIGHT, "“", "”"):
                return not later.is_doubled and (later.sign == "”" or not self._opens(later))
        return False

    @staticmethod
    def _is_other_style(opened: _Mark, mark: _Mark) -> bool:
        """Whether a double mark is set in the way of marks inside the open ones."""
        if opened.is_doubled:
            return opened.sign == mark.sign == STRAIGHT and not mark.is_doubled
        return mark.is_doubled

    def _reopens(self, mark: _Mark) -> bool:
        after = self._after(mark)
        return self._before(mark).isspace() and not after.isspace() and after not in ".,;:!?)"

    def _is_nested(self, place: int) -> bool:
        """Whether an opening mark inside a quotation has a pair of its own before that one's.

        After the end of a sentence it is rather the next paragraph of a speech.
        """
        last = self.marks[place].start - 1
        while last > self.start and self.text[last].isspace():
            last -= 1
        if self.text[last] in _SENTENCE_ENDS:
            return False
        depth = 1 + self.depth
        for mark in self._ahead(place):
            if mark.sign in (STRAIGHT, "“", "”"):
                depth += 1 if mark.sign != "”" and self._reopens(mark) else -1
                if not depth:
                    return True
        return False

    def run(self) -> list[Quotation]:
        place = 0
        while place < len(self.marks):
            if self.opened is None:
                place = self._outside(place)
            else:
                self._inside(self.opened, place)
                place += 1
        if self.opened is not None:
            self._finish(self.opened, self.end, None)
        return self.found


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of a text, in order; none is inside another."""
    found: list[Quotation] = []
    starts = [text[paragraph.start] for paragraph in paragraphs[1:]]
    for number, (paragraph, next_start) in enumerate(zip(paragraphs, [*starts, ""], strict=False)):
        found += _Scanner(text, paragraph, number, next_start).run()
    return tuple(found)
