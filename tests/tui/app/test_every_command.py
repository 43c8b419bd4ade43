"""Every command of the table, pressed where it works, in all looks of the app."""

import asyncio
from collections.abc import Callable, Sequence

import pytest
from rich.cells import cell_len

from summarise.pipeline import Pipeline
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.caches.hostile_desk import fill_with
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tests.support.caches.nine_languages import fill_with_languages
from tests.support.caches.storydesk import article_on, tell_on
from tests.support.scale import full_or, share
from tui.app.application import NutgrafApp
from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_names import key_name
from tui.headless.services.jobs.job_events import RefreshStarted

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
    return pressable(Context.EVERY_PANE) + pressable(Context.APP)


def pressable(context: Context) -> list[Command]:
    """Return the commands of a context that have a key and do not leave the app."""
    return [it for it in commands_in(COMMANDS, context) if it.keys and it.name not in _LEAVES]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


async def back(pilot: Driver, context: Context = Context.LIST) -> None:
    """Leave every dialog, and every pane but the list or the one that is wanted."""
    for _ in range(6):
        screen = reading(pilot)
        is_top = pilot.app.screen is screen and screen.focused in screen.panes
        if is_top and screen.context in {context, Context.LIST}:
            return
        await pilot.press("escape")


def assert_drawn(pilot: Driver, width: int, command: Command) -> None:
    """All columns of all lines are drawn, and nothing that a terminal would act on."""
    text = screen_text(pilot)
    for line in text.splitlines():
        assert cell_len(line) == width, (command.name, line)
    assert "\x1b" not in text, command.name


async def press_each(pilot: Driver, commands: Sequence[Command], width: int) -> None:
    """Press each command's first key where it works."""
    for command in commands:
        wanted = command.context if command.context in _WAYS else Context.LIST
        await back(pilot, wanted)
        way = _WAYS[wanted] if reading(pilot).context is not wanted else ()
        await pilot.press(*way, key_name(command.keys[0]))
        assert pilot.app.is_running, command.name
        assert_drawn(pilot, width, command)


async def test_full_with_a_feed_that_failed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZES[0]) as pilot:
        for number, size in enumerate(SIZES):
            await pilot.resize_terminal(*size)
            commands = [*everywhere(), *pressable(Context.LIST)]
            await press_each(pilot, share(commands, number, len(SIZES)), size[0])


async def test_in_sections_and_reader(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZES[0]) as pilot:
        for number, size in enumerate(SIZES[::2]):
            await pilot.resize_terminal(*size)
            await press_each(pilot, share(pressable(Context.SECTIONS), number, 2), size[0])
            await press_each(pilot, share(pressable(Context.READER), number, 2), size[0])


async def test_in_articles_of_nine_languages(
    desk: Desk, jobs: FakeJobs, pipeline: Pipeline
) -> None:
    """Each article is opened at another size, and every key of the reader is pressed in it."""
    count = fill_with_languages(desk, pipeline)
    app = NutgrafApp(newsroom_of(desk, jobs), open_address=lambda url: None)
    async with app.run_test(size=SIZES[0]) as pilot:
        for number in range(count):
            size = SIZES[number % len(SIZES)]
            await pilot.resize_terminal(*size)
            await back(pilot)
            reading(pilot).entry_list.move_to(number)
            await press_each(pilot, share(pressable(Context.READER), number, count), size[0])
            # The others work on the article, too: each on some of them.
            others = [*everywhere(), *pressable(Context.LIST)][number::count]
            await press_each(pilot, full_or([], others), size[0])


async def test_empty(desk: Desk, jobs: FakeJobs) -> None:
    desk.feed("A feed without a story")
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(45, 20)) as pilot:
        await press_each(pilot, share([*everywhere(), *pressable(Context.LIST)], 0, 2), 45)


async def test_loading(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script, jobs.release = [RefreshStarted(feed_count=3)], asyncio.Event()
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: reading(pilot).progress.is_running)
        await press_each(pilot, share(everywhere(), 1, 2), 80)


async def test_stories(desk: Desk, jobs: FakeJobs) -> None:
    first, second = (
        article_on(desk, desk.feed(paper), f"Bridge {paper}", text, hours=hours)
        for hours, (paper, text) in enumerate(_PAPERS.items(), 1)
    )
    tell_on(desk, {second: first})
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(80, 24)) as pilot:
        assert reading(pilot).shows_stories
        await press_each(pilot, pressable(Context.STORY), 80)


async def test_hostile_text_in_every_field(desk: Desk, jobs: FakeJobs) -> None:
    entry_id = fill_with(desk, _HOSTILE)
    desk.do(lambda store: store.kept.set_note(entry_id, _HOSTILE, now=NOW))
    desk.do(lambda store: store.kept.set_tags({entry_id: ("[bold]tag[/]",)}))
    app = NutgrafApp(newsroom_of(desk, jobs), open_address=lambda url: None)
    async with app.run_test(size=SIZES[1]) as pilot:
        for number, size in enumerate(SIZES[1:]):
            await pilot.resize_terminal(*size)
            commands = [*everywhere(), *pressable(Context.READER)]
            await press_each(pilot, share(commands, number, 4), size[0])
            assert not any(sign in screen_text(pilot) for sign in "\u202e\u2066\x9b")
    assert app.return_value is None
