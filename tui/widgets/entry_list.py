"""The list of stories: rows come in pages from outside, and only those in sight are drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from cache.model import EntryRow
from tui.commands.model import Context
from tui.widgets import moments
from tui.widgets.density import Density, density_for, next_density
from tui.widgets.drawable import drawable, fill, fit
from tui.widgets.keys import bindings_of
from tui.widgets.row_list import RowList
from tui.widgets.wrapping import two_lines, wrap


class Rows(Protocol):
    """What the list shows."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        ...

    def row(self, index: int) -> EntryRow | None:
        """Return a row, None if it is gone meanwhile."""
        ...


class EntryList(RowList):
    """Stories, newest first."""

    BINDINGS = bindings_of(Context.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-list--unread",
        "entry-list--read",
        "entry-list--mark",
        "entry-list--star",
        "entry-list--meta",
        "entry-list--lead",
        "entry-list--bar",
        "entry-list--hint",
    }

    @dataclass
    class Highlighted(Message):
        """The reader moved to a story."""

        row: EntryRow

    @dataclass
    class Opened(Message):
        """The reader wants to read a story."""

        row: EntryRow
        by_mouse: bool = False

    class Left(Message):
        """The reader wants the sections."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._rows: Rows | None = None
        self._chosen_density: Density | None = None
        self._hint = ""

    def show(
        self, rows: Rows, *, cursor: int = 0, offset: int | None = None, hint: str = ""
    ) -> None:
        """Show rows.

        Args:
            offset: the cursor's distance from the top of the window; None only makes it visible.
            hint: what stands there if there are no rows.
        """
        self._rows = rows
        self._hint = hint
        self.rows_changed(cursor=cursor, offset=offset)

    @property
    def selected(self) -> EntryRow | None:
        """The story under the cursor."""
        return self._rows.row(self.cursor) if self._rows and self._rows.count else None

    @property
    def density(self) -> Density:
        """How many lines a story takes, by choice or by the height of the window."""
        if self._chosen_density is not None:
            return self._chosen_density
        return density_for(self._height)

    def change_density(self) -> Density:
        """Take the next density and return it."""
        self._chosen_density = next_density(self.density)
        self.row_height = self._chosen_density
        return self._chosen_density

    def row_count(self) -> int:
        """Return how many stories there are."""
        return self._rows.count if self._rows else 0

    def cursor_moved(self) -> None:
        """Tell which story is under the cursor."""
        row = self.selected
        if row is not None:
            self.post_message(self.Highlighted(row))

    def row_chosen(self) -> None:
        """Open what was clicked."""
        row = self.selected
        if row is not None:
            self.post_message(self.Opened(row, by_mouse=True))

    def action_enter(self) -> None:
        """Open the story under the cursor."""
        row = self.selected
        if row is not None:
            self.post_message(self.Opened(row))

    def action_leave(self) -> None:
        """Go to the sections."""
        self.post_message(self.Left())

    def on_resize(self, event: events.Resize) -> None:
        """Choose the density for the new height."""
        self.row_height = self.density
        super().on_resize(event)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window, or the hint of an empty list."""
        if self.row_count() or not self._hint:
            return super().render_line(y)
        width, base = self._width, self.rich_style
        lines = wrap(self._hint, max(8, width - 4))
        number = y - 1
        if not 0 <= number < len(lines):
            return Strip.blank(width, base)
        start, end = lines[number]
        segment = Segment("  " + fit(self._hint[start:end], width - 4), base + self._ink("hint"))
        return Strip([segment]).adjust_cell_length(width, base)

    def draw_row(self, index: int, part: int, width: int, style: Style) -> Iterable[Segment]:
        """Return one line of a story."""
        if self.density is Density.ROOMY and part == Density.ROOMY - 1:
            yield Segment(" " * width, self.rich_style)
            return
        row = self._rows.row(index) if self._rows else None
        is_selected = index == self.cursor
        bar = self._ink("bar" if self.has_focus else "meta")
        yield Segment("▌" if is_selected else " ", style + bar)
        width -= 2  # the bar, and a column of air at the right
        if row is None:
            yield Segment("…", style)
        elif self.density is Density.COMPACT:
            yield from self._draw_compact(row, width, style)
        elif part == 0:
            yield from self._draw_title(row, width, style)
        elif self.density is Density.ROOMY and part == 1:
            yield from self._draw_lead(row, width, style)
        else:
            yield from self._draw_meta(row, width, style)

    def _ink(self, name: str) -> Style:
        return self.get_component_rich_style(f"entry-list--{name}", partial=True)

    def _title_ink(self, row: EntryRow) -> Style:
        return self._ink("read" if row.is_read else "unread")

    def _draw_title(self, row: EntryRow, width: int, style: Style) -> Iterable[Segment]:
        star = " ★" if row.is_starred else ""
        room = width - 2 - len(star)
        yield Segment(" " if row.is_read else "●", style + self._ink("mark"))
        title = two_lines(row.title, room)[0] if self.density is Density.ROOMY else row.title
        yield Segment(" " + fill(title or "(without a title)", room), style + self._title_ink(row))
        if star:
            yield Segment(star, style + self._ink("star"))

    def _draw_lead(self, row: EntryRow, width: int, style: Style) -> Iterable[Segment]:
        """Return the rest of a long title, or the first key point under a short one."""
        rest = two_lines(row.title, width - (4 if row.is_starred else 2))[1]
        if rest:
            yield Segment("  " + fit(rest, width - 2), style + self._title_ink(row))
        else:
            yield Segment("  " + fit(row.lead, width - 2), style + self._ink("lead"))

    def _draw_meta(self, row: EntryRow, width: int, style: Style) -> Iterable[Segment]:
        when = moments.age(row.sort_at, self._clock())
        minutes = f" · {moments.reading_minutes(row.word_count)} min" if row.word_count else ""
        room = width - 2 - len(when) - 2
        if cell_len(drawable(row.feed_title[:200])) + len(minutes) > room:
            minutes = ""  # whose story it is matters more than how long
        source = fit(row.feed_title, max(4, room - len(minutes)))
        left = fill(source + minutes, room)
        yield Segment(f"  {left}  {when}", style + self._ink("meta"))

    def _draw_compact(self, row: EntryRow, width: int, style: Style) -> Iterable[Segment]:
        when = moments.age(row.sort_at, self._clock()).rjust(6)
        star = "★" if row.is_starred else " "
        room = width - 2 - len(when) - 2
        source = ""
        if room > 48:  # noqa: PLR2004  # a title needs about 36 columns to be understood
            source = "  " + fill(row.feed_title, min(18, room // 4))
        yield Segment(" " if row.is_read else "●", style + self._ink("mark"))
        title = fill(row.title or "(without a title)", room - cell_len(source))
        yield Segment(" " + title, style + self._title_ink(row))
        yield Segment(source, style + self._ink("meta"))
        yield Segment(" " + star, style + self._ink("star"))
        yield Segment(when, style + self._ink("meta"))
