"""Rules in the app: listed with their hits, tried, added, removed, and each taken back."""

from collections.abc import Callable

import pytest

from cache.values.rule_rows import RuleActions
from tests.support.app.pilots import reading, screen_text, until, written
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.application import NutgrafApp

MakeApp = Callable[..., NutgrafApp]


def rules(desk: Desk) -> list[tuple[str, RuleActions]]:
    return [(it.query, it.actions) for it in desk.library.rules.all()]


@pytest.mark.parametrize("size", [(100, 30), (45, 24)])
async def test_a_rule_is_tried_added_and_taken_back(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("&")
        assert "None yet." in screen_text(pilot)
        await pilot.press("a", *"aleppo", "enter")
        assert "It would hit 2 stored articles." in screen_text(pilot)
        await pilot.press("space", "down", "down", "down", "space", "tab", *"Sea, ", "ctrl+s")
        await written(pilot, desk)

        assert rules(desk) == [("aleppo", RuleActions(stars=True, mutes=True, tags=("Sea",)))]
        await until(pilot, lambda: "acts on what comes in" in screen_text(pilot))
        await pilot.press("u")
        await written(pilot, desk)
        assert rules(desk) == []


async def test_what_is_no_rule_is_said(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("&", "a", *'"aleppo', "enter")
        assert "this quotation mark is not closed" in screen_text(pilot)
        await pilot.press("ctrl+s")
        assert rules(desk) == []
        await pilot.press("home", "delete", "ctrl+s")
        assert "Choose what to do." in screen_text(pilot)


async def test_a_rule_is_removed_and_comes_back(make_app: MakeApp, desk: Desk) -> None:
    feed = desk.feed("Late")
    actions = RuleActions(marks_read=True)
    desk.do(lambda store: store.rules.add("[bold]x[/] OR bridge", actions, now=NOW))
    desk.entries(feed, "A bridge")
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("&")
        assert "[bold]x[/] OR bridge" in screen_text(pilot)
        assert "mark read · 1 hit" in screen_text(pilot)
        await pilot.press("j", "k", "D")
        await written(pilot, desk)
        assert rules(desk) == []

        await pilot.press("u")
        await written(pilot, desk)
        assert rules(desk) == [("[bold]x[/] OR bridge", actions)]
        assert desk.library.rules.all()[0].hit_count == 1


async def test_the_search_of_the_list_is_what_a_rule_begins_with(
    make_app: MakeApp, desk: Desk
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("/", *"aleppo", "enter")
        await until(pilot, lambda: reading(pilot).view.query.text == "aleppo")
        await pilot.press("&", "a", "enter", "space", "ctrl+s")
        await written(pilot, desk)

        assert rules(desk) == [("aleppo", RuleActions(stars=True))]
