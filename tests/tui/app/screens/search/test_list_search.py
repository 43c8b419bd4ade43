"""Searching in the list, without a screen."""

from collections.abc import Awaitable

from textual.widget import Widget

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.search.known_names import KnownNames
from tui.app.screens.search.list_search import ListSearch
from tui.app.widgets.bars.search_bar import SearchBar
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    def mount_above_list(self, bar: Widget) -> Awaitable[object]:
        raise NotImplementedError


def test_only_the_last_pause_is_searched_for(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    search = ListSearch(screen, KnownNames(newsroom.library).complete)

    search.typed(SearchBar.Changed("ale"))
    search.typed(SearchBar.Changed("aleppo"))
    for timer in screen.timers:
        timer.go_off()

    assert screen.view.query.text == "aleppo"
    search.end()
    assert screen.view.query.text == ""
    assert screen.did[-1] == "go to list"


def test_a_query_that_makes_no_sense_changes_nothing(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    search = ListSearch(screen, KnownNames(newsroom.library).complete)
    assert search.search_for("aleppo")
    assert not search.search_for("after:yesteryear")
    assert screen.view.query.text == "aleppo"
