"""Closed panels, without a screen."""

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.appearance.closed_panels import ClosedPanels
from tui.headless.services.app_services import Newsroom


class Page:
    closed: frozenset[str] = frozenset()

    def close_panels(self, titles: frozenset[str]) -> None:
        self.closed = titles


def test_the_same_on_every_page_now_and_next_time(newsroom: Newsroom, filled: Desk) -> None:
    screen, pages = FakeScreen(newsroom), (Page(), Page())

    ClosedPanels(screen, pages).close(frozenset({"Quotes", "Figures"}))
    screen.settle(filled)
    assert pages[0].closed == pages[1].closed == {"Quotes", "Figures"}

    later = Page()
    ClosedPanels(screen, (later,))
    assert later.closed == {"Quotes", "Figures"}
