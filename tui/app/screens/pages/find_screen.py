"""The screen that searches the whole cache as one types, and shows the words around the hits."""

from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from cache.errors import Interrupted, QueryError
from cache.lists.found_lists import SEARCH_LIMIT
from cache.values.list_rows import EntryId
from cache.values.query_tree import NO_QUERY, Query
from tui.app.screens.base_screen import NewsScreen
from tui.app.widgets.bars.search_bar import Completer
from tui.app.widgets.lists.found_list import FoundList, FoundRow
from tui.app.widgets.text.drawable_text import drawable
from tui.headless.services.app_services import Newsroom
from tui.headless.words.notices import describe_query_error

if TYPE_CHECKING:
    from cache.library import Library

SHOWN = 100
"""Hits that are shown: who has not found it by then adds a word."""


class FindAnswer(Struct, frozen=True, kw_only=True):
    """What is to be opened, and what was looked for."""

    entry_id: EntryId
    query: Query
    is_by_rank: bool = True


class FindScreen(NewsScreen[FindAnswer]):
    """Finds in a thread with a reading connection of its own; the next key ends the search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True),
        Binding("tab", "swap_order", "By rank / by date", priority=True),
        Binding("enter", "open", "Open", priority=True),
        Binding("down,ctrl+n", "down", "Down", priority=True),
        Binding("up,ctrl+p", "up", "Up", priority=True),
        Binding("pagedown", "page_down", "Page down", priority=True),
        Binding("pageup", "page_up", "Page up", priority=True),
        Binding("ctrl+s", "follow", "Save the search", priority=True),
        ("j", "down", "Down"),
        ("k", "up", "Up"),
        ("f", "follow", "Save the search"),
        ("slash", "edit", "Edit"),
    ]

    class Found(Message):
        """A search has ended."""

        def __init__(
            self, number: int, rows: tuple[FoundRow, ...], count: int, milliseconds: float
        ) -> None:
            super().__init__()
            self.number = number
            self.rows = rows
            self.count = count
            self.milliseconds = milliseconds

    def __init__(
        self,
        newsroom: Newsroom,
        *,
        query: str,
        complete: Callable[[str], str | None],
        follow: Callable[[str], None],
        last: FindAnswer | None = None,
    ) -> None:
        """Begin with a query.

        Args:
            last: what was opened from the results that one comes back to; None for a new search.
        """
        super().__init__()
        self._newsroom = newsroom
        self._first_query = query
        self._complete = complete
        self._follow = follow
        self._is_by_rank = last.is_by_rank if last is not None else True
        self._wanted = last.entry_id if last is not None else None
        self._query = ""
        self._parsed = NO_QUERY
        self._number = 0
        self._working: Library | None = None
        self.found = FoundList(lambda: newsroom.clock().astimezone())

    def compose(self) -> ComposeResult:
        """Lay out the line, what is said of the search, and what was found."""
        yield Input(
            value=self._first_query,
            placeholder='words  "a phrase"  -not  OR  title: feed: actor: said: is: after:7d',
            suggester=Completer(self._complete),
        )
        yield Static(classes="said", markup=False)
        yield self.found
        yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with typing."""
        self.query_one(Input).focus()
        self._look()

    # Searching.

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed."""
        event.stop()
        # What is pasted may hold what would drive the terminal.
        clean = drawable(event.value)
        if clean != event.value:
            event.input.value = clean
        else:
            self._look()

    def _look(self) -> None:
        self._number += 1
        if self._working is not None:
            self._working.interrupt()
        self._query = self.query_one(Input).value.strip()
        order = "date" if self._is_by_rank else "rank"
        hint = f"Enter opens · Tab sorts by {order} · Ctrl+S saves the search · Esc goes back"
        self.query_one(".hint", Static).update(hint)
        if not self._query:
            self.found.show(())
            self._say("Search everything that is stored: titles, texts and names.")
            return
        try:
            self._parsed = self._newsroom.library.lists.parse_query(self._query)
        except QueryError as error:
            # What was found last stays until the query makes sense.
            self._say(describe_query_error(error, self._query), is_error=True)
            return
        self._find(self._number, self._parsed, by_rank=self._is_by_rank)

    @work(exclusive=True, group="find", thread=True, exit_on_error=False)
    def _find(self, number: int, query: Query, *, by_rank: bool) -> None:
        if number != self._number:
            return
        started = perf_counter()
        with self._newsroom.open_library() as library, suppress(Interrupted):
            self._working = library
            try:
                ids = library.lists.find(query, by_rank=by_rank)
                milliseconds = 1000 * (perf_counter() - started)
                rows = tuple(
                    FoundRow(row=it.row, title=it.title, snippet=it.snippet)
                    for it in library.lists.found(query, ids[:SHOWN])
                )
            finally:
                self._working = None
            self.post_message(self.Found(number, rows, len(ids), milliseconds))

    def on_find_screen_found(self, message: Found) -> None:
        """Show what was found, unless something else is looked for by now."""
        if message.number != self._number:
            return
        places = [n for n, it in enumerate(message.rows) if it.row.entry_id == self._wanted]
        self._wanted = None
        self.found.show(message.rows, cursor=places[0] if places else 0)
        least = "at least " if message.count >= SEARCH_LIMIT else ""
        order = "best first" if self._is_by_rank else "newest first"
        words = f"{least}{message.count:,} found in {message.milliseconds:.0f} ms · {order}"
        if message.count > len(message.rows):
            words += f" · the first {len(message.rows)} are shown"
        self._say(words if message.count else "Nothing found. Fewer words find more.")

    def _say(self, words: str, *, is_error: bool = False) -> None:
        said = self.query_one(".said", Static)
        lines = (drawable(line) for line in words.split("\n"))
        said.update(Content("\n".join(lines)))
        said.set_class(is_error, "-error")

    # What the reader does.

    def action_swap_order(self) -> None:
        """Show the best first, or the newest."""
        self._is_by_rank = not self._is_by_rank
        self._look()

    def action_open(self) -> None:
        """Read what is under the cursor."""
        row = self.found.selected
        if row is not None:
            answer = FindAnswer(
                entry_id=row.entry_id, query=self._parsed, is_by_rank=self._is_by_rank
            )
            self.dismiss(answer)

    def on_found_list_opened(self) -> None:
        """Read what was clicked."""
        self.action_open()

    def action_follow(self) -> None:
        """Save the search: it becomes a section; or no longer."""
        # What is said already of a query that is wrong, or looks for nothing, stays.
        if self._parsed.wanted and self._parsed.text == self._query:
            self._follow(self._query)
            self._say("The search is a section now, or no longer if it was one.")

    def action_leave(self) -> None:
        """Go back to where one was."""
        if self._working is not None:
            self._working.interrupt()
        self.dismiss(None)

    def action_edit(self) -> None:
        """Go on typing."""
        self.query_one(Input).focus()

    def action_down(self) -> None:
        """Move down."""
        self.found.action_down()

    def action_up(self) -> None:
        """Move up."""
        self.found.action_up()

    def action_page_down(self) -> None:
        """Move down a page."""
        self.found.action_page_down()

    def action_page_up(self) -> None:
        """Move up a page."""
        self.found.action_page_up()
