"""The text alone, without a screen."""

from tests.support.app.fake_screen import FakeScreen
from tui.app.screens.appearance.immersion import Immersion
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    has_page = True

    def open_selected(self) -> None:
        self.did.append("open")

    def go_to_page(self) -> None:
        self.did.append("page")

    def show_text_alone(self, *, is_alone: bool) -> None:
        self.did.append(is_alone)

    def arrange_panes(self) -> None:
        self.did.append("arranged")


def test_what_is_under_the_cursor_is_opened_and_everything_comes_back(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    immersion = Immersion(screen)

    immersion.toggle()
    immersion.toggle()
    assert not immersion.is_on
    assert screen.did == ["open", True, "page", False, "arranged"]


def test_without_a_page_there_is_nothing_to_show(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    screen.has_page = False
    immersion = Immersion(screen)

    immersion.toggle()

    assert not immersion.is_on
    assert screen.said == ["Select an article or a story first"]
