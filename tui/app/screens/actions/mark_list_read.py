"""Mark all of a list as read."""

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from cache.values.list_rows import EntryRow, Order
from cache.values.story_rows import StoryRow
from tui.app.screens.main_ports import Asks, Shows, Writes

_MOST_UNASKED = 100
"""Articles that are marked as read without a question: undo is forgotten with the session."""


class MarkListPort(Writes, Asks, Shows, Protocol):
    """What marking a list needs of the screen."""

    @property
    def listed_stories(self) -> Sequence[StoryRow]:
        """The stories of the list."""
        ...

    @property
    def first_article(self) -> EntryRow | None:
        """The article at the top of the list."""
        ...

    def set_stories_read(self, rows: Sequence[StoryRow], *, is_read: bool) -> None:
        """Mark all articles of stories."""
        ...


class MarkListRead:
    """Marks what a list has as read, up to what the reader could see."""

    def __init__(self, screen: MarkListPort) -> None:
        self._screen = screen
        self._library = screen.newsroom.library

    def ask(self) -> None:
        """Mark every article of the list as read; of many, only when asked."""
        count = self._count_unread()
        if not count:
            self._screen.say("Everything here is read already")
            return
        if count <= _MOST_UNASKED:
            self._mark()
            return
        from tui.app.screens.dialogs.confirm_dialog import ConfirmScreen

        def answered(is_certain: bool | None) -> None:  # noqa: FBT001  # Textual's callback
            if is_certain:
                self._mark()

        question = f"Mark all {count:,} unread articles of this list as read?"
        self._screen.push(ConfirmScreen(question, yes="Mark as read"), answered)

    def _count_unread(self) -> int:
        if self._screen.shows_stories:
            return sum(it.article_count - it.seen_count for it in self._screen.listed_stories)
        view = replace(self._screen.view, kept=frozenset(), order=Order.NEWEST, is_unread_only=True)
        return self._library.lists.count(view)

    def _mark(self) -> None:
        screen = self._screen
        if screen.shows_stories:
            unread = [it for it in screen.listed_stories if it.is_unread]
            screen.set_stories_read(unread, is_read=True)
            return
        view = replace(screen.view, kept=frozenset(), order=Order.NEWEST)
        if screen.view.order is Order.NEWEST:
            first = screen.first_article
        else:
            first = next(iter(self._library.lists.page(view, 0, 1)), None)
        if first is not None:
            screen.marking.mark_all_read(view, until=first.entry_id)
