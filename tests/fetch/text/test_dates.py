from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.text.dates import from_text, plausible

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22T10:00:00Z", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-11-22T10:00:00+02:00", datetime(2026, 11, 22, 8, tzinfo=UTC)),
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 10:00:00 GMT", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 10:00:00", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("1969-07-21T02:56:15Z", datetime(1969, 7, 21, 2, 56, 15, tzinfo=UTC)),
        ("1970-01-01T00:00:00Z", None),
        ("1899-12-31", None),
        ("0001-01-01", None),
        ("2026-11-25", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("yesterday", None),
        ("", None),
        ("1" * 5000, None),
    ],
)
def test_impossible_dates_are_missing_and_historical_ones_kept(
    text: str, expected: datetime | None
) -> None:
    assert from_text(text, now=NOW) == expected


def test_a_clock_that_is_hours_ahead_is_believed() -> None:
    ahead = NOW + timedelta(hours=23)

    assert plausible(ahead, now=NOW) == ahead


@pytest.mark.parametrize(
    "text",
    [
        "10000-01-01T00:00:00Z",
        "118-01-01",
        "2026-02-30",
        "2026-13-01",
        "Mon, 30 Feb 2026 10:00:00 GMT",
        "Mon, 02 Feb 2026 26:00:00 GMT",
    ],
)
def test_a_date_that_no_calendar_has_is_missing(text: str) -> None:
    assert from_text(text, now=NOW) is None


@pytest.mark.parametrize("text", ["2016-12-31T23:59:60Z", "Sat, 31 Dec 2016 23:59:60 GMT"])
def test_a_leap_second_is_its_last_second(text: str) -> None:
    assert from_text(text, now=NOW) == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_parts_of_a_second_are_left_out() -> None:
    plain = from_text("2026-11-19T17:00:00Z", now=NOW)

    assert from_text("2026-11-19T17:00:00.938417Z", now=NOW) == plain


@given(st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=-11)))))
def test_what_is_kept_is_aware_utc_and_possible(moment: datetime) -> None:
    kept = plausible(moment, now=NOW)

    assert kept is None or (kept == moment and kept.tzinfo is UTC and kept.year >= 1900)


@given(st.text(max_size=100))
def test_no_text_is_too_odd(text: str) -> None:
    moment = from_text(text, now=NOW)

    assert moment is None or moment.tzinfo is UTC
