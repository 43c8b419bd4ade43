"""Parse dates as feeds write them and reject impossible ones. Pure: the clock is passed in."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Clock = Callable[[], datetime]

FIRST_YEAR = 1900
AHEAD = timedelta(hours=24)
"""Clocks and time zones are wrong by less than a day; beyond that a date is made up."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def utc_now() -> datetime:
    """Return the moment: the clock that entry points hand in."""
    return datetime.now(UTC)


def plausible(moment: datetime | None, *, now: datetime) -> datetime | None:
    """Return `moment` in UTC, or None if nothing can have been published then."""
    if moment is None:
        return None
    try:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return None
    # The epoch itself is what a program writes that knows no date.
    if moment.year < FIRST_YEAR or moment == _EPOCH or moment > now + AHEAD:
        return None
    return moment


def from_struct(parsed: time.struct_time | None, *, now: datetime) -> datetime | None:
    """Return the moment of a UTC struct_time, None if it is missing or impossible."""
    if parsed is None:
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError, TypeError):
        return None
    return plausible(moment, now=now)


def from_text(text: str, *, now: datetime) -> datetime | None:
    """Return the moment that an ISO 8601 or RFC 2822 date names, None if there is none."""
    text = text.strip()[:80]
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return plausible(moment, now=now)
