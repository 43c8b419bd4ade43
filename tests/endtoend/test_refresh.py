"""The whole program on the demo edition: refreshed, refreshed again, killed, and cut off."""

import json
import os
import signal
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cache.library import Library
from cache.values.list_rows import EntryId, Scope, View
from tests.endtoend.edition import ARTICLES, Edition, events_of_the_edition, subscriber
from tests.support.scale import full_or
from tests.world.world import Reader
from tui.headless.demo.demo_papers import load_papers
from tui.headless.demo.demo_server import DemoServer
from tui.headless.services.jobs.job_events import (
    ArticlesDone,
    BriefsDone,
    Event,
    FeedDone,
    RefreshFinished,
    StoriesDone,
    decode_event,
)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


PAPERS = full_or(2, 4)
"""Whose refresh is killed: two of them tell of six events in nineteen articles."""


@pytest.fixture
def reader(tmp_path: Path, server: DemoServer) -> Reader:
    return subscriber(tmp_path, server, PAPERS)


def members_of_session(leader: int) -> list[int]:
    """Return the processes of a session that still run."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(session) == leader and state != "Z":
                found.append(int(folder.name))
    return found


def kill_after(reader: Reader, wanted: type[Event], count: int) -> None:
    """Run a refresh and kill it at the so-manieth event of a kind; its workers must follow."""
    with subprocess.Popen(
        reader.command("fetch", "--events"), stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if isinstance(decode_event(line), wanted):
                count -= 1
            if not count:
                break
        os.kill(process.pid, signal.SIGKILL)
        process.wait(60)
    deadline = time.monotonic() + 20
    while members_of_session(process.pid):
        assert time.monotonic() < deadline, "workers outlived the refresh that was killed"


def test_every_story_of_the_edition_gets_its_article_and_brief(
    edition: Edition, tmp_path: Path
) -> None:
    assert edition.answer.returncode == 0, edition.answer.stderr.decode()
    assert f"{ARTICLES} new entries, {ARTICLES} briefs" in edition.answer.stderr.decode()
    reader = edition.copy_to(tmp_path)
    counts = reader.counts()
    assert counts["entries"] == counts["briefs"] == ARTICLES
    assert counts["integrity"] == 0

    again = reader.run("fetch")

    assert again.returncode == 0
    assert "0 new entries, 0 briefs" in again.stderr.decode()
    assert "5 unchanged" in again.stderr.decode()
    report = json.loads(reader.run("fetch", "--json").stdout)
    assert (report["feeds"], report["unchanged"], report["new"]) == (5, 5, 0)
    assert report["failed"] == {}
    assert report["seconds"] > 0
    assert not report["offline"]
    assert reader.counts() == counts


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize(
    "kills",
    full_or(
        [((ArticlesDone, 7),)],
        [
            ((FeedDone, 1), (FeedDone, 4), (ArticlesDone, 7), (BriefsDone, 3), (StoriesDone, 2)),
            *([(kind, count)] for kind, count in ((FeedDone, 1), (FeedDone, 4))),
            *([(kind, count)] for kind, count in ((ArticlesDone, 7), (BriefsDone, 3))),
            *([(StoriesDone, count)] for count in (1, 3)),
        ],
    ),
    ids=lambda kills: " ".join(f"{kind.__name__}-{count}" for kind, count in kills),
)
def test_a_refresh_that_is_killed_is_completed_by_the_next(
    reader: Reader, kills: Sequence[tuple[type[Event], int]]
) -> None:
    for wanted, count in kills:
        kill_after(reader, wanted, count)
        assert reader.counts()["integrity"] == 0

    answer = reader.run("fetch")

    assert answer.returncode == 0, answer.stderr.decode()
    counts = reader.counts()
    articles = sum(len(paper.articles) for paper in load_papers()[:PAPERS])
    assert counts["entries"] == counts["briefs"] == articles
    assert counts["integrity"] == 0
    assert stories_in(reader) == events_of_the_edition(PAPERS)


def stories_in(reader: Reader) -> set[frozenset[str]]:
    """Return the titles of each story of several articles."""
    titles = defaultdict(set)
    with Library(reader.cache) as library:
        for row in library.lists.page(View(scope=Scope.ALL), 0, 100):
            story_id = library.stories.of_entry(EntryId(row.entry_id))
            if story_id is not None:
                titles[story_id].add(row.title)
    return {frozenset(members) for members in titles.values()}


def test_the_events_of_the_edition_are_its_stories(edition: Edition) -> None:
    assert stories_in(edition.reader) == events_of_the_edition()


def test_without_the_network_nothing_is_lost_and_the_reader_is_told(
    edition: Edition, tmp_path: Path
) -> None:
    reader = edition.copy_without_servers(tmp_path)
    counts = reader.counts()

    process = subprocess.run(reader.command("fetch", "--events"), capture_output=True, check=False)

    last = decode_event(process.stdout.splitlines()[-1])
    assert process.returncode == 1
    assert isinstance(last, RefreshFinished)
    # Their server is gone, which does not mean that the network is.
    assert (last.failed_count, last.is_offline) == (5, False)
    assert reader.counts() == counts
    found = reader.run("search", "Armstrong")
    assert found.returncode == 0
    assert b"Moon" in found.stdout
