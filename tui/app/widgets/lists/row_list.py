"""A list that draws only the visible rows: cursor, scrolling and mouse for lists of any length."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from tui.app.widgets.line_view import LineView
from tui.app.widgets.text.drawable_text import fit
from tui.app.widgets.typesetting.line_wrapping import wrap


def _plain(segment: Segment, base: Style) -> Segment:
    is_bold = bool(segment.style and segment.style.bold)
    return Segment(segment.text, base + Style(bold=is_bold))


class RowList(LineView, can_focus=True):
    """Base of the two lists; a subclass says how many rows there are and draws one."""

    def __init__(self) -> None:
        super().__init__()
        self._cursor = 0
        self._row_height = 1
        self._hint = ""

    # What a subclass has to say.

    def row_count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def draw_row(self, index: int, part: int, width: int, style: Style) -> Iterable[Segment]:
        """Return line `part` of a row; `style` is the row's background."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """React to a cursor that the reader moved."""

    def action_enter(self) -> None:
        """Open the selected row."""
        raise NotImplementedError

    def row_chosen(self) -> None:
        """React to a click on the row of the cursor."""

    # What one may ask and tell it.

    @property
    def cursor(self) -> int:
        """The number of the selected row."""
        return self._cursor

    @property
    def row_height(self) -> int:
        """How many lines a row takes."""
        return self._row_height

    @row_height.setter
    def row_height(self, height: int) -> None:
        if height != self._row_height:
            offset = self.cursor_offset()
            self._row_height = height
            self.rows_changed(cursor=self._cursor, offset=offset)

    def cursor_offset(self) -> int:
        """Return how many rows the cursor is below the top of the window."""
        return self._cursor - self.scroll_offset.y // self._row_height

    def rows_changed(
        self, *, cursor: int, offset: int | None = None, row_height: int | None = None
    ) -> None:
        """Draw anew after the rows changed.

        Args:
            offset: the cursor's distance from the top of the window; None only makes it visible.
            row_height: how many lines a row takes from now on; None for as many as before.
        """
        count = self.row_count()
        self._row_height = row_height or self._row_height
        self._cursor = max(0, min(cursor, count - 1))
        self.virtual_size = Size(self._width, count * self._row_height)
        if offset is not None:
            self._scroll_to_line((self._cursor - max(0, offset)) * self._row_height)
        self._show_cursor()
        self.refresh()

    def move_to(self, index: int) -> None:
        """Move the cursor to a row, keeping it in sight."""
        index = max(0, min(index, self.row_count() - 1))
        if index == self._cursor:
            return
        old, self._cursor = self._cursor, index
        self._show_cursor()
        self.refresh_lines(old * self._row_height, self._row_height)
        self.refresh_lines(index * self._row_height, self._row_height)
        self.cursor_moved()

    # Drawing.

    @property
    def _width(self) -> int:
        return self.room.width

    @property
    def _height(self) -> int:
        return self.room.height

    def draw_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        index, part = divmod(y + self.scroll_offset.y, self._row_height)
        width = self._width
        base = self.rich_style
        if not self.row_count():
            return self._draw_hint(y - 1, base)
        if not 0 <= index < self.row_count():
            return Strip.blank(width, base)
        if index == self._cursor:
            base += self.ink("cursor" if self.has_focus else "cursor-blurred")
        segments = self.draw_row(index, part, width, base)
        if index == self._cursor and self.has_focus and self.app.no_color:
            # In reverse, greys would be hard to read: the weight alone is kept.
            segments = [_plain(segment, base) for segment in segments]
        strip = Strip(segments)
        return strip.adjust_cell_length(width, base)

    def _draw_hint(self, number: int, base: Style) -> Strip:
        """Draw one line of what stands in an empty list."""
        width = self._width
        lines = wrap(self._hint, max(8, width - 4)) if self._hint else []
        if not 0 <= number < len(lines):
            return Strip.blank(width, base)
        start, end = lines[number]
        ink = self.ink("hint")
        segment = Segment("  " + fit(self._hint[start:end], width - 4), base + ink)
        return Strip([segment]).adjust_cell_length(width, base)

    def _show_cursor(self) -> None:
        height = self._height
        if height <= 0:
            return
        top = self._cursor * self._row_height
        bottom = top + self._row_height
        window = self.scroll_offset.y
        if top < window or self._row_height >= height:
            self._scroll_to_line(top)
        elif bottom > window + height:
            self._scroll_to_line(bottom - height)

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True)

    # What the reader does.

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor in sight at the new size."""
        self.rows_changed(cursor=self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse."""
        event.stop()
        index = (event.y + self.scroll_offset.y) // self._row_height
        if 0 <= index < self.row_count():
            self.move_to(index)
            self.row_chosen()

    def action_down(self) -> None:
        """Move down a row."""
        self.move_to(self._cursor + 1)

    def action_up(self) -> None:
        """Move up a row."""
        self.move_to(self._cursor - 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_to(self.row_count() - 1)

    def action_page_down(self) -> None:
        """Move down by what the window holds, less one row for the eye."""
        self.move_to(self._cursor + max(1, self._height // self._row_height - 1))

    def action_page_up(self) -> None:
        """Move up by what the window holds, less one row for the eye."""
        self.move_to(self._cursor - max(1, self._height // self._row_height - 1))
