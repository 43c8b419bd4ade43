"""Whole or short key points, without a screen."""

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.appearance.point_length import PointLength
from tui.headless.services.app_services import Newsroom


class Page:
    is_whole: bool | None = None

    def show_whole_points(self, *, is_whole: bool) -> None:
        self.is_whole = is_whole


def test_points_are_alike_on_every_page_now_and_next_time(newsroom: Newsroom, filled: Desk) -> None:
    screen, pages = FakeScreen(newsroom), (Page(), Page())
    length = PointLength(screen, pages)
    assert [it.is_whole for it in pages] == [False, False]

    length.toggle()
    screen.settle(filled)
    assert [it.is_whole for it in pages] == [True, True]

    later = Page()
    PointLength(screen, (later,))
    assert later.is_whole is True
