"""Rate and time left."""

import pytest

from tui.headless.services.jobs.progress_rate import Pace


@pytest.mark.parametrize(
    ("seconds", "done", "words"),
    [
        (1.0, 50, ""),
        (10.0, 4, ""),
        (10.0, 50, "5 a second, 10 s left"),
        (10.0, 99, "10 a second, 1 s left"),
        (10.0, 100, ""),
        (100.0, 20, "12 a minute, 7 min left"),
        (3_600.0, 20, "20 an hour, 4.0 h left"),
    ],
)
def test_rate_and_time_left(seconds: float, done: int, words: str) -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.words(0, 100) == ""

    now[0] = seconds

    assert pace.words(done, 100) == words
