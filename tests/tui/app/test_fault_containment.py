"""A fault keeps to its place: it is said and logged there, and the next key works."""

import json
import logging
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.caches.injected_faults import PURPOSE, BrittleError, BrittleLibrary, BrittleText
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.base_screen import NewsDialog
from tui.app.screens.main.main_screen import MainScreen
from tui.headless.commands.command_table import COMMANDS
from tui.headless.settings.log import LOGGER, close_log, open_log

SORRY = "can't be shown"


@pytest.fixture(autouse=True)
def _expected(faults: logging.Handler) -> None:
    """Every test here has a fault."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "state" / "nutgraf.log"
    open_log(path)
    yield path
    close_log()


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def library(filled: Desk) -> Iterator[BrittleLibrary]:
    library = BrittleLibrary(filled.path)
    library.brittle_id = filled.ids()[0]
    yield library
    library.close()


@pytest.fixture
def make(
    filled: Desk, jobs: FakeJobs, library: BrittleLibrary, opened: list[str], log: Path
) -> Callable[[], NutgrafApp]:
    newsroom = replace(newsroom_of(filled, jobs), library=library)
    return lambda: NutgrafApp(newsroom, open_address=opened.append)


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def assert_logged(log: Path) -> None:
    """The log has the fault with the places it came through."""
    told = lines(log)[0]["error"]
    assert isinstance(told, dict)
    assert told["type"] == "BrittleError"
    assert (
        "injected_faults.py" in told["trace"][-1]
        or "test_fault_containment.py" in told["trace"][-1]
    )


async def assert_goes_on(pilot: Driver) -> None:
    """The next keys work: help opens and closes."""
    await pilot.press("?")
    await until(pilot, lambda: "finds a key" in screen_text(pilot))
    await pilot.press("escape")
    assert pilot.app.is_running
    assert len(pilot.app.screen_stack) == 1


MakeApp = Callable[[], NutgrafApp]


@pytest.mark.parametrize(
    ("part", "size"),
    full_or(
        [("text", (140, 40)), ("entry", (45, 20))],
        list(product(("text", "entry"), [(140, 40), (45, 20)])),
    ),
    ids=str,
)
async def test_an_article(
    make: MakeApp,
    library: BrittleLibrary,
    log: Path,
    opened: list[str],
    part: str,
    size: tuple[int, int],
) -> None:
    library.part = part
    for _ in range(2):  # the next start, too
        async with make().run_test(size=size) as pilot:
            await pilot.press("enter")
            await until(pilot, lambda: SORRY in screen_text(pilot))
            await pilot.press("o")
            await until(pilot, lambda: bool(opened))

            await assert_goes_on(pilot)
            await pilot.press("J")
            await until(pilot, lambda: "The feed's own words" in screen_text(pilot))
        opened.clear()

    assert_logged(log)


async def test_a_panel(make: MakeApp, library: BrittleLibrary, log: Path) -> None:
    library.part = "panel"
    async with make().run_test(size=(140, 60)) as pilot:
        await pilot.press("enter")

        await until(pilot, lambda: "This part can't be shown" in screen_text(pilot))
        assert "Key points" in screen_text(pilot)
        assert "reassured" in screen_text(pilot)
        await assert_goes_on(pilot)

    assert_logged(log)


async def test_a_row(make: MakeApp, library: BrittleLibrary, log: Path) -> None:
    library.part = "row"
    async with make().run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "this line can't be shown" in screen_text(pilot))

        assert "Ceasefire holds" in screen_text(pilot)
        await pilot.press("j")
        await assert_goes_on(pilot)

    assert_logged(log)


async def test_a_key(make: MakeApp, library: BrittleLibrary, log: Path) -> None:
    library.part = "handler"
    async with make().run_test(size=(100, 30)) as pilot:
        await pilot.press("n")

        await until(pilot, lambda: f"BrittleError: {PURPOSE}" in screen_text(pilot))
        assert "the log has the details" in screen_text(pilot)
        await assert_goes_on(pilot)

    assert_logged(log)


class _Unknown(Message):
    """Something that the pane is told."""


async def test_a_message_to_a_pane(make: MakeApp, log: Path) -> None:
    def break_off(*_: object) -> None:
        raise BrittleError

    async with make().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        screen.entry_list.call_later(break_off)
        screen.reader.call_next(break_off)
        screen.call_after_refresh(break_off)
        screen.top_bar.call_later(break_off)

        await until(pilot, lambda: f"BrittleError: {PURPOSE}" in screen_text(pilot))
        await pilot.press("j")
        assert screen.entry_list.cursor == 1
        await assert_goes_on(pilot)

    assert_logged(log)


async def test_a_timer_that_fails_at_each_turn_does_not_flood(make: MakeApp, log: Path) -> None:
    turns = 0

    def break_off() -> None:
        nonlocal turns
        turns += 1
        raise BrittleError

    async with make().run_test(size=(100, 30)) as pilot:
        reading(pilot).set_interval(0.001, break_off)
        await until(pilot, lambda: turns > 150)

        assert f"BrittleError: {PURPOSE}" in screen_text(pilot)
        await assert_goes_on(pilot)

    assert_logged(log)
    assert len(lines(log)) < 10
    assert lines(log)[-1]["times"] in {10, 100, 1000}


async def test_a_worker(make: MakeApp, log: Path) -> None:
    async def break_off() -> int:
        raise BrittleError

    async with make().run_test(size=(100, 30)) as pilot:
        reading(pilot).run_worker(break_off())  # one that would end the app

        await until(pilot, lambda: f"BrittleError: {PURPOSE}" in screen_text(pilot))
        await assert_goes_on(pilot)

    assert_logged(log)


class _Dialog(NewsDialog[None]):
    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def compose(self) -> ComposeResult:
        if self._where == "compose":
            raise BrittleError
        yield _Picture() if self._where == "draw" else Static("Words")

    def on_mount(self) -> None:
        if self._where == "mount":
            raise BrittleError


class _Picture(Static):
    def render(self) -> Content:
        raise BrittleError


@pytest.mark.parametrize("where", ["compose", "mount", "draw"])
async def test_a_screen_that_opens(make: MakeApp, log: Path, where: str) -> None:
    answers: list[None] = []
    async with make().run_test(size=(100, 30)) as pilot:
        pilot.app.push_screen(_Dialog(where), answers.append)

        await until(pilot, lambda: f"BrittleError: {PURPOSE}" in screen_text(pilot))
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await assert_goes_on(pilot)
        assert answers == [None]

    assert_logged(log)


async def test_a_bar(make: MakeApp, log: Path) -> None:
    async with make().run_test(size=(100, 30)) as pilot:
        brittle = [replace(it, title=BrittleText(it.title)) for it in COMMANDS[:3]]
        reading(pilot).key_bar.show(brittle)

        await until(pilot, lambda: "this line can't be shown" in screen_text(pilot))
        await assert_goes_on(pilot)

    assert_logged(log)


class _UndrawableApp(NutgrafApp):
    def get_default_screen(self) -> Screen[None]:
        return _Undrawable(self.newsroom, self.commands, self._open_address, self._terminal)


class _Undrawable(MainScreen):
    def compose(self) -> ComposeResult:
        raise BrittleError


async def test_an_app_that_can_show_nothing_ends(filled: Desk, jobs: FakeJobs, log: Path) -> None:
    app = _UndrawableApp(newsroom_of(filled, jobs))

    with pytest.raises(BrittleError):
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: not app.is_running)

    assert isinstance(app.ended_for, BrittleError)
    assert app.return_code == 1
    assert_logged(log)


def test_values_are_logged_only_if_asked_for(tmp_path: Path) -> None:
    for is_verbose in (False, True):
        path = tmp_path / f"{is_verbose}.log"
        open_log(path, is_verbose=is_verbose)
        try:
            address = "https://me:secret@example.org/"
            assert address.index("?")
        except ValueError:
            LOGGER.exception("broke off")
        close_log()

        told = lines(path)[0]["error"]
        assert isinstance(told, dict)
        assert ("values" in told) is is_verbose
        assert "me:secret" not in path.read_text("utf-8")
        assert ("example.org" in path.read_text("utf-8")) is is_verbose
