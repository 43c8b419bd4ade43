"""Every command of the table, pressed where it works, in all looks of the app."""

import asyncio
from collections.abc import Callable, Sequence

import pytest
from hostiledesk import fill_with
from newsdesk import NOW, Desk, FakeJobs, newsroom_of
from pilots import Driver, reading, screen_text, until
from rich.cells import cell_len
from storydesk import article_on, tell_on

from tui.app import NutgrafApp
from tui.commands.keys import key_name
from tui.commands.model import Command, Context, commands_in
from tui.commands.table import COMMANDS
from tui.services.events import RefreshStarted

MakeApp = Callable[..., NutgrafApp]

SIZES = [(250, 70), (80, 24), (45, 20)]
_WAYS = {
    Context.SECTIONS: ("h",),
    Context.LIST: (),
    Context.READER: ("enter",),
    Context.STORY: ("enter",),
}
_HOSTILE = (
    "[@click=app.quit]Big[/] news \x1b]0;owned\x07\x1b[2J \x9b31m \u202eevil \u2066 "
    "{0} %s 日本 👩\u200d👧 Z" + "\u0338" * 500
)
_PAPERS = {
    "Morning": "The bridge at Torrel fell on Monday.\n\nThree lorries went into the river.",
    "Evening": "Torrel has lost its old bridge to the flood.\n\nDivers looked until dark.",
}
_LEAVES = {"quit", "suspend_process"}


def everywhere() -> list[Command]:
    """Return the commands of every pane."""
    return pressable(Context.READING) + pressable(Context.APP)


def pressable(context: Context) -> list[Command]:
    """Return the commands of a context that have a key and do not leave the app."""
    return [it for it in commands_in(COMMANDS, context) if it.keys and it.name not in _LEAVES]


async def back(pilot: Driver) -> None:
    """Leave every dialog and every pane."""
    for _ in range(6):
        await pilot.press("escape")
        if len(pilot.app.screen_stack) == 1 and reading(pilot).context is Context.LIST:
            return


def assert_drawn(pilot: Driver, width: int, command: Command) -> None:
    """All columns of all lines are drawn, and nothing that a terminal would act on."""
    text = screen_text(pilot)
    for line in text.splitlines():
        assert cell_len(line) == width, (command.name, line)
    assert "\x1b" not in text, command.name


async def press_each(pilot: Driver, commands: Sequence[Command], width: int) -> None:
    """Press each command's first key where it works."""
    for command in commands:
        await back(pilot)
        await pilot.press(*_WAYS.get(command.context, ()), key_name(command.keys[0]))
        assert pilot.app.is_running, command.name
        assert_drawn(pilot, width, command)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_full_with_a_feed_that_failed(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await press_each(pilot, [*everywhere(), *pressable(Context.LIST)], size[0])


@pytest.mark.parametrize("size", SIZES[::2], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_in_sections_and_reader(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await press_each(pilot, pressable(Context.SECTIONS), size[0])
        await press_each(pilot, pressable(Context.READER), size[0])


async def test_empty(desk: Desk, jobs: FakeJobs) -> None:
    desk.feed("A feed without a story")
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(45, 20)) as pilot:
        await press_each(pilot, [*everywhere(), *pressable(Context.LIST)], 45)


async def test_loading(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script, jobs.release = [RefreshStarted(feed_count=3)], asyncio.Event()
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: reading(pilot).progress.is_running)
        await press_each(pilot, everywhere(), 80)


async def test_stories(desk: Desk, jobs: FakeJobs) -> None:
    first, second = (
        article_on(desk, desk.feed(paper), f"Bridge {paper}", text, hours=hours)
        for hours, (paper, text) in enumerate(_PAPERS.items(), 1)
    )
    tell_on(desk, {second: first})
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(80, 24)) as pilot:
        assert reading(pilot).shows_stories
        await press_each(pilot, pressable(Context.STORY), 80)


@pytest.mark.parametrize("size", SIZES[1:], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_hostile_text_in_every_field(
    desk: Desk, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    entry_id = fill_with(desk, _HOSTILE)
    desk.do(lambda store: store.kept.set_note(entry_id, _HOSTILE, now=NOW))
    desk.do(lambda store: store.kept.set_tags({entry_id: ("[bold]tag[/]",)}))
    app = NutgrafApp(newsroom_of(desk, jobs), open_address=lambda url: None)
    async with app.run_test(size=size) as pilot:
        await press_each(pilot, [*everywhere(), *pressable(Context.READER)], size[0])
        assert not any(sign in screen_text(pilot) for sign in "\u202e\u2066\x9b")
    assert app.return_value is None
