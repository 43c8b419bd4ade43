"""The status line: a message for a while, otherwise the position in the list."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from cache.values.list_rows import FeedRow
from tui.app.screens.base_screen import nothing_kept
from tui.app.screens.job_progress import Progress
from tui.app.screens.main_ports import Asks, Reads, Waits
from tui.app.screens.undoable_marks import UndoableMarks
from tui.app.widgets.bars.status_bars import KeyBar, StatusBar
from tui.headless.commands.command import Command
from tui.headless.commands.key_names import with_keys

if TYPE_CHECKING:
    from textual.timer import Timer

_SAID_SECONDS = 6.0


class StatusPort(Reads, Asks, Waits, Protocol):
    """What the status line needs of the screen."""

    @property
    def marking(self) -> UndoableMarks:
        """What writes, and takes back."""
        ...

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands, with their keys."""
        ...

    @property
    def feeds(self) -> Sequence[FeedRow]:
        """The feeds that there are."""
        ...

    def now(self) -> datetime:
        """Return the time in the reader's own zone."""
        ...

    @property
    def progress(self) -> Progress:
        """How far the job is that runs."""
        ...

    @property
    def is_short(self) -> bool:
        """Whether the terminal has one line for both status and keys."""
        ...

    @property
    def is_immersed(self) -> bool:
        """Whether a text stands alone."""
        ...

    def position_words(self) -> str:
        """Return where one is."""
        ...

    def show_status(self) -> None:
        """Show where one is, or what was said last, and what goes with it."""
        ...


class StatusLine:
    """Says things for a while, and keeps them in the journal."""

    def __init__(self, screen: StatusPort, status_bar: StatusBar, key_bar: KeyBar) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._status_bar = status_bar
        self._key_bar = key_bar
        self.said = ""
        self._is_error = False
        self._timer: Timer | None = None

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show a line for a while; never that something was kept which could not be."""
        refusal = self._screen.marking.refusal
        if refusal is not None:
            words, is_error = nothing_kept(refusal), True
        if self._timer is not None:
            self._timer.stop()
        self.said, self._is_error = words, is_error
        if words:
            self._newsroom.journal.add(words, at=self._newsroom.clock(), is_error=is_error)
        self._timer = self._screen.set_timer(_SAID_SECONDS, self._unsay)
        self._screen.show_status()

    def _unsay(self) -> None:
        """Show where one is again, in place of what was said."""
        self.said, self._is_error, self._timer = "", False, None
        self._screen.show_status()

    def refuse(self, words: str) -> None:
        """Say why a key did nothing; `words` names commands whose keys are put in."""
        self.say(with_keys(words, self._screen.commands))

    def show_messages(self) -> None:
        """Show the last messages, the feeds that fail and the path of the log."""
        from tui.app.screens.dialogs.messages_dialog import MessagesScreen

        said, log = self._newsroom.journal.said, self._newsroom.log
        self._screen.push(MessagesScreen(said, self._screen.feeds, log, now=self._screen.now()))

    def show(self) -> None:
        """Show what was said last, or where one is, and how far the job is."""
        screen, progress = self._screen, self._screen.progress
        self._status_bar.show(self.said or screen.position_words(), is_error=self._is_error)
        self._status_bar.show_progress(progress.words, progress.fraction)
        # On a short terminal the two lines take turns.
        has_news = bool(self.said or progress.is_running)
        self._status_bar.display = has_news or not screen.is_short
        self._key_bar.display = not ((has_news and screen.is_short) or screen.is_immersed)
