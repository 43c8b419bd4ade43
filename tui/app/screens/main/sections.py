"""The sections at the left: feeds, folders, tags and what is followed, with their counts."""

from collections.abc import Sequence
from typing import Protocol

from cache.values.interest_rows import Follow
from cache.values.list_rows import Counts, FeedId, FeedRow, Scope, View
from tui.app.screens.main_ports import Reads, Shows
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.section_rows import (
    Following,
    Section,
    fold_name,
    front_section,
    section_rows,
)
from tui.headless.words.notices import describe_failure
from tui.headless.words.sync_words import account_failure


class SectionsPort(Reads, Shows, Protocol):
    """What the sections need of the screen."""

    @property
    def follows(self) -> Sequence[Follow]:
        """What is followed, with the counts that are known."""
        ...

    @property
    def followed_count(self) -> int:
        """How many unread articles there are of all followed actors together."""
        ...

    @property
    def top_count(self) -> int | None:
        """How many top stories are unread; None if there is none at all."""
        ...


class Sections:
    """Shows the sections, and the view of the one under the cursor."""

    def __init__(self, screen: SectionsPort, section_list: SectionList) -> None:
        self._screen = screen
        self._library = screen.newsroom.library
        self._list = section_list
        self.feeds: tuple[FeedRow, ...] = ()
        self.counts = Counts(entries=0, unread=0, starred=0, feeds=0, failing_feeds=0)
        self._folded: set[str] = set()

    @property
    def selected(self) -> Section | None:
        """The section under the cursor."""
        return self._list.selected

    @property
    def places(self) -> Sequence[Section]:
        """What can be gone to, but feeds, which have a way of their own."""
        return [it for it in self._list.sections if it.view.feed_id is None]

    def look(self) -> None:
        """Take the feeds and counts from the cache."""
        self.feeds, self.counts = self._library.feeds.rows(), self._library.counts()

    def show(self) -> None:
        """Show the sections with their counts and failing feeds."""
        reasons = {
            feed.feed_id: describe_failure(feed.failure)
            for feed in self.feeds
            if feed.failure is not None
        }
        sections = section_rows(
            self.feeds,
            self.counts,
            folded=self._folded,
            reasons=reasons,
            following=Following(
                follows=self._screen.follows, unread_count=self._screen.followed_count
            ),
            accounts=self._accounts(),
        )
        if self._screen.top_count is not None:
            sections = (front_section(self._screen.top_count), *sections)
        self._list.show(sections)

    def _accounts(self) -> dict[str, str]:
        """Return the accounts by name, each with why it could not be synced."""
        now = self._screen.newsroom.clock()
        return {it.name: account_failure(it, now) for it in self._library.accounts.all()}

    def select(self, view: View) -> None:
        """Put the cursor on the section of a view."""
        self._list.select(view)

    def highlight(self, section: Section) -> None:
        """Show the rows of the section under the cursor."""
        self._screen.open_view(section.view)

    def open(self, section: Section) -> None:
        """Go to the rows of a section."""
        view = self._screen.view
        if view.query or _place(view) != _place(section.view):
            self._screen.open_view(section.view)
        self._screen.go_to_list()

    def toggle_fold(self, section: Section) -> None:
        """Fold or unfold a folder."""
        self._folded ^= {fold_name(section.view)}
        self.show()
        self._screen.open_section(section.view)


def _place(view: View) -> tuple[Scope, FeedId | None, str, str]:
    return view.scope, view.feed_id, view.folder, view.subject
