"""Search the whole cache, open a result, and go back to the results and the former list."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from cache.values.interest_rows import FollowKind
from cache.values.list_rows import EntryId, Scope, View
from cache.values.query_tree import Query
from summarise.model import Span
from tui.app.screens.list_place import ListPlace
from tui.app.screens.main_ports import Asks, Keeps, Opens, Places, Reads, Says, Shows, TakesNotice
from tui.headless.commands.command import Context
from tui.headless.commands.tour import Deed

if TYPE_CHECKING:
    from tui.app.screens.pages.find_screen import FindAnswer


class SearchAllPort(Reads, Says, Asks, Keeps, Opens, Places, Shows, TakesNotice, Protocol):
    """What searching the cache needs of the screen."""

    def set_following(
        self, kind: FollowKind, subject: str, *, then: Callable[[], None] | None = None
    ) -> None:
        """Follow something, or no longer."""
        ...

    def show_hits(self, spans: Sequence[Span]) -> None:
        """Mark places in the text of the open article."""
        ...

    def reader_moved(self) -> None:
        """Know that the reader moved in the list: it is not only watched."""
        ...

    def cache_changed(self) -> None:
        """Show what is in the cache now."""
        ...


class SearchAll:
    """Opens the search over the whole cache; knows what it found last, and where it began."""

    def __init__(self, screen: SearchAllPort, complete: Callable[[str], str | None]) -> None:
        self._screen = screen
        self._complete = complete
        self._query = ""
        self._last: FindAnswer | None = None
        self._before: ListPlace | None = None

    def begin(self) -> None:
        """Search the whole cache, with the words around the hits."""
        self._ask(last=None)

    def forget(self) -> None:
        """Lead back to nothing any more: another list was opened."""
        self._last = self._before = None

    def back(self) -> bool:
        """Go back to what a search found, if the open article comes from there."""
        last = self._last
        if last is None or self._screen.context is not Context.READER:
            return False
        self._ask(last=last)
        return True

    def _ask(self, *, last: "FindAnswer | None") -> None:
        from tui.app.screens.pages.find_screen import FindAnswer, FindScreen

        def answered(answer: FindAnswer | None) -> None:
            if answer is not None:
                self._query = answer.query.text
                self._open(answer)
            elif last is not None:
                self._leave()

        screen = FindScreen(
            self._screen.newsroom,
            query=self._query,
            complete=self._complete,
            follow=lambda query: self._screen.set_following(FollowKind.SEARCH, query),
            last=last,
        )
        self._screen.push(screen, answered)
        self._screen.happened(Deed.SEARCHED)

    def _open(self, answer: "FindAnswer") -> None:
        """Open an article at the first hit; its list is all articles, so that reading goes on."""
        screen, library, entry_id = self._screen, self._screen.newsroom.library, answer.entry_id
        row = library.lists.row(entry_id)
        if row is None:
            screen.say("The article is no longer in the cache", is_error=True)
            return
        before = self._before or screen.list_place()
        screen.open_section(View(scope=Scope.ALL))
        screen.reader_moved()
        if library.lists.position(screen.view, entry_id) is None:
            # It is read, and only what is unread is shown.
            screen.keep((entry_id,))
            screen.cache_changed()
        screen.return_to(ListPlace(view=screen.view, entry_id=entry_id))
        screen.open_article(row)
        self._last, self._before = answer, before
        self._show_hits(entry_id, answer.query)

    def _show_hits(self, entry_id: EntryId, query: Query) -> None:
        library = self._screen.newsroom.library
        detail = library.detail(entry_id)
        if detail is not None and detail.article is not None:
            hits = library.lists.hits_in_text(query, entry_id, detail.article.text)
            self._screen.show_hits([Span(start=start, end=end) for start, end in hits])

    def _leave(self) -> None:
        """Go back to the list that the search began in."""
        before = self._before
        if before is not None:
            self._screen.open_section(before.view)
            self._screen.return_to(before)
            self._screen.go_to_list()
