"""How lists look: order, groups and row height, and that they are remembered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from rich.cells import cell_len

from cache.values.list_rows import Order
from tests.support.app.pilots import drawn, reading, screen_text, until, written
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.application import NutgrafApp
from tui.app.screens.main.main_screen import MainScreen
from tui.app.widgets.lists.row_density import Density
from tui.app.widgets.text import relative_times

MakeApp = Callable[..., NutgrafApp]


def titles(screen: MainScreen) -> list[str]:
    rows = screen.parts.articles.pages
    return [row.title for n in range(rows.count) if (row := rows.row(n)) is not None]


async def test_the_order_goes_round_and_keeps_the_place(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        screen = reading(pilot)
        await pilot.press("j")
        selected = screen.entry_list.selected
        newest = titles(screen)
        await pilot.press("equals_sign")
        assert titles(screen) == newest[::-1]
        assert screen.entry_list.selected == selected
        assert "All, oldest first" in screen_text(pilot)

        await pilot.press("equals_sign")
        feeds = [row.feed_title for n in range(6) if (row := screen.parts.articles.pages.row(n))]
        assert feeds == sorted(feeds, key=str.casefold)
        await pilot.press("equals_sign")
        assert titles(screen)[0] == "Rebels take Aleppo"
        await written(pilot, filled)
        assert filled.library.memory.setting("list.order") == "length"
        await pilot.press("equals_sign")
        assert titles(screen) == newest


async def test_what_was_chosen_is_remembered(make_app: MakeApp, filled: Desk) -> None:
    filled.do(lambda store: store.memory.set("list.order", "oldest"))
    filled.do(lambda store: store.memory.set("list.density", "COMPACT"))
    async with make_app().run_test(size=(140, 40)) as pilot:
        screen = reading(pilot)
        await pilot.pause()
        assert screen.view.order is Order.OLDEST
        assert screen.entry_list.density is Density.COMPACT
        assert screen.parts.articles.pages.count == 6


async def test_what_no_version_knows_is_passed_over(make_app: MakeApp, filled: Desk) -> None:
    for name in ("list.order", "list.density", "list.groups"):
        filled.do(lambda store, name=name: store.memory.set(name, "zigzag"))  # type: ignore[misc] # bound now
    async with make_app().run_test(size=(140, 40)) as pilot:
        assert reading(pilot).view.order is Order.NEWEST


async def test_all_is_marked_read_whatever_the_order(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        await pilot.press("equals_sign", "equals_sign", "A")
        await until(pilot, lambda: filled.library.counts().unread == 0)
        await until(pilot, lambda: "marked as read" in screen_text(pilot))
        await pilot.press("u")
        await until(pilot, lambda: filled.library.counts().unread == 6)


@pytest.mark.parametrize("width", [45, 60, 100])
@pytest.mark.parametrize("density", list(Density))
async def test_days_stand_at_their_first_row(
    make_app: MakeApp, filled: Desk, density: Density, width: int
) -> None:
    old = filled.feed("Old", folder="World")
    filled.entries(old, "Older news 日本語", "More", newest=timedelta(days=-1))
    filled.entries(old, "Far away 👩‍👩‍👧", newest=timedelta(days=-9))
    filled.do(lambda store: store.memory.set("list.density", density.name))
    ids = filled.ids()
    filled.do(lambda store: store.kept.set_tags({it: ["a tag", "z" * 50] for it in ids}))
    filled.do(lambda store: store.kept.set_later(ids, True))
    filled.do(lambda store: store.marks.set_starred(ids, True, now=NOW))
    async with make_app().run_test(size=(width, 50)) as pilot:
        screen = reading(pilot)
        await pilot.pause()
        entry_list = screen.entry_list
        text = "\n".join(drawn(entry_list))
        for day in ("Yesterday", "Fri"):
            assert text.count(day) == 1, text
        region = entry_list.scrollable_content_region
        for y in range(region.height):
            assert cell_len(entry_list.render_line(y).text) == region.width

        await pilot.press("backslash")
        assert "Fri 13" not in "\n".join(drawn(entry_list))
        await written(pilot, filled)
        assert filled.library.memory.setting("list.groups") == "off"


def test_a_day_has_a_name() -> None:
    names = [relative_times.day_name(NOW - timedelta(days=n), NOW) for n in (0, 1, 2, 400)]

    assert names == ["Today", "Yesterday", "Friday 20 November", "Saturday 18 October 2025"]
