"""Jump mode: letters on all that is in sight and that one can go to."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from cache.values.list_rows import EntryId, EntryRow, View
from cache.values.story_rows import StoryRow
from fetch.model import Article
from tui.app.screens.entry_pages import EntryPages
from tui.app.screens.jump.jump_labels import labels
from tui.app.screens.jump.jump_screen import JumpScreen, Label
from tui.app.screens.jump.jump_targets import (
    Target,
    is_in_sight,
    items_in_sight,
    links_in_sight,
    rows_in_sight,
)
from tui.app.screens.main_ports import Asks, Says
from tui.app.screens.stories.top_stories import TopStories
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.section_rows import Section
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.app.widgets.typesetting.typeset_page import ItemKind, Page

_GONE = "That has just changed: try again"


Pane = RowList | PageView


class Panes(Protocol):
    """The panes of the screen."""

    section_list: SectionList
    entry_list: EntryList
    story_list: StoryList
    reader: Reader
    story_view: StoryView

    @property
    def panes(self) -> Sequence[Pane]:
        """All panes, also those that are out of sight."""
        ...

    @property
    def focused(self) -> Pane:
        """The pane with the focus."""
        ...


class Articles(Protocol):
    """The list of articles."""

    pages: EntryPages

    def select(self, entry_id: EntryId, /) -> None:
        """Put the cursor on a row."""
        ...


class JumpPort(Says, Asks, Protocol):
    """What jumping needs of the screen."""

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus."""
        ...


class JumpMode:
    """Finds what is in sight, shows its letters, and goes where they lead."""

    def __init__(
        self, screen: JumpPort, panes: Panes, articles: Articles, stories: TopStories
    ) -> None:
        self._screen = screen
        self._panes = panes
        self._articles = articles
        self._stories = stories

    def begin(self) -> None:
        """Show letters on all that one can go to."""
        targets = list(self._targets())
        if not targets:
            self._screen.say("There is nothing in sight to go to")
            return
        # No two at one place: what is found first is what one means.
        places = list({(it.x, it.y): it for it in reversed(targets)}.values())[::-1]
        found = dict(zip(labels(len(places)), places, strict=False))

        def answered(letters: str | None) -> None:
            if letters is not None:
                found[letters].go()

        shown = [Label(letters, it.x, it.y) for letters, it in found.items()]
        self._screen.push(JumpScreen(shown, self._screen.key_of("jump")), answered)

    def _targets(self) -> Iterator[Target]:
        """Yield what is in sight, the panes first: they get the shortest letters."""
        panes = self._panes
        for pane in panes.panes:
            if is_in_sight(pane) and pane is not panes.focused:
                yield Target(pane.region.right - 3, pane.region.y, self._to_pane(pane))
        for index, x, y in rows_in_sight(panes.section_list):
            yield Target(x, y, self._to_section(panes.section_list.sections[index]))
        for index, x, y in rows_in_sight(panes.entry_list):
            row = self._articles.pages.row(index)
            if row is not None:
                yield Target(x, y, self._to_article(row))
        listed = [story.row for story in self._stories.listed]
        for index, x, y in rows_in_sight(panes.story_list):
            yield Target(x, y, self._to_story(listed[index]))
        for page_pane in (panes.story_view, panes.reader):
            page = page_pane.page
            for item, x, y in items_in_sight(page_pane) if page is not None else ():
                yield Target(x, y, self._to_item(page_pane, page, item))
        yield from self._links(panes.reader)

    def _links(self, reader: Reader) -> Iterator[Target]:
        article, page = reader.article, reader.page
        if article is None or page is None:
            return
        for link, x, y in links_in_sight(reader, article.layout.links):
            yield Target(x, y, self._to_link(reader, article, link.url))

    # Where they lead. What is listed may change while the letters are shown.

    def _to_pane(self, pane: Pane) -> Callable[[], object]:
        return lambda: self._screen.go_to(pane)

    def _to_section(self, section: Section) -> Callable[[], object]:
        def go() -> None:
            self._screen.go_to(self._panes.section_list)
            self._open_section(section.view)

        return go

    def _open_section(self, view: View) -> None:
        sections = self._panes.section_list
        sections.select(view)
        if sections.selected is None or sections.selected.view != view:
            self._screen.say(_GONE)
        else:
            sections.action_enter()

    def _to_article(self, row: EntryRow) -> Callable[[], object]:
        def go() -> None:
            self._screen.go_to(self._panes.entry_list)
            self._articles.select(row.entry_id)
            selected = self._panes.entry_list.selected
            if selected is None or selected.entry_id != row.entry_id:
                self._screen.say(_GONE)
            else:
                self._panes.entry_list.action_enter()

        return go

    def _to_story(self, row: StoryRow) -> Callable[[], object]:
        def go() -> None:
            self._screen.go_to(self._panes.story_list)
            self._stories.select(row.story_id)
            selected = self._panes.story_list.selected
            if selected is None or selected.story_id != row.story_id:
                self._screen.say(_GONE)
            else:
                self._panes.story_list.action_enter()

        return go

    def _to_item(self, pane: PageView, page: Page | None, number: int) -> Callable[[], object]:
        def go() -> None:
            if page is None or pane.page is not page:
                self._screen.say(_GONE)
                return
            self._to_page(pane)
            pane.select_item(number)
            # One goes to a panel to read it: Enter would close it.
            if page.items[number].kind is not ItemKind.PANEL:
                pane.item_clicked(number, 0)

        return go

    def _to_link(self, reader: Reader, article: Article, url: str) -> Callable[[], object]:
        def go() -> None:
            self._to_page(reader)
            # In the list of links, which shows where it leads before it is opened.
            reader.post_message(Reader.AddressesRequested(article, link=url))

        return go

    def _to_page(self, pane: PageView) -> None:
        if pane is self._panes.reader:
            self._screen.go_to(self._panes.reader)
        elif pane is self._panes.story_view:
            self._screen.go_to(self._panes.story_view)
