"""The feed manager: all subscriptions with their health, and the commands that change them."""

from datetime import datetime

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from cache.feeds.feed_options import ManagedFeed
from cache.feeds.feed_statistics import FeedStatistics
from cache.values.list_rows import FeedId
from tui.app.screens.base_screen import nothing_kept
from tui.app.screens.dialogs.help_dialog import HelpScreen
from tui.app.screens.feeds.feed_changes import FeedChangesScreen, Host
from tui.app.screens.feeds.feed_lines import Order, chosen, details_of, lines_of, lines_of_use
from tui.app.widgets.bars.status_bars import KeyBar, StatusBar, TopBar
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.lists.feed_table import FeedHeads, FeedTable
from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.services.refresh.due_feeds import next_turn
from tui.headless.words.notices import plural

_WIDE = 120
"""Columns from which the details have room beside the table."""
_FOLLOW_SECONDS = 0.4


class FeedsScreen(FeedChangesScreen):
    """Shows the feeds and what they are like."""

    BINDINGS = bindings_of(Context.FEEDS)

    class UseCounted(Message):
        """What was used of each feed is known."""

        def __init__(self, statistics: dict[FeedId, FeedStatistics]) -> None:
            super().__init__()
            self.statistics = statistics

    def __init__(self, host: Host, commands: tuple[Command, ...]) -> None:
        super().__init__(host)
        self._newsroom = host.newsroom
        self._commands = commands
        self._order = Order.NAME
        self._is_dead_only = False
        self._version = -1
        self._statistics: dict[FeedId, FeedStatistics] | None = None
        self._said = host.newsroom.journal.said[:1]
        self.table = FeedTable()
        self.top_bar, self.status_bar, self.key_bar = TopBar(), StatusBar(), KeyBar()

    def compose(self) -> ComposeResult:
        """Lay out the table, the details and the bars."""
        yield self.top_bar
        with Horizontal():
            with Vertical():
                yield FeedHeads()
                yield self.table
            with VerticalScroll(id="details", can_focus=False):
                yield Static(markup=False)
        yield Input(placeholder="name, folder or address", id="filter")
        yield self.status_bar
        yield self.key_bar

    def on_mount(self) -> None:
        """Show what there is, and follow it."""
        here = commands_in(self._commands, Context.FEEDS)
        program = commands_in(self._commands, Context.APP)
        self.key_bar.show([it for it in (*here, *program) if it.is_shown])
        self._filter.display = False
        self.table.focus()
        self.follow_cache()
        self.set_interval(_FOLLOW_SECONDS, self.follow_cache)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the details out where the table has little room."""
        self.query_one("#details").display = event.size.width >= _WIDE

    # What is shown.

    @property
    def _filter(self) -> Input:
        return self.query_one("#filter", Input)

    def _now(self) -> datetime:
        return self._newsroom.clock().astimezone()

    def follow_cache(self) -> None:
        """Show what was written, how far a job is and what was said meanwhile."""
        version = self._newsroom.library.data_version()
        if version != self._version:
            self._version = version
            feeds = self._newsroom.library.feeds.managed()
            self.feeds = {feed.row.feed_id: feed for feed in feeds}
            self.selected &= self.feeds.keys()
            self._show()
        progress = self.host.progress
        self.status_bar.show_progress(progress.words, progress.fraction)
        said = self._newsroom.journal.said[:1]
        if said and said != self._said:
            self._said = said
            self.status_bar.show(said[0].words, is_error=said[0].is_error)

    def _show(self) -> None:
        now = self._now()
        found = chosen(
            tuple(self.feeds.values()), self._filter.value, now, is_dead_only=self._is_dead_only
        )
        hint = "No feeds yet: a adds one." if not self.feeds else "No feed is like that."
        if self._is_dead_only and not found:
            hint = "No feed is dead: none is gone, or has failed or been silent for long."
        shows_use = self._order is Order.USE
        if not shows_use:
            lines = lines_of(found, self._order, now)
        elif self._statistics is None:
            lines, hint = [], "Counting what was used of each feed …"
        else:
            lines = lines_of_use(found, self._statistics, now)
        self.query_one(FeedHeads).show(shows_use=shows_use)
        self.table.show(lines, self.selected, hint, shows_use=shows_use)
        words = "dead feeds" if self._is_dead_only else "feeds"
        counts = f"{len(found):,} of {plural(len(self.feeds), 'feed')}, {self._order}"
        if self.selected:
            counts = f"{len(self.selected):,} selected · {counts}"
        self.top_bar.show(name="nutgraf", view=words, counts=counts, freshness="")
        self._show_details()

    def _show_details(self) -> None:
        feed = self.current_feed()
        content = Content("")
        if feed is not None and self.size.width >= _WIDE:
            timings = self._newsroom.library.feeds.timings()
            timing = next((it for it in timings if it.feed_id == feed.row.feed_id), None)
            # Another process may have unsubscribed from it a moment ago.
            now, use = self._now(), (self._statistics or {}).get(feed.row.feed_id)
            if timing is not None:
                content = details_of(feed, now, next_turn(timing, now), use)
            elif feed.row.account_id is not None:
                content = details_of(feed, now, None, use)
        self.query_one("#details Static", Static).update(content)

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show a line, and keep it among the messages; never success where nothing is kept."""
        refusal = self.host.marking.refusal
        if refusal is not None:
            words, is_error = nothing_kept(refusal), True
        self._newsroom.journal.add(words, at=self._newsroom.clock(), is_error=is_error)
        self._said = self._newsroom.journal.said[:1]
        self.status_bar.show(words, is_error=is_error)

    def show_error(self, words: str) -> None:
        """Show what a worker died of."""
        self.say(words, is_error=True)

    # What a command is about.

    def current_feed(self) -> ManagedFeed | None:
        """Return the feed under the cursor, None on a folder."""
        line = self.table.line
        return self.feeds.get(line.feed_id) if line and line.feed_id is not None else None

    def target_feeds(self) -> list[ManagedFeed]:
        """Return the selected feeds, or the one or the folder under the cursor."""
        if self.selected:
            return [feed for feed in self.feeds.values() if feed.row.feed_id in self.selected]
        return self._under_cursor()

    def _under_cursor(self) -> list[ManagedFeed]:
        line, feed = self.table.line, self.current_feed()
        if feed is not None or line is None:
            return [feed] if feed is not None else []
        return [it for it in self.feeds.values() if it.row.folder == line.folder]

    # Messages.

    def on_feed_table_highlighted(self) -> None:
        """Show another feed's details."""
        self._show_details()

    def on_feed_table_opened(self) -> None:
        """Edit what was clicked twice."""
        self.action_edit()

    def on_feed_table_marked(self) -> None:
        """Select what was clicked in the margin."""
        self._toggle()

    def on_input_changed(self) -> None:
        """Follow what is typed."""
        self._show()

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.table.focus()

    # Moving.

    def action_down(self) -> None:
        """Move down a row, out of the filter first."""
        self.table.focus()
        self.table.action_down()

    def action_up(self) -> None:
        """Move up a row."""
        self.table.focus()
        self.table.action_up()

    def action_first(self) -> None:
        """Go to the top."""
        self.table.action_first()

    def action_last(self) -> None:
        """Go to the bottom."""
        self.table.action_last()

    def action_page_down(self) -> None:
        """Move down a page."""
        self.table.action_page_down()

    def action_page_up(self) -> None:
        """Move up a page."""
        self.table.action_page_up()

    def action_leave(self) -> None:
        """End the filter, let go of the selected feeds, or go back."""
        if self._filter.display:
            self._filter.value = ""
            self._filter.display = False
            self.table.focus()
        elif self.selected or self._is_dead_only:
            self.selected, self._is_dead_only = set(), False
            self._show()
        else:
            self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen(self._commands, Context.FEEDS))

    # What is looked at.

    def action_filter(self) -> None:
        """Open the line to type words into."""
        self._filter.display = True
        self._filter.focus()

    def action_sort(self) -> None:
        """Take the next order."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        if self._order is Order.USE:
            self._count_use()
        self._show()
        self.say(f"Sorted {self._order}")

    @work(group="statistics", thread=True, exclusive=True, exit_on_error=False)
    def _count_use(self) -> None:
        # Of half a million entries it takes a second: it is counted in a thread.
        with self._newsroom.open_library() as library:
            found = library.feeds.statistics(self._newsroom.clock())
        self.post_message(self.UseCounted({it.feed_id: it for it in found}))

    def on_feeds_screen_use_counted(self, message: "FeedsScreen.UseCounted") -> None:
        """Show what was used of each feed."""
        self._statistics = message.statistics
        self._show()

    def action_dead(self) -> None:
        """Show only dead feeds, or all again."""
        self._is_dead_only = not self._is_dead_only
        self._show()

    def action_select(self) -> None:
        """Select and go on."""
        self._toggle()
        self.table.action_down()

    def _toggle(self) -> None:
        ids = {feed.row.feed_id for feed in self._under_cursor()}
        self.selected = self.selected - ids if ids <= self.selected else self.selected | ids
        self._show()
