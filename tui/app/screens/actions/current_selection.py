"""Tell what a command acts on: the selected rows, or the row under the cursor."""

from collections.abc import Collection, Sequence
from typing import Protocol

from cache.values.list_rows import EntryId, EntryRow
from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tui.app.screens.main_ports import Reads, Says, Shows
from tui.app.screens.selection import Selection
from tui.headless.commands.command import Context


class SelectionPort(Reads, Says, Shows, Protocol):
    """What knowing the subject needs of the screen."""

    @property
    def selected_article(self) -> EntryRow | None:
        """The article under the cursor of its list."""
        ...

    @property
    def selected_story(self) -> StoryRow | None:
        """The story under the cursor of its list."""
        ...

    @property
    def read_article(self) -> EntryId | None:
        """The article in the reader."""
        ...

    @property
    def article_in_story(self) -> EntryId | None:
        """The article that is selected on the page of a story."""
        ...

    @property
    def listed_stories(self) -> Sequence[StoryRow]:
        """The stories of the list."""
        ...

    @property
    def loaded_articles(self) -> Sequence[EntryId]:
        """The articles of the list whose rows are loaded."""
        ...

    def changed(self, row: EntryRow) -> EntryRow:
        """Return a row with what is not written yet."""
        ...

    def show_selection(self, articles: Collection[EntryId], stories: Collection[StoryId]) -> None:
        """Show which rows are selected."""
        ...


class CurrentSelection:
    """Selects rows, and says what a command is about: the selected ones, or what one is at."""

    def __init__(self, screen: SelectionPort) -> None:
        self._screen = screen
        self._library = screen.newsroom.library
        self._articles: dict[EntryId, None] = {}
        self._stories: dict[StoryId, None] = {}

    # What a command is about.

    def subject(self) -> Selection:
        """Return what a command acts on: of a story all its articles."""
        stories = self.stories()
        if stories:
            ids = dict.fromkeys(
                entry_id for row in stories for entry_id in self._articles_of(row.story_id)
            )
            return Selection(rows=self._rows(tuple(ids)), stories=stories)
        if self._articles and self._screen.context is Context.LIST:
            return Selection(rows=self._rows(tuple(self._articles)))
        row = self._article_here()
        return Selection(rows=(row,) if row is not None else ())

    def stories(self) -> tuple[StoryRow, ...]:
        """Return the stories that a command is about, none if it is about articles."""
        screen = self._screen
        if not screen.shows_stories or screen.context is Context.READER:
            return ()
        if self._stories and screen.context is Context.LIST:
            return tuple(it for it in screen.listed_stories if it.story_id in self._stories)
        if screen.context is Context.STORY and screen.article_in_story is not None:
            return ()
        row = screen.selected_story
        return (row,) if row is not None else ()

    def current(self) -> EntryRow | None:
        """Return the one article that a command is about: of a story the one that leads it."""
        return self._article_here() or self._leading_article()

    def _leading_article(self) -> EntryRow | None:
        story = self._screen.selected_story if self._screen.shows_stories else None
        ids = self._articles_of(story.story_id) if story is not None else ()
        return next(iter(self._rows(ids[:1])), None)

    def _article_here(self) -> EntryRow | None:
        """Return the article that is read, or selected in a list or on a story's page."""
        screen = self._screen
        if screen.context is Context.READER and screen.read_article is not None:
            return self._row(screen.read_article)
        if not screen.shows_stories:
            return screen.selected_article
        entry_id = screen.article_in_story if screen.context is Context.STORY else None
        return self._row(entry_id) if entry_id is not None else None

    def _articles_of(self, story_id: StoryId) -> tuple[EntryId, ...]:
        detail = self._library.stories.detail(story_id)
        return tuple(row.entry_id for row in detail.entries) if detail is not None else ()

    def _row(self, entry_id: EntryId) -> EntryRow | None:
        return next(iter(self._rows((entry_id,))), None)

    def _rows(self, ids: Sequence[EntryId]) -> tuple[EntryRow, ...]:
        """Return rows as they are with what is not written yet."""
        return tuple(map(self._screen.changed, self._library.lists.rows(ids)))

    # Selecting.

    @property
    def selected_count(self) -> int:
        """How many rows are selected."""
        return len(self._articles) or len(self._stories)

    def toggle_article(self, entry_id: EntryId) -> None:
        """Select an article, or no longer."""
        if entry_id in self._articles:
            del self._articles[entry_id]
        else:
            self._articles[entry_id] = None
        self._show()

    def toggle_articles(self) -> None:
        """Select all articles that are loaded, or none."""
        loaded = dict.fromkeys(self._screen.loaded_articles)
        self._articles = {} if loaded.keys() <= self._articles.keys() else loaded
        self._show()

    def toggle_story(self, story_id: StoryId) -> None:
        """Select a story, or no longer."""
        if story_id in self._stories:
            del self._stories[story_id]
        else:
            self._stories[story_id] = None
        self._show()

    def toggle_stories(self) -> None:
        """Select all stories of the list, or none."""
        listed = dict.fromkeys(it.story_id for it in self._screen.listed_stories)
        self._stories = {} if listed.keys() <= self._stories.keys() else listed
        self._show()

    def select_none(self) -> bool:
        """Select nothing; whether something was."""
        was_selected = bool(self.selected_count)
        self.forget()
        self._screen.say("")
        return was_selected

    def forget(self) -> None:
        """Select nothing, without a word: another list is opened."""
        self._articles, self._stories = {}, {}
        self._screen.show_selection((), ())

    def _show(self) -> None:
        self._screen.show_selection(self._articles.keys(), self._stories.keys())
        self._screen.say("")
