"""Set lines one after another: headings, paragraphs with hanging indents, items."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace
from rich.cells import cell_len

from summarise.model import Span
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.app.widgets.typesetting.line_wrapping import wrap
from tui.app.widgets.typesetting.typeset_page import Ink, Item, ItemKind, Line, Run, Spot
from tui.headless.fault_guard import attempt

Pieces = Sequence[tuple[str, Ink]]

_LEAST_ROOM = 8
"""Columns that a paragraph has at least beside what stands before and behind it."""
_GAP = 2
"""Columns between a paragraph and what stands at its right."""


class Setter:
    """Lines set one after another."""

    def __init__(
        self, width: int, unfolded: frozenset[str], closed: frozenset[str] = frozenset()
    ) -> None:
        self.width = width
        self.unfolded = unfolded
        self.closed = closed
        self.lines: list[Line] = []
        self.items: list[Item] = []

    def blank(self) -> None:
        """Set a blank line, unless there is one."""
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(""))

    def part(self, name: str, set_it: Callable[[], None]) -> None:
        """Set a part of the page; say so in its place if it can't be set."""
        attempt(f"setting {name}", set_it, self._sorry)

    def _sorry(self) -> None:
        self.set([("This part can't be shown; the log has the reason.", Ink.WARNING)])

    def item(
        self, kind: ItemKind, spans: Iterable[Span] = (), fold: str = "", *, actor: str = ""
    ) -> int:
        """Begin an item and return its number."""
        self.items.append(Item(kind, tuple(spans), fold, actor))
        return len(self.items) - 1

    def panel(self, title: str, *, right: Pieces = ()) -> bool:
        """Set the heading of a panel; return whether the panel is open."""
        is_open = title not in self.closed
        item = self.item(ItemKind.PANEL, fold=title)
        sign: Pieces = () if is_open else [("▸", Ink.DIM)]
        self.heading(title, right=right if is_open else sign, item=item)
        return is_open

    def heading(self, title: str, *, right: Pieces = (), item: int = -1) -> None:
        """Set a heading with a rule, and pieces at its right end where there is room."""
        self.blank()
        title = fit(title, self.width)
        right_width = _cells(right)
        if cell_len(title) + right_width + 4 > self.width:
            right, right_width = (), 0
        rule = self.width - cell_len(title) - 1 - (right_width + 1 if right else 0)
        pieces = [(title, Ink.HEADING)]
        if rule > 0:
            pieces.append((" " + "─" * rule, Ink.RULE))
        if right:
            pieces += [(" ", Ink.RULE), *right]
        self.lines.append(replace(line_of(pieces), item=item))

    def side_by_side(self, parts: Sequence[tuple[int, Pieces]], *, between: str) -> None:
        """Set items one beside another, each with its number, on as few lines as will do."""
        for row in rows_of([pieces for _, pieces in parts], self.width, between):
            together: list[tuple[str, Ink]] = []
            placed: list[Spot] = []
            at = 0
            for item, pieces in parts[row.start : row.stop]:
                if together:
                    together.append((between, Ink.DIM))
                    at += len(between)
                end = at + sum(len(drawable(text)) for text, _ in pieces)
                together += pieces
                placed.append(Spot(at, end, item))
                at = end
            self.lines.append(replace(line_of(together), spots=tuple(placed)))

    def set(
        self,
        pieces: Pieces,
        *,
        first: Pieces = (),
        indent: int = 0,
        item: int = -1,
        right: str = "",
    ) -> None:
        """Set pieces as one paragraph: `first` before line one, `indent` before the others.

        On a narrow page `right` is left out but for its sign, and `first` and `indent` give way.
        """
        lead = max(indent, _cells(first))
        if right and self.width - lead - cell_len(right) - _GAP < _LEAST_ROOM:
            right = right[-1:].strip()
        right_room = cell_len(right) + _GAP if right else 0
        if self.width - lead - right_room < _LEAST_ROOM:
            pieces, first, indent, lead = [*first, *pieces], (), 0, 0
        text = "".join(drawable(piece) for piece, _ in pieces)
        runs = runs_of(pieces)
        for number, (start, end) in enumerate(wrap(text, self.width - lead - right_room)):
            before = first if number == 0 and first else [(" " * indent, Ink.TEXT)]
            beginning = "".join(drawable(piece) for piece, _ in before)
            inside = tuple(clipped(runs, start, end, len(beginning)))
            line_text = beginning + text[start:end]
            line_runs = (*runs_of(before), *inside)
            if right and number == 0:
                gap = self.width - cell_len(line_text) - cell_len(right)
                begin = len(line_text) + gap
                line_text += " " * gap + right
                line_runs = (*line_runs, Run(begin, len(line_text), Ink.DIM))
            self.lines.append(Line(line_text, line_runs, item=item))


def _cells(pieces: Pieces) -> int:
    return sum(cell_len(drawable(text)) for text, _ in pieces)


def rows_of(parts: Sequence[Pieces], width: int, between: str) -> list[range]:
    """Return which parts stand on which line if they are set side by side."""
    rows: list[range] = []
    used = 0
    for number, pieces in enumerate(parts):
        size = _cells(pieces)
        if rows and used + cell_len(between) + size <= width:
            used += cell_len(between) + size
            rows[-1] = range(rows[-1].start, number + 1)
        else:
            used = size
            rows.append(range(number, number + 1))
    return rows


def runs_of(pieces: Pieces) -> tuple[Run, ...]:
    """Return the runs of pieces that stand one after another."""
    runs: list[Run] = []
    at = 0
    for piece, ink in pieces:
        size = len(drawable(piece))
        if size:
            runs.append(Run(at, at + size, ink))
        at += size
    return tuple(runs)


def line_of(pieces: Pieces) -> Line:
    """Return pieces as one line."""
    return Line("".join(drawable(piece) for piece, _ in pieces), runs_of(pieces))


def clipped(runs: Iterable[Run], start: int, end: int, shift: int) -> Iterable[Run]:
    """Yield the parts of runs within [start, end), moved to a line that begins `shift` in."""
    for run in runs:
        if run.start < end and run.end > start:
            yield Run(
                max(run.start, start) - start + shift, min(run.end, end) - start + shift, run.ink
            )
