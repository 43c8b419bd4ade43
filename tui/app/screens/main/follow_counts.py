"""Count the unread articles of what is followed, outside the event loop."""

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace
from textual.message import Message

from cache.values.list_rows import Scope, View
from tui.app.screens.main_ports import Reads, Works
from tui.app.work_messages import FollowsCounted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cache.values.interest_rows import Follow, FollowId


class FollowsPort(Reads, Works, Protocol):
    """What counting needs of the screen."""

    def post_message(self, message: Message) -> bool:
        """Take a message, from whatever thread."""
        ...

    def show_sections(self) -> None:
        """Show the sections with their counts."""
        ...


class FollowCounts:
    """Counts in a thread, one count at a time: each thing that is followed takes milliseconds."""

    def __init__(self, screen: FollowsPort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self.followed_count = 0
        self._follows: tuple[Follow, ...] = ()
        self._counts: dict[FollowId, int] = {}
        self._is_counting = self._must_count = False

    @property
    def follows(self) -> "Sequence[Follow]":
        """What is followed, with the counts that are known."""
        counts = self._counts
        return [replace(it, unread_count=counts.get(it.follow_id)) for it in self._follows]

    def look(self) -> None:
        """Take what is followed from the cache, and have it counted."""
        self._follows = self._newsroom.library.interests.follows()
        self._must_count = bool(self._follows)
        if self._must_count and not self._is_counting:
            self._must_count, self._is_counting = False, True
            self._screen.run_worker(
                self._count, group="follow-counts", thread=True, exit_on_error=False
            )

    def _count(self) -> None:
        try:
            with self._newsroom.open_library() as library:
                counts = library.interests.follow_counts()
                followed_count = library.lists.count_unread(View(scope=Scope.FOLLOWED))
        finally:
            self._is_counting = False
        self._screen.post_message(FollowsCounted(counts, followed_count))

    def counted(self, message: FollowsCounted) -> None:
        """Show the counts, and count again if something changed meanwhile."""
        self._counts, self.followed_count = message.counts, message.followed_count
        self._screen.show_sections()
        if self._must_count:
            self.look()
