"""The bars above and below the panes: the view, the status, the keys."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.app.widgets.guarded_lines import DrawnByLine
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.headless.commands.command import Command
from tui.headless.commands.key_names import shown_key

_BAR_WIDTH = 12
_KEPT = 2
"""Help and quit, which stand last, are shown at any width."""


class _Bar(DrawnByLine, Widget):
    """One line of segments."""

    INKS = "bar"

    def segments(self, width: int) -> Sequence[Segment]:
        """Return what stands in the line."""
        raise NotImplementedError

    def draw_line(self, y: int) -> Strip:
        """Draw the line."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        strip = Strip(self.segments(self.size.width))
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def ink(self, name: str) -> Style:
        """Return an ink on the bar's ground."""
        return self.rich_style + super().ink(name)


class TopBar(_Bar):
    """The name, the view and its counts; at the right how fresh the news is."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ("nutgraf", "", "", "", "")

    def show(
        self, *, name: str, view: str, counts: str, freshness: str, short_freshness: str = ""
    ) -> None:
        """Show the view and how fresh it is.

        Args:
            short_freshness: stands for `freshness` where there is no room for it.
        """
        shown = (name, drawable(view), counts, freshness, short_freshness)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def segments(self, width: int) -> Sequence[Segment]:
        """Return the line; what matters least gives way first."""
        name, view, counts, freshness, short = self._shown
        name, counts, freshness = f" {name}  ", f"   {counts}", f"{freshness} "
        if len(name) + cell_len(view) + len(counts) + cell_len(freshness) + 1 > width:
            # What went wrong is worth more than the program's name.
            freshness = f"  {short} " if short else ""
        if len(name) + cell_len(view) + len(counts) + len(freshness) > width:
            name = " "
        view = fit(view, max(0, width - len(name) - len(counts) - len(freshness)))
        gap = width - len(name) - cell_len(view) - len(counts) - cell_len(freshness)
        return (
            Segment(name, self.ink("name")),
            Segment(view, self.ink("view")),
            Segment(counts, self.ink("dim")),
            Segment(" " * max(0, gap), self.rich_style),
            Segment(freshness, self.ink("dim")),
        )


class StatusBar(_Bar):
    """What just happened or where one is, and at the right the progress of a refresh."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._is_error = "", False
        self._progress, self._fraction = "", 0.0
        self._pending = ""

    def show_pending(self, keys: str) -> None:
        """Show keys that wait for more."""
        if keys != self._pending:
            self._pending = keys
            self.refresh()

    def show(self, text: str, *, is_error: bool = False) -> None:
        """Show a line of text at the left."""
        if (text, is_error) != (self._text, self._is_error):
            self._text, self._is_error = drawable(text), is_error
            self.refresh()

    def show_progress(self, words: str, fraction: float) -> None:
        """Show how far a job is; no words end it."""
        if (words, fraction) != (self._progress, self._fraction):
            self._progress, self._fraction = drawable(words), fraction
            self.refresh()

    def segments(self, width: int) -> Sequence[Segment]:
        """Return the line: progress keeps its place, the text takes the rest."""
        right: list[Segment] = []
        right_width = 0
        if self._progress:
            done = round(_BAR_WIDTH * max(0.0, min(1.0, self._fraction)))
            words = fit(self._progress, width - _BAR_WIDTH - 4)
            right = [
                Segment(f" {words}  ", self.ink("text")),
                Segment("━" * done, self.ink("done")),
                Segment("─" * (_BAR_WIDTH - done), self.ink("rest")),
                Segment(" ", self.rich_style),
            ]
            right_width = cell_len(words) + _BAR_WIDTH + 4
        if self._pending:
            right.append(Segment(f" {self._pending} ", self.ink("done")))
            right_width += cell_len(self._pending) + 2
        left = fit(f" {self._text}", width - right_width)
        gap = " " * max(0, width - right_width - cell_len(left))
        return (Segment(left + gap, self.ink("error" if self._is_error else "dim")), *right)


class KeyBar(_Bar):
    """The keys that work here, as many as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._commands: Sequence[Command] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Show these commands, the first ones first, and the last two at any width."""
        self._commands = [command for command in commands if command.keys]
        self.refresh()

    def segments(self, width: int) -> Sequence[Segment]:
        """Return keys and titles until the line is full."""
        if len(self._commands) <= _KEPT:
            return ()
        first, kept = self._commands[:-_KEPT], self._commands[-_KEPT:]
        sizes = {command.name: self._cells_of(command) for command in self._commands}
        room = width - 1 - sum(sizes[command.name] for command in kept)
        shown: list[Command] = []
        for command in first:
            if sizes[command.name] <= room:
                shown.append(command)
                room -= sizes[command.name]
        segments = [Segment(" ", self.rich_style)]
        for command in (*shown, *kept):
            segments.append(Segment(shown_key(command.keys[0]), self.ink("key")))
            segments.append(Segment(f" {command.title}  ", self.ink("dim")))
        return segments

    @staticmethod
    def _cells_of(command: Command) -> int:
        return cell_len(shown_key(command.keys[0])) + len(command.title) + 3
