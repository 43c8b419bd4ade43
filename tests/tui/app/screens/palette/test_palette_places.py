"""What the palette offers, without a screen."""

from collections.abc import Sequence

from cache.values.interest_rows import Follow
from cache.values.list_rows import Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.screens.palette.palette_places import HasPalette, PalettePlaces
from tui.app.widgets.lists.section_rows import Section
from tui.headless.commands.command import Command, Context
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    places: Sequence[Section] = ()
    follows: Sequence[Follow] = ()

    async def run_command(self, command: Command) -> None:
        self.did.append(command.name)

    def open_actor(self, name: str) -> None:
        self.did.append(name)

    def rename_tag(self, name: str) -> None:
        self.did.append(name)

    def keep_theme(self, name: str) -> None:
        self.did.append(name)


def test_commands_of_where_one_is(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    places = PalettePlaces(screen)
    assert not isinstance(screen, HasPalette)
    names = {it.name for it in places.commands()}
    assert {"toggle_star", "quit"} <= names
    screen.context = Context.READER
    assert {it.name for it in places.commands()} != names


def test_places_to_go_to(newsroom: Newsroom, filled: Desk) -> None:
    filled.do(lambda store: store.interests.follow_actor("Abbas Araghchi", now=NOW))
    screen = Screen(newsroom)
    places = PalettePlaces(screen)

    places.show_feed(screen.feeds[0])
    assert screen.view.feed_id == screen.feeds[0].feed_id
    places.show_tag("war")
    assert screen.view == View(scope=Scope.TAG, subject="war")
    places.show_followed(filled.library.interests.follows()[0])
    assert screen.view.subject == "Abbas Araghchi"
    assert screen.did == ["go to list"] * 3
