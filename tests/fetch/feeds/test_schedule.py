from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.feeds.schedule import JITTER_SHARE, LONGEST, SHORTEST, Hints, next_due
from fetch.model import FailureKind
from fetch.quiet_times import QuietTimes

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def every(gap: timedelta, count: int = 10) -> tuple[datetime, ...]:
    return tuple(NOW - gap * number for number in range(count))


@pytest.mark.parametrize(
    ("hints", "wait"),
    [
        (Hints(asked_at=NOW), timedelta(hours=1)),
        (Hints(asked_at=NOW, published=every(timedelta(hours=4))), timedelta(hours=2)),
        (Hints(asked_at=NOW, published=every(timedelta(seconds=1))), SHORTEST),
        (Hints(asked_at=NOW, published=every(timedelta(days=30))), LONGEST),
        (Hints(asked_at=NOW, ttl_minutes=300), timedelta(minutes=300)),
        (Hints(asked_at=NOW, max_age_seconds=7200), timedelta(hours=2)),
        (Hints(asked_at=NOW, max_age_seconds=10), timedelta(hours=1)),
        (Hints(asked_at=NOW, max_age_seconds=31_536_000), LONGEST),
        (Hints(asked_at=NOW, failure_count=1), timedelta(hours=1)),
        (Hints(asked_at=NOW, failure_count=3), timedelta(hours=4)),
        (Hints(asked_at=NOW, failure_count=99), LONGEST),
        (Hints(asked_at=NOW, failure_count=1, retry_after_seconds=172_800), timedelta(days=2)),
    ],
)
def test_the_wait_follows_what_is_known(hints: Hints, wait: timedelta) -> None:
    assert next_due(hints) == NOW + wait


def test_quiet_times_are_waited_out() -> None:
    night = QuietTimes(hours=frozenset({12, 13, 14}))
    weekend = QuietTimes(hours=frozenset({0, 1, 2}), days=frozenset({6}))  # NOW is a Sunday

    assert next_due(Hints(asked_at=NOW, quiet=night)) == NOW.replace(hour=15)
    assert next_due(Hints(asked_at=NOW, quiet=weekend)) == NOW.replace(day=23, hour=3)


def test_who_names_an_interval_means_it() -> None:
    night = QuietTimes(hours=frozenset({12, 13, 14}))
    interval = timedelta(minutes=30)

    assert next_due(Hints(asked_at=NOW, quiet=night, interval=interval)) == NOW + interval


def test_a_feed_that_is_always_quiet_is_asked_all_the_same() -> None:
    always = QuietTimes(hours=frozenset(range(24)), days=frozenset(range(7)))

    assert next_due(Hints(asked_at=NOW, quiet=always)) == NOW + timedelta(hours=1)


def test_a_feed_that_is_gone_is_not_asked_again() -> None:
    assert next_due(Hints(asked_at=NOW, failure_count=1, failure=FailureKind.GONE)) is None


def test_a_feed_that_fell_silent_is_asked_less_often() -> None:
    old = tuple(moment - timedelta(days=100) for moment in every(timedelta(hours=1)))

    assert next_due(Hints(asked_at=NOW, published=old)) == NOW + LONGEST


@given(
    st.lists(st.datetimes(timezones=st.just(UTC))),
    st.integers(0, 50),
    st.floats(0, 1, exclude_max=True),
)
def test_the_wait_is_never_too_short_and_never_too_long(
    moments: list[datetime], failures: int, jitter: float
) -> None:
    due = next_due(Hints(asked_at=NOW, published=moments, failure_count=failures, jitter=jitter))

    assert due is not None
    assert SHORTEST <= due - NOW <= LONGEST * (1 + JITTER_SHARE)


def test_the_readers_interval_goes_before_rhythm_and_wishes() -> None:
    hints = Hints(asked_at=NOW, ttl_minutes=600, jitter=0.9, interval=timedelta(minutes=30))

    assert next_due(hints) == NOW + timedelta(minutes=30)


def test_the_readers_interval_shortens_no_retry_after() -> None:
    hints = Hints(asked_at=NOW, retry_after_seconds=7200, interval=timedelta(minutes=30))

    assert next_due(hints) == NOW + timedelta(hours=2)


def test_a_failing_feed_backs_off_whatever_the_readers_interval() -> None:
    hints = Hints(asked_at=NOW, failure_count=3, interval=timedelta(minutes=30))

    assert next_due(hints) == NOW + timedelta(hours=4)
