"""Lay out sections, list and page: as many side by side as fit, one with the focus."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widget import Widget

from tui.app.screens.appearance.row_height import DenseList
from tui.app.screens.appearance.section_width import MEDIUM
from tui.app.screens.main_ports import Reads
from tui.app.widgets.bars.status_bars import KeyBar, StatusBar, TopBar
from tui.app.widgets.bars.tour_card import TourCard
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Context

WIDE, BROAD = 120, 160
"""Columns from which three panes stand side by side, and from which each has much room."""
TALL = 24
"""Lines from which status and keys have a line each."""

Pane = RowList | PageView


class LayoutPort(Reads, Protocol):
    """What laying out needs of the screen."""

    @property
    def size(self) -> Size:
        """The columns and lines of the terminal."""
        ...

    @property
    def shows_stories(self) -> bool:
        """Whether the list has stories, not articles."""
        ...

    @property
    def is_immersed(self) -> bool:
        """Whether a text is to stand alone."""
        ...

    @property
    def chosen_width(self) -> int | None:
        """The columns of the sections beside other panes; 0 hides them, None leaves it open."""
        ...

    @property
    def shown_width(self) -> int | None:
        """The columns of the sections where they are in sight."""
        ...

    def now(self) -> datetime:
        """Return the time in the reader's own zone."""
        ...

    def set_layout_classes(self, classes: Mapping[str, bool]) -> None:
        """Let the style sheet know what fits."""
        ...

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True) -> None:  # noqa: FBT001, FBT002  # Textual's
        """Give a widget the focus."""
        ...

    def show_status(self) -> None:
        """Show where one is, or what was said last."""
        ...

    def show_keys(self) -> None:
        """Show the keys of the pane that has the focus."""
        ...


def size_classes(width: int, height: int) -> dict[str, bool]:
    """Return which classes of the style sheet a screen of so many cells has."""
    is_wide, is_medium = width >= WIDE, width >= MEDIUM
    return {
        "-wide": is_wide,
        "-broad": width >= BROAD,
        "-medium": is_medium and not is_wide,
        "-narrow": not is_medium,
        "-short": height < TALL,
    }


class PaneLayout:
    """Lays the panes out and moves between them; there are two lists and two pages."""

    def __init__(self, screen: LayoutPort) -> None:
        self._screen = screen
        options = screen.newsroom.options
        self.top_bar = TopBar()
        self.section_list = SectionList()
        self.entry_list = EntryList(screen.now)
        self.story_list = StoryList(screen.now)
        self.reader = Reader(
            screen.now,
            text_width=options.text_width,
            is_highlighting=options.highlight_entities,
        )
        self.story_view = StoryView(screen.now, text_width=options.text_width)
        self.tour_card = TourCard()
        self.status_bar = StatusBar()
        self.key_bar = KeyBar()
        self.focused: Pane = self.entry_list
        self.is_in_article = False
        """Whether an article of a story is read: the reader stands where the story's page was."""

    def compose(self) -> ComposeResult:
        """Lay out the bars and the three panes."""
        yield self.top_bar
        with Horizontal():
            yield self.section_list
            with Vertical():
                yield self.entry_list
                yield self.story_list
            yield self.reader
            yield self.story_view
        with Vertical(id="foot"):
            yield self.tour_card
            yield self.status_bar
            yield self.key_bar

    # What is there.

    @property
    def panes(self) -> Sequence[Pane]:
        """All panes, also those that are out of sight."""
        return (
            self.section_list,
            self.entry_list,
            self.story_list,
            self.reader,
            self.story_view,
        )

    @property
    def list_pane(self) -> RowList:
        """The list that is in use."""
        return self.story_list if self._screen.shows_stories else self.entry_list

    @property
    def page_pane(self) -> PageView:
        """The page that is in use: of a story, or of an article."""
        is_story = self._screen.shows_stories and not self.is_in_article
        return self.story_view if is_story else self.reader

    @property
    def dense_lists(self) -> tuple[DenseList, DenseList]:
        """Both lists, the one that is in use first."""
        lists = (self.story_list, self.entry_list)
        return lists if self._screen.shows_stories else lists[::-1]

    @property
    def context(self) -> Context:
        """Where the focus is."""
        if self.focused is self.section_list:
            return Context.SECTIONS
        if self.focused is self.story_view:
            return Context.STORY
        return Context.READER if self.focused is self.reader else Context.LIST

    @property
    def selected_actor(self) -> str:
        """The actor that is selected on the page one reads, "" for none."""
        if self.context is Context.STORY:
            return self.story_view.selected_actor
        return self.reader.selected_actor if self.context is Context.READER else ""

    # From pane to pane.

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus, and room if it has none."""
        if pane in {self.entry_list, self.story_list}:
            pane = self.list_pane
            self.is_in_article = False
        self.focused = pane
        self.arrange()
        # At once, not when the queue is empty: the next key may be there already.
        self._screen.set_focus(pane, scroll_visible=False)

    def focus_moved(self, widget: Widget) -> None:
        """Show the keys of the pane that has the focus by now, perhaps through the mouse."""
        for pane in self.panes:
            if pane is widget:
                is_other = pane is not self.focused
                self.focused = pane
                if is_other:
                    self.arrange()
                self._screen.show_keys()
                self._screen.show_status()

    def arrange(self) -> None:
        """Show the panes that fit beside the one with the focus."""
        screen = self._screen
        width, height = screen.size
        in_sections = self.focused is self.section_list
        in_page = self.focused in {self.reader, self.story_view}
        is_wide, is_medium = width >= WIDE, width >= MEDIUM
        is_immersed = screen.is_immersed and in_page
        screen.set_layout_classes(
            {
                **size_classes(width, height),
                "-in-sections": in_sections,
                "-immersed": is_immersed,
            }
        )
        self.top_bar.display = not is_immersed
        has_column = is_wide and screen.chosen_width != 0
        self.section_list.display = not is_immersed and (has_column or in_sections)
        self.section_list.styles.width = screen.shown_width if is_medium else None
        column = self.entry_list.parent
        if isinstance(column, Widget):
            column.display = not is_immersed and (is_medium or not (in_sections or in_page))
        for row_list in (self.entry_list, self.story_list):
            row_list.display = row_list is self.list_pane
        has_room = is_wide or (not in_sections if is_medium else in_page)
        for page in (self.reader, self.story_view):
            page.display = has_room and page is self.page_pane
        screen.show_status()
