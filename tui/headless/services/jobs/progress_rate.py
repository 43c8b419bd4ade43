"""Estimate the speed and the remaining time of a job."""

from collections.abc import Callable
from time import monotonic

_LEAST_SECONDS = 2.0
"""Before, a rate would be chance."""
_LEAST_DONE = 5
_MINUTE, _HOUR = 60, 3600


class Pace:
    """Measures one job from its first step on."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Start again; `clock` gives seconds."""
        self._clock = clock
        self._began = 0.0
        self._first: int | None = None

    def words(self, done: int, total: int) -> str:
        """Return rate and time left, "12 a second, 40 s left"; "" while they are unknown."""
        now = self._clock()
        if self._first is None or done < self._first:
            self._began, self._first = now, done
        seconds, count = now - self._began, done - self._first
        if seconds < _LEAST_SECONDS or count < _LEAST_DONE or done >= total:
            return ""
        rate = count / seconds
        return f"{_rate(rate)}, {span_words((total - done) / rate)} left"


def _rate(per_second: float) -> str:
    for name, seconds in (("a second", 1), ("a minute", _MINUTE)):
        if per_second * seconds >= 1:
            return f"{per_second * seconds:.0f} {name}"
    return f"{per_second * _HOUR:.0f} an hour"


def span_words(seconds: float) -> str:
    """Return a span of time, roughly: "20 s", "3 min", "2.0 h"."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < _HOUR:
        return f"{round(seconds / _MINUTE)} min"
    return f"{seconds / _HOUR:.1f} h"
