"""The height of rows, without a screen."""

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.appearance.row_height import RowHeight
from tui.app.widgets.lists.row_density import Density
from tui.headless.services.app_services import Newsroom


class List:
    density = Density.NORMAL

    def set_density(self, density: Density) -> None:
        self.density = density

    def change_density(self) -> Density:
        self.density = Density.ROOMY
        return self.density


class Screen(FakeScreen):
    def __init__(self, newsroom: Newsroom) -> None:
        super().__init__(newsroom)
        self.dense_lists = List(), List()


def test_both_lists_take_it_now_and_next_time(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    RowHeight(screen).change()
    screen.settle(filled)
    assert [it.density for it in screen.dense_lists] == [Density.ROOMY] * 2

    later = Screen(newsroom)
    RowHeight(later).start()
    assert [it.density for it in later.dense_lists] == [Density.ROOMY] * 2
