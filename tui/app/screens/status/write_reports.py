"""Report writes: how much was marked, what could not be saved, what was undone."""

from typing import Protocol

from tui.app.screens.base_screen import nothing_kept, words_of
from tui.app.screens.main_ports import TakesNotice, Writes
from tui.app.work_messages import WriteDone
from tui.headless.commands.tour import Deed
from tui.headless.settings.log import log_error
from tui.headless.words.notices import plural


class ReportPort(Writes, TakesNotice, Protocol):
    """What reporting needs of the screen."""

    def rows_changed(self) -> None:
        """Draw the rows of the list anew."""
        ...

    def look_at_cache(self, *, is_certain: bool = False) -> None:
        """Show the cache if it changed."""
        ...


class WriteReports:
    """Tells the reader what became of a write, and takes the last one back."""

    def __init__(self, screen: ReportPort) -> None:
        self._screen = screen

    def done(self, message: WriteDone) -> None:
        """Show what was written, or why it could not be."""
        screen = self._screen
        is_mark_all = screen.marking.is_mark_all(message)
        screen.marking.done(message)
        refusal = screen.newsroom.writer.refusal
        if refusal is not None and message.error is refusal:
            # It was said when the app began, and by what the reader asked for.
            screen.marking.changes.clear()
            if is_mark_all:
                screen.say(nothing_kept(refusal), is_error=True)
        elif message.error is not None:
            log_error("a write", message.error)
            screen.say(f"Not saved: {words_of(message.error)}", is_error=True)
        elif message.entry_ids:
            count = plural(len(message.entry_ids), "article")
            screen.say(f"{count} marked as read · {screen.key_of('undo')} takes it back")
        screen.look_at_cache(is_certain=True)

    def undo(self) -> None:
        """Take the last mark back."""
        words = self._screen.marking.undo()
        self._screen.say(words or "There is nothing to take back")
        self._screen.rows_changed()
        if words:
            self._screen.happened(Deed.UNDONE)
