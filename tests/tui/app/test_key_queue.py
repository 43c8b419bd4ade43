"""Keys that come faster than the screen answers: typed ahead, pasted, over a slow line."""

from collections.abc import Callable

import pytest
from textual import events

from tests.support.app.pilots import Driver, reading, until
from tests.support.caches.newsdesk import Desk
from tui.app.application import NutgrafApp

MakeApp = Callable[..., NutgrafApp]


async def burst(pilot: Driver, *keys: str) -> None:
    """Let keys be in the queue before the first of them is looked at."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (45, 20)])
async def test_a_key_after_enter_reaches_the_article(
    make_app: MakeApp, filled: Desk, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = reading(pilot)

        await burst(pilot, "enter", "j", "j")
        await until(pilot, lambda: screen.focused is screen.reader)

        assert screen.entry_list.cursor == 0
        assert screen.reader.entry_id == filled.ids()[0]


async def test_out_down_and_in_again_in_one_burst(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)

        await burst(pilot, "enter", "h", "j", "j", "enter", "J")

        await until(pilot, lambda: screen.reader.entry_id == filled.ids()[3])


async def test_out_to_the_sections_and_in_again(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)

        await burst(pilot, "enter", "h", "h", "j", "enter")

        await until(pilot, lambda: screen.focused is screen.entry_list)
