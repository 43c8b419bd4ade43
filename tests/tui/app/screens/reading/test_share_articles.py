"""Copying with attribution, opening and sending with programs, and the messages."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import OptionList, Static

from cache.store import Store
from tests.support.app.pilots import Driver, drawn, reading, screen_text, until
from tests.support.caches.newsdesk import HOSTILE, Desk, FakeJobs, newsroom_of
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.headless.printing.quote_citation import Passage, attributed, sentence_at
from tui.headless.settings.external_programs import CommandSettings, SendCommand, SendFormat
from tui.headless.settings.log import close_log, open_log

SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])
MakeApp = Callable[..., NutgrafApp]


def status(pilot: Driver) -> str:
    return drawn(reading(pilot).status_bar)[0]


def app_with(desk: Desk, jobs: FakeJobs, commands: CommandSettings) -> NutgrafApp:
    return NutgrafApp(replace(newsroom_of(desk, jobs), commands=commands))


def recorder(path: Path, *, then: str = "pass") -> tuple[str, ...]:
    """Return a program that writes its arguments and its standard input to a file."""
    program = (
        "import json, sys; "
        f"json.dump([sys.argv[1:], sys.stdin.read()], open({str(path)!r}, 'w')); {then}"
    )
    return (sys.executable, "-c", program)


# Copying.


def test_words_are_attributed() -> None:
    passage = Passage(
        words="We  stay,",
        speaker="Ana Holm",
        role="mayor",
        title="The town stays",
        source="BBC News",
        published=datetime(2024, 12, 1, 12, tzinfo=UTC),
        url="https://example.org/1",
    )

    assert attributed(passage) == (
        "“We stay” — Ana Holm, mayor. “The town stays”, BBC News, 1 December 2024, "
        "https://example.org/1"
    )
    reported = replace(passage, words="that they stay", is_direct=False, role="", url="-x")
    assert attributed(reported) == (
        "that they stay — Ana Holm. “The town stays”, BBC News, 1 December 2024"
    )
    plain = replace(passage, words="They stay.", speaker="", published=None, source="", title="")
    assert attributed(plain) == "“They stay.” “(without a title)”, https://example.org/1"


@pytest.mark.parametrize(
    ("offset", "sentence"),
    [
        (0, "Mr Holm stays."),
        (13, "Mr Holm stays."),
        (16, "“She left,” he said."),
        (38, "Two."),
        (41, "Two."),
        (44, ""),
    ],
)
def test_the_sentence_at_a_place(offset: int, sentence: str) -> None:
    assert sentence_at("Mr Holm stays. “She left,” he said.\n\n Two.\n\n", offset) == sentence


@pytest.mark.parametrize("size", SIZES)
async def test_a_quote_is_copied_with_who_said_it(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("enter")
        reader = reading(pilot).reader
        await until(pilot, lambda: reader.page is not None)
        for _ in range(20):
            await pilot.press("tab")
            assert reader.page is not None
            item = reader.page.items[reader.item]
            if item.kind == "quote" and item.actor == "Abbas Araghchi":
                break
        await pilot.press("Y")
        await pilot.pause()

        assert pilot.app.clipboard == (
            "“I reassured him that we firmly support the army” — Abbas Araghchi, Iran’s foreign "
            "minister. “Rebels take Aleppo”, BBC News, 22 November 2026, https://example.org/1/0"
        )
        assert "clipboard" in status(pilot)


async def test_a_key_point_a_marked_sentence_and_the_top(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await pilot.press("Y")
        assert pilot.app.clipboard.startswith("“Rebels have taken most of Aleppo in an advance")
        await pilot.press("2", "Y")
        assert pilot.app.clipboard.startswith("“The United Nations said more than 48,000 people")


async def test_what_an_actor_said_is_copied_from_its_page(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reading(pilot).open_actor("Abbas Araghchi")
        await until(pilot, lambda: "Iran’s foreign minister" in screen_text(pilot))
        await pilot.press("Y")
        await until(pilot, lambda: bool(pilot.app.clipboard))

        assert pilot.app.clipboard.startswith(
            "“I reassured him that we firmly support the army” — Abbas Araghchi, Iran’s foreign"
        )


# Programs.


def read(file: str) -> str:
    """Return what a file holds, "" if it is gone."""
    return Path(file).read_text("utf-8") if Path(file).exists() else ""


async def test_an_article_is_opened_apart(filled: Desk, jobs: FakeJobs, tmp_path: Path) -> None:
    path = tmp_path / "got"
    command = (*recorder(path), "{url}", "--title={title}", "{file}")
    app = app_with(filled, jobs, CommandSettings(open=command, open_in_terminal=False))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("O")
        await until(pilot, lambda: path.exists() and path.read_text().endswith("]"))

        (url, title, file), _ = json.loads(path.read_text())
        page = read(file)
        assert url == "https://example.org/1/0"
        assert title == "--title=Rebels take Aleppo"
        assert "<h1>Rebels take Aleppo</h1>" in page
        assert "Opened Rebels take Aleppo" in status(pilot)
    assert read(file) == ""


async def test_a_program_apart_that_fails_is_said(filled: Desk, jobs: FakeJobs) -> None:
    command = (sys.executable, "-c", "import sys; sys.stderr.write('no display'); exit(2)")
    app = app_with(filled, jobs, CommandSettings(open=command, open_in_terminal=False))
    async with app.run_test(size=(160, 30)) as pilot:
        await pilot.press("O")
        await until(pilot, lambda: "ended with status 2: no display" in status(pilot))


async def test_a_terminal_that_cannot_be_left_is_said(filled: Desk, jobs: FakeJobs) -> None:
    app = app_with(filled, jobs, CommandSettings(open=("true", "{url}")))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("O")
        await pilot.pause()

        assert "open_in_terminal = false" in status(pilot)


async def test_without_programs_it_says_what_to_write(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("O")
        assert "[commands] open" in status(pilot)
        await pilot.press("|")
        assert "[commands.send]" in status(pilot)


@pytest.mark.parametrize(
    ("format_", "beginning"),
    [
        (SendFormat.MARKDOWN, "# Rebels take Aleppo"),
        (SendFormat.TEXT, "Rebels take Aleppo\n"),
        (SendFormat.HTML, "<!DOCTYPE html>"),
        (SendFormat.JSON, '{\n "id":'),
    ],
)
async def test_an_article_is_sent(
    filled: Desk, jobs: FakeJobs, tmp_path: Path, format_: SendFormat, beginning: str
) -> None:
    path = tmp_path / "got"
    command = (*recorder(path), "{title}")
    sender = SendCommand(name="notes", command=command, format=format_)
    app = app_with(filled, jobs, CommandSettings(send=(sender,)))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("|")
        await until(pilot, lambda: "Sent to notes" in status(pilot))

    arguments, content = json.loads(path.read_text())
    assert arguments == ["Rebels take Aleppo"]
    assert content.startswith(beginning)


@pytest.mark.parametrize("size", SIZES)
async def test_one_of_several_programs_is_chosen(
    filled: Desk, jobs: FakeJobs, tmp_path: Path, size: tuple[int, int]
) -> None:
    senders = tuple(
        SendCommand(name=name, command=recorder(tmp_path / name))
        for name in ("notes", "[@click=app.quit]mail")
    )
    app = app_with(filled, jobs, CommandSettings(send=senders))
    async with app.run_test(size=size) as pilot:
        await pilot.press("|")
        await until(pilot, lambda: bool(app.screen.query(OptionList)))
        await pilot.pause()
        assert "[@click=app.quit]mail" in screen_text(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Sent to [@click" in status(pilot))

    assert not (tmp_path / "notes").exists()


async def test_a_program_that_fails_is_said_by_its_last_line(filled: Desk, jobs: FakeJobs) -> None:
    program = "import sys; sys.stderr.write('x\\n\\x1b[1mno [/] box\\n'); exit(1)"
    sender = SendCommand(name="mail", command=(sys.executable, "-c", program))
    app = app_with(filled, jobs, CommandSettings(send=(sender,)))
    async with app.run_test(size=(160, 30)) as pilot:
        await pilot.press("|")
        await until(pilot, lambda: "ended with status 1: no [/] box" in status(pilot))


# Messages.


@pytest.mark.parametrize("size", SIZES)
async def test_messages_and_problems_are_shown(
    filled: Desk, jobs: FakeJobs, tmp_path: Path, size: tuple[int, int]
) -> None:
    log = tmp_path / "nutgraf.log"
    app = NutgrafApp(replace(newsroom_of(filled, jobs), log=log))
    async with app.run_test(size=size) as pilot:
        await pilot.press("s", "!")
        await pilot.pause()
        shown = screen_text(pilot)

        assert "Starred" in shown
        assert "1 feed fails" in shown
        assert "Nature" in shown
        await pilot.press(*["space"] * 3)
        await pilot.pause()
        assert f"curious: {log}" in shown_by(app)
        await pilot.press("escape")
        assert app.screen is reading(pilot)


async def test_messages_without_any(desk: Desk, jobs: FakeJobs) -> None:
    desk.feed("Quiet")
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(80, 24)) as pilot:
        await pilot.press("!")
        await pilot.pause()

        assert "Nothing was said yet." in screen_text(pilot)
        assert "No feed fails" in screen_text(pilot)


async def test_hostile_words_stay_words(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        for words in HOSTILE:
            reading(pilot).say(words, is_error=True)
        await pilot.press("!")
        await pilot.pause()

        assert "[@click=app.quit]x[/]" in screen_text(pilot)


def shown_by(app: NutgrafApp) -> str:
    """Return all that a dialog holds, whether or not it is in sight."""
    return "\n".join(str(it.content) for it in app.screen.query(Static))


# What fails behind the screen.


class BrokenError(BaseException):
    """An error that is no Exception: what a library's own exit is."""


