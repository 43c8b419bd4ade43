"""A typeset page: lines with inked runs, the items to select, and where the text stands."""

from bisect import bisect_right
from enum import StrEnum

from msgspec import Struct

from summarise.model import Span


class Ink(StrEnum):
    """What a run of text is; the style sheet says how it looks."""

    TEXT = "text"
    HEADLINE = "headline"
    BYLINE = "byline"
    LEAD = "lead"
    NOTE = "note"
    WARNING = "warning"
    HEADING = "heading"
    RULE = "rule"
    NUMBER = "number"
    DIM = "dim"
    NEW = "new"
    VALUE = "value"
    SPEAKER = "speaker"
    QUOTE = "quote"
    SUBHEADING = "subheading"
    CODE = "code"
    PICTURE = "picture"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    NAME = "name"
    FADED = "faded"


ENTITY_INKS = frozenset({Ink.PERSON, Ink.ORGANISATION, Ink.PLACE, Ink.GROUP, Ink.NAME})


class Run(Struct, frozen=True):
    """Characters [start, end) of a line, in one ink."""

    start: int
    end: int
    ink: Ink


class Spot(Struct, frozen=True):
    """Characters [start, end) of a line that are an item of their own."""

    start: int
    end: int
    item: int


class Stretch(Struct, frozen=True):
    """Characters of a line, from `column` on, that are the article's from `offset` on."""

    column: int
    offset: int
    size: int


class Line(Struct, frozen=True):
    """One line of a page.

    What is set between the article's own characters (a bullet, the number of a link, the space
    between two columns) belongs to no stretch.

    Attributes:
        runs: in order, without overlaps; characters between them are in `ink`.
        ink: of what no run covers.
        item: the number of the item it belongs to, -1 if none.
        at: the offset of its first character in the article's text, -1 outside the text.
        spots: the items on a line that holds several, in order.
        stretches: its characters that are the article's, in order; none if all are, from `at` on.
        links: the columns [start, end) that lead somewhere.
        picture: the number of the article's picture that it is the caption of, from 0; or -1.
    """

    text: str
    runs: tuple[Run, ...] = ()
    ink: Ink = Ink.TEXT
    item: int = -1
    at: int = -1
    spots: tuple[Spot, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    picture: int = -1

    def item_at(self, character: int) -> int:
        """Return the item that a character belongs to, -1 if none."""
        found = (spot.item for spot in self.spots if spot.start <= character < spot.end)
        return next(found, self.item)

    def holds(self, item: int) -> bool:
        """Whether an item stands on the line."""
        return self.item == item or any(spot.item == item for spot in self.spots)

    def columns_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the columns that show the offsets [start, end) of the article's text."""
        if self.at < 0:
            return []
        stretches = self.stretches or (Stretch(0, self.at, len(self.text)),)
        return [
            (
                it.column + max(start - it.offset, 0),
                it.column + min(end - it.offset, it.size),
            )
            for it in stretches
            if it.offset < end and it.offset + it.size > start
        ]


class ItemKind(StrEnum):
    """What can be selected in the summary."""

    PANEL = "panel"
    NUT_GRAF = "nut graf"
    GLANCE = "glance"
    KEY_POINT = "key point"
    ACTOR = "actor"
    ACT = "act"
    QUOTE = "quote"
    FIGURE = "figure"
    EVENT = "event"
    ARTICLE = "article"
    MORE = "more"


class Item(Struct, frozen=True):
    """One thing in the summary, with the places in the text that it comes from.

    Attributes:
        fold: names what it shows or hides, "" if it does neither.
        actor: whose page it can lead to, "" for nobody's.
    """

    kind: ItemKind
    spans: tuple[Span, ...] = ()
    fold: str = ""
    actor: str = ""


class Page:
    """All lines of an article at one width."""

    def __init__(
        self, lines: list[Line], items: list[Item], *, text_line: int, text_width: int
    ) -> None:
        self.lines = lines
        self.items = items
        self.text_line = text_line
        self.text_width = text_width
        self._text_lines = [index for index, line in enumerate(lines) if line.at >= 0]
        self._offsets = [lines[index].at for index in self._text_lines]

    @property
    def height(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def line_of(self, offset: int) -> int:
        """Return the line that shows an offset of the text, 0 if there is no text."""
        if not self._offsets:
            return 0
        return self._text_lines[max(0, bisect_right(self._offsets, offset) - 1)]

    def offset_at(self, line: int) -> int | None:
        """Return the first offset of the text at or below a line, None above the text."""
        if line < self.text_line:
            return None
        index = bisect_right(self._text_lines, line - 1)
        return self._offsets[index] if index < len(self._offsets) else None

    def lines_of_item(self, item: int) -> range:
        """Return the lines that an item stands on."""
        found = [index for index, line in enumerate(self.lines) if line.holds(item)]
        return range(found[0], found[-1] + 1) if found else range(0)

    def key_point(self, number: int) -> int | None:
        """Return the item of a key point by its number from 1."""
        points = [i for i, item in enumerate(self.items) if item.kind is ItemKind.KEY_POINT]
        return points[number - 1] if 0 < number <= len(points) else None

    def item_of_fold(self, fold: str) -> int | None:
        """Return the item that shows or hides something."""
        return next((i for i, item in enumerate(self.items) if item.fold == fold), None)

    def text_between(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """Return what stands between two places, each a line and a character of it.

        Lines that one paragraph of the article was broken into are joined again.
        """
        pieces: list[str] = []
        for number in range(start[0], min(end[0] + 1, len(self.lines))):
            line = self.lines[number]
            first = start[1] if number == start[0] else 0
            last = end[1] if number == end[0] else len(line.text)
            if pieces:
                pieces.append(" " if _goes_on(self.lines[number - 1], line) else "\n")
            pieces.append(line.text[first:last])
        return "".join(pieces)


def _goes_on(line: Line, following: Line) -> bool:
    """Tell whether a line is the rest of the paragraph before: at most a blank was left out."""
    if line.at < 0 or following.at < 0 or line.stretches or following.stretches:
        return False
    return 0 <= following.at - line.at - len(line.text) <= 1
