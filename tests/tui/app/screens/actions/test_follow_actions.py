"""Following, without a screen."""

from cache.search.query_parser import parse
from cache.values.list_rows import Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.follow_actions import FollowActors
from tui.app.widgets.lists.section_rows import Section
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    selected_section: Section | None = None


def test_a_selected_actor_is_followed_and_no_longer(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    screen.selected_actor = "Abbas Araghchi"
    following = FollowActors(screen)

    following.toggle()
    screen.settle(filled)
    assert [it.subject for it in filled.library.interests.follows()] == ["Abbas Araghchi"]

    following.toggle()
    screen.settle(filled)
    assert not filled.library.interests.follows()

    screen.marking.undo()
    screen.settle(filled)
    assert len(filled.library.interests.follows()) == 1


def test_a_search_in_a_folder_is_followed_whole(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    screen.view = View(scope=Scope.FOLDER, folder="World", query=parse("aleppo"))

    FollowActors(screen).toggle()
    screen.settle(filled)

    assert [it.subject for it in filled.library.interests.follows()] == ['folder:"World" aleppo']


def test_it_says_what_can_be_followed(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)

    FollowActors(screen).toggle()

    assert screen.said[0].startswith("Search (/) or select an actor first")
