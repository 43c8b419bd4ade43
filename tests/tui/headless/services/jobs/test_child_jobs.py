"""Jobs in real child processes: what they tell, and how they end."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cache.library import Library
from cache.writer import Writer
from fetch.model import Outline
from tests.support.servers.loopback import LoopbackServer, reply, silence
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.services.jobs.job_events import (
    ChoiceNeeded,
    Event,
    FeedDone,
    JobFailed,
    RefreshFinished,
    RefreshStarted,
    Subscribed,
)
from tui.headless.services.subscriptions.subscribe import subscribe

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>
<item><title>Lighthouse relit</title><guid>1</guid></item></channel></rss>"""
# No text, and no article: a brief would have its model to load.
EMPTY = reply(
    b"<rss version='2.0'><channel><title>Harbour News</title></channel></rss>",
    headers={"Content-Type": "application/rss+xml"},
)
SITE = b"""<html><head>
<link rel="alternate" type="application/rss+xml" title="All" href="/feed">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport">
</head><body>Harbour</body></html>"""


@pytest.fixture
def jobs(tmp_path: Path) -> ChildJobs:
    config = tmp_path / "config.toml"
    config.write_text("[fetch]\ntimeout_seconds = 20\n", encoding="utf-8")
    return ChildJobs(config=config, cache=tmp_path / "cache.db")


@pytest.mark.parametrize("has_hooks", [True, False])
async def test_hooks_are_run_unless_the_feeds_are_not_the_readers_own(
    tmp_path: Path, has_hooks: bool
) -> None:
    mark, config = tmp_path / "mark", tmp_path / "config.toml"
    config.write_text(f'[hooks]\nafter_fetch = ["touch", "{mark}"]\n', encoding="utf-8")
    jobs = ChildJobs(config=config, cache=tmp_path / "cache.db", has_hooks=has_hooks)

    async with LoopbackServer(answers={"/feed": EMPTY}) as server:
        await jobs.add([server.url("/feed")], "Coast", lambda _: None)

    assert mark.exists() is has_hooks


async def test_adding_a_feed_subscribes_and_fetches_it(jobs: ChildJobs) -> None:
    events: list[Event] = []
    rss = reply(FEED, headers={"Content-Type": "application/rss+xml"})

    async with LoopbackServer(answers={"/feed": rss}) as server:
        await jobs.add([server.url("/feed")], "Coast", events.append)

    subscribed, started, done = events[0], events[1], events[2]
    assert isinstance(subscribed, Subscribed)
    assert subscribed.title == "Harbour News"
    assert isinstance(started, RefreshStarted)
    assert isinstance(done, FeedDone)
    assert done.new_count == 1
    finished = events[-1]
    assert isinstance(finished, RefreshFinished)
    assert (finished.new_count, finished.failed_count) == (1, 0)
    with Library(jobs.cache) as library:
        assert [(row.title, row.folder) for row in library.feeds.rows()] == [
            ("Harbour News", "Coast")
        ]


async def test_a_site_with_several_feeds_asks_which(jobs: ChildJobs) -> None:
    events: list[Event] = []
    page = reply(SITE, headers={"Content-Type": "text/html"})

    async with LoopbackServer(answers={"/": page}) as server:
        await jobs.add([server.url("/")], "", events.append)

        assert events == [
            ChoiceNeeded(urls=(server.url("/feed"), server.url("/sport")), titles=("All", "Sport"))
        ]


async def test_an_address_without_a_feed_fails_in_words(jobs: ChildJobs) -> None:
    events: list[Event] = []

    async with LoopbackServer() as server:
        await jobs.add([server.url("/nothing")], "", events.append)

    assert len(events) == 1
    assert isinstance(events[0], JobFailed)
    assert "nothing at this address" in events[0].message


async def test_a_broken_configuration_is_told(jobs: ChildJobs) -> None:
    events: list[Event] = []
    jobs.config.write_text("[fetch]\ncolour = 1\n", encoding="utf-8")

    await jobs.refresh(None, events.append)

    assert len(events) == 1
    assert isinstance(events[0], JobFailed)
    assert "line 2: [fetch] colour: there is no such key" in events[0].message


async def test_a_cancelled_job_ends_its_process(jobs: ChildJobs) -> None:
    events: list[Event] = []
    async with LoopbackServer(answers={"/feed": silence()}) as server:
        with Writer(jobs.cache) as writer:
            subscribe(writer, Outline(url=server.url("/feed")), NOW).result()
        started = asyncio.Event()

        def on_event(event: Event) -> None:
            events.append(event)
            started.set()

        refresh = asyncio.create_task(jobs.refresh(None, on_event))
        await started.wait()
        refresh.cancel()
        with pytest.raises(asyncio.CancelledError):
            await refresh

        assert events == [RefreshStarted(feed_count=1)]
        # The lock is free again: the process has gone.
        server.answers["/feed"] = EMPTY
        await jobs.refresh(None, events.append)
    assert isinstance(events[-1], RefreshFinished)


async def test_a_job_whose_process_dies_is_told(jobs: ChildJobs, tmp_path: Path) -> None:
    events: list[Event] = []
    # A folder where the database should be: no error of ours, but SQLite's.
    broken = ChildJobs(config=jobs.config, cache=tmp_path)

    await broken.refresh(None, events.append)

    assert isinstance(events[-1], JobFailed)
    assert str(tmp_path) in events[-1].message
