"""The list of articles: shows a view of the cache, and keeps its place when the cache changes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from cache.values.list_rows import EntryId, EntryRow, Scope, View
from tui.app.screens.entry_pages import EntryPages
from tui.app.screens.job_progress import Progress
from tui.app.screens.main_ports import Opens, TakesNotice, Waits, Writes
from tui.app.widgets.lists.entry_list import EntryList
from tui.headless.commands.command import Context
from tui.headless.commands.tour import Deed

if TYPE_CHECKING:
    from textual.timer import Timer

_PREVIEW_SECONDS = 0.05
"""A pause in moving after which the article is shown: running down a list stays quick."""
_SETTLING = timedelta(seconds=90)
"""How long an untouched list keeps its newest article at the top while it fills."""


class ArticleListPort(Writes, Opens, TakesNotice, Waits, Protocol):
    """What the list of articles needs of the screen."""

    @property
    def context(self) -> Context:
        """Where the focus is."""
        ...

    @property
    def progress(self) -> Progress:
        """How far the job is that runs."""
        ...

    def list_hint(self) -> str:
        """Return what stands in an empty list."""
        ...

    def shows_article(self, entry_id: EntryId) -> bool:
        """Whether the reader is out of sight, or has this article."""
        ...

    def show_selected(self) -> None:
        """Show the article under the cursor."""
        ...

    def show_status(self) -> None:
        """Show where one is, or what was said last."""
        ...


class ArticleList:
    """Shows a view; knows whether the reader has moved in it since it was opened."""

    def __init__(self, screen: ArticleListPort, entry_list: EntryList) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._library = screen.newsroom.library
        self._list = entry_list
        self.view = View(scope=Scope.ALL)
        self.pages = self._pages()
        self._was_touched = False
        self._opened_at = screen.newsroom.clock()
        self._timer: Timer | None = None

    def _pages(self) -> EntryPages:
        return EntryPages(self._library, self.view, self._screen.marking.changes)

    def start_with(self, view: View) -> None:
        """Begin with a view; the cache is looked at later."""
        self.view = view

    def open(self, view: View) -> None:
        """Show another view from its top."""
        self.view = view
        self._was_touched = False
        self._opened_at = self._newsroom.clock()
        self.pages = self._pages()
        self._list.show(self.pages, cursor=0, offset=0, hint=self._screen.list_hint())

    def cache_changed(self) -> None:
        """Show what is in the cache now; the selected article stays where it is on the screen."""
        selected = self._list.selected
        offset = self._list.cursor_offset()
        cursor = self._list.cursor
        self.pages = self._pages()
        # A cursor that is elsewhere was moved, even if the message that says so is still under way.
        if selected is None or (self.is_watched_only and not cursor):
            cursor = 0
        else:
            position = self._library.lists.position(self.view, selected.entry_id)
            cursor = cursor if position is None else position
        hint = self._screen.list_hint()
        self._list.show(self.pages, cursor=cursor, offset=offset, hint=hint)

    # Whether somebody is at it.

    def reader_moved(self) -> None:
        """Know that the reader moved in the list, or opened something: it is not only watched."""
        self._was_touched = True

    @property
    def is_watched_only(self) -> bool:
        """Whether the list is filling while nobody has moved in it yet."""
        is_settling = self._newsroom.clock() - self._opened_at < _SETTLING
        return not self._was_touched and (is_settling or self._screen.progress.is_running)

    # Rows.

    @property
    def selected(self) -> EntryRow | None:
        """The article under the cursor."""
        return self._list.selected

    def redraw(self) -> None:
        """Draw the rows anew: marks changed."""
        self._list.refresh()

    def changed(self, row: EntryRow) -> EntryRow:
        """Return a row with what is not written yet."""
        return self.pages.changed(row)

    def keep(self, entry_ids: Sequence[EntryId]) -> None:
        """Let articles stay in an unread view until it is opened anew."""
        if self.view.scope is Scope.UNREAD or self.view.is_unread_only:
            self.view = replace(self.view, kept=self.view.kept | set(entry_ids))

    def select(self, entry_id: EntryId) -> None:
        """Put the cursor on an article, or on the first one if it is not in the list."""
        self._list.move_to(self._library.lists.position(self.view, entry_id) or 0)

    def highlighted(self, message: EntryList.Highlighted) -> None:
        """Show the article soon, if the reader can be seen."""
        self.reader_moved()
        self._screen.happened(Deed.MOVED)
        self._screen.show_status()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self._screen.shows_article(message.row.entry_id):
            self._timer = self._screen.set_timer(_PREVIEW_SECONDS, self._show_selected)

    def _show_selected(self) -> None:
        self._timer = None
        self._screen.show_selected()

    # From article to article.

    def go_to_unread(self, *, forward: bool) -> None:
        """Go to the next unread article, once round if need be."""
        library, selected, say = self._library, self._list.selected, self._screen.say
        start = selected.entry_id if selected is not None else None
        found = library.lists.neighbour_unread(self.view, start, forward=forward)
        if found is None and start is not None:
            found = library.lists.neighbour_unread(self.view, None, forward=forward)
            row = self.pages.changed(row) if found and (row := library.lists.row(found)) else None
            if row is None or row.is_read:
                say("Nothing unread is left here")
                return
            say("Once round: from the top again" if forward else "Once round: from the bottom")
        position = library.lists.position(self.view, found) if found is not None else None
        if position is None:
            say("Nothing unread is left here")
            return
        self._move_to(position)

    def open_other(self, *, forward: bool) -> None:
        """Open the article below or above in the list."""
        position = self._list.cursor + (1 if forward else -1)
        if 0 <= position < self.pages.count:
            self._move_to(position)
        else:
            words = "This is the last article" if forward else "This is the first article"
            self._screen.say(words)

    def _move_to(self, position: int) -> None:
        is_reading = self._screen.context is Context.READER
        self._list.move_to(position)
        row = self._list.selected
        if is_reading and row is not None:
            self._screen.open_article(row)
