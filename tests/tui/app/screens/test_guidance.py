"""The tour and the hints: what they say, and when they are silent."""

import re
from collections.abc import Callable
from itertools import product

import pytest
from msgspec.structs import replace

from cache.values.list_rows import EntryId, Scope, View
from tests.support.app.pilots import Driver, reading, screen_text, until, written
from tests.support.caches.newsdesk import TEXT, Desk, FakeJobs, brief_of, newsroom_of
from tests.support.caches.storydesk import article_on, tell_on
from tests.support.scale import share
from tui.app.application import NutgrafApp
from tui.app.screens.main.main_screen import MainScreen
from tui.headless.commands.command import Context
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.hints import (
    HINTS,
    MOST_TIMES,
    hints_of,
    next_hint,
    setting_of,
    shown_again,
)
from tui.headless.commands.tour import STEPS, Deed, Situation, Step, Tour

MakeApp = Callable[..., NutgrafApp]
NAMES = {command.name for command in COMMANDS}
SIZES = [(140, 40), (45, 20)]
SECOND = TEXT + "\n\nNobody has counted since."


# By the rules.


def test_every_hint_is_of_a_command_that_there_is() -> None:
    assert {hint.command for hint in HINTS} <= NAMES
    assert len({hint.name for hint in HINTS}) == len(HINTS)


SITUATIONS = [
    Situation(
        context=context,
        row_count=rows,
        has_points=has_points,
        has_names=has_names,
        is_at_name=is_at_name,
        can_undo=can_undo,
    )
    for context in (Context.SECTIONS, Context.LIST, Context.READER, Context.STORY)
    for rows in (0, 1, 9)
    for has_points, has_names, is_at_name, can_undo in product((False, True), repeat=4)
]


@pytest.mark.parametrize("step", STEPS, ids=range(1, len(STEPS) + 1))
def test_every_step_names_a_key_that_works_in_every_situation(step: Step) -> None:
    for situation in SITUATIONS:
        words = step.needs(situation) or step.words
        names = set(re.findall(r"{(\w+)}", words))
        contexts = {it.context for it in COMMANDS if it.name in names}

        assert names <= NAMES
        assert words.startswith("The articles") or contexts & {
            situation.context,
            Context.EVERY_PANE,
        }


def test_only_what_the_present_step_asks_for_completes_it() -> None:
    tour = Tour()
    here = Situation(context=Context.LIST, row_count=9)
    for wrong in set(Deed) - {Deed.MOVED}:
        tour.happened(wrong)
        tour.look(here)
        assert tour.progress == "1/10"

    tour.happened(Deed.MOVED)
    assert tour.progress == "2/10"
    assert tour.words(here).startswith("{list_enter} opens")
    assert "{sections_enter}" in tour.words(replace(here, context=Context.SECTIONS))
    tour.happened(Deed.OPENED)
    tour.happened(Deed.HELPED)
    assert tour.progress == "3/10"
    tour.look(replace(here, context=Context.READER, is_at_place=True))
    tour.look(replace(here, context=Context.READER, is_at_name=True))
    assert "{next_name}" in tour.words(replace(here, context=Context.READER, has_names=True))
    tour.look(replace(here, context=Context.READER, is_walking=True))
    tour.look(here)
    assert tour.progress == "7/10"


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


@pytest.fixture
def told(filled: Desk) -> Desk:
    """A cache with a story of two articles that have names, and another one."""
    first, second = filled.ids()[:2]
    filled.brief(second, SECOND, brief_of(SECOND))
    tell_on(filled, {second: first})
    other = article_on(filled, filled.feed("Morning"), "Bridge", "The bridge fell.", hours=30)
    again = article_on(filled, filled.feed("Evening"), "Lost", "The bridge is lost.", hours=29)
    tell_on(filled, {second: first, again: other})
    return filled


def tour_of(pilot: Driver) -> str:
    return str(reading(pilot).tour_card.content)


WRONG = (
    ("e",), ("v",), ("question_mark", "escape"), ("F", "escape"), ("ctrl+p", "escape"),
    ("T", "escape"), ("number_sign", "escape"), ("X", "escape"), ("E", "escape"), ("H", "H"),
)  # fmt: skip
"""Keys that no step asks for, in every pane; each leaves things as they are.

Each is pressed at one size between the first steps; in the full run, at both before each of them.
"""


