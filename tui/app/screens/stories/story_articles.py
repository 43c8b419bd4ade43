"""Open the articles of a story from its page, go from one to the next, and back to the page."""

from typing import Protocol

from cache.values.list_rows import EntryId, EntryRow
from cache.values.story_rows import StoryRow
from summarise.model import Span
from summarise.stories.story_model import StoryId
from tui.app.screens.main_ports import HasSelection, Opens, Reads, Says, Shows
from tui.app.widgets.typesetting.story_panel_lines import Lead
from tui.headless.commands.command import Context


class StoryArticlesPort(Reads, Says, HasSelection, Opens, Shows, Protocol):
    """What going through a story's articles needs of the screen."""

    @property
    def read_article(self) -> EntryId | None:
        """The article in the reader."""
        ...

    @property
    def shown_story(self) -> StoryId | None:
        """The story whose page was shown last."""
        ...

    @property
    def selected_story(self) -> StoryRow | None:
        """The story under the cursor of its list."""
        ...

    @property
    def is_in_article(self) -> bool:
        """Whether an article of a story is read."""
        ...

    def enter_article(self) -> None:
        """Let the reader stand where the story's page was."""
        ...

    def go_to_story(self) -> None:
        """Give the story's page the focus, in place of its article."""
        ...

    def show_place(self, span: Span, words: str, marks: tuple[Span, ...] = ()) -> bool:
        """Mark a place in the open article, if it still says the same."""
        ...

    def open_story_in_list(self, row: StoryRow) -> None:
        """Open a story that another list led to, in the list of top stories."""
        ...


class StoryArticles:
    """Goes from a story to its articles, and from an article to its story."""

    def __init__(self, screen: StoryArticlesPort) -> None:
        self._screen = screen
        self._library = screen.newsroom.library

    def open(self, lead: Lead) -> None:
        """Show an article of the story, at a place if it still says the same."""
        screen = self._screen
        row = self._library.lists.row(lead.entry_id)
        if row is None:
            screen.say("The article is no longer in the cache", is_error=True)
            return
        screen.enter_article()
        screen.open_article(row, resumes=lead.span is None)
        if lead.span is not None and not screen.show_place(lead.span, lead.text, lead.shown):
            screen.say("The page has changed: this sentence is no longer in it")

    def open_other(self, *, forward: bool) -> None:
        """Open the next article of the story, or the one before."""
        screen = self._screen
        story_id, here = screen.shown_story, screen.read_article
        detail = self._library.stories.detail(story_id) if story_id else None
        ids = [row.entry_id for row in detail.entries] if detail is not None else []
        place = ids.index(here) + (1 if forward else -1) if here in ids else -1
        if 0 <= place < len(ids):
            self.open(Lead(entry_id=ids[place]))
        else:
            screen.go_to_story()
            screen.say("This was the story's last article" if forward else "This was its first")

    def show_coverage(self) -> None:
        """Open the page of the story that the article is part of."""
        screen = self._screen
        story = screen.selected_story if screen.shows_stories else None
        if screen.is_in_article:
            screen.go_to_story()
        elif screen.context is Context.STORY:
            screen.say("This is the story's page")
        elif story is not None and screen.context is not Context.READER:
            screen.open_story(story)
        else:
            self._open_story_of(screen.current())

    def _open_story_of(self, row: EntryRow | None) -> None:
        stories = self._library.stories
        story_id = stories.of_entry(row.entry_id) if row is not None else None
        found = stories.row(story_id) if story_id is not None else None
        if found is not None:
            self._screen.open_story_in_list(found)
        else:
            self._screen.say(
                "Only this article tells it so far" if row else "There is no article here"
            )
