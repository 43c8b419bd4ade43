"""Subscribe and unsubscribe through the cache's writer."""

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING

from cache.values.list_rows import FeedId
from cache.writer import Writer
from fetch.model import Outline

if TYPE_CHECKING:
    from cache.store import Store


def subscribe(writer: Writer, outline: Outline, now: datetime) -> Future[FeedId]:
    """Have a subscription stored; an address that is subscribed to keeps its number."""

    def work(store: "Store") -> FeedId:
        return store.feeds.subscribe(
            outline.url,
            title=outline.title,
            folder=outline.folder,
            site_url=outline.site_url,
            now=now,
        )

    return writer.submit(work)


def subscribe_all(
    writer: Writer, outlines: Sequence[Outline], now: datetime
) -> Future[tuple[FeedId, ...]]:
    """Have many subscriptions stored, all or none; their numbers come in the outlines' order."""

    def work(store: "Store") -> tuple[FeedId, ...]:
        return store.feeds.subscribe_all(outlines, now=now)

    return writer.submit(work)


def unsubscribe(writer: Writer, feed_id: FeedId) -> Future[None]:
    """Have a subscription ended; what was read there stays known."""

    def work(store: "Store") -> None:
        store.feeds.unsubscribe(feed_id)

    return writer.submit(work)
