"""Opening and copying addresses, without a screen and without a browser."""

from typing import TYPE_CHECKING, cast

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.open_addresses import OpenAddresses
from tui.app.screens.selection import Selection
from tui.headless.browser import BrowserError
from tui.headless.services.app_services import Newsroom

if TYPE_CHECKING:
    from tui.app.widgets.pages.reader import Reader
    from tui.headless.graphics.terminal_query import Terminal


class Screen(FakeScreen):
    selected_words: str | None = None
    reader = cast("Reader", None)

    def get_selected_text(self) -> str | None:
        return self.selected_words


def refuse(url: str) -> None:
    raise BrowserError("no browser")


async def test_the_browser_opens_what_is_selected(newsroom: Newsroom, filled: Desk) -> None:
    screen, opened = Screen(newsroom), list[str]()
    screen.the_subject = Selection(rows=(filled.row(0),))

    OpenAddresses(screen, opened.append, cast("Terminal", None)).open_current()
    await screen.work()
    OpenAddresses(screen, refuse, cast("Terminal", None)).open_current()
    await screen.work()

    assert opened == [filled.row(0).url]
    assert screen.said == [f"Opened {filled.row(0).url}", "! no browser"]


def test_the_mouse_says_what_is_copied(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    addresses = OpenAddresses(screen, refuse, cast("Terminal", None))

    addresses.copy_current()
    screen.the_subject = Selection(rows=(filled.row(0),))
    addresses.copy_current()
    screen.selected_words = "a few words"
    addresses.copy_current()

    assert screen.did == [("copy", filled.row(0).url), ("copy", "a few words")]
    assert screen.said[0] == "There is no article here"
