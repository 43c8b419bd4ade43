"""Searching while one types."""

from collections.abc import Callable

import pytest
from textual.widgets import Input, Static

from tests.support.app.pilots import drawn, reading, screen_text, until
from tui.app.application import NutgrafApp

MakeApp = Callable[..., NutgrafApp]
SIZE = (140, 40)


async def test_the_list_follows_what_is_typed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: screen.focused is not screen.entry_list)
        await pilot.press(*"cricket")
        await until(pilot, lambda: screen.view.query.text == "cricket")

        assert screen.parts.articles.pages.count == 1
        assert "“cricket” in All" in drawn(screen.top_bar)[0]
        assert "1 found" in drawn(screen.top_bar)[0]

        await pilot.press("enter")
        assert screen.focused is screen.entry_list
        await pilot.press("escape")
        assert screen.parts.articles.pages.count == 6
        selected = screen.entry_list.selected
        assert selected is not None
        assert selected.title.startswith("Cricket")


async def test_escape_in_the_line_ends_the_search(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: screen.focused is not screen.entry_list)
        await pilot.press(*"aleppo")
        await until(pilot, lambda: screen.parts.articles.pages.count == 2)

        await pilot.press("escape")

        assert screen.view.query.text == ""
        assert screen.parts.articles.pages.count == 6
        assert screen.focused is screen.entry_list


async def test_a_query_that_makes_no_sense_is_explained(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: screen.focused is not screen.entry_list)
        await pilot.press(*'"ale', "enter")
        await pilot.pause()

        assert screen.view.query.text == ""
        assert "quot" in screen_text(pilot).lower()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("aleppo titel:x", "error at column 8: there is no field titel:; did you mean title:?"),
        ("aleppo OR", "error at column 8: nothing follows OR"),
        ("-", "error at column 1: - must be directly followed by what to exclude"),
    ],
)
async def test_a_slip_in_a_query_is_told_with_its_place(
    make_app: MakeApp, typed: str, sentence: str
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: bool(screen.query(Input)))
        screen.query_one(Input).value = typed
        await pilot.press("enter")
        await until(pilot, lambda: "error at column" in screen_text(pilot))

        line = " ".join(str(screen.query_one(".problem", Static).content).split())
        assert line.startswith(sentence)
        screen.query_one(Input).value = "title:aleppo after:40w"
        await until(pilot, lambda: screen.view.query.text == "title:aleppo after:40w")
        assert "error at column" not in screen_text(pilot)


async def test_nothing_found_says_so(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: screen.focused is not screen.entry_list)
        await pilot.press(*"zebra", "enter")
        await pilot.pause()

        assert "Nothing found" in "".join(drawn(screen.entry_list))
