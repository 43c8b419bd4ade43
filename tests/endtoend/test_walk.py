"""The walk of docs/walk.md, as it is written there, over the demo edition."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec import structs

from cache.library import Library
from cache.search.query_parser import parse
from cache.values.list_rows import Scope, View
from cache.writer import Writer
from tests.endtoend.edition import Edition
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.world import Reader
from tui.app.application import NutgrafApp
from tui.headless.cli.session import utc_now
from tui.headless.commands.key_names import key_name
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.settings.config import load_config

PAGE = Path(__file__).parents[2] / "docs" / "walk.md"
_ROW = re.compile(r"^\| (?P<task>[^|]+?) \| (?P<keys>`.+`) \| (?P<count>\d+) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A line of the walk."""

    words: str
    keys: tuple[str, ...]
    count: int


def tasks() -> list[Task]:
    found = [
        Task(
            words=match["task"],
            keys=tuple(re.findall(r"`([^`]+)`", match["keys"])),
            count=int(match["count"]),
        )
        for match in _ROW.finditer(PAGE.read_text(encoding="utf-8"))
    ]
    assert len(found) == 12
    return found


def test_the_keys_are_counted_right() -> None:
    for task in tasks():
        assert sum(not key.startswith('"') for key in task.keys) == task.count, task.words


@pytest.fixture
def reader(edition: Edition, tmp_path: Path) -> Reader:
    return edition.copy_to(tmp_path)


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Where a feed is that has no article yet: a brief would have its model to load."""
    feed = b"<rss version='2.0'><channel><title>Harbour News</title></channel></rss>"
    answer = reply(feed, headers={"Content-Type": "application/rss+xml"})
    async with LoopbackServer(answers={"/feed": answer}) as server:
        yield server.url("/feed")


async def do(pilot: Driver, task: Task, *, address: str = "") -> None:
    """Press the keys of a task."""
    for key in task.keys:
        if key.startswith('"'):
            words = key.strip('"').replace("address", address)
            await pilot.press(*words)
            # The search follows what is typed after a pause.
            await pilot.pause(0.4)
        else:
            await pilot.press(key_name({"Enter": "enter", "Esc": "escape"}.get(key, key)))
            await pilot.pause()
            # A feed is looked into before it can be subscribed to.
            await until(pilot, lambda: "looking at" not in screen_text(pilot))


async def test_the_walk(reader: Reader, address: str, tmp_path: Path) -> None:
    (add, first, back, find, star, export, tag, mute, unmute, read, unread, colours) = tasks()
    config = load_config(None)
    with Writer(reader.cache) as writer, Library(reader.cache) as library:
        newsroom = Newsroom(
            library=library,
            open_library=lambda: Library(reader.cache),
            writer=writer,
            jobs=ChildJobs(config=reader.folder / "config.toml", cache=reader.cache),
            clock=utc_now,
            options=config.app,
            stories=config.stories,
            export=structs.replace(config.export, folder=str(tmp_path / "exports")),
        )
        async with NutgrafApp(newsroom).run_test(size=(100, 30)) as pilot:
            screen = reading(pilot)
            feeds = library.counts().feeds
            await do(pilot, add, address=address)
            await until(pilot, lambda: library.counts().feeds == feeds + 1)
            await until(pilot, lambda: not screen.progress.is_running)

            await do(pilot, first)
            await until(pilot, lambda: screen.focused is screen.reader)
            assert screen.reader.marks
            await do(pilot, back)
            await until(pilot, lambda: screen.focused is screen.story_list)

            await do(pilot, find)
            await until(pilot, lambda: screen.focused is screen.reader)
            assert "Mandela" in screen_text(pilot)

            screen.open_view(View(scope=Scope.ALL))
            screen.go_to(screen.entry_list)
            await do(pilot, star)
            await until(pilot, lambda: library.counts().starred == 3)
            await do(pilot, export)
            await until(pilot, lambda: len(list((tmp_path / "exports").glob("*.md"))) == 3)
            await do(pilot, tag)
            await until(pilot, lambda: [it.name for it in library.tags()] == ["history"])
            assert library.lists.count(View(scope=Scope.ALL, query=parse("tag:history"))) == 3

            await pilot.press("escape")
            await do(pilot, mute)
            await until(pilot, lambda: library.counts().muted > 0)
            await do(pilot, unmute)
            await until(pilot, lambda: library.counts().muted == 0)

            before = library.counts().unread
            await do(pilot, read)
            await until(pilot, lambda: library.counts().unread == 0)
            await until(pilot, lambda: "marked as read" in screen_text(pilot))
            await do(pilot, unread)
            await until(pilot, lambda: library.counts().unread == before)

            await do(pilot, colours)
            await until(pilot, lambda: pilot.app.theme == "nutgraf-light")
