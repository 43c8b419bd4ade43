"""Describe times relative to now in few words. Pure."""

from datetime import datetime, timedelta

from cache.values.list_rows import WORDS_A_MINUTE

TODAY = "Today"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def age(moment: datetime, now: datetime) -> str:
    """Return "now", "40 m", "3 h", "Tue", "12 Mar" or "21 Jul 1969", in the zone of `now`."""
    moment = moment.astimezone(now.tzinfo)
    past = now - moment
    if past < -timedelta(minutes=5):
        return day(moment, now)
    if past < timedelta(minutes=1):
        return "now"
    if past < timedelta(hours=1):
        return f"{past // timedelta(minutes=1)} m"
    if past < timedelta(hours=24):
        return f"{past // timedelta(hours=1)} h"
    if past < timedelta(days=6):
        return _DAYS[moment.weekday()]
    return day(moment, now)


def hour(moment: datetime, now: datetime) -> str:
    """Return "now", "40 m", "3 h" or, of an earlier day, "18:05", in the zone of `now`."""
    moment = moment.astimezone(now.tzinfo)
    if moment.date() == now.date() and moment <= now:
        return age(moment, now)
    return f"{moment.hour:02}:{moment.minute:02}"


def ago(moment: datetime, now: datetime) -> str:
    """Return `age` as it stands in a sentence: "40 m ago", "just now", "on Tue"."""
    words = age(moment, now)
    if words == "now":
        return "just now"
    return f"{words} ago" if words[-2:] in {" m", " h"} else f"on {words}"


def day(moment: datetime, now: datetime) -> str:
    """Return "12 Mar", with the year where it is not this one."""
    words = f"{moment.day} {_MONTHS[moment.month - 1]}"
    return words if moment.year == now.year else f"{words} {moment.year}"


def full(moment: datetime, now: datetime) -> str:
    """Return "Tue 12 Mar 2024, 18:05", in the zone of `now`."""
    moment = moment.astimezone(now.tzinfo)
    date = f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{date}, {moment.hour:02}:{moment.minute:02}"


def month_name(month: int) -> str:
    """Return the short name of a month, 1 to 12."""
    return _MONTHS[month - 1]


def reading_minutes(word_count: int) -> int:
    """Return how long a text takes to read, at least a minute."""
    return max(1, round(word_count / WORDS_A_MINUTE))


def day_name(moment: datetime, now: datetime) -> str:
    """Return "Today", "Yesterday" or "Friday 20 November", in the zone of `now`."""
    moment = moment.astimezone(now.tzinfo)
    days = (now.date() - moment.date()).days
    if days in {0, 1}:
        return "Yesterday" if days else TODAY
    words = f"{_WEEKDAYS[moment.weekday()]} {moment.day} {_LONG_MONTHS[moment.month - 1]}"
    return words if moment.year == now.year else f"{words} {moment.year}"
