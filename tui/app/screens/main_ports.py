"""What the collaborators of the main screen need of it: small protocols, which each combines.

A collaborator says in its own module which of these it needs; a test gives it a small fake.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkType

from cache.values.list_rows import EntryId, EntryRow, View
from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tui.app.screens.list_place import ListPlace
from tui.app.screens.selection import Selection
from tui.app.screens.undoable_marks import UndoableMarks
from tui.headless.commands.command import Context
from tui.headless.commands.tour import Deed
from tui.headless.services.app_services import Newsroom

_T = TypeVar("_T")


class Says(Protocol):
    """Says things in the status line, and knows what the keys are called."""

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show a line for a while."""
        ...

    def key_of(self, name: str) -> str:
        """Return the first key of a command, for a sentence."""
        ...


class Reads(Protocol):
    """Reads the cache."""

    @property
    def newsroom(self) -> Newsroom:
        """What the app works with."""
        ...


class Writes(Reads, Says, Protocol):
    """Reads and writes the cache, and says what was done."""

    @property
    def marking(self) -> UndoableMarks:
        """What writes, and takes back."""
        ...


class Asks(Protocol):
    """Shows dialogs."""

    def push(self, dialog: Screen[_T], answered: Callable[[_T | None], None] | None = None) -> None:
        """Show a dialog, and do something with its answer."""
        ...


class Waits(Protocol):
    """Does something later."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call something once."""
        ...

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        """Call something again and again."""
        ...


class Works(Protocol):
    """Has work done beside the loop."""

    @property
    def is_running(self) -> bool:
        """Whether the screen is still there to be told."""
        ...

    def run_worker(
        self,
        work: WorkType[_T],
        *,
        group: str,
        exit_on_error: bool,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[_T]:
        """Run a coroutine, or a function in a thread."""
        ...

    def say_from_thread(self, words: str, *, is_error: bool = False) -> None:
        """Say something from a thread; nothing if the screen is gone."""
        ...


class Leaves(Protocol):
    """Reaches what is outside of the program."""

    def copy(self, words: str) -> None:
        """Copy words through the terminal."""
        ...

    def suspended(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program for a while."""
        ...


class Shows(Protocol):
    """Shows a view of the cache, in one of two lists."""

    @property
    def view(self) -> View:
        """What the list shows."""
        ...

    @property
    def shows_stories(self) -> bool:
        """Whether the list has stories, not articles."""
        ...

    @property
    def context(self) -> Context:
        """Where the focus is."""
        ...

    def open_view(self, view: View) -> None:
        """Show another view from its top."""
        ...

    def open_section(self, view: View) -> None:
        """Show another view, and select its section."""
        ...

    def go_to_list(self) -> None:
        """Give the list the focus."""
        ...


class Places(Protocol):
    """Knows which row one is at, and goes back to it."""

    def list_place(self) -> ListPlace:
        """Return the list one is in, and what is under its cursor."""
        ...

    def return_to(self, place: ListPlace) -> None:
        """Put the cursor on a row again, if it is in the list; else on the first."""
        ...


class Opens(Protocol):
    """Opens articles and stories."""

    def open_article(self, row: EntryRow, *, resumes: bool = True) -> None:
        """Show an article in the reader, where it was left if that is wanted."""
        ...

    def open_story(self, row: StoryRow) -> None:
        """Show the page of a story."""
        ...


class HasSelection(Protocol):
    """Knows what a command is about."""

    def subject(self) -> Selection:
        """Return what a command acts on."""
        ...

    def current(self) -> EntryRow | None:
        """Return the one article that a command is about."""
        ...


class TakesNotice(Protocol):
    """Takes notice of what the reader does."""

    def happened(self, deed: Deed) -> None:
        """Take notice of a deed, for the tour."""
        ...


class Keeps(Protocol):
    """Lets articles and stories stay in a list of what is unread until it is opened anew."""

    def keep(self, entry_ids: Sequence[EntryId]) -> None:
        """Let articles stay."""
        ...

    def keep_stories(self, story_ids: Sequence[StoryId]) -> None:
        """Let stories stay."""
        ...

    def rows_changed(self) -> None:
        """Draw the rows of the list anew."""
        ...