def fail(_: Store) -> None:
    raise BrokenError("on purpose")


async def test_a_write_that_fails_is_said_and_logged(make_app: MakeApp, tmp_path: Path) -> None:
    log = tmp_path / "state" / "nutgraf.log"
    open_log(log)
    try:
        async with make_app().run_test(size=(100, 30)) as pilot:
            reading(pilot).marking.write(fail)
            await until(pilot, lambda: "Not saved" in status(pilot))
            assert "BrokenError: on purpose" in status(pilot)
    finally:
        close_log()

    assert '"type": "BrokenError"' in log.read_text()
    assert "test_share_articles.py" in log.read_text()


async def test_a_worker_that_fails_is_said_and_logged(make_app: MakeApp, tmp_path: Path) -> None:
    log = tmp_path / "nutgraf.log"
    open_log(log)

    def break_off() -> None:
        raise ZeroDivisionError("on purpose")

    try:
        async with make_app().run_test(size=(100, 30), notifications=True) as pilot:
            reading(pilot).run_worker(break_off, thread=True, exit_on_error=False)
            await until(pilot, lambda: "ZeroDivisionError: on purpose" in status(pilot))
            await pilot.press("!")
            await pilot.pause()
            assert "! Something went wrong: ZeroDivisionError" in screen_text(pilot)
            await pilot.press("escape")

            pilot.app.run_worker(break_off, thread=True, exit_on_error=False)
            await until(pilot, lambda: len(pilot.app.screen.query("Toast")) == 1)
    finally:
        close_log()

    assert log.read_text().count('"type": "ZeroDivisionError"') == 2
