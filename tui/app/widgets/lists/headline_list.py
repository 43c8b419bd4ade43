"""What the lists of articles and of stories share: rows of one to four lines under a headline."""

from collections.abc import Callable, Iterable
from datetime import datetime

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from tui.app.widgets.lists.row_density import Density, density_for, next_density
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.text.drawable_text import fit
from tui.app.widgets.typesetting.line_wrapping import two_lines


class HeadlineList(RowList):
    """Chooses how many lines a row takes, and draws what all rows have."""

    class Left(Message):
        """The reader wants the sections."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._chosen_density: Density | None = None

    @property
    def density(self) -> Density:
        """How many lines a row takes, by choice or by the room that there is."""
        if self._chosen_density is not None:
            return self._chosen_density
        return density_for(self._height, self.row_count())

    def set_density(self, density: Density) -> None:
        """Take a density, whatever the height of the window."""
        self._chosen_density = density
        self.row_height = density

    def change_density(self) -> Density:
        """Take the next density and return it."""
        self._chosen_density = next_density(self.density)
        self.row_height = self._chosen_density
        return self._chosen_density

    def on_resize(self, event: events.Resize) -> None:
        """Choose the density for the new height."""
        self.row_height = self.density
        super().on_resize(event)

    def action_leave(self) -> None:
        """Go to the sections."""
        self.post_message(self.Left())

    # Drawing.

    def draw_margin(self, index: int, style: Style, *, is_selected: bool) -> Segment:
        """Return the first cell of a row: the tick of a selected one, or the cursor's bar."""
        if is_selected:
            return Segment("✓", style + self.ink("selected"))
        bar = self.ink("bar" if self.has_focus else "meta")
        return Segment("▌" if index == self.cursor else " ", style + bar)

    def draw_second_line(
        self, title: str, lead: str, *, room: int, width: int, style: Style, title_ink: Style
    ) -> Iterable[Segment]:
        """Return the rest of a title longer than `room`, or the first point under a short one."""
        rest = two_lines(title, room)[1]
        ink = title_ink if rest else self.ink("lead")
        yield Segment("  " + fit(rest or lead, width - 2), style + ink)
