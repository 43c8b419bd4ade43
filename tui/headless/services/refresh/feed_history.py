"""Fetch older entries of feeds on demand and store them as old."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from cache.store import Store
from cache.values.list_rows import FeedId
from cache.writer import Writer
from fetch.feeds.feed_archives import History, read_history
from fetch.model import Failure, FailureKind, FeedTarget
from fetch.ports import FeedParser, WebClient

_AT_A_TIME = 8


class PastOfFeed(Struct, frozen=True, kw_only=True):
    """What the past of one feed gave.

    Attributes:
        new_count: entries that were not stored before.
        page_count: pages that were read, the feed's own document among them.
    """

    feed_id: FeedId
    new_count: int
    page_count: int
    failure: Failure | None


class HistoryTools(Struct, frozen=True, kw_only=True):
    """What fetching the past works with."""

    writer: Writer
    client: WebClient
    parser: FeedParser
    clock: Callable[[], datetime]


async def fetch_history(
    targets: Sequence[FeedTarget],
    tools: HistoryTools,
    *,
    entry_count: int,
    is_read: bool,
    on_feed: Callable[[PastOfFeed], None],
) -> None:
    """Store the entries from before the documents of feeds, `entry_count` a feed at most.

    Args:
        is_read: mark what comes as read, so that it does not bury the news.
        on_feed: called for each feed when it is done.

    Raises:
        CacheError: the cache can't be written.
    """
    places = asyncio.Semaphore(_AT_A_TIME)

    async def one(target: FeedTarget) -> None:
        async with places:
            past = await _read(target, tools, entry_count)
        feed_id = FeedId(target.feed_id)

        def work(store: Store) -> int:
            entries, now = past.entries, tools.clock()
            return len(store.entries.save_history(feed_id, entries, is_read=is_read, now=now))

        new_count = await asyncio.wrap_future(tools.writer.submit(work)) if past.entries else 0
        on_feed(
            PastOfFeed(
                feed_id=feed_id,
                new_count=new_count,
                page_count=past.page_count,
                failure=past.failure,
            )
        )

    async with asyncio.TaskGroup() as group:
        for target in targets:
            group.create_task(one(target))


async def _read(target: FeedTarget, tools: HistoryTools, entry_count: int) -> History:
    if target.access.problem:
        return History(
            failure=Failure(kind=FailureKind.NO_CREDENTIAL, detail=target.access.problem)
        )
    return await read_history(
        target, client=tools.client, parser=tools.parser, entry_count=entry_count
    )
