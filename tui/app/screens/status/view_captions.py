"""The captions of the current view: its name, its number of rows, the age of the news."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cache.values.list_rows import Counts, EntryRow, FeedRow, Scope
from tui.app.screens.job_progress import Progress
from tui.app.screens.main_ports import Reads, Says, Shows
from tui.app.screens.status import bar_captions
from tui.app.screens.view_query import feeds_of
from tui.app.widgets.bars.status_bars import TopBar
from tui.app.widgets.lists.section_rows import Section
from tui.headless.commands.command import Context
from tui.headless.words.notices import describe_mute


class CaptionPort(Reads, Says, Shows, Protocol):
    """What the captions need of the screen."""

    @property
    def feeds(self) -> Sequence[FeedRow]:
        """The feeds that there are."""
        ...

    @property
    def counts(self) -> Counts:
        """How much is in the cache."""
        ...

    @property
    def progress(self) -> Progress:
        """How far the job is that runs."""
        ...

    @property
    def selected_section(self) -> Section | None:
        """The section under the cursor."""
        ...

    @property
    def selected_article(self) -> EntryRow | None:
        """The article under the cursor of its list."""
        ...

    @property
    def selected_count(self) -> int:
        """How many rows are selected, to act on them together."""
        ...

    @property
    def list_cursor(self) -> int:
        """The number of the row under the cursor of the list that is in use."""
        ...

    @property
    def row_count(self) -> int:
        """How many articles are in the list."""
        ...

    @property
    def story_count(self) -> int:
        """How many top stories are in the list."""
        ...

    @property
    def top_count(self) -> int | None:
        """How many top stories are unread; None if there is none at all."""
        ...

    @property
    def share_read(self) -> float:
        """How much of the open article one has seen, 0 to 1."""
        ...

    def now(self) -> datetime:
        """Return the time in the reader's own zone."""
        ...


class ViewCaptions:
    """Puts what the screen shows into words."""

    def __init__(self, screen: CaptionPort, top_bar: TopBar) -> None:
        self._screen = screen
        self._top_bar = top_bar

    def position(self) -> str:
        """Return where one is."""
        screen = self._screen
        section, count = screen.selected_section, screen.selected_count
        if count and screen.context is Context.LIST:
            return f"{count:,} selected · {screen.key_of('leave')} selects none"
        if screen.context is Context.SECTIONS and section is not None and section.reason:
            return bar_captions.failure_line(section, screen.feeds, screen.now())
        if screen.view.scope is Scope.MUTED and (row := screen.selected_article) is not None:
            hidden_by = screen.newsroom.library.interests.mute_of(row.entry_id)
            return f"Hidden: {describe_mute(hidden_by)}" if hidden_by is not None else ""
        count = screen.story_count if screen.shows_stories else screen.row_count
        share = screen.share_read if screen.context is Context.READER else None
        return bar_captions.position(screen.list_cursor, count, screen.feeds, share_read=share)

    def list_hint(self) -> str:
        """Return what stands in an empty list of articles."""
        screen = self._screen
        # The feeds of an account come with its first sync.
        has_feeds = bool(screen.feeds or screen.newsroom.library.accounts.all())
        shown = feeds_of(screen.view, screen.feeds) or screen.feeds
        return bar_captions.list_hint(
            screen.view,
            screen.key_of,
            has_feeds=has_feeds,
            has_articles=any(feed.entry_count for feed in screen.feeds),
            failing_count=len(shown) if all(feed.failure for feed in shown) else 0,
        )

    def show_top(self) -> None:
        """Show what the list is, how much it has and how old the news is."""
        screen = self._screen
        accounts = screen.newsroom.library.accounts.all()
        self._top_bar.show(
            name="nutgraf demo" if screen.newsroom.edition else "nutgraf",
            view=bar_captions.view_title(screen.view, screen.feeds),
            counts=self._counts(),
            freshness=bar_captions.freshness(
                screen.newsroom.library.last_refresh_at(),
                screen.now(),
                is_offline=screen.progress.is_offline,
                accounts=accounts,
            ),
            short_freshness=bar_captions.short_freshness(accounts),
        )

    def _counts(self) -> str:
        screen = self._screen
        if not screen.shows_stories:
            return bar_captions.view_counts(
                screen.view, screen.row_count, screen.feeds, screen.counts
            )
        if screen.view.query:
            return f"{screen.story_count:,} found"
        return f"{screen.top_count or 0:,} unread of {screen.story_count:,}"
