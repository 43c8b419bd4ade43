"""RSS 2.0's skipHours and skipDays: when a feed asks not to be fetched."""

import re
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from fetch.lazy_pattern import lazy_pattern

_HEAD_CHARACTERS = 65_536
"""They stand before the items."""
_HOURS = lazy_pattern(r"<skipHours>(.{0,4000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_DAYS = lazy_pattern(r"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR = lazy_pattern(r"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = lazy_pattern(r"<day>\s*([a-z]{6,9})\s*</day>", re.IGNORECASE)
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ALL_HOURS, _ALL_DAYS = 24, 7


class QuietTimes(Struct, frozen=True, kw_only=True):
    """When a feed says that nothing new will be in it; in UTC, as the specification has it.

    Attributes:
        hours: 0 for the hour that begins at midnight.
        days: 0 for Monday.
    """

    hours: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()

    def passed(self, moment: datetime) -> datetime:
        """Return the first moment from `moment` on that is not quiet.

        A feed that skips every hour or every day asks for what cannot be meant: it is not heard.
        """
        hours = self.hours if len(self.hours) < _ALL_HOURS else frozenset()
        days = self.days if len(self.days) < _ALL_DAYS else frozenset()
        here = moment.astimezone(UTC)
        for _ in range(_ALL_HOURS * (_ALL_DAYS + 1)):
            if here.hour not in hours and here.weekday() not in days:
                break
            here = here.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return here


NEVER_QUIET = QuietTimes()


def read_quiet_times(document: str) -> QuietTimes:
    """Return what a feed document says before its items; feed parsers do not keep the children."""
    head = document[:_HEAD_CHARACTERS]
    if "<skip" not in head.casefold():
        return NEVER_QUIET
    hours = _HOUR.findall(" ".join(_HOURS.findall(head)))
    days = [name.lower() for name in _DAY.findall(" ".join(_DAYS.findall(head)))]
    return QuietTimes(
        # Some count the hours from 1 to 24.
        hours=frozenset(int(hour) % _ALL_HOURS for hour in hours),
        days=frozenset(_NAMES.index(day) for day in days if day in _NAMES),
    )
