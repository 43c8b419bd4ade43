"""The ways back and out, without lists, pages and searches."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from cache.search.query_parser import parse
from cache.values.list_rows import EntryId, Scope, View
from summarise.stories.story_model import StoryId
from tests.support.app.fake_screen import FakeScreen
from tui.app.screens.list_place import ListPlace
from tui.app.screens.main.navigation import Navigation
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom

if TYPE_CHECKING:
    from tui.app.screens.main.pane_layout import PaneLayout


class Screen(FakeScreen):
    has_results = False
    is_selected = False
    has_mentions = False

    def end_immersion(self) -> None:
        self.did.append("everything")

    def leave_story(self) -> None:
        self.did.append("leave story")

    def back_to_results(self) -> bool:
        return self.has_results

    def end_search(self) -> None:
        self.did.append("end search")

    def select_none(self) -> bool:
        return self.is_selected

    def walk_on(self, *, forward: bool) -> bool:
        return self.has_mentions


class Rows:
    def __init__(self, name: str, did: list[object]) -> None:
        self.name, self.did = name, did

    def open_other(self, *, forward: bool) -> None:
        self.did.append(f"other {self.name}")

    def go_to_unread(self, *, forward: bool) -> None:
        self.did.append(f"unread {self.name}")

    def select(self, row_id: EntryId | StoryId, /) -> None:
        self.did.append((self.name, row_id))


class Panes(SimpleNamespace):
    """Says where it was sent."""

    def go_to(self, pane: object) -> None:
        self.did.append(pane)


def made(newsroom: Newsroom) -> tuple[Screen, Panes, Navigation]:
    screen = Screen(newsroom)
    panes = Panes(
        did=screen.did,
        reader=SimpleNamespace(leave_place=lambda: None, let_go=lambda: False),
        section_list="sections",
        entry_list="list",
        story_view="story",
        is_in_article=False,
    )
    rows = [Rows(name, screen.did) for name in ("articles", "stories", "of the story")]
    return screen, panes, Navigation(screen, cast("PaneLayout", panes), rows[0], rows[1], rows[2])


@pytest.mark.parametrize(
    ("context", "changes", "expected"),
    [
        (Context.LIST, {}, ["sections"]),
        (Context.LIST, {"view": View(scope=Scope.ALL, query=parse("x"))}, ["end search"]),
        (Context.LIST, {"is_selected": True}, []),
        (Context.READER, {}, ["list"]),
        (Context.READER, {"has_results": True}, []),
        (Context.READER, {"is_immersed": True}, ["everything"]),
        (Context.STORY, {}, ["leave story"]),
        (Context.SECTIONS, {}, []),
    ],
)
def test_each_step_out(
    newsroom: Newsroom, context: Context, changes: dict[str, object], expected: list[object]
) -> None:
    screen, _, navigation = made(newsroom)
    screen.context = context
    for name, value in changes.items():
        setattr(screen, name, value)

    navigation.leave()

    assert screen.did == expected
    assert bool(screen.said) is (context is Context.SECTIONS)


def test_an_article_of_a_story_leads_to_others_of_it_and_back(newsroom: Newsroom) -> None:
    screen, panes, navigation = made(newsroom)
    navigation.enter_article()
    navigation.open_other(forward=True)
    navigation.end_reached()
    navigation.back()
    assert screen.did == ["other of the story", "other of the story", "story"]
    assert not panes.is_in_article

    navigation.open_other(forward=True)
    navigation.end_reached()
    navigation.back()
    assert screen.did[3:] == ["other articles", "unread articles"]
    assert screen.said == ["There is no way back from here; Esc leads to the list"]


def test_mentions_come_before_what_is_unread(newsroom: Newsroom) -> None:
    screen, _, navigation = made(newsroom)
    screen.has_mentions = True
    navigation.go_on(forward=True)
    screen.has_mentions, screen.view = False, View(scope=Scope.STORIES)
    navigation.go_on(forward=True)
    assert screen.did == ["unread stories"]


def test_a_place_is_of_a_story_or_an_article(newsroom: Newsroom) -> None:
    screen, _, navigation = made(newsroom)
    navigation.return_to(ListPlace(view=screen.view, entry_id=EntryId(3)))
    navigation.return_to(ListPlace(view=screen.view, story_id=StoryId("4")))
    navigation.return_to(ListPlace(view=screen.view))
    assert screen.did == [("articles", 3), ("stories", "4")]
