"""The width of the sections, without a screen."""

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.appearance.section_width import SectionWidth
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    columns = 120
    section_columns = 28

    def arrange_panes(self) -> None:
        self.did.append("arranged")


def test_narrower_until_nothing_is_left_and_remembered(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    width = SectionWidth(screen)

    for _ in range(4):
        width.narrow()
    screen.settle(filled)

    assert (width.chosen, width.shown) == (0, 20)
    assert screen.said[:2] == ["Sections: 20 columns", "Sections: 16 columns"]
    assert screen.said[2] == screen.said[3] != ""
    again = SectionWidth(screen)
    again.start()
    assert again.chosen == 0


def test_one_pane_at_a_time_has_no_width(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    screen.columns = 45
    width = SectionWidth(screen)

    width.widen()

    assert width.chosen is None
    assert not screen.did
