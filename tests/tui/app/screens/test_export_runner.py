"""Exporting from the list, the reader and the front page: the dialog, the files, and stopping."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input, Static

from tests.support.app.pilots import Driver, drawn, reading, screen_text, until
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.export_dialog import ExportScreen
from tui.headless.services.app_services import Newsroom
from tui.headless.settings.config import ExportSettings

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])


@pytest.fixture
def app(filled: Desk, jobs: FakeJobs, tmp_path: Path) -> NutgrafApp:
    return NutgrafApp(exporting_to(newsroom_of(filled, jobs), tmp_path / "out"))


def exporting_to(newsroom: Newsroom, folder: Path) -> Newsroom:
    return replace(newsroom, export=ExportSettings(folder=str(folder), format="markdown"))


def status(pilot: Driver) -> str:
    return drawn(reading(pilot).status_bar)[0]


@pytest.mark.parametrize("size", SIZES)
async def test_an_article_is_written(
    app: NutgrafApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("X")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        await pilot.pause()
        shown = screen_text(pilot)
        for words in ("Export 1 article", "[Markdown]", "EPUB", "[Both]", "Folder", "Enter writes"):
            assert words in shown
        await pilot.press("enter")
        await until(pilot, lambda: "Written" in status(pilot))

    (path,) = (tmp_path / "out").iterdir()
    assert path.name == "2026-11-22-rebels-take-aleppo.md"
    assert path.read_text("utf-8").startswith("# Rebels take Aleppo\n\n")


@pytest.mark.parametrize(
    ("presses", "ending"),
    [((), ".md"), (("right",), ".html"), (("l", "space"), ".json"), (("left",), ".epub")],
)
async def test_the_arrows_choose_the_format(
    app: NutgrafApp, tmp_path: Path, presses: tuple[str, ...], ending: str
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "X", *presses, "enter")
        await until(pilot, lambda: "Written" in status(pilot))

    (path,) = (tmp_path / "out").iterdir()
    assert path.suffix == ending
    if ending == ".json":
        assert json.loads(path.read_text("utf-8"))["brief"]["schema"] == 1
    if ending == ".epub":
        assert zipfile.ZipFile(path).read("mimetype") == b"application/epub+zip"


async def test_a_click_chooses_too(app: NutgrafApp, tmp_path: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("X")
        await pilot.pause()
        await pilot.click("#format", offset=(13, 0))
        await pilot.click("#parts", offset=(8, 0))
        assert "[HTML]" in screen_text(pilot)
        assert "[Summary]" in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Written" in status(pilot))

    (path,) = (tmp_path / "out").iterdir()
    assert "It was the first time since" not in path.read_text("utf-8")


async def test_a_folder_is_needed(app: NutgrafApp, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("X")
        await pilot.pause()
        app.screen.query_one(Input).value = " "
        await pilot.press("enter")
        assert "A folder is needed." in screen_text(pilot)
        app.screen.query_one(Input).value = str(tmp_path / "file")
        await pilot.press("enter")
        await pilot.pause()
        problem = app.screen.query_one(".problem", Static)
        assert "this is a file, not a folder" in str(problem.content)
        await pilot.press("escape")
        assert app.screen is reading(pilot)


async def test_what_cannot_be_written_is_said(app: NutgrafApp, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("X")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "file" / "below")
        await pilot.press("enter")
        await until(pilot, lambda: "Not exported" in status(pilot))

        await pilot.press("!")
        await pilot.pause()
        assert "! Not exported" in screen_text(pilot)


async def test_several_articles_make_one_book(
    app: NutgrafApp, filled: Desk, tmp_path: Path
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        screen.parts.sharing.targets = lambda: tuple(filled.ids()[:3])  # type: ignore[method-assign]
        await pilot.press("X")
        await pilot.pause()
        assert "Export 3 articles" in screen_text(pilot)
        await pilot.press("left", "enter")
        await until(pilot, lambda: "Written" in status(pilot))

    (path,) = (tmp_path / "out").iterdir()
    assert path.name == "2026-11-22-rebels-take-aleppo-and-2-more.epub"
    nav = zipfile.ZipFile(path).read("EPUB/nav.xhtml").decode()
    assert nav.count("<li>") == 3


async def test_the_same_key_stops_a_long_export(
    app: NutgrafApp, filled: Desk, tmp_path: Path
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        screen.parts.sharing.targets = lambda: tuple(filled.ids()[:2]) * 10_000  # type: ignore[method-assign]
        await pilot.press("X", "enter")
        await until(pilot, lambda: "Exporting" in status(pilot))
        assert "of 20,000 · X stops" in status(pilot)
        await pilot.press("X")
        await until(pilot, lambda: "Export stopped" in status(pilot))

    assert 0 < len(list((tmp_path / "out").iterdir())) < 20_000


async def test_without_an_article_it_says_so(desk: Desk, jobs: FakeJobs, tmp_path: Path) -> None:
    desk.feed("Empty")
    app = NutgrafApp(exporting_to(newsroom_of(desk, jobs), tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("X", "Y", "O", "|"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is reading(pilot)
        assert "No program is set" in status(pilot)
