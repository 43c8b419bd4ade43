"""Finding a key in the help, and a place or colours in the palette."""

from collections.abc import Callable

import pytest

from cache.values.list_rows import Scope
from tests.support.app.pilots import reading, screen_text, until
from tests.support.caches.newsdesk import HOSTILE, Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.help_dialog import HelpScreen

MakeApp = Callable[..., NutgrafApp]


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (45, 20)])
async def test_typing_narrows_the_help_down(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press("slash", *"star")
        await until(pilot, lambda: "Star" in screen_text(pilot))
        shown = screen_text(pilot)
        assert "Reading   " not in shown

        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await until(pilot, lambda: "Reading   " in screen_text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen))


async def test_a_key_is_found_by_itself_and_in_a_keymap(make_app: MakeApp) -> None:
    async with make_app(keymap="newsboat").run_test(size=(140, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.press("slash", *"ctrl+e")
        await until(pilot, lambda: "Ctrl+e" in screen_text(pilot))

        assert "Star" in screen_text(pilot)


async def test_the_palette_goes_to_sections_and_folders(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        titles = {section.label for section in screen.places}
        assert {"All", "Unread", "Starred", "World"} <= titles

        starred = next(it for it in screen.places if it.view.scope is Scope.STARRED)
        screen.palette_places.show(starred.view)
        await until(pilot, lambda: screen.view.scope is Scope.STARRED)
        assert screen.focused is screen.entry_list


async def test_a_command_comes_before_an_actor_of_like_name(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"un")
        await until(pilot, lambda: "Who is United Nations" in screen_text(pilot))

        shown = screen_text(pilot)
        assert shown.index("Undo") < shown.index("Who is United Nations")


async def test_the_palette_offers_places_and_colours(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"Starred")
        await until(pilot, lambda: "Go to Starred" in screen_text(pilot))
        await pilot.press(*(["backspace"] * 7))
        await pilot.press(*"nutgraf-paper")
        await until(pilot, lambda: "Colours: nutgraf-paper" in screen_text(pilot))


async def test_folders_with_hostile_names_are_shown_letter_for_letter(
    desk: Desk, jobs: FakeJobs
) -> None:
    desk.feed("A", folder=HOSTILE[2])
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"click")
        await until(pilot, lambda: "Go to [@click=app.quit]x[/]" in screen_text(pilot))
