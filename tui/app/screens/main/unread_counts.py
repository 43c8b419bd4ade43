"""What is followed and how much of it is unread: counted beside the loop."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from cache.values.list_rows import Scope, View
from tui.app.screens.main.background_jobs import BusyScreen
from tui.app.work_messages import FollowsCounted
from tui.headless.services.app_services import Newsroom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cache.values.interest_rows import Follow, FollowId


class CountingScreen(BusyScreen):
    """Counts in a thread, one count at a time: each thing that is followed takes milliseconds."""

    def __init__(self, newsroom: Newsroom) -> None:
        super().__init__(newsroom)
        self.followed_count = 0
        self._follows: tuple[Follow, ...] = ()
        self._counts: dict[FollowId, int] = {}
        self._is_counting = self._must_count = False

    def show_sections(self) -> None:
        """Show the sections with their counts."""
        raise NotImplementedError

    @property
    def follows(self) -> "Sequence[Follow]":
        """What is followed, with the counts that are known."""
        counts = self._counts
        return [replace(it, unread_count=counts.get(it.follow_id)) for it in self._follows]

    def look_at_follows(self) -> None:
        """Take what is followed from the cache, and have it counted."""
        self._follows = self.newsroom.library.follows()
        self._must_count = bool(self._follows)
        if self._must_count and not self._is_counting:
            self._must_count, self._is_counting = False, True
            self._count()

    @work(group="follow-counts", thread=True, exit_on_error=False)
    def _count(self) -> None:
        try:
            with self.newsroom.open_library() as library:
                counts = library.follow_counts()
                followed_count = library.count_unread(View(scope=Scope.FOLLOWED))
        finally:
            self._is_counting = False
        self.post_message(FollowsCounted(counts, followed_count))

    def on_follows_counted(self, message: FollowsCounted) -> None:
        """Show the counts, and count again if something changed meanwhile."""
        self._counts, self.followed_count = message.counts, message.followed_count
        self.show_sections()
        if self._must_count:
            self.look_at_follows()
