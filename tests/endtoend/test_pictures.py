"""A picture from its server to the screen, by the real job, and again when the server is gone."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import OptionList

from cache.library import Library
from cache.writer import Writer
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.servers.loopback import LoopbackServer
from tests.support.servers.picture_site import publish
from tests.world.world import Reader
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.addresses_dialog import AddressesScreen
from tui.app.screens.pages.picture_screen import PictureScreen
from tui.headless.cli.session import utc_now
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.settings.config import load_config


async def look(reader: Reader, words: str, *, pictures: str = "asked") -> str:
    """Open the picture of the only article; return the screen once it has the words."""
    with Writer(reader.cache) as writer, Library(reader.cache) as library:
        newsroom = Newsroom(
            library=library,
            open_library=lambda: Library(reader.cache),
            writer=writer,
            jobs=ChildJobs(config=reader.folder / "config.toml", cache=reader.cache),
            clock=utc_now,
            options=load_config(None).app,
            stories=load_config(None).stories,
            pictures=pictures,
        )
        async with NutgrafApp(newsroom).run_test(size=(100, 30)) as pilot:
            await _open(pilot)
            await until(pilot, lambda: words in " ".join(screen_text(pilot).split()))
            return screen_text(pilot)


async def _open(pilot: Driver) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
    await pilot.press("P")
    await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
    await until(pilot, lambda: pilot.app.screen.query_one(OptionList).highlighted == 0)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PictureScreen))


async def test_a_picture_is_fetched_once_and_is_there_without_a_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    reader = Reader(folder=tmp_path)
    async with LoopbackServer() as server:
        publish(server)
        added = await asyncio.to_thread(reader.run, "add", server.url("/feed"))
        assert added.returncode == 0, added.stderr
        missing = server.answers.pop("/bridge.png")

        assert "r tries again" in await look(reader, "nothing at this address (404).")
        server.answers["/bridge.png"] = missing
        assert "The bridge at dawn" in await look(reader, "▀▀▀▀")
        assert server.counts()["/bridge.png"] == 2

    # The server is gone by now.
    assert "The bridge at dawn" in await look(reader, "▀▀▀▀")
