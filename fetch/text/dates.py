"""Parse dates as feeds write them and reject impossible ones. Pure: the clock is passed in."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from fetch.text.date_spellings import MAX_CHARACTERS, PLAIN_STYLE, DateStyle, spelled_date

Clock = Callable[[], datetime]

FIRST_YEAR = 1900
AHEAD = timedelta(hours=24)
"""Clocks and time zones are wrong by less than a day; beyond that a date is made up."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# As RFC 822 has it, in the spelling of nearly all feeds.
_RFC_822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ("
    + "|".join(_MONTHS)
    + r") (\d{4}) (\d\d):(\d\d):([0-5]\d) (?:GMT|UTC|Z|([+-])([01]\d)([0-5]\d))"
)


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


def _written_plainly(text: str) -> datetime | None:
    """Return the moment of a date in the two forms that nearly all feeds use; None for others."""
    if text[4:5] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    match = _RFC_822.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset)
    try:
        return datetime(
            int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second),
            tzinfo=zone,
        )  # fmt: skip
    except ValueError:
        return None


def from_text(text: str, *, now: datetime, style: DateStyle = PLAIN_STYLE) -> datetime | None:
    """Return the moment that a date names, however it is spelled; None if there is none.

    A date without a zone is taken for one in UTC.
    """
    text = text.strip()
    if not text or len(text) > MAX_CHARACTERS:
        return None
    moment = _written_plainly(text) or spelled_date(text, style)
    # Whole seconds, in whichever way the fraction was written: entries may be known by their date.
    return plausible(moment.replace(microsecond=0) if moment else None, now=now)
