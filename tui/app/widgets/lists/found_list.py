"""The list of what a search found: title, the words around the first hits, source and age."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from cache.values.list_rows import EntryRow
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import drawable, fill, fit
from tui.app.widgets.typesetting.line_wrapping import wrap

Parts = Sequence[tuple[str, bool]]
_SNIPPET_LINES = 2


class FoundRow(Struct, frozen=True, kw_only=True):
    """A row; `title` and `snippet` in parts, each with whether it is a hit."""

    row: EntryRow
    title: Parts
    snippet: Parts


class FoundList(RowList):
    """What was found, four lines each."""

    INKS = "found"

    class Opened(Message):
        """The reader wants to read what is under the cursor."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._rows: Sequence[FoundRow] = ()
        self._row_height = 2 + _SNIPPET_LINES

    def show(self, rows: Sequence[FoundRow], *, cursor: int = 0) -> None:
        """Show rows, with the cursor on one of them."""
        self._rows = rows
        self.rows_changed(cursor=cursor, offset=0)

    @property
    def selected(self) -> EntryRow | None:
        """The entry under the cursor."""
        return self._rows[self.cursor].row if self.cursor < len(self._rows) else None

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def row_chosen(self) -> None:
        """Open what was clicked."""
        self.post_message(self.Opened())

    def draw_row(self, index: int, part: int, width: int, style: Style) -> Iterable[Segment]:
        """Return one line of a row."""
        found = self._rows[index]
        yield Segment("▌" if index == self.cursor else " ", style + self.ink("bar"))
        room = max(8, width - 2)
        if part == 0:
            yield from self._line(found.title, 0, room, style + self.ink("title"))
        elif part <= _SNIPPET_LINES:
            yield from self._line(found.snippet, part - 1, room, style + self.ink("text"))
        else:
            when = relative_times.age(found.row.sort_at, self._clock())
            source = fill(found.row.feed_title, room - cell_len(when) - 2)
            yield Segment(f"{source}  {when}", style + self.ink("meta"))

    def _line(self, parts: Parts, number: int, room: int, style: Style) -> Iterable[Segment]:
        """Yield one line of wrapped parts, its hits marked."""
        pieces = [(drawable(text), is_hit) for text, is_hit in parts]
        text = "".join(piece for piece, _ in pieces)
        lines = wrap(text, room)
        if number >= len(lines):
            return
        start, end = lines[number]
        at = 0
        for piece, is_hit in pieces:
            shown = piece[max(start - at, 0) : max(end - at, 0)]
            at += len(piece)
            if shown:
                yield Segment(shown, style + self.ink("hit") if is_hit else style)
        if number + 1 < len(lines) and number in {0, _SNIPPET_LINES - 1}:
            yield Segment(fit("…", 1), style)
