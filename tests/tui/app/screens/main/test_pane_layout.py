"""Which panes stand side by side, without what is in them."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from textual.geometry import Size
from textual.widget import Widget

from cache.values.list_rows import Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import NOW
from tui.app.screens.main.pane_layout import PaneLayout
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    size = Size(200, 50)
    chosen_width: int | None = None
    shown_width: int | None = None

    def now(self) -> datetime:
        return NOW

    def set_layout_classes(self, classes: Mapping[str, bool]) -> None:
        self.classes = {name for name, is_on in classes.items() if is_on}

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True) -> None:
        self.did.append(widget)

    def show_keys(self) -> None:
        self.did.append("keys")


def shown(layout: PaneLayout) -> list[bool]:
    return [pane.display for pane in layout.panes]


@pytest.mark.parametrize(
    ("width", "in_list", "in_reader"),
    [
        (200, [True, True, False, True, False], [True, True, False, True, False]),
        (100, [False, True, False, True, False], [False, True, False, True, False]),
        (45, [False, True, False, False, False], [False, True, False, True, False]),
    ],
)
def test_as_many_as_there_is_room_for(
    newsroom: Newsroom, width: int, in_list: list[bool], in_reader: list[bool]
) -> None:
    screen = Screen(newsroom)
    screen.size = Size(width, 50)
    layout = PaneLayout(screen)
    layout.go_to(layout.entry_list)
    assert (shown(layout), layout.context) == (in_list, Context.LIST)
    layout.go_to(layout.reader)
    assert (shown(layout), layout.context) == (in_reader, Context.READER)
    assert screen.did == [layout.entry_list, layout.reader]


def test_hidden_sections_are_seen_by_whoever_is_in_them(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    screen.chosen_width = 0
    layout = PaneLayout(screen)
    layout.arrange()
    assert shown(layout)[0] is False
    layout.go_to(layout.section_list)
    assert shown(layout)[0] is True
    assert "-in-sections" in screen.classes


def test_stories_have_a_list_and_a_page_of_their_own(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    layout = PaneLayout(screen)
    screen.view = View(scope=Scope.STORIES)
    assert (layout.list_pane, layout.page_pane) == (layout.story_list, layout.story_view)
    layout.is_in_article = True
    assert layout.page_pane is layout.reader
    layout.go_to(layout.entry_list)
    assert layout.focused is layout.story_list
    assert not layout.is_in_article


def test_the_mouse_moves_the_focus_too(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    layout = PaneLayout(screen)
    layout.focus_moved(layout.reader)
    layout.focus_moved(layout.top_bar)
    assert layout.focused is layout.reader
    assert screen.did == ["keys"]
