"""Searching the whole cache in a screen of its own, while one types."""

import json
from collections.abc import Callable

import pytest
from textual.widgets import Input

from tests.support.app.pilots import Driver, drawn, reading, screen_text, until
from tests.support.caches.newsdesk import Desk
from tests.support.scale import full_or
from tests.support.shared_data import require_shared
from tui.app.application import NutgrafApp
from tui.app.screens.pages.find_screen import FindScreen

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])


async def opened(pilot: Driver) -> FindScreen:
    await pilot.press("F")
    await until(pilot, lambda: isinstance(pilot.app.screen, FindScreen))
    screen = pilot.app.screen
    assert isinstance(screen, FindScreen)
    await until(pilot, lambda: bool(screen.query(Input)))
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_is_found_and_opened_at_its_hit(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert "Search everything" in screen_text(pilot)
        await pilot.press(*"displaced")
        await until(pilot, lambda: screen.found.row_count() == 1)
        assert "1 found in" in screen_text(pilot)
        assert "had been displaced" in " ".join(drawn(screen.found))
        assert "Esc" in screen_text(pilot)

        await pilot.press("enter")
        desk = reading(pilot)
        await until(pilot, lambda: bool(desk.reader.marks))
        entry_id = desk.reader.entry_id
        assert entry_id is not None
        detail = desk.newsroom.library.detail(entry_id)
        assert detail is not None
        assert detail.article is not None
        span = desk.reader.marks[0]
        assert detail.article.text[span.start : span.end] == "displaced"
        assert desk.focused is desk.reader
        await until(pilot, lambda: "displaced" in " ".join(drawn(desk.reader)))


async def test_the_order_is_swapped_and_escape_goes_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        before = reading(pilot).view
        screen = await opened(pilot)
        await pilot.press(*"aleppo")
        await until(pilot, lambda: screen.found.row_count() == 2)
        assert "best first" in screen_text(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: "newest first" in screen_text(pilot))
        await pilot.press("down")
        assert screen.found.cursor == 1
        await pilot.press("escape")
        assert len(pilot.app.screen_stack) == 1
        assert reading(pilot).view == before


async def test_escape_leads_from_a_hit_back_to_the_results_and_then_to_the_list(
    make_app: MakeApp,
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        desk = reading(pilot)
        desk.palette_places.show_feed(desk.feeds[0])
        await pilot.press("j")
        before, selected = desk.view, desk.entry_list.selected
        screen = await opened(pilot)
        await pilot.press(*"aleppo", "tab")
        await until(pilot, lambda: "newest first" in screen_text(pilot))
        await until(pilot, lambda: screen.found.row_count() == 2)
        await pilot.press("down", "enter")
        await until(pilot, lambda: desk.focused is desk.reader)

        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindScreen))
        again = pilot.app.screen
        assert isinstance(again, FindScreen)
        await until(pilot, lambda: again.found.row_count() == 2)
        assert again.found.cursor == 1
        assert "newest first" in screen_text(pilot)

        await pilot.press("up", "enter")
        await until(pilot, lambda: desk.focused is desk.reader)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindScreen))
        await pilot.press("escape")
        await until(pilot, lambda: desk.focused is desk.entry_list)
        assert desk.view == before
        assert desk.entry_list.selected == selected
        await pilot.press("enter", "escape")
        assert len(pilot.app.screen_stack) == 1


async def test_a_wrong_query_is_explained_where_it_is_wrong(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot)
        screen.query_one(Input).value = 'aleppo is:blue "x'
        await until(pilot, lambda: "^" in screen_text(pilot))
        lines = screen_text(pilot).splitlines()
        caret = next(n for n, line in enumerate(lines) if line.strip() == "^")
        assert lines[caret - 1][lines[caret].index("^")] in {'"', "b"}


async def test_a_search_becomes_a_section(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(140, 30)) as pilot:
        screen = await opened(pilot)
        await pilot.press(*"aleppo")
        await until(pilot, lambda: screen.found.row_count() == 2)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(filled.library.interests.follows()))
        await pilot.press("escape")
        await until(pilot, lambda: "/ aleppo" in "".join(drawn(reading(pilot).section_list)))


async def test_a_wrong_query_does_not_become_a_section(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(140, 30)) as pilot:
        screen = await opened(pilot)
        for query, words in (("is:blue", "is: expected one of"), ("...", "Nothing found")):
            screen.query_one(Input).value = query
            await until(pilot, lambda words=words: words in screen_text(pilot))  # type: ignore[misc] # mypy takes no default in a lambda

            await pilot.press("ctrl+s")

            assert words in screen_text(pilot)
    assert filled.library.interests.follows() == ()


async def test_hostile_queries_break_nothing(make_app: MakeApp) -> None:
    path = require_shared("hostile", "search-queries.jsonl")
    queries = [json.loads(line)["query"] for line in path.read_text().splitlines()]
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for query in [*queries, "[bold]x[/]", "\x1b[31m"]:
            screen.query_one(Input).value = query
            await pilot.pause()
            assert "\x1b" not in screen_text(pilot)
        screen.query_one(Input).value = "zebra"
        await until(pilot, lambda: "Nothing found" in screen_text(pilot))
