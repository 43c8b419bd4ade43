"""Decide when a feed is fetched next: server's wishes, publishing rate, failures.

Pure: time and randomness are passed in.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from msgspec import Struct

from fetch.model import FailureKind
from fetch.quiet_times import NEVER_QUIET, QuietTimes

SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
USUAL = timedelta(hours=1)
"""For a feed whose rhythm is not known yet."""

CHECKS_PER_ENTRY = 2
"""How often a feed is asked in the time that it usually takes to publish one entry."""

JITTER_SHARE = 0.2
_RHYTHM_ENTRIES = 20
_MAX_DOUBLINGS = 8


class Hints(Struct, frozen=True, kw_only=True):
    """What is known of a feed when its next turn is worked out.

    Attributes:
        asked_at: when it was asked last.
        failure_count: how many times in a row it failed, 0 after a success.
        published: moments of its newest entries, in any order.
        jitter: chance in [0, 1), so that not all feeds fall due at once.
        quiet: the hours and days on which the feed asks to be left alone.
        interval: how often the reader wants it asked; goes before the feed's rhythm and wishes,
            but not before "Retry-After", and a failing feed is asked more rarely all the same.
    """

    asked_at: datetime
    published: Sequence[datetime] = ()
    ttl_minutes: int | None = None
    max_age_seconds: float | None = None
    retry_after_seconds: float | None = None
    failure_count: int = 0
    failure: FailureKind | None = None
    jitter: float = 0.0
    interval: timedelta | None = None
    quiet: QuietTimes = NEVER_QUIET


def rhythm(published: Sequence[datetime], *, now: datetime) -> timedelta:
    """Return the usual time between two entries, longer if the newest is long ago."""
    moments = sorted((moment for moment in published if moment <= now), reverse=True)
    moments = moments[:_RHYTHM_ENTRIES]
    if len(moments) < 2:  # noqa: PLR2004
        return USUAL * CHECKS_PER_ENTRY
    gaps = [newer - older for newer, older in pairwise(moments)]
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    return max(usual, (now - moments[0]) / _RHYTHM_ENTRIES)


def _clamped(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)


def _wait(hints: Hints) -> timedelta:
    if hints.failure_count:
        doublings = min(hints.failure_count - 1, _MAX_DOUBLINGS)
        wait = _clamped(USUAL * 2**doublings)
        return max(wait, hints.interval) if hints.interval else wait
    if hints.interval:
        return _clamped(hints.interval)
    wait = _clamped(rhythm(hints.published, now=hints.asked_at) / CHECKS_PER_ENTRY)
    asked_for = max(
        timedelta(minutes=hints.ttl_minutes or 0), timedelta(seconds=hints.max_age_seconds or 0)
    )
    # What the server asks for is obeyed up to a day: some say "a year" and mean their pictures.
    return max(wait, min(asked_for, LONGEST))


def next_due(hints: Hints) -> datetime | None:
    """Return when to ask again; None for never, because the feed is gone for good."""
    if hints.failure is FailureKind.GONE:
        return None
    wait = _wait(hints)
    if hints.failure_count or not hints.interval:  # who says 30 minutes means 30 minutes
        wait += wait * (JITTER_SHARE * hints.jitter)
        wait = hints.quiet.passed(hints.asked_at + wait) - hints.asked_at
    # A server's own "not before" is never shortened, however long it is.
    return hints.asked_at + max(wait, timedelta(seconds=hints.retry_after_seconds or 0))
