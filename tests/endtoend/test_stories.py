"""The stories of the demo edition: formed and told by a refresh, read in the app."""

import os
import signal
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pilots import reading, screen_text, until

from cache.library import Library
from cache.values.list_rows import EntryId, Scope, View
from cache.writer import Writer
from fetch.feeds.opml import write_opml
from fetch.model import Outline
from tests.world.world import Reader
from tui.app.application import NutgrafApp
from tui.headless.cli.session import utc_now
from tui.headless.commands.command import Context
from tui.headless.demo.demo_papers import load_papers
from tui.headless.demo.demo_server import DemoServer
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.services.jobs.job_events import StoriesDone, decode_event
from tui.headless.settings.config import load_config

pytestmark = pytest.mark.xdist_group("stories of the edition")


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


def reader_of(folder: Path, server: DemoServer) -> Reader:
    reader = Reader(folder=folder)
    outlines = [Outline(url=f.url, title=f.title, folder=f.folder) for f in server.feeds]
    (folder / "demo.opml").write_bytes(write_opml(outlines, title="Demo"))
    assert reader.run("import", folder / "demo.opml").returncode == 0
    return reader


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, server: DemoServer) -> Reader:
    reader = reader_of(tmp_path_factory.mktemp("demo"), server)
    answer = reader.run("fetch")
    assert answer.returncode == 0, answer.stderr.decode()
    return reader


def stories_in(reader: Reader) -> set[frozenset[str]]:
    """Return the titles of each story of several articles."""
    titles = defaultdict(set)
    with Library(reader.cache) as library:
        for row in library.page(View(scope=Scope.ALL), 0, 100):
            story_id = library.stories.of_entry(EntryId(row.entry_id))
            if story_id is not None:
                titles[story_id].add(row.title)
    return {frozenset(members) for members in titles.values()}


def events_of_the_edition() -> set[frozenset[str]]:
    titles = defaultdict(set)
    for paper in load_papers():
        for article in paper.articles:
            titles[article.event].add(article.title)
    return {frozenset(members) for members in titles.values() if len(members) > 1}


def test_the_events_of_the_edition_are_its_stories(reader: Reader) -> None:
    assert stories_in(reader) == events_of_the_edition()


@pytest.mark.parametrize("count", [1, 3])
def test_stories_that_are_killed_are_completed_by_the_next_refresh(
    count: int, tmp_path: Path, server: DemoServer
) -> None:
    reader = reader_of(tmp_path, server)
    with subprocess.Popen(
        reader.command("fetch", "--events"), stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            count -= isinstance(decode_event(line), StoriesDone)
            if not count:
                os.kill(process.pid, signal.SIGKILL)
                break

    assert reader.run("fetch").returncode == 0

    assert stories_in(reader) == events_of_the_edition()
    assert reader.counts()["integrity"] == 0


@pytest.mark.parametrize("size", [(100, 30), (45, 20)])
async def test_the_stories_are_read_in_the_app(reader: Reader, size: tuple[int, int]) -> None:
    with Writer(reader.cache) as writer, Library(reader.cache) as library:
        newsroom = Newsroom(
            library=library,
            open_library=lambda: Library(reader.cache),
            writer=writer,
            jobs=ChildJobs(config=reader.folder / "config.toml", cache=reader.cache),
            clock=utc_now,
            options=load_config(None).app,
            stories=load_config(None).stories,
        )
        async with NutgrafApp(newsroom).run_test(size=size) as pilot:
            screen = reading(pilot)
            assert screen.shows_stories
            unread = screen.top_count
            assert unread == len(events_of_the_edition())

            await pilot.press("enter")
            await until(pilot, lambda: screen.top_count == unread - 1)
            page = screen.story_view.page
            assert page is not None
            text = "\n".join(line.text for line in page.lines)
            for heading in ("Key points", "Actors", "Quotes", "Timeline", "Coverage", "Articles"):
                assert f"{heading} ─" in text
            assert "only in " in text

            for item in filter(screen.story_view.is_stop, range(len(page.items))):
                screen.story_view._select(item)
                await pilot.press("enter")
                if screen.is_in_article:
                    assert screen.context is Context.READER
                    assert "page has changed" not in screen_text(pilot)
                    await pilot.press("b")
                await until(pilot, lambda: screen.context is Context.STORY)
            await pilot.press("h", "u")
            await until(pilot, lambda: screen.top_count == unread)
