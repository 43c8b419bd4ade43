"""Search the current list as one types."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace
from textual.widget import Widget

from cache.errors import QueryError
from cache.values.query_tree import NO_QUERY
from tui.app.screens.main_ports import Places, Reads, Shows, Waits, Works
from tui.headless.words.notices import query_problem

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.widgets.bars.search_bar import SearchBar

_SEARCH_SECONDS = 0.15
"""A pause in typing after which the list follows."""


class SearchPort(Reads, Places, Shows, Waits, Works, Protocol):
    """What searching in the list needs of the screen."""

    def mount_above_list(self, bar: Widget) -> Awaitable[object]:
        """Put the line that a search is typed into above the list."""
        ...


class ListSearch:
    """Shows what a query finds in the list, or what is wrong with it."""

    def __init__(self, screen: SearchPort, complete: Callable[[str], str | None]) -> None:
        self._screen = screen
        self._complete = complete
        self._timer: Timer | None = None
        self._bar: SearchBar | None = None

    def begin(self) -> None:
        """Open the line to type a search into."""
        self._screen.run_worker(
            self._open_bar(), group="search", exclusive=True, exit_on_error=False
        )

    async def _open_bar(self) -> None:
        from tui.app.widgets.bars.search_bar import SearchBar

        self._screen.go_to_list()
        if self._bar is None:
            self._bar = SearchBar(self._complete)
            await self._screen.mount_above_list(self._bar)
            self._screen.go_to_list()
        if self._bar is not None:
            self._bar.edit()

    def typed(self, message: "SearchBar.Changed") -> None:
        """Follow what is typed, after a pause."""
        self._stop_waiting()
        query = message.query
        self._timer = self._screen.set_timer(_SEARCH_SECONDS, lambda: self.search_for(query))

    def search_for(self, query: str) -> bool:
        """Show what matches, or what is wrong with the query; return whether it was understood."""
        problem = ""
        view = self._screen.view
        try:
            parsed = self._screen.newsroom.library.lists.parse_query(query)
        except QueryError as error:
            # The list keeps what it has until the query makes sense.
            problem = query_problem(error, query)
        else:
            if parsed != view.query:
                self._screen.open_view(replace(view, query=parsed, kept=frozenset()))
        if self._bar is not None:
            self._bar.show_problem(problem)
        return not problem

    def submit(self) -> None:
        """Go to what was found."""
        self._stop_waiting()
        if self._bar is None or not self.search_for(self._bar.typed):
            # The line stays, with what is wrong below it.
            return
        if self._screen.view.query:
            self._screen.go_to_list()
        else:
            self.end()

    def end(self) -> None:
        """Show the whole list again and take the line away."""
        self._stop_waiting()
        place, view = self._screen.list_place(), self._screen.view
        if view.query:
            self._screen.open_view(replace(view, query=NO_QUERY))
            self._screen.return_to(place)
        self._screen.go_to_list()
        if self._bar is not None:
            self._bar.remove()
            self._bar = None

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
