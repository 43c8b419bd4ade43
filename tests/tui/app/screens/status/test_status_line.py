"""What is said and for how long, without a screen."""

from datetime import datetime

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import NOW
from tui.app.screens.dialogs.messages_dialog import MessagesScreen
from tui.app.screens.status.status_line import StatusLine
from tui.app.widgets.bars.status_bars import KeyBar, StatusBar
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    is_short = False

    def now(self) -> datetime:
        return NOW

    def position_words(self) -> str:
        return "1 of 6"


def test_what_was_said_gives_way_and_stays_in_the_journal(newsroom: Newsroom) -> None:
    screen, keys = Screen(newsroom), KeyBar()
    line = StatusLine(screen, StatusBar(), keys)
    screen.is_short = True

    line.say("Starred", is_error=True)
    line.say("{quit} quits")
    line.refuse("{quit} quits")
    line.show()
    assert (line.said, keys.display) == ("q quits", False)
    assert screen.timers[0].is_stopped

    screen.timers[-1].go_off()
    line.show()
    assert (line.said, keys.display) == ("", True)
    assert [it.words for it in newsroom.journal.said][-1] in {"q quits", "Starred"}
    line.show_messages()
    assert isinstance(screen.pushed[0][0], MessagesScreen)
