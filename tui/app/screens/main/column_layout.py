"""Sections, list and page: as many side by side as the terminal holds."""

from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from cache.values.list_rows import Scope, View
from tui.app.screens.main.unread_counts import CountingScreen
from tui.app.widgets.bars.status_bars import KeyBar, StatusBar, TopBar
from tui.app.widgets.bars.tour_card import TourCard
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.services.app_services import Newsroom

MEDIUM, WIDE, BROAD = 75, 120, 160
"""Columns from which two and three panes stand side by side, and from which each has much room."""
SECTION_WIDTHS = (0, 16, 20, 28, 36, 44)
"""Columns that the sections can have beside other panes; none hides them."""
TALL = 24
"""Lines from which status and keys have a line each."""


class LayoutScreen(CountingScreen):
    """Lays the panes out and moves between them; there are two lists and two pages."""

    AUTO_FOCUS = ""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom)
        options = newsroom.options
        self.commands = commands
        self.view = View(scope=Scope.ALL)
        self.is_in_article = False
        self.is_immersed = False
        self.section_width: int | None = None
        self.top_bar = TopBar()
        self.section_list = SectionList()
        self.entry_list = EntryList(self.now)
        self.story_list = StoryList(self.now)
        self.reader = Reader(
            self.now,
            text_width=options.text_width,
            is_highlighting=options.highlight_entities,
        )
        self.story_view = StoryView(self.now, text_width=options.text_width)
        self.tour_card = TourCard()
        self.status_bar = StatusBar()
        self.key_bar = KeyBar()
        self._pane: RowList | PageView = self.entry_list

    def now(self) -> datetime:
        """Return the time in the reader's own zone."""
        return self.newsroom.clock().astimezone()

    def show_status(self) -> None:
        """Show where one is, or what was said last."""
        raise NotImplementedError

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

    # Panes.

    def on_resize(self, _event: events.Resize) -> None:
        """Show as many panes as fit."""
        self._arrange()

    @property
    def shows_stories(self) -> bool:
        """Whether the list is the front page: stories, not entries."""
        return self.view.scope is Scope.STORIES

    @property
    def panes(self) -> "tuple[RowList | PageView, ...]":
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
        return self.story_list if self.shows_stories else self.entry_list

    @property
    def page_pane(self) -> PageView:
        """The page that is in use: of the front page's story, or of an article."""
        return self.story_view if self.shows_stories and not self.is_in_article else self.reader

    def go_to(self, pane: RowList | PageView) -> None:
        """Give a pane the focus, and room if it has none."""
        if pane in {self.entry_list, self.story_list}:
            pane = self.list_pane
            self.is_in_article = False
        self._pane = pane
        self._arrange()
        # At once, not when the queue is empty: the next key may be there already.
        self.set_focus(pane, scroll_visible=False)

    def _arrange(self) -> None:
        """Show the panes that fit beside the one with the focus."""
        width, height = self.size
        in_sections = self._pane is self.section_list
        in_page = self._pane in {self.reader, self.story_view}
        is_wide, is_medium = width >= WIDE, width >= MEDIUM
        self.set_class(is_wide, "-wide")
        self.set_class(width >= BROAD, "-broad")
        self.set_class(is_medium and not is_wide, "-medium")
        self.set_class(not is_medium, "-narrow")
        self.set_class(in_sections, "-in-sections")
        is_immersed = self.is_immersed and in_page
        self.set_class(is_immersed, "-immersed")
        self.top_bar.display = not is_immersed
        has_column = is_wide and self.section_width != 0
        self.section_list.display = not is_immersed and (has_column or in_sections)
        self.section_list.styles.width = self._section_column() if is_medium else None
        column = self.entry_list.parent
        if isinstance(column, Widget):
            column.display = not is_immersed and (is_medium or not (in_sections or in_page))
        for row_list in (self.entry_list, self.story_list):
            row_list.display = row_list is self.list_pane
        has_room = is_wide or (not in_sections if is_medium else in_page)
        for page in (self.reader, self.story_view):
            page.display = has_room and page is self.page_pane
        self.set_class(height < TALL, "-short")
        self.show_status()

    def _section_column(self) -> int | None:
        """Return the columns of the sections beside other panes, None for what the sheet says."""
        if self.section_width == 0:
            # One is in them, so they are seen all the same.
            return SECTION_WIDTHS[2]
        return self.section_width

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the pane that has the focus."""
        if event.widget in self.panes:
            is_other = event.widget is not self._pane
            self._pane = event.widget
            if is_other:
                self._arrange()
            self.show_keys()
            self.show_status()

    @property
    def context(self) -> Context:
        """Where the focus is."""
        if self._pane is self.section_list:
            return Context.SECTIONS
        if self._pane is self.story_view:
            return Context.STORY
        return Context.READER if self._pane is self.reader else Context.LIST

    def show_keys(self) -> None:
        """Show the keys of the pane that has the focus."""
        here = commands_in(self.commands, self.context)
        everywhere = commands_in(self.commands, Context.READING)
        program = commands_in(self.commands, Context.APP)
        shown = [it for it in (*here, *everywhere, *program) if it.is_shown]
        self.key_bar.show(shown)
