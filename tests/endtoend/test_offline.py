"""The application on a filled cache with every socket refused: read, search, star, refresh."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Never

import pytest

from cache.library import Library
from cache.values.list_rows import Scope, View
from cache.writer import Writer
from tests.endtoend.edition import Edition
from tests.support.app.pilots import reading, screen_text, until
from tests.world.world import Reader
from tui.app.application import NutgrafApp
from tui.headless.cli.session import utc_now
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.settings.config import load_config


@pytest.fixture
def reader(edition: Edition, tmp_path: Path) -> Reader:
    return edition.copy_without_servers(tmp_path)


@pytest.fixture
def newsroom(reader: Reader) -> Iterator[Newsroom]:
    with Writer(reader.cache) as writer, Library(reader.cache) as library:
        yield Newsroom(
            library=library,
            open_library=lambda: Library(reader.cache),
            writer=writer,
            jobs=ChildJobs(config=reader.folder / "config.toml", cache=reader.cache),
            clock=utc_now,
            options=load_config(None).app,
            stories=load_config(None).stories,
        )


@pytest.fixture
def _no_sockets(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Never:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.mark.usefixtures("_no_sockets")
async def test_everything_but_a_refresh_works_without_a_network(newsroom: Newsroom) -> None:
    starred = View(scope=Scope.STARRED)
    async with NutgrafApp(newsroom).run_test(size=(140, 40)) as pilot:
        await pilot.press("g", "enter")
        await pilot.pause()
        assert "Key points" in screen_text(pilot)
        assert "offline" not in screen_text(pilot)

        # The front page shows stories; a star is put on an article.
        await pilot.press("1", "s", "escape", "escape", "F", *"seismometer")
        await until(pilot, lambda: "1 found" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: newsroom.library.lists.count(starred) == 1)
        await until(pilot, lambda: "What Apollo 11 left on the Moon" in screen_text(pilot))

        await pilot.press("R")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        # Their own servers refused: that is not the network.
        assert "5 feeds failed" in screen_text(pilot)
        assert "offline" not in screen_text(pilot)
        assert reading(pilot).is_attached
    assert newsroom.library.counts().entries == 30
