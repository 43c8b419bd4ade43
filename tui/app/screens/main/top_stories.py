"""The screen's part that shows the front page: the top stories, one's page, its articles."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from cache.store import Store
from cache.values.list_rows import Scope, View
from cache.values.query_tree import NO_QUERY, Query
from cache.values.story_rows import SeenBefore, StoryRow
from summarise.stories.story_model import StoryId
from tui.app.screens.main.panes import PanesScreen
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.story_view import StoryView
from tui.app.widgets.typesetting.story_panel_lines import Lead
from tui.headless.commands.command import Command, Context
from tui.headless.commands.tour import Deed
from tui.headless.fault_guard import attempt
from tui.headless.services.app_services import Newsroom
from tui.headless.services.ranked_stories import TopStory, explain, top_stories
from tui.headless.words.notices import plural

if TYPE_CHECKING:
    from textual.timer import Timer

_PREVIEW_SECONDS = 0.05
"""As for entries: running down the list stays quick."""
_RANKED_FOR = timedelta(minutes=1)
"""The order depends on the time of day, a little."""


class FrontScreen(PanesScreen):
    """Shows stories and reads them; each mark can be taken back."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self.top: tuple[TopStory, ...] = ()
        self._found: tuple[tuple[TopStory, ...], Query, tuple[TopStory, ...]] = ((), NO_QUERY, ())
        self._open_story: StoryId | None = None
        self._kept_stories: set[StoryId] = set()
        self._story_timer: Timer | None = None
        self._awaits_front = False
        self._ranked_revision = -1
        self._ranked_at = newsroom.clock()

    def on_mount(self) -> None:
        """Begin with the front page, if there is one."""
        self._look_at_stories()
        self._awaits_front = not self.top
        if self.top or self.newsroom.edition:
            self.view = View(scope=Scope.STORIES)

    # What is there.

    @property
    def top_count(self) -> int | None:
        """How many top stories are unread; None if there is none at all."""
        is_there = bool(self.top or self.newsroom.edition)
        return sum(story.row.is_unread for story in self.top) if is_there else None

    @property
    def shown(self) -> tuple[TopStory, ...]:
        """The stories with an article that the list's query finds; all without a query."""
        found = self._matching(self.view.query) if self.view.query else self.top
        return tuple(filter(self._is_unread, found)) if self.view.is_unread_only else found

    def _matching(self, query: Query) -> tuple[TopStory, ...]:
        top, last, found = self._found
        if top is not self.top or last != query:
            ids = [story.row.story_id for story in self.top]
            matching = self.newsroom.library.stories.matching(ids, query)
            found = tuple(story for story in self.top if story.row.story_id in matching)
            self._found = self.top, query, found
        return found

    def _is_unread(self, story: TopStory) -> bool:
        return story.row.is_unread or story.row.story_id in self._kept_stories

    @property
    def story_count(self) -> int:
        """How many top stories are in the list."""
        return len(self.shown)

    def _look_at_stories(self) -> None:
        # A refresh writes all the time, mostly what is no story yet: ranking takes milliseconds.
        now = self.newsroom.clock()
        revision = self.newsroom.library.stories.revision()
        if revision == self._ranked_revision and now - self._ranked_at < _RANKED_FOR:
            return
        self._ranked_revision, self._ranked_at = revision, now
        self.top = top_stories(self.newsroom.library, self.newsroom.stories, now)

    def cache_changed(self) -> None:
        """Show the stories of the cache too; the selected one stays where it is."""
        self._look_at_stories()
        super().cache_changed()
        is_first = self._awaits_front and bool(self.top)
        self._awaits_front = self._awaits_front and not is_first
        if is_first and not self.shows_stories:
            # The reader stays in the list that is read, and is told of the other one.
            keys = ("list_leave", "sections_first", "sections_enter")
            way = " ".join(self.key_of(name) for name in keys)
            count = plural(len(self.top), "top story", "top stories")
            self.say(f"{count}, told by several papers each: {way} shows them")
        if self.shows_stories:
            # Nobody who only watches is carried away from the top by a story that sinks.
            selected = None if self.is_watched_only else self.story_list.selected
            offset = self.story_list.cursor_offset()
            self._show_list(selected, 0 if selected is None else offset)

    def _show_list(self, selected: StoryRow | None, offset: int | None) -> None:
        rows = [story.row for story in self.shown]
        places = [n for n, row in enumerate(rows) if selected and row.story_id == selected.story_id]
        cursor = places[0] if places else self.story_list.cursor if selected else 0
        self.story_list.show(rows, cursor=cursor, offset=offset, hint=self._story_hint())
        self._preview_story()

    def _story_hint(self) -> str:
        """Return what stands in the list if no story does."""
        if self.view.query:
            return f"No top story has this. {self.key_of('search_all')} searches every article."
        if self.view.is_unread_only and self.top:
            return f"Nothing is unread here: {self.key_of('toggle_unread_only')} shows all."
        if self.top:
            return ""
        keys = ("list_leave", "sections_down", "sections_enter")
        way = " ".join(self.key_of(name) for name in keys)
        return (
            "No story is told by several papers yet: such stories come in here when the articles "
            f"have been read. {way} shows all articles so far."
        )

    def open_view(self, view: View) -> None:
        """Show another view from its top."""
        self._open_story = None
        self._kept_stories = set()
        super().open_view(view)
        if self.shows_stories:
            self._show_list(None, 0)
        self._arrange()

    def _preview_story(self) -> None:
        """Show the selected story, unless the reader is in one."""
        self._story_timer = None
        row = self.story_list.selected
        if not self.shows_stories or self._open_story is not None:
            return
        if row is None and self.top:
            self.story_view.show_hint("", "Nothing to read here.")
        elif row is None:
            self.story_view.show_hint("", "No stories yet.")
        else:
            self._show_story_page(row.story_id)

    def _show_story_page(self, story_id: StoryId) -> None:
        show = partial(self._show_detail, story_id)
        attempt(f"reading story {story_id}", show, self.story_view.say_sorry)

    def _show_detail(self, story_id: StoryId) -> None:
        detail = self.newsroom.library.stories.detail(story_id)
        if detail is None:
            self.story_view.show_hint("", "The story is no longer in the cache.")
        else:
            self.story_view.show(detail)

    # From story to story.

    def on_story_list_highlighted(self, message: StoryList.Highlighted) -> None:
        """Show the story soon, if its page can be seen."""
        self._was_touched = True
        self.happened(Deed.MOVED)
        self._open_story = None
        self.show_status()
        if self._story_timer is not None:
            self._story_timer.stop()
            self._story_timer = None
        if self.story_view.display and message.row.story_id != self.story_view.story_id:
            self._story_timer = self.set_timer(_PREVIEW_SECONDS, self._preview_story)

    def on_story_list_opened(self, message: StoryList.Opened) -> None:
        """Open a story."""
        self.open_story_page(message.row)

    def on_story_list_left(self) -> None:
        """Go to the sections."""
        self.go_to(self.section_list)

    def open_story_page(self, row: StoryRow) -> None:
        """Show a story and mark its articles as read; what is new stays marked while it is open."""
        self._was_touched = True
        self.is_in_article = False
        self._kept_stories.add(row.story_id)
        self._show_story_page(row.story_id)
        self._open_story = row.story_id
        self.go_to(self.story_view)
        self.happened(Deed.OPENED)
        if self.newsroom.options.mark_read_on_open and row.is_unread:
            self.set_stories_read([row], is_read=True)

    def on_story_view_left(self) -> None:
        """Go back to the list."""
        self.leave_story()

    def leave_story(self) -> None:
        """Go back to the list; the story is shown as it is now."""
        self._open_story = None
        self.go_to(self.story_list)
        self._preview_story()

    def on_story_view_story_requested(self, message: StoryView.StoryRequested) -> None:
        """Open the story below or above in the list."""
        self.open_other_story(forward=message.forward)

    def open_other_story(self, *, forward: bool) -> None:
        """Open the next story of the list, or the one before."""
        place = self.story_list.cursor + (1 if forward else -1)
        if not 0 <= place < len(self.shown):
            self.say("This is the last story" if forward else "This is the first story")
            return
        self._go_to_place(place)

    def _go_to_place(self, place: int) -> None:
        is_reading = self.context in {Context.STORY, Context.READER}
        self.story_list.move_to(place)
        row = self.story_list.selected
        if is_reading and row is not None:
            self.open_story_page(row)

    def on_story_view_end_reached(self) -> None:
        """Read on with the next unread story."""
        self.go_to_unread_story(forward=True)

    def go_to_unread_story(self, *, forward: bool) -> None:
        """Go to the next unread story, once round if need be."""
        count = len(self.shown)
        step = 1 if forward else -1
        for distance in range(1, count + 1):
            place = (self.story_list.cursor + step * distance) % count
            row = self.shown[place].row
            if row.is_unread and row.story_id != self._open_story:
                self._go_to_place(place)
                return
        self.say("Nothing unread is left here")

    # The articles of a story.

    def on_story_view_article_requested(self, message: StoryView.ArticleRequested) -> None:
        """Open an article at what was selected."""
        self.open_article(message.lead)

    def open_article(self, lead: Lead) -> None:
        """Show an article of the story, at a place if it still says the same."""
        row = self.newsroom.library.row(lead.entry_id)
        if row is None:
            self.say("The article is no longer in the cache", is_error=True)
            return
        self.is_in_article = True
        self.open_story(row, resumes=lead.span is None)
        if lead.span is not None and not self.reader.show_place(lead.span, lead.text):
            self.say("The page has changed: this sentence is no longer in it")

    def on_marked_view_back_requested(self) -> None:
        """Go back from an article to the story it was opened from."""
        if self.is_in_article:
            self.leave_article()
        elif not self.back_to_results():
            self.say(f"There is no way back from here; {self.key_of('leave')} leads to the list")

    def back_to_results(self) -> bool:
        """Go back to what a search found, if the open article comes from there."""
        return False

    def leave_reader(self) -> None:
        """Go back to the story, or to the list."""
        if self.is_in_article:
            self.leave_article()
        else:
            super().leave_reader()

    def leave_article(self) -> None:
        """Go back to the page of the story."""
        self.is_in_article = False
        self.go_to(self.story_view)

    def open_other_article(self, *, forward: bool) -> None:
        """Open the next article of the story, or the one before."""
        story_id = self.story_view.story_id
        detail = self.newsroom.library.stories.detail(story_id) if story_id else None
        ids = [row.entry_id for row in detail.entries] if detail is not None else []
        here = self.reader.entry_id
        place = ids.index(here) + (1 if forward else -1) if here in ids else -1
        if 0 <= place < len(ids):
            self.open_article(Lead(entry_id=ids[place]))
        else:
            self.leave_article()
            self.say("This was the story's last article" if forward else "This was its first")

    def open_from_elsewhere(self, row: StoryRow) -> None:
        """Open a story that another list led to."""
        view = View(scope=Scope.STORIES)
        self.section_list.select(view)
        self.open_view(view)
        self._kept_stories.add(row.story_id)
        self._show_list(row, None)
        place = self.story_list.index_of(row.story_id)
        if place is not None:
            self.story_list.move_to(place)
        self.open_story_page(row)

    # Marks.

    def keep_stories(self, rows: Sequence[StoryRow]) -> None:
        """Let stories stay among the unread ones until the list is opened anew."""
        self._kept_stories |= {row.story_id for row in rows}

    def set_stories_read(self, rows: Sequence[StoryRow], *, is_read: bool) -> None:
        """Mark all articles of stories; taking it back puts everything as it was."""
        if not rows:
            return
        ids = [row.story_id for row in rows]
        now = self.newsroom.clock()
        before: list[SeenBefore] = []

        def mark(store: Store) -> None:
            change = store.stories.set_read if is_read else store.stories.set_unread
            before.extend(change(ids, now=now))

        def told() -> None:
            count = plural(len(before), "article")
            words = "read" if is_read else "unread"
            self.say(f"{count} marked as {words} · {self.key_of('undo')} takes it back")

        self.marking.write(mark, then=told)
        self.marking.remember(
            "Marked as before",
            lambda: self.marking.write(lambda store: store.stories.restore_seen(before, now=now)),
        )

    # Why.

    def action_why(self) -> None:
        """Say why the selected story is where it is."""
        from tui.app.screens.dialogs.why_dialog import WhyScreen

        row = self.story_list.selected if self.shows_stories else None
        story = next((it for it in self.top if row and it.row.story_id == row.story_id), None)
        if story is None:
            self.say("Select a top story first")
            return
        place = self.top.index(story) + 1
        lines = explain(story)
        title = f"Why is this number {place} of {len(self.top)}?"
        self.app.push_screen(WhyScreen(title, story.row.title, lines))
