"""The whole program against a small hostile internet; the server comes with the evaluation data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.feeds.feed_options import FeedOptions
from cache.library import Library
from cache.store import Store
from tests.support.scale import full_or
from tests.world.world import FATAL, HEALED, SHARED, Reader, World, running_world, verdicts

pytestmark = pytest.mark.skipif(
    not (SHARED / "newsworld").is_dir(), reason=f"needs the hostile world in {SHARED}"
)

FEEDS, ITEMS = 70, full_or(1, 3)
CONFIG = "[fetch]\ntimeout_seconds = 5\nfull_articles = false\n"
WITH_PAGES = slice(0, None, full_or(7, 1))
"""Of which feeds the pages are fetched: to read them all takes longer than all the rest."""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    reader.configure(CONFIG)
    return reader


def fetch_pages_of_some(reader: Reader) -> None:
    connection = open_writer(reader.cache)
    with Library(reader.cache) as library:
        for feed in library.feeds.rows()[WITH_PAGES]:
            Store(connection).feeds.set_options(feed.feed_id, FeedOptions(full_articles=True))
    connection.close()


@pytest.fixture
def world(reader: Reader) -> Iterator[World]:
    with running_world(reader.folder, feeds=FEEDS, items=ITEMS, seconds=600) as world:
        (reader.folder / "world.opml").write_bytes(world.opml())
        assert reader.run("import", reader.folder / "world.opml").returncode == 0
        fetch_pages_of_some(reader)
        yield world


def test_every_healthy_feed_arrives_and_every_other_says_why(reader: Reader, world: World) -> None:
    first = reader.run("fetch")

    found = verdicts(world, reader, items=ITEMS)
    assert first.returncode == 1, first.stderr.decode()
    assert found["silent"] == []
    assert found["incomplete"] == []
    assert {name.split()[0] for name in found["reason"]}.isdisjoint(HEALED)
    assert {name.split()[0] for name in found["complete"]}.isdisjoint(FATAL)
    counts = reader.counts()
    assert counts["briefs"] == counts["articles"] > 0

    before = world.ask("/_stats")
    second = reader.run("fetch")

    after = world.ask("/_stats")
    assert second.returncode == 1
    assert reader.counts() | {"page failures": 0} == counts | {"page failures": 0}
    assert after["status"].get("304", 0) - before["status"].get("304", 0) > FEEDS // 2
    # A refresh that a reader asks for asks every feed but those that are gone or asked to wait.
    assert after["violations"] == {}
