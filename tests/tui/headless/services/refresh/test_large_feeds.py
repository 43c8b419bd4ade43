"""A large feed is taken in over a real server: its newest entries first, then the rest."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cache.library import Library
from cache.writer import Writer
from fetch.http.client import HttpClient
from fetch.model import Outline
from fetch.options import FetchOptions
from fetch.spool import SPOOL_BYTES
from tests.support.servers.loopback import LoopbackServer, reply
from tui.headless.services.refresh.feed_stage import Asking
from tui.headless.services.subscriptions.subscribe import subscribe
from tui.headless.services.worker_pool import PooledFeedParser, fetch_pool

if TYPE_CHECKING:
    from cache.values.list_rows import StoredFeed
    from tui.headless.services.jobs.job_events import FeedDone

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
OPTIONS = FetchOptions(timeout_seconds=30, parse_seconds=60, uses_proxy_environment=False)
COUNT = 600


def large_feed() -> bytes:
    words = "word " * (SPOOL_BYTES // COUNT // 4)
    items = "".join(
        f"<item><title>Report {number}</title><guid isPermaLink='false'>{number}</guid>"
        f"<pubDate>{format_datetime(NOW - timedelta(minutes=number))}</pubDate>"
        f"<description>{words}</description></item>"
        for number in range(COUNT)
    )
    return (
        "<rss version='2.0'><channel><title>Paper</title><link>http://paper.example/</link>"
        f"{items}</channel></rss>"
    ).encode()


async def test_its_newest_entries_come_first(tmp_path: Path) -> None:
    told: list[tuple[FeedDone, StoredFeed]] = []
    body = large_feed()
    assert len(body) > SPOOL_BYTES
    async with LoopbackServer() as server:
        server.answers["/feed"] = reply(body)
        with Writer(tmp_path / "cache.db") as writer, Library(tmp_path / "cache.db") as library:
            subscribe(writer, Outline(url=server.url("/feed")), NOW).result()
            async with HttpClient(OPTIONS) as client, fetch_pool(1) as pool:
                asking = Asking(
                    client=client,
                    parser=PooledFeedParser(pool, OPTIONS),
                    options=OPTIONS,
                    save=lambda outcomes: asyncio.wrap_future(
                        writer.submit(lambda store: store.entries.save_outcomes(outcomes, now=NOW))
                    ),
                    on_done=lambda event, stored: told.append((event, stored)),
                )
                await asking.run(library.feeds.targets(), {})
                server.answers["/feed"] = reply(body.replace(b"Report 0<", b"Report 0!<"))
                await asking.run(library.feeds.targets(), {})
            row = library.feeds.rows()[0]

    begun, whole, again = (event for event, _ in told)
    assert (begun.done, begun.is_whole, whole.done, whole.is_whole) == (0, False, 1, True)
    assert 0 < begun.new_count < whole.new_count
    assert begun.new_count + whole.new_count == row.entry_count == asking.tally.new == COUNT
    # What was read before is read at once.
    assert (again.is_whole, again.new_count) == (True, 0)
