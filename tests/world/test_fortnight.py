"""Stories over a fortnight: they grow, are split between papers, are read, and go quiet."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cache.library import Library
from cache.values.story_rows import StoryDetail
from cache.writer import Writer
from summarise.stories.story_model import StoryId
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.fortnight import FIRST_DAY, PAPERS, Here, feed_of
from tui.headless.services.ranked_stories import top_stories
from tui.headless.services.refresh.whole_refresh import Refresh
from tui.headless.settings.config import load_config


class Fortnight:
    """A reader's cache, and the days that pass."""

    def __init__(self, server: LoopbackServer, writer: Writer, library: Library) -> None:
        self.server = server
        self.writer = writer
        self.library = library
        self.day = 0
        self.here = Here()

    @property
    def now(self) -> datetime:
        return FIRST_DAY + timedelta(days=self.day - 1, hours=2)

    async def until(self, day: int) -> None:
        """Let days pass; the reader refreshes on each."""
        while self.day < day:
            self.day += 1
            for paper in PAPERS:
                body = feed_of(paper, self.day)
                headers = {"Content-Type": "application/rss+xml"}
                self.server.answers[f"/{paper}"] = reply(body, headers=headers)
            await self.refresh()

    async def refresh(self) -> None:
        async with self.here.tools(self.library, self.writer, lambda: self.now) as tools:
            refresh = Refresh(replace(tools, fetches_pages=False), lambda event: None)
            await refresh.run(self.library.feeds.targets())

    def top(self) -> list[StoryDetail]:
        """Return the front page of today."""
        settings = load_config(None).stories
        found = top_stories(self.library, settings, self.now)
        details = [self.library.stories.detail(story.row.story_id) for story in found]
        return [detail for detail in details if detail is not None]

    def read(self, story_id: StoryId) -> None:
        now = self.now
        self.writer.submit(lambda store: store.stories.set_read([story_id], now=now)).result()


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[Writer, Library]]:
    with Writer(tmp_path / "cache.db") as writer, Library(tmp_path / "cache.db") as library:
        yield writer, library


@pytest.fixture
async def fortnight(files: tuple[Writer, Library]) -> AsyncIterator[Fortnight]:
    writer, library = files
    async with LoopbackServer() as server:
        for paper in PAPERS:
            url = server.url(f"/{paper}")
            writer.submit(
                lambda store, url=url, title=paper: store.feeds.subscribe(  # type: ignore[misc]
                    url, title=title, now=FIRST_DAY
                )
            ).result()
        yield Fortnight(server, writer, library)


async def test_a_fortnight(fortnight: Fortnight) -> None:
    await fortnight.until(1)
    assert fortnight.top() == []

    # A second paper tells of the dam: now it is a story.
    await fortnight.until(2)
    (dam,) = fortnight.top()
    assert dam.row.sources == ("Courier", "Herald")
    assert dam.row.is_unread
    assert not dam.row.is_updated
    assert not any(point.is_new for point in dam.brief.points)

    # It was read, and a third paper adds to it.
    fortnight.read(dam.row.story_id)
    (dam,) = fortnight.top()
    assert not dam.row.is_unread
    await fortnight.until(3)
    (dam,) = fortnight.top()
    assert dam.row.is_updated
    assert dam.row.sources == PAPERS
    new = [point for point in dam.brief.points if point.is_new]
    assert new
    assert dam.brief.points[: len(new)] == tuple(new)
    assert {point.citations[0].source for point in new} == {"Ledger"}
    assert any("60 million" in point.text for point in new)
    assert [part.source for part in dam.brief.coverage if part.is_new] == ["Ledger"]

    # Reading clears it, and nothing brings it back.
    fortnight.read(dam.row.story_id)
    await fortnight.until(5)
    (dam,) = fortnight.top()
    assert not dam.row.is_unread
    assert not any(point.is_new for point in dam.brief.points)

    # Another story comes; the dam has been quiet for too long.
    await fortnight.until(9)
    (strike,) = fortnight.top()
    assert strike.row.sources == ("Herald", "Ledger")
    assert strike.row.is_unread
    assert fortnight.library.stories.detail(dam.row.story_id) is not None

    # A refresh that brings nothing tells nothing anew.
    await fortnight.until(14)
    assert fortnight.library.stories.to_tell("here", 10) == ()
    assert fortnight.library.stories.count_unplaced() == 0
    assert [it.row.story_id for it in fortnight.top()] == [strike.row.story_id]
