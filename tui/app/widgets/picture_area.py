"""The area of a picture: half blocks, or blank cells over which the terminal draws it."""

from collections.abc import Sequence

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.widgets.guarded_lines import DrawnByLine
from tui.app.widgets.text.drawable_text import drawable
from tui.app.widgets.typesetting.line_wrapping import wrap
from tui.headless.graphics.encode_picture import Drawing
from tui.headless.graphics.half_blocks import HALF, Cells


class PictureArea(DrawnByLine, Widget):
    """Shows a drawing in its middle, or words where there is none."""

    can_focus = False

    class Uncovered(Message):
        """The cells of the picture were drawn blank: the terminal has to cover them again.

        Attributes:
            x, y: its upper left cell on the screen, from 0.
        """

        def __init__(self, drawing: Drawing, x: int, y: int) -> None:
            super().__init__()
            self.drawing = drawing
            self.x = x
            self.y = y

    class Turned(Message):
        """The next picture is wanted, or the one before: a click on its half, or the wheel."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__()
        self._drawing: Drawing | None = None
        self._words = ""
        self._strips: Sequence[Strip] = ()
        self._is_uncovered = False

    @property
    def drawing(self) -> Drawing | None:
        """What is shown, None for words."""
        return self._drawing

    def show(self, drawing: Drawing, strips: Sequence[Strip]) -> None:
        """Show a picture, with its half blocks as `strips_of` made them."""
        self._drawing, self._words, self._strips = drawing, "", strips
        self.refresh()

    def say(self, words: str) -> None:
        """Show words instead."""
        self._drawing, self._words, self._strips = None, drawable(words), ()
        self.refresh()

    def draw_line(self, y: int) -> Strip:
        """Draw one line."""
        ground = self.rich_style
        if self._drawing is None:
            return self._words_line(y, ground)
        left, top = self._corner(self._drawing)
        if not self._strips:
            # Drawn blank now; once it is on the terminal, the picture goes over it.
            self._tell_soon()
        if not 0 <= y - top < len(self._strips):
            return Strip.blank(self.size.width, ground)
        line = self._strips[y - top]
        right = self.size.width - left - line.cell_length
        return Strip(
            [Segment(" " * left, ground), *line, Segment(" " * right, ground)], self.size.width
        )

    def _words_line(self, y: int, ground: Style) -> Strip:
        width = max(1, self.size.width - 4)
        lines = [self._words[start:end] for start, end in wrap(self._words, width)]
        at = y - max(0, (self.size.height - len(lines)) // 2)
        text = lines[at] if 0 <= at < len(lines) else ""
        line = Strip([Segment(text, ground)])
        left = max(0, (self.size.width - line.cell_length) // 2)
        padded = Strip([Segment(" " * left, ground), *line])
        return padded.adjust_cell_length(self.size.width, ground)

    def _corner(self, drawing: Drawing) -> tuple[int, int]:
        left = (self.size.width - drawing.room.columns) // 2
        return max(0, left), max(0, (self.size.height - drawing.room.rows) // 2)

    def _tell_soon(self) -> None:
        if not self._is_uncovered:
            self._is_uncovered = True
            self.call_after_refresh(self._tell_uncovered)

    def _tell_uncovered(self) -> None:
        self._is_uncovered = False
        if self._drawing is not None:
            left, top = self._corner(self._drawing)
            region = self.content_region
            self.post_message(self.Uncovered(self._drawing, region.x + left, region.y + top))

    def on_click(self, event: events.Click) -> None:
        """Turn on or back."""
        self.post_message(self.Turned(1 if event.x >= self.size.width // 2 else -1))

    def on_mouse_scroll_down(self) -> None:
        """Turn on."""
        self.post_message(self.Turned(1))

    def on_mouse_scroll_up(self) -> None:
        """Turn back."""
        self.post_message(self.Turned(-1))


def strips_of(drawing: Drawing) -> list[Strip]:
    """Return the half blocks of a drawing; ten thousand colours take too long for the loop."""
    return [_strip(row) for row in drawing.rows]


def _strip(row: tuple[Cells, ...]) -> Strip:
    return Strip(
        [
            Segment(
                HALF * cells.count,
                Style(color=Color.from_rgb(*cells.upper), bgcolor=Color.from_rgb(*cells.lower)),
            )
            for cells in row
        ],
        sum(cells.count for cells in row),
    )
