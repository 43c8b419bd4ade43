"""The tour and the hints: what they say, and when they are silent."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from newsdesk import Desk, FakeJobs, newsroom_of
from pilots import reading, screen_text, until, written

from tui.app import NutgrafApp
from tui.commands.model import Context
from tui.commands.table import COMMANDS
from tui.hints import HINTS, MOST_TIMES, hints_of, next_hint, setting_of, shown_again
from tui.tour import STEPS, Tour

MakeApp = Callable[..., NutgrafApp]
NAMES = {command.name for command in COMMANDS}
SIZES = [(140, 40), (80, 24), (45, 20)]


# By the rules.


def test_every_step_and_hint_is_of_commands_that_there_are() -> None:
    for step in STEPS:
        assert any(step.is_done_by(name) for name in NAMES)
    assert {hint.command for hint in HINTS} <= NAMES
    assert len({hint.name for hint in HINTS}) == len(HINTS)


def test_a_step_is_done_by_its_command_or_by_a_later_ones() -> None:
    tour = Tour({"list_down": "j", "list_up": "k", "list_enter": "Enter"})

    assert tour.words.endswith("j goes down, k up.")
    assert not tour.done("toggle_entities")
    assert tour.progress == "1/10"
    assert tour.done("list_down")
    assert tour.words.startswith("Enter opens")
    assert tour.done("story_point_7")
    assert tour.progress == "4/10"
    assert tour.done("help")
    assert tour.is_over
    assert tour.words == ""


def test_a_hint_fades_after_a_few_times_and_when_its_key_was_used() -> None:
    stored: dict[str, str] = {}

    def shown() -> str:
        hint = next_hint(Context.STORY, lambda name: stored.get(name, ""))
        if hint is None:
            return ""
        stored[setting_of(hint)] = shown_again(stored.get(setting_of(hint), ""))
        return hint.name

    names = [shown() for _ in range(2 * MOST_TIMES + 1)]
    assert names == ["source", "why"] * MOST_TIMES + [""]
    assert [hint.name for hint in hints_of("story_point_4")] == ["source"]
    assert next_hint(Context.LIST, lambda _: "used") is None


# In the app.


@pytest.mark.parametrize("size", SIZES)
async def test_the_tour_goes_on_when_its_step_was_really_done(
    filled: Desk, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    newsroom = replace(newsroom_of(filled, jobs), edition="demo")
    async with NutgrafApp(newsroom, begins_tour=True).run_test(size=size) as pilot:
        await until(pilot, lambda: "Tour 1/10" in screen_text(pilot))
        screen = reading(pilot)

        await pilot.press("e")
        assert "Tour 1/10" in screen_text(pilot)
        await pilot.press("j")
        await until(pilot, lambda: "Tour 2/10" in screen_text(pilot))
        assert screen.entry_list.cursor == 1
        await pilot.press("enter")
        await until(pilot, lambda: "Tour 3/10" in screen_text(pilot))
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "Tour" not in screen_text(pilot).replace("The tour", ""))
        assert not screen.tour_card.display


async def test_the_tour_needs_the_demo_edition(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t")

        assert "nutgraf tour" in screen_text(pilot)


async def test_the_last_step_ends_the_tour(filled: Desk, jobs: FakeJobs) -> None:
    newsroom = replace(newsroom_of(filled, jobs), edition="demo")
    async with NutgrafApp(newsroom, begins_tour=True).run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark")
        await pilot.press("escape")

        await until(pilot, lambda: not reading(pilot).tour_card.display)


async def test_hints_come_thrice_and_go_when_their_key_was_used(
    make_app: MakeApp, filled: Desk
) -> None:
    async with make_app(hints=True).run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "x selects a story" in screen_text(pilot))
        await pilot.press("x", "x")
        await written(pilot, filled)

    memory = filled.library.memory
    assert memory.setting("hint.select") == "used"
    async with make_app(hints=True).run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "F searches everything" in screen_text(pilot))
        await written(pilot, filled)
    assert memory.setting("hint.find") == "1"


async def test_no_hints_for_whoever_wants_none(make_app: MakeApp, filled: Desk) -> None:
    async with make_app(hints=False).run_test(size=(140, 40)) as pilot:
        await pilot.press("enter")
        await written(pilot, filled)

        assert "key point stands" not in screen_text(pilot)
    assert filled.library.memory.setting("hint.select") == ""
