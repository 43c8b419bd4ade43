"""When something was, in few words."""

from datetime import UTC, datetime, timedelta

import pytest

from tui.app.widgets.text.relative_times import age, ago, full, hour, reading_minutes

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - timedelta(seconds=20), "now"),
        (NOW + timedelta(minutes=2), "now"),
        (NOW - timedelta(minutes=40), "40 m"),
        (NOW - timedelta(hours=3), "3 h"),
        (NOW - timedelta(days=4), "Wed"),
        (datetime(2026, 3, 12, tzinfo=UTC), "12 Mar"),
        (datetime(1969, 7, 21, tzinfo=UTC), "21 Jul 1969"),
        (NOW + timedelta(days=3), "25 Nov"),
    ],
)
def test_ages(moment: datetime, words: str) -> None:
    assert age(moment, NOW) == words


def test_an_age_in_a_sentence() -> None:
    assert ago(NOW - timedelta(hours=2), NOW) == "2 h ago"
    assert ago(NOW, NOW) == "just now"
    assert ago(NOW - timedelta(days=2), NOW) == "on Fri"


def test_a_moment_in_full() -> None:
    assert full(NOW, NOW) == "Sun 22 Nov 2026, 18:30"


def test_a_short_text_takes_a_minute() -> None:
    assert reading_minutes(3) == 1
    assert reading_minutes(1150) == 5


def test_an_earlier_days_news_has_its_hour() -> None:
    assert hour(NOW - timedelta(hours=3), NOW) == "3 h"
    assert hour(NOW - timedelta(days=1, minutes=25), NOW) == "18:05"
    assert hour(NOW + timedelta(minutes=9), NOW) == "18:39"