@pytest.mark.parametrize("size", SIZES)
async def test_the_tour_is_walked_with_wrong_keys_between(
    told: Desk, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    newsroom = replace(newsroom_of(told, jobs), edition="demo")
    async with NutgrafApp(newsroom, begins_tour=True).run_test(size=size) as pilot:

        async def at(number: int) -> None:
            await until(pilot, lambda: f"Tour {number}/10" in tour_of(pilot))

        await at(1)
        assert reading(pilot).shows_stories
        await pilot.press("h")
        await until(pilot, lambda: "First go to the list: Enter" in tour_of(pilot))
        await pilot.press("enter")
        steps = (
            ("j",), ("g", "enter"), ("1",), ("full_stop",), ("n",), ("escape",), ("s",), ("u",),
        )  # fmt: skip
        for number, keys in enumerate(steps, 1):
            others = share(WRONG, SIZES.index(size) + 2 * number, 4) if number < 3 else WRONG[:2]
            for wrong in others:
                await pilot.press(*wrong)
                await pilot.pause()
                await at(number)
            await pilot.press(*keys)
            await at(number + 1)
        await pilot.press("F")
        await pilot.pause()
        await pilot.press("escape")
        await at(10)
        await pilot.press("question_mark", "escape")
        await until(pilot, lambda: not reading(pilot).tour_card.display)


async def test_a_step_says_the_way_to_where_it_can_be_done(told: Desk, jobs: FakeJobs) -> None:
    rows = told.library.lists.rows(told.ids())
    with_points = next(row.entry_id for row in rows if row.has_brief)
    without = next(row.entry_id for row in rows if not row.has_brief)
    newsroom = replace(newsroom_of(told, jobs), edition="demo")
    async with NutgrafApp(newsroom, begins_tour=True).run_test(size=(140, 40)) as pilot:
        screen = reading(pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: "Tour 3/10" in tour_of(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "First open a story: Enter" in tour_of(pilot))

        # In another list the same step is done in an article.
        screen.open_view(View(scope=Scope.ALL))
        screen.go_to(screen.parts.panes.list_pane)
        screen.entry_list.move_to(_place(screen, told, without))
        await pilot.press("enter")
        await until(pilot, lambda: "no key points" in tour_of(pilot))
        await pilot.press("escape")
        screen.entry_list.move_to(_place(screen, told, with_points))
        await pilot.press("enter", "1")
        await until(pilot, lambda: "Tour 4/10" in tour_of(pilot))
        await pilot.press("full_stop")
        await until(pilot, lambda: "Tour 5/10" in tour_of(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: "First select a name" in tour_of(pilot))
        await pilot.press("ctrl+t")
        assert not screen.tour_card.display


def _place(screen: MainScreen, desk: Desk, entry_id: EntryId) -> int:
    return desk.library.lists.position(screen.view, entry_id) or 0


async def test_the_tour_waits_for_the_first_stories_and_leads_nobody_elsewhere(
    desk: Desk, jobs: FakeJobs
) -> None:
    newsroom = replace(newsroom_of(desk, jobs), edition="demo")
    async with NutgrafApp(newsroom, begins_tour=True).run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        assert "The articles are being fetched" in tour_of(pilot)
        assert "No story is told by several papers yet" in " ".join(screen_text(pilot).split())
        await pilot.press("j", "enter")
        assert "Tour 1/10" in tour_of(pilot)

        first = article_on(desk, desk.feed("Morning"), "Bridge", "The bridge fell.", hours=2)
        second = article_on(desk, desk.feed("Evening"), "Lost", "The bridge is lost.", hours=1)
        tell_on(desk, {second: first})
        screen.look_at_cache(is_certain=True)
        await until(pilot, lambda: screen.story_list.row_count() == 1)
        assert screen.shows_stories
        assert screen.focused is screen.story_list


async def test_the_tour_needs_the_demo_edition(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t")

        assert "nutgraf tour" in screen_text(pilot)


async def test_hints_come_thrice_and_go_when_their_key_was_used(
    make_app: MakeApp, filled: Desk
) -> None:
    async with make_app(hints=True).run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "x selects a row" in screen_text(pilot))
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
