"""Lines set one after another: headings, paragraphs with hanging indents, items."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from summarise.model import Span
from tui.widgets.drawable import drawable
from tui.widgets.page import Ink, Item, ItemKind, Line, Run
from tui.widgets.wrapping import wrap

Pieces = Sequence[tuple[str, Ink]]


class Setter:
    """Lines set one after another."""

    def __init__(self, width: int, unfolded: frozenset[str]) -> None:
        self.width = width
        self.unfolded = unfolded
        self.lines: list[Line] = []
        self.items: list[Item] = []

    def blank(self) -> None:
        """Set a blank line, unless there is one."""
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(""))

    def item(
        self, kind: ItemKind, spans: Iterable[Span] = (), fold: str = "", *, actor: str = ""
    ) -> int:
        """Begin an item and return its number."""
        self.items.append(Item(kind, tuple(spans), fold, actor))
        return len(self.items) - 1

    def heading(self, title: str, *, right: Pieces = ()) -> None:
        """Set a heading with a rule, and pieces at its right end where there is room."""
        self.blank()
        right_width = sum(cell_len(text) for text, _ in right)
        if cell_len(title) + right_width + 4 > self.width:
            right, right_width = (), 0
        rule = self.width - cell_len(title) - 1 - (right_width + 1 if right else 0)
        pieces = [(title, Ink.HEADING), (" " + "─" * max(0, rule), Ink.RULE)]
        if right:
            pieces += [(" ", Ink.RULE), *right]
        self.lines.append(line_of(pieces))

    def set(
        self,
        pieces: Pieces,
        *,
        first: Pieces = (),
        indent: int = 0,
        item: int = -1,
        right: str = "",
    ) -> None:
        """Set pieces as one paragraph: `first` before line one, `indent` before the others."""
        text = "".join(drawable(piece) for piece, _ in pieces)
        runs = runs_of(pieces)
        room = self.width - indent - (cell_len(right) + 2 if right else 0)
        for number, (start, end) in enumerate(wrap(text, max(room, 8))):
            before = list(first) if number == 0 and first else [(" " * indent, Ink.TEXT)]
            shift = sum(len(piece) for piece, _ in before)
            inside = tuple(clipped(runs, start, end, shift))
            line_text = "".join(piece for piece, _ in before) + text[start:end]
            line_runs = (*runs_of(before), *inside)
            if right and number == 0:
                gap = self.width - cell_len(line_text) - cell_len(right)
                begin = len(line_text) + gap
                line_text += " " * gap + right
                line_runs = (*line_runs, Run(begin, len(line_text), Ink.DIM))
            self.lines.append(Line(line_text, line_runs, item=item))


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
