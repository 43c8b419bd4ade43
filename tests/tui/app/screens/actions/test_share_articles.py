"""Giving articles out, without a screen."""

from typing import TYPE_CHECKING, cast

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.share_articles import ShareArticles
from tui.app.screens.dialogs.export_dialog import ExportScreen
from tui.app.screens.selection import Selection
from tui.headless.services.app_services import Newsroom

if TYPE_CHECKING:
    from tui.app.widgets.pages.reader import Reader
    from tui.app.widgets.pages.story_view import StoryView


class Screen(FakeScreen):
    reader = cast("Reader", None)
    story_view = cast("StoryView", None)


def test_it_says_what_is_missing(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    sharing = ShareArticles(screen)

    sharing.export()
    sharing.send()
    sharing.open_with_command()
    sharing.close()

    assert screen.said == [
        "There is no article or story here",
        "No program is set: see [commands.send] in config.toml",
        'No program is set: [commands] open = ["w3m", "{url}"] in config.toml',
    ]


def test_the_subject_is_exported(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    screen.the_subject = Selection(rows=(filled.row(0), filled.row(1)))
    sharing = ShareArticles(screen)

    assert sharing.targets() == tuple(filled.ids()[:2])
    sharing.export()
    assert isinstance(screen.pushed[-1][0], ExportScreen)
