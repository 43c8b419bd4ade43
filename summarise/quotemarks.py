"""Find quotations by their marks, paragraph by paragraph; it knows marks, not language.

The method is the usual one of quotation extractors for news (the frame parsing of the Gender Gap
Tracker, Asr et al. 2021, starts from the same list): an opening mark, its closing mark or the end
of the paragraph, and a new opening mark inside an open quotation begins the next one, because
newspapers open every paragraph of a long speech anew.
"""

from dataclasses import dataclass

from summarise.model import Span

OPENING = {"“": "”", "«": "»", "„": "“", "\u2018": "’"}
STRAIGHT = '"'
STRAIGHT_SINGLE = "'"
_ENDS = frozenset(" \t\n\r\xa0.,;:!?)]}—–-…'’\"”")
_STARTS = frozenset(" \t\n\r\xa0([{—–-…/:'\u2018\"“")
LEAST_SINGLE_QUOTED_CHARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
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


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before in _STARTS and not after.isspace() and after not in ".,;:!?)"


def _closes_single(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return after in _ENDS


class _Scanner:
    """One paragraph's marks, left to right."""

    def __init__(self, text: str, paragraph: Span, number: int) -> None:
        self.text, self.start, self.end, self.number = text, paragraph.start, paragraph.end, number
        self.found: list[Quotation] = []
        self.opened_at = -1
        self.closer = ""

    def _finish(self, end: int, *, is_closed: bool) -> None:
        inner_start, inner_end = self.opened_at + 1, end
        while inner_end > inner_start and self.text[inner_end - 1].isspace():
            inner_end -= 1
        while inner_start < inner_end and self.text[inner_start].isspace():
            inner_start += 1
        if inner_end > inner_start:
            outer_end = end + 1 if is_closed else inner_end
            self.found.append(
                Quotation(
                    outer=Span(start=self.opened_at, end=outer_end),
                    inner=Span(start=inner_start, end=inner_end),
                    paragraph=self.number,
                    is_closed=is_closed,
                )
            )
        self.opened_at, self.closer = -1, ""

    def _open(self, at: int, mark: str) -> None:
        self.opened_at = at
        self.closer = OPENING.get(mark, mark)

    def _outside(self, at: int, mark: str) -> None:
        is_opening = mark in OPENING or mark in (STRAIGHT, STRAIGHT_SINGLE)
        # French sets its marks off with spaces.
        is_open = mark == "«" or _opens(self.text, at, self.start, self.end)
        if not is_opening or not is_open:
            return
        if mark in ("\u2018", STRAIGHT_SINGLE) and not self._has_single_close(
            at, OPENING.get(mark, mark)
        ):
            return
        self._open(at, mark)

    def _has_single_close(self, at: int, closer: str) -> bool:
        """Whether a single mark at `at` is the first of a pair and no apostrophe."""
        close = self.text.find(closer, at + 1, self.end)
        while close != -1:
            before = self.text[close - 1]
            is_far = close - at > LEAST_SINGLE_QUOTED_CHARS
            if _closes_single(self.text, close, self.end) and (before in ".,!?…" or is_far):
                return True
            close = self.text.find(closer, close + 1, self.end)
        return False

    def _inside(self, at: int, mark: str) -> None:
        is_single = self.closer in ("’", STRAIGHT_SINGLE)
        if is_single:
            if mark == self.closer and self._ends_single(at):
                self._finish(at, is_closed=True)
            return
        is_double = mark in (STRAIGHT, "“", "”", "»", "«")
        if not is_double:
            return
        if mark in (STRAIGHT, "“") and self.closer != "“" and self._reopens(at):
            self._finish(at, is_closed=False)
            self._open(at, mark)
        elif mark == self.closer or mark in ("”", STRAIGHT) or (mark == "“" and self.closer != "»"):
            self._finish(at, is_closed=True)

    def _ends_single(self, at: int) -> bool:
        if not _closes_single(self.text, at, self.end):
            return False
        # A plural's apostrophe has no punctuation before it; a later mark with one is the close.
        return self.text[at - 1] in ".,!?…" or not any(
            self.text[later - 1] in ".,!?…" and _closes_single(self.text, later, self.end)
            for later in self._later(at)
        )

    def _later(self, at: int) -> list[int]:
        nearby = range(at + 1, min(self.end, at + 200))
        return [i for i in nearby if self.text[i] == self.closer]

    def _reopens(self, at: int) -> bool:
        before = self.text[at - 1]
        after = self.text[at + 1] if at + 1 < self.end else " "
        return before.isspace() and not after.isspace() and after not in ".,;:!?)"

    def run(self) -> list[Quotation]:
        for at in range(self.start, self.end):
            mark = self.text[at]
            if mark in "\"'“”\u2018’«»„":
                if self.opened_at < 0:
                    self._outside(at, mark)
                else:
                    self._inside(at, mark)
        if self.opened_at >= 0 and self.closer not in ("’", STRAIGHT_SINGLE):
            self._finish(self.end, is_closed=False)
        return self.found


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of a text, in order; none is inside another."""
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        found += _Scanner(text, paragraph, number).run()
    return tuple(found)
