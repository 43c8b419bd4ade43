"""A list whose rows can be ticked; Enter takes what is ticked."""

from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import SelectionList

_BUTTON = 3
"""Cells of the button that Textual draws: the same "X" in every row, told apart by its colour."""


class TickList(SelectionList[int]):
    """Draws ticks that differ by more than their colour; rows are of one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "accept", "Accept"),
        ("j", "cursor_down", "Down"),
        ("k", "cursor_up", "Up"),
    ]

    class Accepted(Message):
        """The reader is done; these rows are ticked."""

        def __init__(self, ticked: tuple[int, ...]) -> None:
            super().__init__()
            self.ticked = ticked

    def action_accept(self) -> None:
        """Take what is ticked."""
        self.post_message(self.Accepted(tuple(sorted(self.selected))))

    def render_line(self, y: int) -> Strip:
        """Draw a row with its tick."""
        strip = super().render_line(y)
        at = self.scroll_offset.y + y
        if at >= self.option_count:
            return strip
        is_ticked = self.get_option_at_index(at).value in self.selected
        # The style of the middle: it has the list's colours, and what a click needs.
        _, middle, _ = strip.crop(0, _BUTTON)
        tick = Segment("[✓]" if is_ticked else "[ ]", middle.style)
        return Strip([tick, *strip.crop(_BUTTON)], strip.cell_length)
