"""Find the feeds that are due, from the cache and the fetcher's schedule."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cache.values.list_rows import FeedId, FeedTiming
from fetch.feeds.schedule import Hints, next_due
from fetch.model import FailureKind

# The golden ratio's multiples spread feeds evenly, and each feed's share stays the same.
_SPREAD = 0.618034


def due_feeds(timings: Iterable[FeedTiming], now: datetime) -> frozenset[FeedId]:
    """Return the feeds to ask now."""
    return frozenset(timing.feed_id for timing in timings if _is_due(timing, now))


def unwelcome_feeds(timings: Iterable[FeedTiming], now: datetime) -> frozenset[FeedId]:
    """Return the feeds that are asked only by name: gone for good, or asked to be left alone."""
    return frozenset(timing.feed_id for timing in timings if _is_unwelcome(timing, now))


def waiting_feeds(timings: Iterable[FeedTiming], now: datetime) -> dict[FeedId, timedelta]:
    """Return the feeds whose servers asked to be left alone, and for how long they still are."""
    left = {timing.feed_id: _wait_left(timing, now) for timing in timings}
    return {feed_id: wait for feed_id, wait in left.items() if wait}


def _wait_left(timing: FeedTiming, now: datetime) -> timedelta:
    failure, asked_at = timing.failure, timing.asked_at
    if failure is None or asked_at is None or now < asked_at:
        return timedelta(0)
    wait = timedelta(seconds=failure.retry_after_seconds or 0)
    return max(asked_at + wait - now, timedelta(0))


def _is_unwelcome(timing: FeedTiming, now: datetime) -> bool:
    failure, asked_at = timing.failure, timing.asked_at
    if failure is None or asked_at is None or now < asked_at:
        return False
    return failure.kind is FailureKind.GONE or bool(_wait_left(timing, now))


def next_turn(timing: FeedTiming, now: datetime) -> datetime | None:
    """Return when a feed comes due; None for never, because it is gone for good."""
    if timing.asked_at is None:
        return now
    failure = timing.failure
    minutes = timing.interval_minutes
    return next_due(
        Hints(
            asked_at=timing.asked_at,
            published=timing.published,
            ttl_minutes=timing.ttl_minutes,
            max_age_seconds=timing.max_age_seconds,
            quiet=timing.quiet,
            retry_after_seconds=failure.retry_after_seconds if failure else None,
            failure_count=timing.failure_count,
            failure=failure.kind if failure else None,
            jitter=timing.feed_id * _SPREAD % 1,
            interval=timedelta(minutes=minutes) if minutes is not None else None,
        )
    )


def _is_due(timing: FeedTiming, now: datetime) -> bool:
    # A clock that was put back must not keep a feed waiting.
    if timing.asked_at is None or now < timing.asked_at:
        return True
    due = next_turn(timing, now)
    return due is not None and due <= now
