"""The screen's part that knows what a command is about: rows of a list, or what a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from cache.values.list_rows import EntryId, EntryRow, View
from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tui.app.screens.main.top_stories import FrontScreen
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.story_list import StoryList
from tui.headless.commands.command import Command, Context
from tui.headless.services.app_services import Newsroom
from tui.headless.words.notices import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a command acts on.

    Attributes:
        rows: the articles, those of a story in the story's order.
        stories: the stories whose articles these all are; none if articles were meant.
    """

    rows: tuple[EntryRow, ...] = ()
    stories: tuple[StoryRow, ...] = ()

    @property
    def words(self) -> str:
        """What it is, for a sentence: "the 4 articles of this story"."""
        count = len(self.rows)
        if len(self.stories) > 1:
            return f"the {count:,} articles of {len(self.stories):,} stories"
        if self.stories:
            number = f"{count:,} articles" if count > 1 else "article"
            return f"the {number} of this story"
        return "the article" if count == 1 else plural(count, "article")

    @property
    def title(self) -> str:
        """What it is, above a dialog: an article's headline, or "The 4 articles of this story"."""
        if len(self.rows) == 1:
            return self.rows[0].title
        return f"{self.words[:1].upper()}{self.words[1:]}"

    def narrowed(self, ids: Sequence[EntryId]) -> "Subject":
        """Return the same with these articles only."""
        if len(ids) == len(self.rows):
            return self
        kept = set(ids)
        return Subject(rows=tuple(row for row in self.rows if row.entry_id in kept))


class SubjectsScreen(FrontScreen):
    """Selects rows, and says what a command is about: the selected ones, or what one is at."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self._chosen: dict[EntryId, None] = {}
        self._chosen_stories: dict[StoryId, None] = {}

    # What a command is about.

    def subject(self) -> Subject:
        """Return what a command acts on: of a story all its articles."""
        stories = self.subject_stories()
        if stories:
            ids = dict.fromkeys(
                entry_id for row in stories for entry_id in self._articles_of(row.story_id)
            )
            return Subject(rows=self._lines(tuple(ids)), stories=stories)
        if self._chosen and self.context is Context.LIST:
            return Subject(rows=self._lines(tuple(self._chosen)))
        row = self._article_here()
        return Subject(rows=(row,) if row is not None else ())

    def selected_ids(self) -> tuple[EntryId, ...]:
        """Return the articles that a command acts on."""
        return tuple(row.entry_id for row in self.subject().rows)

    def subject_stories(self) -> tuple[StoryRow, ...]:
        """Return the stories that a command is about, none if it is about articles."""
        if not self.shows_stories or self.context is Context.READER:
            return ()
        if self._chosen_stories and self.context is Context.LIST:
            chosen = self._chosen_stories
            return tuple(it.row for it in self.shown if it.row.story_id in chosen)
        if self.context is Context.STORY and self.story_view.entry_id is not None:
            return ()
        row = self.story_list.selected
        return (row,) if row is not None else ()

    def current(self) -> EntryRow | None:
        """Return the one article that a command is about: of a story the one that leads it."""
        return self._article_here() or self.lead_article()

    def lead_article(self) -> EntryRow | None:
        """Return the first article of the story that a command is about."""
        story = self.story_list.selected if self.shows_stories else None
        ids = self._articles_of(story.story_id) if story is not None else ()
        return next(iter(self._lines(ids[:1])), None)

    def _article_here(self) -> EntryRow | None:
        """Return the article that is read, or selected in a list or on a story's page."""
        if self.context is Context.READER and self.reader.entry_id is not None:
            return self._line(self.reader.entry_id)
        if not self.shows_stories:
            return self.entry_list.selected
        entry_id = self.story_view.entry_id if self.context is Context.STORY else None
        return self._line(entry_id) if entry_id is not None else None

    def _articles_of(self, story_id: StoryId) -> tuple[EntryId, ...]:
        detail = self.newsroom.library.stories.detail(story_id)
        return tuple(row.entry_id for row in detail.entries) if detail is not None else ()

    def _line(self, entry_id: EntryId) -> EntryRow | None:
        return next(iter(self._lines((entry_id,))), None)

    def _lines(self, ids: Sequence[EntryId]) -> tuple[EntryRow, ...]:
        """Return lines as they are with what is not written yet."""
        return tuple(map(self.pages.changed, self.newsroom.library.rows(ids)))

    def action_coverage(self) -> None:
        """Open the page of the story that the article is part of."""
        story = self.story_list.selected if self.shows_stories else None
        if self.is_in_article:
            self.leave_article()
        elif self.context is Context.STORY:
            self.say("This is the story's page")
        elif story is not None and self.context is not Context.READER:
            self.open_story_page(story)
        else:
            self._open_story_of(self.current())

    def _open_story_of(self, row: EntryRow | None) -> None:
        stories = self.newsroom.library.stories
        story_id = stories.of_entry(row.entry_id) if row is not None else None
        found = stories.row(story_id) if story_id is not None else None
        if found is not None:
            self.open_from_elsewhere(found)
        else:
            self.say("Only this article tells it so far" if row else "There is no article here")

    # Selecting.

    def on_entry_list_selection_toggled(self, message: EntryList.SelectionToggled) -> None:
        """Select an article, or no longer."""
        if self._chosen.pop(message.entry_id, self) is self:
            self._chosen[message.entry_id] = None
        self._show_selection()

    def on_entry_list_all_toggled(self) -> None:
        """Select all articles that are loaded, or none."""
        loaded = dict.fromkeys(self.pages.loaded_ids())
        self._chosen = {} if loaded.keys() <= self._chosen.keys() else loaded
        self._show_selection()

    def on_story_list_selection_toggled(self, message: StoryList.SelectionToggled) -> None:
        """Select a story, or no longer."""
        if self._chosen_stories.pop(message.story_id, self) is self:
            self._chosen_stories[message.story_id] = None
        self._show_selection()

    def on_story_list_all_toggled(self) -> None:
        """Select all stories of the list, or none."""
        listed = dict.fromkeys(it.row.story_id for it in self.shown)
        self._chosen_stories = {} if listed.keys() <= self._chosen_stories.keys() else listed
        self._show_selection()

    def select_none(self) -> bool:
        """Select nothing; whether something was."""
        was_selected = bool(self._chosen or self._chosen_stories)
        self._chosen, self._chosen_stories = {}, {}
        self._show_selection()
        return was_selected

    def open_view(self, view: View) -> None:
        """Show another view; what was selected in the last one is not."""
        self._chosen, self._chosen_stories = {}, {}
        self._show_marks()
        super().open_view(view)

    def _show_selection(self) -> None:
        self._show_marks()
        self.say("")

    def _show_marks(self) -> None:
        self.entry_list.show_selection(self._chosen.keys())
        self.story_list.show_selection(self._chosen_stories.keys())

    def _position(self) -> str:
        count = len(self._chosen) or len(self._chosen_stories)
        if count and self.context is Context.LIST:
            return f"{count:,} selected · {self.key_of('leave')} selects none"
        return super()._position()
