"""Pictures of the screens, to be looked at before one is renewed; clock and size stand still."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import pytest
from textual.app import App

from cache.search.query_parser import parse
from cache.values.interest_rows import MuteKind, MuteRule
from tests.support.app.pilots import Driver, reading, until
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp
from tui.app.screens.pages.actor_screen import ActorScreen
from tui.headless.services.jobs.job_events import FeedDone

MakeApp = Callable[..., NutgrafApp]


class Compare(Protocol):
    """What the snapshot fixture does."""

    def __call__(
        self,
        app: App[object] | NutgrafApp,
        press: list[str] = ...,
        terminal_size: tuple[int, int] = ...,
        run_before: object = ...,
    ) -> bool: ...


@pytest.mark.parametrize(
    ("name", "size", "press"),
    [
        ("wide", (160, 45), []),
        ("reader", (100, 40), ["enter", "tab", "tab", "tab", "x", "2"]),
        ("sections", (100, 30), ["h", "G"]),
        ("narrow-list", (45, 20), []),
        ("narrow-reader", (45, 20), ["enter"]),
        ("help", (100, 30), ["question_mark"]),
        ("mute", (100, 30), ["M"]),
        ("mute-narrow", (45, 20), ["M"]),
        ("export", (100, 30), ["X"]),
        ("tags", (80, 24), ["number_sign"]),
        ("feeds", (120, 30), ["E"]),
        ("feeds-narrow", (45, 20), ["E"]),
        ("themes", (100, 30), ["T", "j", "j"]),
        ("text-alone", (100, 30), ["enter", "z"]),
        ("mentions", (100, 30), ["enter", "tab", "tab", "tab", "n"]),
        ("messages", (100, 30), ["exclamation_mark"]),
    ],
)
def test_full(
    make_app: MakeApp,
    snap_compare: Compare,
    name: str,
    size: tuple[int, int],
    press: list[str],
) -> None:
    assert snap_compare(make_app(), press=press, terminal_size=size)


@pytest.mark.parametrize("size", [(100, 40), (45, 20)], ids=["medium", "narrow"])
def test_actor(
    make_app: MakeApp, filled: Desk, snap_compare: Compare, size: tuple[int, int]
) -> None:
    filled.do(lambda store: store.interests.follow_actor("Abbas Araghchi", now=NOW))

    async def open_page(pilot: Driver) -> None:
        await pilot.press("enter", "tab", "tab", "tab", "i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActorScreen))
        screen = pilot.app.screen
        assert isinstance(screen, ActorScreen)
        await until(pilot, lambda: screen.actor_view.page is not None)
        await pilot.press("j")

    assert snap_compare(make_app(), terminal_size=size, run_before=open_page)


def test_following(make_app: MakeApp, filled: Desk, snap_compare: Compare) -> None:
    rule = MuteRule(kind=MuteKind.PHRASE, pattern="cricket")
    filled.do(lambda store: store.interests.follow_actor("Abbas Araghchi", now=NOW))
    filled.do(lambda store: store.interests.follow_search(parse("aleppo"), now=NOW))
    filled.do(lambda store: store.interests.mute(rule, now=NOW))

    async def wait_for_counts(pilot: Driver) -> None:
        await until(pilot, lambda: reading(pilot).followed_count == 1)
        await pilot.press("h", "j", "j", "j")

    assert snap_compare(make_app(), terminal_size=(140, 30), run_before=wait_for_counts)


def test_light(make_app: MakeApp, snap_compare: Compare) -> None:
    app = make_app(theme="nutgraf-light")

    assert snap_compare(app, press=["enter", "1"], terminal_size=(140, 40))


def test_loading(make_app: MakeApp, jobs: FakeJobs, snap_compare: Compare) -> None:
    jobs.script = [FeedDone(done=2, total=3, feed_id=1, title="", new_count=4)]
    jobs.release = asyncio.Event()

    assert snap_compare(make_app(), press=["R"], terminal_size=(100, 24))


def test_first_start(desk: Desk, jobs: FakeJobs, snap_compare: Compare) -> None:
    assert snap_compare(NutgrafApp(newsroom_of(desk, jobs)), terminal_size=(100, 30))


def test_empty(desk: Desk, jobs: FakeJobs, snap_compare: Compare) -> None:
    desk.feed("Feed")

    assert snap_compare(NutgrafApp(newsroom_of(desk, jobs)), terminal_size=(120, 24))
