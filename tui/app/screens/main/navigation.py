"""Move between lists, pages and rows: forwards, back, and out."""

from typing import Protocol

from cache.values.list_rows import EntryId
from summarise.stories.story_model import StoryId
from tui.app.screens.list_place import ListPlace
from tui.app.screens.main.pane_layout import Pane, PaneLayout
from tui.app.screens.main_ports import Says, Shows
from tui.app.widgets.lists.row_list import RowList
from tui.headless.commands.command import Context


class NavigationPort(Says, Shows, Protocol):
    """What finding the way needs of the screen."""

    @property
    def is_immersed(self) -> bool:
        """Whether a text stands alone."""
        ...

    def end_immersion(self) -> None:
        """Bring back what was away for a text."""
        ...

    def leave_story(self) -> None:
        """Go from a story's page to its list."""
        ...

    def back_to_results(self) -> bool:
        """Go back to what a search found, if the open article comes from there."""
        ...

    def end_search(self) -> None:
        """Show the whole list again."""
        ...

    def select_none(self) -> bool:
        """Select nothing; whether something was."""
        ...

    def walk_on(self, *, forward: bool) -> bool:
        """Show the next mention of the selected actor, if one is selected."""
        ...


class Others(Protocol):
    """Rows of which the next one or the one before can be opened."""

    def open_other(self, *, forward: bool) -> None:
        """Open the next row, or the one before."""
        ...


class Articles(Others, Protocol):
    """The list of articles."""

    def go_to_unread(self, *, forward: bool) -> None:
        """Go to the next unread row."""
        ...

    def select(self, entry_id: EntryId, /) -> None:
        """Put the cursor on a row."""
        ...


class Stories(Protocol):
    """The list of stories."""

    def go_to_unread(self, *, forward: bool) -> None:
        """Go to the next unread row."""
        ...

    def select(self, story_id: StoryId, /) -> None:
        """Put the cursor on a row."""
        ...


class Navigation:
    """Goes where a key leads, from wherever one is."""

    def __init__(
        self,
        screen: NavigationPort,
        panes: PaneLayout,
        articles: Articles,
        stories: Stories,
        story_articles: Others,
    ) -> None:
        self._screen = screen
        self._panes = panes
        self._articles = articles
        self._stories = stories
        self._story_articles = story_articles

    # From pane to pane.

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus; a list brings everything back that was away for a text."""
        if pane is not self._panes.reader:
            # Before it may be hidden: then it has no lines, and so no place.
            self._panes.reader.leave_place()
        if self._screen.is_immersed and isinstance(pane, RowList):
            self._screen.end_immersion()
        self._panes.go_to(pane)

    def go_to_sections(self) -> None:
        """Give the sections the focus."""
        self.go_to(self._panes.section_list)

    def go_to_list(self) -> None:
        """Give the list that is in use the focus."""
        self.go_to(self._panes.entry_list)

    def go_to_reader(self) -> None:
        """Give the reader the focus."""
        self.go_to(self._panes.reader)

    def go_to_story(self) -> None:
        """Give the page of a story the focus, in place of its article if one is open."""
        self._panes.is_in_article = False
        self.go_to(self._panes.story_view)

    def go_to_page(self) -> None:
        """Give the page that is in use the focus."""
        self.go_to(self._panes.page_pane)

    def enter_article(self) -> None:
        """Let the reader stand where the story's page was."""
        self._panes.is_in_article = True

    def open_selected(self) -> None:
        """Open what is under the cursor of the list."""
        self._panes.list_pane.action_enter()

    # From row to row.

    def go_to_row(self, number: int) -> None:
        """Go to a row of the list that has the focus, by its number from 1."""
        if isinstance(self._panes.focused, RowList):
            self._panes.focused.move_to(number - 1)

    def list_place(self) -> ListPlace:
        """Return the list one is in, and what is under its cursor."""
        view, panes = self._screen.view, self._panes
        if self._screen.shows_stories:
            story = panes.story_list.selected
            return ListPlace(view=view, story_id=story.story_id if story else None)
        row = panes.entry_list.selected
        return ListPlace(view=view, entry_id=row.entry_id if row else None)

    def return_to(self, place: ListPlace) -> None:
        """Put the cursor on a row again, if it is in the list; else on the first."""
        if place.story_id is not None:
            self._stories.select(place.story_id)
        elif place.entry_id is not None:
            self._articles.select(place.entry_id)

    def go_on(self, *, forward: bool) -> None:
        """Go to the next mention of the selected actor, or to what is unread next."""
        if not self._screen.walk_on(forward=forward):
            self._go_to_unread(forward=forward)

    def _go_to_unread(self, *, forward: bool) -> None:
        if self._screen.shows_stories:
            self._stories.go_to_unread(forward=forward)
        else:
            self._articles.go_to_unread(forward=forward)

    def end_reached(self) -> None:
        """Read on with the next article of the open story, or with what is unread next."""
        if self._panes.is_in_article:
            self._story_articles.open_other(forward=True)
        else:
            self._go_to_unread(forward=True)

    def open_other(self, *, forward: bool) -> None:
        """Open the next article of the open story, or of the list."""
        rows = self._story_articles if self._panes.is_in_article else self._articles
        rows.open_other(forward=forward)

    # Back.

    def back(self) -> None:
        """Go back from an article to where it was opened from."""
        screen = self._screen
        if self._panes.is_in_article:
            self.go_to_story()
        elif not screen.back_to_results():
            screen.say(
                f"There is no way back from here; {screen.key_of('leave')} leads to the list"
            )

    def leave_reader(self) -> None:
        """Go back to the story, or to the list."""
        if self._panes.is_in_article:
            self.go_to_story()
        else:
            self.go_to_list()

    def leave(self) -> None:
        """Let go of an actor, stop searching, or go a pane to the left."""
        screen, context = self._screen, self._screen.context
        if context is Context.READER and self._panes.reader.let_go():
            screen.say("")
        elif screen.is_immersed:
            screen.end_immersion()
        elif self._panes.is_in_article:
            self.go_to_story()
        elif context is Context.STORY:
            screen.leave_story()
        elif context is Context.READER:
            if not screen.back_to_results():
                self.go_to_list()
        elif context is Context.LIST and screen.select_none():
            return
        elif screen.view.query:
            screen.end_search()
        elif context is Context.LIST:
            self.go_to_sections()
        else:
            screen.say(f"There is nothing more to leave; {screen.key_of('quit')} quits")
