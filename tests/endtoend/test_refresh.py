"""The whole program on the demo edition: refreshed, refreshed again, killed, and cut off."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fetch.feeds.opml import write_opml
from fetch.model import Outline
from tests.world.world import Reader
from tui.headless.demo.demo_server import DemoServer
from tui.headless.services.jobs.job_events import (
    ArticlesDone,
    BriefsDone,
    Event,
    FeedDone,
    RefreshFinished,
    decode_event,
)

ARTICLES = 30


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.fixture
def reader(tmp_path: Path, server: DemoServer) -> Reader:
    reader = Reader(folder=tmp_path)
    outlines = [
        Outline(url=feed.url, title=feed.title, folder=feed.folder) for feed in server.feeds
    ]
    (tmp_path / "demo.opml").write_bytes(write_opml(outlines, title="Demo"))
    assert reader.run("import", tmp_path / "demo.opml").returncode == 0
    return reader


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
        process.wait(10)
    deadline = time.monotonic() + 20
    while members_of_session(process.pid):
        assert time.monotonic() < deadline, "workers outlived the refresh that was killed"


def test_every_story_of_the_edition_gets_its_article_and_brief(reader: Reader) -> None:
    answer = reader.run("fetch")

    assert answer.returncode == 0, answer.stderr.decode()
    assert f"{ARTICLES} new entries, {ARTICLES} briefs" in answer.stderr.decode()
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
    ("wanted", "count"), [(FeedDone, 1), (FeedDone, 4), (ArticlesDone, 7), (BriefsDone, 3)]
)
def test_a_refresh_that_is_killed_is_completed_by_the_next(
    reader: Reader, wanted: type[Event], count: int
) -> None:
    kill_after(reader, wanted, count)

    assert reader.counts()["integrity"] == 0

    answer = reader.run("fetch")

    assert answer.returncode == 0, answer.stderr.decode()
    counts = reader.counts()
    assert counts["entries"] == counts["briefs"] == ARTICLES
    assert counts["integrity"] == 0


def test_without_the_network_nothing_is_lost_and_the_reader_is_told(
    reader: Reader, server: DemoServer
) -> None:
    reader.run("fetch")
    counts = reader.counts()
    server.stop()

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
