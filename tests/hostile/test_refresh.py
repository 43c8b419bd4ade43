"""All hostile feeds and answers in one refresh, beside a healthy feed; the data lies beside us."""

import asyncio
import re
import resource
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cache.library import Library
from cache.values.list_rows import FeedRow
from cache.writer import Writer
from fetch.feeds.refresh import refresh_feeds
from fetch.http.client import HttpClient
from fetch.model import FailureKind, FeedBegun, Outline
from fetch.options import FetchOptions
from tests.hostile import large_answers
from tests.support.servers.loopback import LoopbackServer, raw, reply
from tests.support.shared_data import require_shared
from tui.headless.services.refresh.feed_stage import Asking
from tui.headless.services.subscriptions.subscribe import subscribe
from tui.headless.services.worker_pool import PooledFeedParser, fetch_pool
from tui.headless.words.notices import describe_failure

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPTIONS = FetchOptions(
    timeout_seconds=30,
    parse_seconds=60,  # nothing here takes long: how busy the machine is must not decide
    uses_proxy_environment=False,
    max_body_bytes=20 << 20,
)
HEALTHY = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Healthy</title>
<link>https://example.org/</link><item><title>All is well</title><guid>1</guid></item>
</channel></rss>"""
EXPECTED = {
    "crash-empty.xml": FailureKind.NOT_A_FEED,
    "not-html-page.html": FailureKind.NOT_A_FEED,
    "not-json-error.json": FailureKind.NOT_A_FEED,
    "crash-psc-no-start.xml": FailureKind.UNREADABLE,
    "truncated.xml": FailureKind.UNREADABLE,
    "bomb-br.http": FailureKind.UNREADABLE,
    "bomb-gzip-gzip.http": FailureKind.TOO_LARGE,
    "reason-esc.http": FailureKind.RATE_LIMITED,
    "redirect-file.http": FailureKind.BAD_REDIRECT,
    "redirect-loop.http": FailureKind.BAD_REDIRECT,
    "truncated-gzip.http": FailureKind.TRUNCATED,
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MOST_GROWTH = 64 * 1024 * 1024


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    folder = require_shared("hostile")
    async with LoopbackServer() as running:
        for path in (folder / "feeds").iterdir():
            running.answers[f"/{path.name}"] = reply(path.read_bytes())
        for path in (folder / "http").glob("*.http"):
            if path.name != "redirect-private.http":  # its address is not on loopback
                running.answers[f"/{path.name}"] = raw(path.read_bytes())
        running.answers["/http/redirect-loop.http"] = running.answers["/redirect-loop.http"]
        running.answers["/healthy"] = reply(HEALTHY)
        yield running


async def refresh(writer: Writer, library: Library) -> None:
    async with HttpClient(OPTIONS) as client, fetch_pool(1) as pool:
        asking = Asking(
            client=client,
            parser=PooledFeedParser(pool, OPTIONS),
            options=OPTIONS,
            save=lambda outcomes: asyncio.wrap_future(
                writer.submit(lambda store: store.entries.save_outcomes(outcomes, now=NOW))
            ),
            on_done=lambda event, stored: None,
        )
        await asking.run(library.feeds.targets(), {})


def name_of(row: FeedRow) -> str:
    return row.url.rpartition("/")[2]


async def test_each_says_what_it_must_and_the_healthy_one_arrives(
    server: LoopbackServer, tmp_path: Path
) -> None:
    with Writer(tmp_path / "cache.db") as writer, Library(tmp_path / "cache.db") as library:
        for path in server.answers:
            if path != "/http/redirect-loop.http":
                subscribe(writer, Outline(url=server.url(path)), NOW).result()
        await refresh(writer, library)
        rows = {name_of(row): row for row in library.feeds.rows()}
        await refresh(writer, library)
        again = {name_of(row): row for row in library.feeds.rows()}
        targets = {target.url: target for target in library.feeds.targets()}

    assert rows["healthy"].entry_count == 1
    failed = {name: row.failure.kind for name, row in rows.items() if row.failure is not None}
    assert failed == EXPECTED
    assert all(row.entry_count for name, row in rows.items() if name not in EXPECTED)
    # A second look changes nothing, and the address stays what it was.
    assert {name: row.entry_count for name, row in again.items()} == {
        name: row.entry_count for name, row in rows.items()
    }
    assert {row.url for row in again.values()} == {row.url for row in rows.values()}
    assert targets[server.url("/truncated-gzip.http")].validators.etag is None
    for row in rows.values():
        words = row.title + (describe_failure(row.failure) if row.failure else "")
        assert not _CONTROLS.search(words), name_of(row)
    assert not _CONTROLS.search("".join(stored_texts(tmp_path / "cache.db")))


def stored_texts(path: Path) -> list[str]:
    """Return every line that the cache would show of an entry."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT title, author, url, summary FROM entries").fetchall()
    connection.close()
    return [text for row in rows for text in row if text]


async def test_bombs_take_little_memory(server: LoopbackServer, tmp_path: Path) -> None:
    targets = []
    with Writer(tmp_path / "cache.db") as writer, Library(tmp_path / "cache.db") as library:
        for name in ("bomb-br.http", "bomb-gzip-gzip.http", "bomb-billion-laughs.xml"):
            subscribe(writer, Outline(url=server.url(f"/{name}")), NOW).result()
        targets = list(library.feeds.targets())
        async with fetch_pool(1) as pool:
            await PooledFeedParser(pool, OPTIONS).parse(HEALTHY, "http://h.example/", "")
        # A worker that ends counts from then on: one that read something harmless has.
        before = peak_bytes()
        async with HttpClient(OPTIONS) as client, fetch_pool(1) as pool:
            parser = PooledFeedParser(pool, OPTIONS)
            asked = refresh_feeds(targets, client=client, parser=parser, options=OPTIONS)
            outcomes = [it async for it in asked if not isinstance(it, FeedBegun)]

    assert len(outcomes) == len(targets)
    assert peak_bytes() - before < MOST_GROWTH


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
async def test_what_is_as_large_as_it_may_be_takes_little_memory() -> None:
    # A quarter of the sizes, and of what may be taken; `python -m tests.hostile.large_answers`
    # does it in full.
    _, growth_mib, entry_count = await large_answers.growth(part=4)

    assert entry_count == 1 + 4_900 // 4 + 1
    assert growth_mib < large_answers.MOST_GROWTH_MIB / 4


def peak_bytes() -> int:
    """Return the most memory that this process and its children that ended had at a time."""
    return sum(
        resource.getrusage(who).ru_maxrss * 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
