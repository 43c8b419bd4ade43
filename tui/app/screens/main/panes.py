"""What the panes show: views of the cache, followed without losing the place."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from cache.values.list_rows import Counts, EntryId, EntryRow, FeedId, FeedRow, Scope, View
from tui.app.screens.base_screen import nothing_kept, words_of
from tui.app.screens.entry_pages import EntryPages
from tui.app.screens.main import bar_captions
from tui.app.screens.main.column_layout import TALL, LayoutScreen
from tui.app.screens.undoable_marks import Marking
from tui.app.widgets.line_view import LineView
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.section_rows import fold_name, front_section, section_rows
from tui.app.widgets.typesetting.article_page import Story
from tui.app.work_messages import WriteDone
from tui.headless.commands.command import Command, Context
from tui.headless.commands.key_names import key_of, with_keys
from tui.headless.commands.tour import Deed
from tui.headless.fault_guard import attempt
from tui.headless.services.app_services import Newsroom
from tui.headless.settings.log import log_error
from tui.headless.words.notices import describe_extractor, describe_failure, describe_mute, plural

if TYPE_CHECKING:
    from textual.timer import Timer

_PREVIEW_SECONDS = 0.05
"""A pause in moving after which the reader shows the story: running down a list stays quick."""
_SAID_SECONDS = 6.0
_MINUTE = 60.0
_SETTLING = timedelta(seconds=90)
"""How long an untouched list keeps its newest story at the top while it fills."""


class PanesScreen(LayoutScreen):
    """Shows views and follows the cache without losing the place."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self.marking = Marking(newsroom.writer, newsroom.clock, self.post_message)
        self.pages = EntryPages(newsroom.library, self.view, self.marking.changes)
        self.feeds: tuple[FeedRow, ...] = ()
        self.counts = Counts(entries=0, unread=0, starred=0, feeds=0, failing_feeds=0)
        self._folded: set[str] = set()
        self._was_touched = False
        self._opened_at = newsroom.clock()
        self._preview_timer: Timer | None = None
        self._said = ""
        self._said_is_error = False
        self._said_timer: Timer | None = None
        opens = f"{self.key_of('open_in_browser')} opens it in the browser"
        self.reader.sorry = f"This article can't be shown; {opens}, the log has the reason."
        self.story_view.sorry = "This story can't be shown; the log has the reason."

    def on_mount(self) -> None:
        """Show the cache, then follow it."""
        self._arrange()
        self.go_to(self.entry_list)
        self.cache_changed()
        self.watch_cache()
        self.set_interval(_MINUTE, self._minute_passed)
        minutes = self.newsroom.options.refresh_minutes
        if minutes:
            self.set_interval(minutes * _MINUTE, self._refresh_by_itself)
        if self.newsroom.options.refresh_on_start and self.feeds:
            self.call_after_refresh(self._refresh_by_itself)

    def _refresh_by_itself(self) -> None:
        if self.feeds and not self.progress.is_running:
            self.refresh_due()

    def _minute_passed(self) -> None:
        self.entry_list.refresh()
        self._show_top()

    # The cache.

    def cache_changed(self) -> None:
        """Show what is in the cache now; the selected story stays where it is on the screen."""
        library = self.newsroom.library
        self.feeds, self.counts = library.feeds(), library.counts()
        self.look_at_follows()
        self.show_sections()
        selected = self.entry_list.selected
        offset = self.entry_list.cursor_offset()
        cursor = self.entry_list.cursor
        self.pages = EntryPages(library, self.view, self.marking.changes)
        # A cursor that is elsewhere was moved, even if the message that says so is still under way.
        if selected is None or (self.is_watched_only and not cursor):
            cursor = 0
        else:
            position = library.position(self.view, selected.entry_id)
            cursor = cursor if position is None else position
        self.entry_list.show(self.pages, cursor=cursor, offset=offset, hint=self._hint())
        self._show_selected()
        self._show_top()
        self.show_status()

    @property
    def is_watched_only(self) -> bool:
        """Whether the list is filling while nobody has moved in it yet."""
        is_settling = self.newsroom.clock() - self._opened_at < _SETTLING
        return not self._was_touched and (is_settling or self.progress.is_running)

    @property
    def top_count(self) -> int | None:
        """How many top stories are unread; None if there is none at all."""
        raise NotImplementedError

    @property
    def story_count(self) -> int:
        """How many top stories there are."""
        raise NotImplementedError

    def show_sections(self) -> None:
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
            follows=self.follows,
            followed_count=self.followed_count,
        )
        if self.top_count is not None:
            sections = (front_section(self.top_count), *sections)
        self.section_list.show(sections)

    def open_view(self, view: View) -> None:
        """Show another view from its top."""
        self.view = view
        self.is_in_article = False
        self._was_touched = False
        self._opened_at = self.newsroom.clock()
        self.pages = EntryPages(self.newsroom.library, view, self.marking.changes)
        self.entry_list.show(self.pages, cursor=0, offset=0, hint=self._hint())
        self._show_selected()
        self._show_top()
        self.show_status()

    def on_write_done(self, message: WriteDone) -> None:
        """Show what was written, or why it could not be."""
        is_mark_all = self.marking.is_mark_all(message)
        self.marking.done(message)
        refusal = self.newsroom.writer.refusal
        if refusal is not None and message.error is refusal:
            # It was said when the app began, and by what the reader asked for.
            self.marking.changes.clear()
            if is_mark_all:
                self.say(nothing_kept(refusal), is_error=True)
        elif message.error is not None:
            log_error("a write", message.error)
            self.say(f"Not saved: {words_of(message.error)}", is_error=True)
        elif message.entry_ids:
            count = plural(len(message.entry_ids), "story", "stories")
            self.say(f"{count} marked as read · {self.key_of('undo')} takes it back")
        self.look_at_cache(is_certain=True)

    def key_of(self, name: str) -> str:
        """Return the first key of a command, for a sentence."""
        return key_of(name, self.commands)

    def on_line_view_refused(self, message: LineView.Refused) -> None:
        """Say why a key did nothing."""
        self.say(with_keys(message.words, self.commands))

    # Sections.

    def on_section_list_highlighted(self, message: SectionList.Highlighted) -> None:
        """Show the stories of the section under the cursor."""
        self.open_view(message.section.view)

    def on_section_list_opened(self, message: SectionList.Opened) -> None:
        """Go to the stories of a section."""
        if self.view.query or _place(self.view) != _place(message.section.view):
            self.open_view(message.section.view)
        self.go_to(self.entry_list)

    def on_section_list_fold_toggled(self, message: SectionList.FoldToggled) -> None:
        """Fold or unfold a folder."""
        self._folded ^= {fold_name(message.section.view)}
        self.show_sections()
        self.section_list.select(message.section.view)
        self.open_view(message.section.view)

    # Stories.

    def happened(self, deed: Deed) -> None:
        """Let a subclass take notice of what the reader did."""

    def on_entry_list_highlighted(self, message: EntryList.Highlighted) -> None:
        """Show the story soon, if the reader can be seen."""
        self._was_touched = True
        self.happened(Deed.MOVED)
        self.show_status()
        if self._preview_timer is not None:
            self._preview_timer.stop()
            self._preview_timer = None
        if self.reader.display and message.row.entry_id != self.reader.entry_id:
            self._preview_timer = self.set_timer(_PREVIEW_SECONDS, self._show_selected)

    def on_entry_list_opened(self, message: EntryList.Opened) -> None:
        """Open a story."""
        self.open_story(message.row)

    def on_entry_list_left(self) -> None:
        """Go to the sections."""
        self.go_to(self.section_list)

    def on_reader_left(self) -> None:
        """Go back to where the article was opened from."""
        self.leave_reader()

    def leave_reader(self) -> None:
        """Go back to the list."""
        self.go_to(self.entry_list)

    def open_story(self, row: EntryRow, *, resumes: bool = True) -> None:  # noqa: ARG002
        """Show a story in the reader and mark it as read.

        Args:
            resumes: whether to go on where it was left, for whoever remembers that.
        """
        self._was_touched = True
        self.go_to(self.reader)
        self._show_story(row.entry_id)
        self.happened(Deed.OPENED)
        if self.newsroom.options.mark_read_on_open and not row.is_read:
            self.keep((row.entry_id,))
            self.marking.set_read((row.entry_id,), is_read=True)
            self.entry_list.refresh()

    def keep(self, entry_ids: tuple[EntryId, ...]) -> None:
        """Let entries stay in an unread view until it is opened anew."""
        if self.view.scope is Scope.UNREAD or self.view.is_unread_only:
            self.view = replace(self.view, kept=self.view.kept | set(entry_ids))

    def _show_selected(self) -> None:
        self._preview_timer = None
        if self.shows_stories and not self.is_in_article:
            return
        row = self.entry_list.selected
        if row is not None and self.context is Context.READER:
            # Whoever reads keeps the story, even if it left the list.
            self._show_story(self.reader.entry_id or row.entry_id)
        elif row is not None:
            self._show_story(row.entry_id)
        elif self.context is not Context.READER or self.reader.entry_id is None:
            self.reader.show_hint("", "Nothing to read here.")

    def _show_story(self, entry_id: EntryId) -> None:
        where = f"reading article {entry_id}"
        attempt(where, partial(self._show_article, entry_id), self.reader.say_sorry)

    def _show_article(self, entry_id: EntryId) -> None:
        detail = self.newsroom.library.detail(entry_id)
        if detail is None:
            self.reader.show_hint("", "The story is no longer in the cache.")
            return
        is_complete = detail.article is not None and detail.brief is not None
        story = Story(
            # The page shows no marks: one that changes is no reason to set it anew.
            detail=replace(detail, row=replace(detail.row, is_read=True, is_starred=False)),
            note=describe_extractor(detail.article.extractor) if detail.article else "",
            failure=describe_failure(detail.page_failure) if detail.page_failure else "",
            is_working=self.progress.is_running and not is_complete,
            coverage=self._coverage_of(entry_id),
        )
        self.reader.show(story)

    def _coverage_of(self, entry_id: EntryId) -> str:
        """Return that several papers tell what an article tells, unless one comes from there."""
        stories = self.newsroom.library.stories
        story_id = None if self.is_in_article else stories.of_entry(entry_id)
        row = stories.row(story_id) if story_id is not None else None
        if row is None or len(row.sources) < 2:  # noqa: PLR2004 - its own paper and another
            return ""
        return f"{len(row.sources)} papers tell this story: {self.key_of('coverage')} shows it"

    # The bars.

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show a line for a while; never that something was kept which could not be."""
        if self.marking.refusal is not None:
            words, is_error = nothing_kept(self.marking.refusal), True
        if self._said_timer is not None:
            self._said_timer.stop()
        self._said, self._said_is_error = words, is_error
        if words:
            self.newsroom.journal.add(words, at=self.newsroom.clock(), is_error=is_error)
        self._said_timer = self.set_timer(_SAID_SECONDS, self._unsay)
        self.show_status()

    def show_error(self, words: str) -> None:
        """Show what a worker died of, where everything is said."""
        self.say(words, is_error=True)

    @property
    def is_saying(self) -> bool:
        """Whether something that was said is still to be read."""
        return bool(self._said)

    def _unsay(self) -> None:
        """Show where one is again, in place of what was said."""
        self._said, self._said_is_error, self._said_timer = "", False, None
        self.show_status()

    def progress_changed(self) -> None:
        """Show how far the job is."""
        self.show_status()
        self._show_top()

    def show_status(self) -> None:
        """Show where one is, or what was said last."""
        progress = self.progress
        self.status_bar.show(self._said or self._position(), is_error=self._said_is_error)
        self.status_bar.show_progress(progress.words, progress.fraction)
        # On a short terminal the two lines take turns.
        is_short = self.size.height < TALL
        has_news = bool(self._said or progress.is_running)
        self.status_bar.display = has_news or not is_short
        self.key_bar.display = not ((has_news and is_short) or self.is_immersed)

    def _position(self) -> str:
        section = self.section_list.selected
        if self.context is Context.SECTIONS and section is not None and section.reason:
            return bar_captions.failure_line(section, self.feeds, self.now())
        if self.view.scope is Scope.MUTED and (row := self.entry_list.selected) is not None:
            hidden_by = self.newsroom.library.mute_of(row.entry_id)
            return f"Hidden: {describe_mute(hidden_by)}" if hidden_by is not None else ""
        count = self.story_count if self.shows_stories else self.pages.count
        share = self.reader.share_read if self.context is Context.READER else None
        return bar_captions.position(self.list_pane.cursor, count, self.feeds, share_read=share)

    def _counts_words(self) -> str:
        if self.shows_stories:
            if self.view.query:
                return f"{self.story_count:,} found"
            return f"{self.top_count or 0:,} unread of {self.story_count:,}"
        return bar_captions.view_counts(self.view, self.pages.count, self.feeds, self.counts)

    def _hint(self) -> str:
        return bar_captions.list_hint(self.view, self.feeds, self.key_of)

    def _show_top(self) -> None:
        self.top_bar.show(
            name="nutgraf demo" if self.newsroom.edition else "nutgraf",
            view=bar_captions.view_title(self.view, self.feeds),
            counts=self._counts_words(),
            freshness=bar_captions.freshness(
                self.newsroom.library.last_refresh_at(),
                self.now(),
                is_offline=self.progress.is_offline,
            ),
        )


def _place(view: View) -> tuple[Scope, FeedId | None, str, str]:
    return view.scope, view.feed_id, view.folder, view.subject
