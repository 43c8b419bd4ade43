"""Searching the cache and coming back, without a screen."""

from collections.abc import Callable, Sequence

from cache.search.query_parser import parse
from cache.values.interest_rows import FollowKind
from cache.values.list_rows import Scope, View
from summarise.model import Span
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.list_place import ListPlace
from tui.app.screens.pages.find_screen import FindAnswer
from tui.app.screens.search.known_names import KnownNames
from tui.app.screens.search.search_all import SearchAll
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    hits: Sequence[Span] = ()

    def set_following(
        self, kind: FollowKind, subject: str, *, then: Callable[[], None] | None = None
    ) -> None:
        self.did.append((kind, subject))

    def show_hits(self, spans: Sequence[Span]) -> None:
        self.hits = spans

    def cache_changed(self) -> None:
        self.did.append("cache changed")


def test_from_a_hit_back_to_the_results_and_to_the_list(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    screen.view = before = View(scope=Scope.FOLDER, folder="World")
    search = SearchAll(screen, KnownNames(newsroom.library).complete)
    entry_id = filled.ids()[0]

    search.begin()
    screen.answer(FindAnswer(query=parse("displaced"), entry_id=entry_id))
    assert screen.view.scope is Scope.ALL
    assert screen.did[-1] == ("open article", entry_id)
    assert len(screen.hits) == 1

    screen.context = Context.READER
    assert search.back()
    screen.answer(None)
    assert screen.did[-2:] == [ListPlace(view=before), "go to list"]
    assert screen.view == before


def test_another_list_leads_back_to_nothing(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    search = SearchAll(screen, KnownNames(newsroom.library).complete)
    search.begin()
    screen.answer(FindAnswer(query=parse("displaced"), entry_id=filled.ids()[0]))
    screen.context = Context.READER

    search.forget()

    assert not search.back()
