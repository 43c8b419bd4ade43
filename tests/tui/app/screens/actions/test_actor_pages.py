"""Ways to the page of an actor, without a screen."""

from collections.abc import Callable

from cache.values.interest_rows import FollowKind
from cache.values.list_rows import Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.actor_pages import ActorPages
from tui.app.screens.pages.actor_screen import ActorScreen
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    def set_following(
        self, kind: FollowKind, subject: str, *, then: Callable[[], None] | None = None
    ) -> None:
        self.did.append((kind, subject))


def test_the_first_actor_of_the_selected_article(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    actors = ActorPages(screen)

    screen.selected_article = filled.row(1)
    actors.open_first_of_article()
    assert screen.said == ["Nobody is known here: it has no summary with actors"]

    screen.selected_article = filled.row(0)
    actors.open_first_of_article()
    assert isinstance(screen.pushed[-1][0], ActorScreen)


def test_the_page_leads_to_a_list_or_an_article(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    view = View(scope=Scope.ACTOR, subject="Abbas Araghchi")

    ActorPages(screen).open_actor("Abbas Araghchi")
    screen.answer(view)
    screen.answer(filled.ids()[0])

    assert screen.view == view
    assert screen.did == ["go to list", ("open article", filled.ids()[0])]
