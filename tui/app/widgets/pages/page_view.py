"""A view of one typeset page: draws the lines in sight, scrolls, and selects items."""

from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip

from tui.app.widgets.line_view import LineView
from tui.app.widgets.text.drawable_text import character_at, drawable
from tui.app.widgets.typesetting.line_wrapping import wrap
from tui.app.widgets.typesetting.typeset_page import Ink, Line, Page

_OVERLAP = 2
"""Lines of the old page that a new one repeats, for the eye to find its place."""


class PageView(LineView, can_focus=True):
    """A pager over typeset lines; a subclass makes the page and says what its items do.

    Attributes:
        sorry: the sentence that stands in place of a page that can't be made.
    """

    INKS = "page"

    def __init__(self, *, text_width: int) -> None:
        super().__init__()
        self._text_width = text_width
        self._page: Page | None = None
        self._hint: tuple[str, ...] = ()
        self._item = -1
        self.sorry = "This can't be shown; the log has the reason."

    # What a subclass has to say.

    def typeset(self) -> None:
        """Make the page for the present width, or anew for another one."""
        raise NotImplementedError

    def item_selected(self) -> None:
        """React to another selected item."""

    def item_clicked(self, number: int, x: int) -> None:
        """React to a click on the selected item, `x` cells from the left of the text."""
        raise NotImplementedError

    def ink_at(self, line: Line, at: int) -> Ink:
        """Return the ink of a character."""
        for run in line.runs:
            if run.start <= at < run.end:
                return run.ink
        return line.ink

    def is_stop(self, number: int) -> bool:  # noqa: ARG002 - for subclasses
        """Tell whether going from item to item stops there."""
        return True

    def marks_on(self, line: Line) -> list[tuple[int, int]]:  # noqa: ARG002 - for subclasses
        """Return the parts of a line that are marked."""
        return []

    # What one may ask it.

    @property
    def page(self) -> Page | None:
        """The typeset page."""
        return self._page

    @property
    def item(self) -> int:
        """The number of the selected item, -1 if none is."""
        return self._item

    @property
    def text_left(self) -> int:
        """How many columns from the left of the view the text begins."""
        return self._margin()

    # Sizes.

    @property
    def _columns(self) -> int:
        return self.room.width

    @property
    def _window(self) -> int:
        return self.room.height

    def _margin(self) -> int:
        """Return the columns left of the text: at least 2 for the bar, more to centre it."""
        return max(2, (self._columns - self._text_columns()) // 2)

    def _text_columns(self) -> int:
        return max(8, min(self._text_width, self._columns - 4))

    # Drawing.

    @property
    def _selected_ink(self) -> str:
        return "selected" if self.has_focus else "selected-blurred"

    def draw_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, base = self._columns, self.rich_style
        if self._page is None:
            return self._draw_hint(y, width, base)
        index = y + self.scroll_offset.y
        if not 0 <= index < self._page.height:
            return Strip.blank(width, base)
        line = self._page.lines[index]
        margin = self._margin()
        is_selected = line.item >= 0 and line.item == self._item
        segments: list[Segment] = []
        if is_selected:
            bar = base + self.ink("bar")
            base += self.ink(self._selected_ink)
            segments += [Segment(" " * (margin - 2), self.rich_style), Segment("▌ ", bar)]
        else:
            segments.append(Segment(" " * margin, base))
        # The offsets tell the screen what the mouse selects: lines and characters of the page.
        inked = Strip(self._inked(line, base, self._selected_by_mouse(index)))
        strip = Strip.join([Strip(segments), inked.apply_offsets(0, index)])
        if is_selected:
            room = min(width, margin + self._text_columns() + 1)
            strip = strip.adjust_cell_length(room, base)
        return strip.adjust_cell_length(width, self.rich_style)

    def say_sorry(self) -> None:
        """Show the sentence in place of a page that can't be made."""
        self._page, self._hint = None, ("", self.sorry)
        self.virtual_size = Size(self._columns, 0)
        self.refresh()

    def _draw_hint(self, y: int, width: int, base: Style) -> Strip:
        room = max(8, width - 2)
        lines = [
            hint[start:end] for hint in self._hint for start, end in wrap(hint, room) or [(0, 0)]
        ]
        number = y - max(0, self._window // 3)
        text = lines[number] if 0 <= number < len(lines) else ""
        left = " " * max(0, (width - len(text)) // 2)
        style = base + self.ink("hint")
        return Strip([Segment(left + text, style)]).adjust_cell_length(width, base)

    def _inked(self, line: Line, base: Style, selected: tuple[int, int]) -> list[Segment]:
        """Return the line in segments of one style each: its runs, and marks over them."""
        size = len(line.text)
        marks = [*self.marks_on(line), *([selected] if selected[0] < selected[1] else [])]
        cuts = {0, size}
        for run in line.runs:
            cuts.update((run.start, run.end))
        for spot in line.spots:
            cuts.update((spot.start, spot.end))
        for start, end in (*marks, *line.links):
            cuts.update((start, end))
        points = sorted(cuts)
        segments: list[Segment] = []
        for start, end in pairwise(points):
            style = base + self.ink(self.ink_at(line, start))
            if line.spots and 0 <= self._item == line.item_at(start):
                style += self.ink(self._selected_ink)
            if any(first <= start < last for first, last in line.links):
                style += self.ink("link")
            if any(first <= start < last for first, last in marks):
                style += self.ink("mark")
            segments.append(Segment(drawable(line.text[start:end]), style))
        return segments

    # What the mouse selects.

    def _selected_by_mouse(self, index: int) -> tuple[int, int]:
        """Return the characters [start, end) of a line that the mouse has selected."""
        selection, page = self.text_selection, self._page
        span = selection.get_span(index) if selection is not None else None
        if span is None or page is None:
            return (0, 0)
        size = len(page.lines[index].text)
        return (min(span[0], size), size if span[1] < 0 else min(span[1], size))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text and what follows it; None if there is no page."""
        if self._page is None:
            return None
        start, end = selection.start, selection.end
        first = (start.y, start.x) if start is not None else (0, 0)
        last = (end.y, end.x) if end is not None else (self._page.height, 0)
        return self._page.text_between(first, last), "\n"

    # Moving.

    def _go_to(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self._page is None or self.scroll_offset.y + self._window >= self._page.height

    def action_down(self) -> None:
        """Move down a line."""
        self._go_to(self.scroll_offset.y + 1)

    def action_up(self) -> None:
        """Move up a line."""
        self._go_to(self.scroll_offset.y - 1)

    def action_first(self) -> None:
        """Go to the headline."""
        self._go_to(0)

    def action_last(self) -> None:
        """Go to the end."""
        self._go_to(self.virtual_size.height)

    def action_page_down(self) -> None:
        """Show the next page."""
        self._go_to(self.scroll_offset.y + max(1, self._window - _OVERLAP))

    def action_page_up(self) -> None:
        """Show the page before."""
        self._go_to(self.scroll_offset.y - max(1, self._window - _OVERLAP))

    # Items.

    def action_next_item(self) -> None:
        """Select the next item."""
        self._step(1)

    def action_previous_item(self) -> None:
        """Select the item before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        page = self._page
        stops = [n for n in range(len(page.items)) if self.is_stop(n)] if page else []
        if not stops:
            self.refuse("There is nothing to select here")
            return
        if self._item < 0:
            self.select_item(self._first_in_sight(stops) if step > 0 else stops[-1])
            return
        ahead = [n for n in stops if (n > self._item if step > 0 else n < self._item)]
        if not ahead:
            self.refuse("This is the last item" if step > 0 else "This is the first item")
        self.select_item((ahead[0] if step > 0 else ahead[-1]) if ahead else self._item)

    def _first_in_sight(self, stops: list[int]) -> int:
        """Return the first of these items in the window, or the first of all.

        What stands side by side below the headline is gone back to: most come for the panels.
        """
        assert self._page is not None  # noqa: S101  # only called with a page
        top = self.scroll_offset.y
        lines = self._page.lines[top : top + self._window]
        in_sight = (n for line in lines for n in stops if line.item == n)
        return next(in_sight, stops[0])

    def select_item(self, item: int) -> None:
        """Select an item by its number in the page, and bring it into sight."""
        if self._page is None:
            return
        if item != self._item:
            self._item = item
            self.item_selected()
        lines = self._page.lines_of_item(item)
        above = self._page.lines[: lines.start]
        top, height = self.scroll_offset.y, self._window
        if lines and (lines.start < top or lines.stop > top + height):
            is_first = lines.stop <= height and not any(it.item >= 0 or it.spots for it in above)
            self._go_to(0 if is_first else max(0, lines.start - height // 3))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the item under the mouse and do what it does, unless text was selected."""
        if self._page is None or self.screen.get_selected_text():
            return
        index = event.y + self.scroll_offset.y
        if not 0 <= index < self._page.height:
            return
        line, x = self._page.lines[index], event.x - self._margin()
        number = line.item_at(character_at(line.text, x))
        if number < 0:
            return
        event.stop()
        self.select_item(number)
        self.item_clicked(number, x)

    def on_resize(self, _event: events.Resize) -> None:
        """Set the page for the new width; out of sight it keeps the one it has."""
        if self._columns <= 0:
            return
        if self._page is None or self._page.text_width != self._text_columns():
            self.typeset()
        else:
            self.virtual_size = Size(self._columns, self._page.height)
            self.refresh()
