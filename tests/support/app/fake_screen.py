"""A small stand-in for the main screen: it keeps what a collaborator says, asks and shows."""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, cast

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker

from cache.values.list_rows import EntryId, EntryRow, FeedRow, Scope, View
from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tests.support.caches.newsdesk import Desk
from tui.app.application import NutgrafApp
from tui.app.screens.job_progress import Progress
from tui.app.screens.list_place import ListPlace
from tui.app.screens.selection import Selection
from tui.app.screens.undoable_marks import UndoableMarks
from tui.app.theme import complete
from tui.headless.commands.command import Command, Context
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_names import key_of
from tui.headless.commands.tour import Deed
from tui.headless.services.app_services import Newsroom

if TYPE_CHECKING:
    from tui.app.work_messages import WriteDone


class FakeTimer:
    """Goes off when the test says so."""

    def __init__(self, callback: Callable[[], object]) -> None:
        self.callback = callback
        self.is_stopped = False

    def stop(self) -> None:
        """Never go off."""
        self.is_stopped = True

    def go_off(self) -> None:
        """Call what was to be called, unless it was stopped."""
        if not self.is_stopped:
            self.callback()


class FakeScreen:
    """Satisfies the shared protocols of `main_ports`; a test adds what one collaborator needs."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.commands: tuple[Command, ...] = COMMANDS
        self.posted: list[WriteDone] = []
        self.marking = UndoableMarks(newsroom.writer, newsroom.clock, self.posted.append)
        self.progress = Progress()
        self.view = View(scope=Scope.ALL)
        self.context = Context.LIST
        self.is_running = True
        self.is_immersed = False
        self.is_in_article = False
        self.is_watched_only = False
        self.selected_article: EntryRow | None = None
        self.selected_story: StoryRow | None = None
        self.selected_actor = ""
        self.the_subject = Selection()
        self.feeds: Sequence[FeedRow] = newsroom.library.feeds.rows()
        self.said: list[str] = []
        self.did: list[object] = []
        """What the collaborator had the screen do, in order."""
        self.pushed: list[tuple[Screen[Any], Callable[[Any], None] | None]] = []
        self.timers: list[FakeTimer] = []
        self.works: list[Coroutine[Any, Any, Any] | Callable[[], Any]] = []

    # What the test does.

    def settle(self, desk: Desk) -> None:
        """Wait until all is written, and let the marks know."""
        desk.do(lambda store: None)
        while self.posted:
            self.marking.done(self.posted.pop(0))

    def answer(self, answer: object) -> None:
        """Answer the dialog that was shown last."""
        answered = self.pushed[-1][1]
        assert answered is not None
        answered(answer)

    async def work(self) -> None:
        """Do what was to be done beside the loop."""
        while self.works:
            work = self.works.pop(0)
            if iscoroutine(work):
                await work
            else:
                assert callable(work)
                work()

    # Says, Asks, Waits, Works, Leaves.

    def say(self, words: str, *, is_error: bool = False) -> None:
        self.said.append(f"! {words}" if is_error else words)

    def key_of(self, name: str) -> str:
        return key_of(name, self.commands)

    def push(self, dialog: Screen[Any], answered: Callable[[Any], None] | None = None) -> None:
        self.pushed.append((dialog, answered))

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        self.timers.append(FakeTimer(callback))
        return cast("Timer", self.timers[-1])

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        return self.set_timer(interval, callback)

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        callback()
        return True

    def run_worker(
        self,
        work: Any,
        *,
        group: str,
        exit_on_error: bool,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[Any]:
        self.works.append(work)
        return cast("Worker[Any]", None)

    def say_from_thread(self, words: str, *, is_error: bool = False) -> None:
        self.say(words, is_error=is_error)

    def copy(self, words: str) -> None:
        self.did.append(("copy", words))

    @contextmanager
    def suspended(self) -> Iterator[None]:
        self.did.append("suspended")
        yield

    # Shows, Places, Opens, HasSelection, TakesNotice, Keeps.

    @property
    def shows_stories(self) -> bool:
        return self.view.scope is Scope.STORIES

    def open_view(self, view: View) -> None:
        self.view = view

    def open_section(self, view: View) -> None:
        self.view = view

    def go_to_list(self) -> None:
        self.did.append("go to list")

    def list_place(self) -> ListPlace:
        return ListPlace(view=self.view)

    def return_to(self, place: ListPlace) -> None:
        self.did.append(place)

    def open_article(self, row: EntryRow, *, resumes: bool = True) -> None:
        self.did.append(("open article", row.entry_id))

    def open_story(self, row: StoryRow) -> None:
        self.did.append(("open story", row.story_id))

    def subject(self) -> Selection:
        return self.the_subject

    def subject_stories(self) -> tuple[StoryRow, ...]:
        return self.the_subject.stories

    def current(self) -> EntryRow | None:
        return next(iter(self.the_subject.rows), None)

    def happened(self, deed: Deed) -> None:
        self.did.append(deed)

    def keep(self, entry_ids: Sequence[EntryId]) -> None:
        self.did.append(("keep", tuple(entry_ids)))

    def keep_stories(self, story_ids: Sequence[StoryId]) -> None:
        self.did.append(("keep stories", tuple(story_ids)))

    def rows_changed(self) -> None:
        self.did.append("rows changed")

    def look_at_cache(self, *, is_certain: bool = False) -> None:
        self.did.append("look at cache")

    def save_pages(self, addresses: Sequence[str]) -> None:
        self.did.append(("save", tuple(addresses)))

    def reader_moved(self) -> None:
        self.did.append("reader moved")

    def show_status(self) -> None:
        """Show nothing."""

    def set_stories_read(self, rows: Sequence[StoryRow], *, is_read: bool) -> None:
        self.did.append(("stories read", tuple(row.story_id for row in rows), is_read))


class BareApp(App[None]):
    """Nothing but a few widgets, in our styles."""

    CSS_PATH = NutgrafApp.CSS_PATH

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables with ours."""
        return complete(super().get_css_variables())

    def compose(self) -> ComposeResult:
        """Lay out the widgets."""
        yield from self.widgets
