"""The top stories: their list, the page of one, and going from one to the next."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from cache.values.list_rows import Scope, View
from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tui.app.screens.main_ports import Asks, Shows, TakesNotice, Waits, Writes
from tui.app.screens.stories.story_ranking import StoryRanking
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Context
from tui.headless.commands.tour import Deed
from tui.headless.fault_guard import attempt
from tui.headless.services.ranked_stories import TopStory, explain
from tui.headless.words.notices import plural

if TYPE_CHECKING:
    from textual.timer import Timer

_PREVIEW_SECONDS = 0.05
"""As for articles: running down the list stays quick."""


class StoriesPort(Writes, Asks, Shows, TakesNotice, Waits, Protocol):
    """What the top stories need of the screen."""

    @property
    def is_watched_only(self) -> bool:
        """Whether the list is filling while nobody has moved in it yet."""
        ...

    def reader_moved(self) -> None:
        """Know that the reader moved in the list: it is not only watched."""
        ...

    def go_to_story(self) -> None:
        """Give the page of a story the focus."""
        ...

    def show_status(self) -> None:
        """Show where one is, or what was said last."""
        ...

    def set_stories_read(self, rows: Sequence[StoryRow], *, is_read: bool) -> None:
        """Mark all articles of stories."""
        ...


class TopStories:
    """Shows stories and reads them; knows which one is open, and which are kept in sight."""

    def __init__(self, screen: StoriesPort, story_list: StoryList, story_view: StoryView) -> None:
        self._screen = screen
        self._library = screen.newsroom.library
        self._list = story_list
        self._view = story_view
        self.ranking = StoryRanking(screen.newsroom)
        self._open_story: StoryId | None = None
        self._kept: set[StoryId] = set()
        self._timer: Timer | None = None
        self._awaits_first = False
        story_view.sorry = "This story can't be shown; the log has the reason."

    def start(self) -> bool:
        """Look which stories there are; return whether the screen begins with them."""
        self.ranking.look()
        self._awaits_first = not self.ranking.stories
        return self.ranking.unread_count is not None

    # What is there.

    @property
    def listed(self) -> tuple[TopStory, ...]:
        """The stories of the list: those that its query finds, all or only what is unread."""
        view = self._screen.view
        found = self.ranking.matching(view.query)
        if not view.is_unread_only:
            return found
        return tuple(it for it in found if it.row.is_unread or it.row.story_id in self._kept)

    @property
    def count(self) -> int:
        """How many top stories are in the list."""
        return len(self.listed)

    def cache_changed(self) -> None:
        """Show the stories of the cache; the selected one stays where it is."""
        is_first = self._awaits_first and bool(self.ranking.stories)
        self._awaits_first = self._awaits_first and not is_first
        if is_first and not self._screen.shows_stories:
            # The reader stays in the list that is read, and is told of the other one.
            way = self._way("list_leave", "sections_first", "sections_enter")
            count = plural(len(self.ranking.stories), "top story", "top stories")
            self._screen.say(f"{count}, told by several papers each: {way} shows them")
        if self._screen.shows_stories:
            # Nobody who only watches is carried away from the top by a story that sinks.
            selected = None if self._screen.is_watched_only else self._list.selected
            offset = self._list.cursor_offset()
            self._show_list(selected, 0 if selected is None else offset)

    def _show_list(self, selected: StoryRow | None, offset: int | None) -> None:
        rows = [story.row for story in self.listed]
        places = [n for n, row in enumerate(rows) if selected and row.story_id == selected.story_id]
        cursor = places[0] if places else self._list.cursor if selected else 0
        self._list.show(rows, cursor=cursor, offset=offset, hint=self._hint())
        self.preview()

    def _hint(self) -> str:
        """Return what stands in the list if no story does."""
        view, key_of = self._screen.view, self._screen.key_of
        if view.query:
            return f"No top story has this. {key_of('search_all')} searches every article."
        if view.is_unread_only and self.ranking.stories:
            return f"Nothing is unread here: {key_of('toggle_unread_only')} shows all."
        if self.ranking.stories:
            return ""
        way = self._way("list_leave", "sections_down", "sections_enter")
        return (
            "No story is told by several papers yet: such stories come in here when the articles "
            f"have been read. {way} shows all articles so far."
        )

    def _way(self, *commands: str) -> str:
        return " ".join(map(self._screen.key_of, commands))

    def forget(self) -> None:
        """Know of no open story and of none that is kept: another list is opened."""
        self._open_story = None
        self._kept = set()

    def view_opened(self) -> None:
        """Show the list from its top, if it is the one that was opened."""
        if self._screen.shows_stories:
            self._show_list(None, 0)

    def keep(self, story_ids: Sequence[StoryId]) -> None:
        """Let stories stay among the unread ones until the list is opened anew."""
        self._kept |= set(story_ids)

    def select(self, story_id: StoryId) -> None:
        """Put the cursor on a story, or on the first one if it is not in the list."""
        self._list.move_to(self._list.index_of(story_id) or 0)

    # The page of a story.

    def preview(self) -> None:
        """Show the selected story, unless the reader is in one."""
        self._timer = None
        row = self._list.selected
        if not self._screen.shows_stories or self._open_story is not None:
            return
        if row is None and self.ranking.stories:
            self._view.show_hint("", "Nothing to read here.")
        elif row is None:
            self._view.show_hint("", "No stories yet.")
        else:
            self._show(row.story_id)

    def _show(self, story_id: StoryId) -> None:
        show = partial(self._show_detail, story_id)
        attempt(f"reading story {story_id}", show, self._view.say_sorry)

    def _show_detail(self, story_id: StoryId) -> None:
        detail = self._library.stories.detail(story_id)
        if detail is None:
            self._view.show_hint("", "The story is no longer in the cache.")
        else:
            self._view.show(detail)

    def open(self, row: StoryRow) -> None:
        """Show a story and mark its articles as read; what is new stays marked while it is open."""
        screen = self._screen
        screen.reader_moved()
        self._kept.add(row.story_id)
        self._show(row.story_id)
        self._open_story = row.story_id
        screen.go_to_story()
        screen.happened(Deed.OPENED)
        now = screen.newsroom.clock()
        screen.marking.note(lambda store: store.memory.note_story_opened(row.story_id, at=now))
        if screen.newsroom.options.mark_read_on_open and row.is_unread:
            screen.set_stories_read([row], is_read=True)

    def open_in_list(self, row: StoryRow) -> None:
        """Open a story that another list led to."""
        self._screen.open_section(View(scope=Scope.STORIES))
        self._kept.add(row.story_id)
        self._show_list(row, None)
        place = self._list.index_of(row.story_id)
        if place is not None:
            self._list.move_to(place)
        self.open(row)

    def leave(self) -> None:
        """Go back to the list; the story is shown as it is now."""
        self._open_story = None
        self._screen.go_to_list()
        self.preview()

    # From story to story.

    def highlighted(self, message: StoryList.Highlighted) -> None:
        """Show the story soon, if its page can be seen."""
        self._screen.reader_moved()
        self._screen.happened(Deed.MOVED)
        self._open_story = None
        self._screen.show_status()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._view.display and message.row.story_id != self._view.story_id:
            self._timer = self._screen.set_timer(_PREVIEW_SECONDS, self.preview)

    def open_other(self, *, forward: bool) -> None:
        """Open the next story of the list, or the one before."""
        place = self._list.cursor + (1 if forward else -1)
        if not 0 <= place < self.count:
            self._screen.say("This is the last story" if forward else "This is the first story")
            return
        self._go_to_place(place)

    def _go_to_place(self, place: int) -> None:
        is_reading = self._screen.context in {Context.STORY, Context.READER}
        self._list.move_to(place)
        row = self._list.selected
        if is_reading and row is not None:
            self.open(row)

    def go_to_unread(self, *, forward: bool) -> None:
        """Go to the next unread story, once round if need be."""
        listed = self.listed
        step = 1 if forward else -1
        for distance in range(1, len(listed) + 1):
            place = (self._list.cursor + step * distance) % len(listed)
            row = listed[place].row
            if row.is_unread and row.story_id != self._open_story:
                self._go_to_place(place)
                return
        self._screen.say("Nothing unread is left here")

    # Why.

    def explain(self) -> None:
        """Say why the selected story is where it is."""
        from tui.app.screens.dialogs.why_dialog import WhyScreen

        row = self._list.selected if self._screen.shows_stories else None
        ranked = self.ranking.stories
        story = next((it for it in ranked if row and it.row.story_id == row.story_id), None)
        if story is None:
            self._screen.say("Select a top story first")
            return
        title = f"Why is this number {ranked.index(story) + 1} of {len(ranked)}?"
        self._screen.push(WhyScreen(title, story.row.title, explain(story)))
