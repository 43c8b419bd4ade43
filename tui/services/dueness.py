"""Which feeds have come due: what the cache knows of them, judged by the fetcher's schedule."""

from collections.abc import Iterable
from datetime import datetime

from cache.model import FeedId, FeedTiming
from fetch.schedule import Hints, next_due

# The golden ratio's multiples spread feeds evenly, and each feed's share stays the same.
_SPREAD = 0.618034


def due_feeds(timings: Iterable[FeedTiming], now: datetime) -> frozenset[FeedId]:
    """Return the feeds to ask now."""
    return frozenset(timing.feed_id for timing in timings if _is_due(timing, now))


def _is_due(timing: FeedTiming, now: datetime) -> bool:
    # A clock that was put back must not keep a feed waiting.
    if timing.asked_at is None or now < timing.asked_at:
        return True
    failure = timing.failure
    due = next_due(
        Hints(
            asked_at=timing.asked_at,
            published=timing.published,
            ttl_minutes=timing.ttl_minutes,
            retry_after_seconds=failure.retry_after_seconds if failure else None,
            failure_count=timing.failure_count,
            failure=failure.kind if failure else None,
            jitter=timing.feed_id * _SPREAD % 1,
        )
    )
    return due is not None and due <= now
