"""Which feeds `nutgraf fetch --due` asks."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from cache.values.list_rows import FeedId, FeedTiming
from fetch.model import Failure, FailureKind
from tui.headless.services.refresh.due_feeds import due_feeds, unwelcome_feeds, waiting_feeds

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def timing(
    feed_id: int, *, asked: timedelta | None, failure: Failure | None = None, every: float = 60
) -> FeedTiming:
    return FeedTiming(
        feed_id=FeedId(feed_id),
        asked_at=None if asked is None else NOW - asked,
        ttl_minutes=None,
        failure_count=1 if failure else 0,
        failure=failure,
        published=tuple(NOW - timedelta(minutes=every * n) for n in range(20)),
    )


def test_a_feed_that_was_never_asked_is_due() -> None:
    assert due_feeds([timing(1, asked=None)], NOW) == {1}


def test_a_busy_feed_comes_due_before_a_quiet_one() -> None:
    asked = timedelta(minutes=50)
    busy, quiet = timing(1, asked=asked, every=10), timing(2, asked=asked, every=24 * 60)

    assert due_feeds([busy, quiet], NOW) == {1}


def test_what_is_gone_or_asked_to_wait_is_asked_only_by_name() -> None:
    hour = timedelta(hours=1)
    gone = Failure(kind=FailureKind.GONE, detail="", status=410)
    busy = Failure(
        kind=FailureKind.RATE_LIMITED, detail="", status=429, retry_after_seconds=2 * 3600
    )
    other = Failure(kind=FailureKind.TIMEOUT, detail="")
    timings = [
        timing(1, asked=hour, failure=gone),
        timing(2, asked=hour, failure=busy),
        timing(3, asked=3 * hour, failure=busy),
        timing(4, asked=hour, failure=other),
        timing(5, asked=hour),
        timing(6, asked=None),
    ]

    assert unwelcome_feeds(timings, NOW) == {1, 2}
    assert waiting_feeds(timings, NOW) == {2: hour}


def test_a_server_that_asked_for_a_pause_gets_it() -> None:
    failure = Failure(
        kind=FailureKind.RATE_LIMITED, detail="", status=429, retry_after_seconds=3 * 86400
    )

    assert due_feeds([timing(1, asked=timedelta(days=2), failure=failure)], NOW) == set()
    assert due_feeds([timing(1, asked=timedelta(days=3), failure=failure)], NOW) == {1}


def test_a_feed_that_is_gone_for_good_is_never_due() -> None:
    gone = Failure(kind=FailureKind.GONE, detail="", status=410)

    assert due_feeds([timing(1, asked=timedelta(days=400), failure=gone)], NOW) == set()


def test_a_clock_that_was_put_back_keeps_no_feed_waiting() -> None:
    assert due_feeds([timing(1, asked=timedelta(days=-400))], NOW) == {1}


def test_the_readers_interval_decides_when_a_feed_is_due() -> None:
    slow = timing(1, asked=timedelta(minutes=31), every=24 * 60)

    assert due_feeds([replace(slow, ttl_minutes=600, interval_minutes=30)], NOW) == {1}
    assert due_feeds([replace(slow, interval_minutes=90)], NOW) == set()
