"""Read dates as feeds and pages spell them: in any order, many languages, with or without a zone.

A date is taken apart piece by piece: what can only be a day goes first, then the time, then what
stands behind the time. What is left must be the words and numbers of a day. Pure.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from msgspec import Struct

from fetch.lazy_pattern import lazy_pattern
from fetch.text.date_words import (
    ERAS,
    after_noon,
    before_noon,
    fold,
    month_of,
    zone_named,
    zone_of_region,
)

MAX_CHARACTERS = 120
_MOST_WORDS = 10
"""A text of more words is no date, even if there is one in it."""

_BUDDHIST_YEARS = 543
_FIRST_BUDDHIST_YEAR = 2400
_CENTURY_PIVOT = 69
"""Two digits of a year from here on are the 20th century's, as POSIX has it."""
_MOST_HOURS_FROM_UTC = 15
_NOON = 12

_EPOCH = lazy_pattern(r"(?:/date\()?(-?\d{9,19})(?:\.\d{1,9})?(?:[+-]\d{4}\)/|\)/)?", re.IGNORECASE)
_EPOCH_DIGITS = {9: 1, 10: 1, 12: 1_000, 13: 1_000, 15: 1_000_000, 16: 1_000_000, 19: 10**9}
_COMPACT_DAY = lazy_pattern(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_COMPACT = lazy_pattern(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:[t ]?([0-2]\d)([0-5]\d)([0-6]\d)?)?(?!\d)")
_COLON_DAY = lazy_pattern(r"^(\d{4}):(\d\d):(\d\d)(?= )")
_YEAR_COLON = lazy_pattern(r"(?<=[/-])(\d{4}):(?=\d\d:)")
_COMPACT_TIME = lazy_pattern(r"(?<=\dt)([0-2]\d)([0-5]\d)([0-6]\d)?(?!\d)")
_ERA_YEAR = lazy_pattern(rf"({'|'.join(ERAS)})\s*(\d{{1,3}}|元)(?=\s*年)")
_CJK_DAY = lazy_pattern(r"(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号號])?")
_CJK_TIME = lazy_pattern(
    r"(\d{1,2})\s*[時时시点點]\s*(?:(\d{1,2})\s*[分분])?\s*(?:(\d{1,2})\s*[秒초])?"
)
_VIETNAMESE_MONTH = lazy_pattern(
    r"(\d{1,2})\s*,?\s*(?:thang|thg|th)\s*(\d{1,2})\s*,?\s*(?:nam\s*)?(\d{4})"
)
_LETTER_DOT = lazy_pattern(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_SPACED_NOON = lazy_pattern(r"\b([ap])\.?\s?m\b\.?")

_YEAR_FIRST = lazy_pattern(r"(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)\.?")
_MONTH_ALONE = lazy_pattern(r"(\d{4})-(\d\d)")
_YEAR_LAST = lazy_pattern(
    r"(?<![\d:])(\d{1,2})\s?([-/.])\s?(\d{1,2})(?:\s?\2\s?|\s)(\d{4}|\d\d(?![\d:]))(?!\d)"
)
_CLOCK = lazy_pattern(
    r"(?<![\d:.+-])(\d{1,2})\s?(?::|h)\s?(\d\d|\d(?=:))(?:[:m]\s?(\d\d?)(?:[.,:]\d{1,9})?s?)?"
    r"(?![\d:])"
)
_DOTTED_CLOCK = lazy_pattern(r"(?<![\d.])(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?!\d|\.\d)")
_HOUR = lazy_pattern(r"(?<![\d.])(\d{1,2})\s?(?:(?=[ap]m\b)|h\b|uhr\b)")
_OFFSET = lazy_pattern(
    r"[\s,(]*(?:(gmt|utc|ut|z)\s?)?([+\-\u2212\u2013])(\d\d?)(?::?([0-5]\d))?(?![\d:/-])"
)
_REGION = lazy_pattern(r"[\s,(\[]*([a-z]+(?:/[a-z_]+){1,2})")
_DAY_OFFSET = lazy_pattern(r"(z|[+-]\d\d:\d\d)\s*$")
_WORD = lazy_pattern(r"[^\W\d_]+")
_NUMBER = lazy_pattern(r"\d+")


class DateStyle(Struct, frozen=True, kw_only=True):
    """What a feed's other dates, and its language, say of one that has several readings.

    Attributes:
        language: the feed's, as it names it; "" if it does not.
        is_month_first: "11/12/2026" is the 12th of November.
    """

    language: str = ""
    is_month_first: bool = False


PLAIN_STYLE = DateStyle()


def date_style(texts: Iterable[str], language: str = "") -> DateStyle:
    """Return how the dates of a feed are to be read: the day first unless one of them can't be."""
    found = (_YEAR_LAST.search(text[:MAX_CHARACTERS]) for text in texts)
    pairs = [(int(it.group(1)), int(it.group(3))) for it in found if it]
    day_first = any(first > _NOON for first, _ in pairs)
    month_first = any(first <= _NOON < second for first, second in pairs)
    return DateStyle(language=language, is_month_first=month_first and not day_first)


class _Time(Struct, frozen=True):
    """A time of day, with what is said of its zone; `hour` may be 24."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None


def _prepared(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = _ERA_YEAR.sub(lambda it: f"{ERAS[it[1]] + int(it[2].replace('元', '1'))}", text)
    text = _CJK_DAY.sub(lambda it: f" {it[1]}-{it[2]}-{it[3] or 1} ", text)
    text = _CJK_TIME.sub(lambda it: f" {it[1]}:{it[2] or 0:0>2}:{it[3] or 0:0>2} ", text)
    text = "".join(
        str(unicodedata.decimal(it)) if it.isdecimal() and not it.isascii() else it for it in text
    )
    text = " ".join(fold(text).split())
    text = _LETTER_DOT.sub("", _SPACED_NOON.sub(r"\1m", text))
    text = _YEAR_COLON.sub(r"\1 ", _COLON_DAY.sub(r"\1-\2-\3", _COMPACT.sub(_spread, text)))
    text = _COMPACT_TIME.sub(lambda it: f"{it[1]}:{it[2]}:{it[3] or '00'}", text)
    return _VIETNAMESE_MONTH.sub(r"\3-\2-\1", text)


def _spread(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second = match.groups()
    clock = f"t{hour}:{minute}:{second or '00'}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _from_epoch(text: str) -> datetime | None:
    match = _EPOCH.fullmatch(text)
    # Twelve digits are a day and a time, unless no calendar has them.
    if match is None or (len(text) == 12 and _COMPACT_DAY.match(text)):  # noqa: PLR2004
        return None
    per_second = _EPOCH_DIGITS.get(len(match.group(1).lstrip("-")))
    if per_second is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(match.group(1)) // per_second)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) <= 2:  # noqa: PLR2004
        return year + (1900 if year >= _CENTURY_PIVOT else 2000)
    return year - _BUDDHIST_YEARS if year >= _FIRST_BUDDHIST_YEAR else year


def _take_day(text: str, style: DateStyle) -> tuple[tuple[int, int, int] | None, str]:
    """Return a day written in numbers, and the text without it."""
    match = _YEAR_FIRST.search(text)
    if match is not None:
        day = (_year(match.group(1)), int(match.group(3)), int(match.group(4)))
        return day, f"{text[: match.start()]} {text[match.end() :]}"
    match = _MONTH_ALONE.fullmatch(text)
    if match is not None:
        return (_year(match.group(1)), int(match.group(2)), 1), ""
    match = _YEAR_LAST.search(text)
    if match is None:
        return None, text
    first, second = int(match.group(1)), int(match.group(3))
    is_month_first = second > _NOON or (style.is_month_first and first <= _NOON)
    month, day_of_month = (first, second) if is_month_first else (second, first)
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return (_year(match.group(4)), month, day_of_month), rest


def _half_of_day(before: str, after: str) -> tuple[int | None, str]:
    """Return 0 or 12 if a word beside the time says which half of the day, and what is after it."""
    halves = before_noon() | after_noon()
    match = _WORD.search(after)
    if match is not None and match.group() in halves and not after[: match.start()].strip():
        return (_NOON if match.group() in after_noon() else 0), after[match.end() :]
    words = _WORD.findall(before)
    if words and words[-1] in halves and before.rstrip().endswith(words[-1]):
        return (_NOON if words[-1] in after_noon() else 0), after
    return None, after


def _take_zone(after: str) -> tuple[tzinfo | None, str]:
    """Return the zone that stands behind a time, and what is left."""
    match = _OFFSET.match(after)
    if match is not None:
        digits, minutes = match.group(3), match.group(4)
        is_sure = bool(match.group(1) or minutes) or len(digits) == 2  # noqa: PLR2004
        hours = int(digits)
        if is_sure:
            offset = timedelta(hours=hours, minutes=int(minutes or 0))
            is_possible = hours < _MOST_HOURS_FROM_UTC
            zone = timezone(offset if match.group(2) == "+" else -offset) if is_possible else None
            return zone, after[match.end() :]
    match = _REGION.match(after)
    if match is not None:
        return zone_of_region(match.group(1)), after[match.end() :]
    for found in list(_WORD.finditer(after))[:2]:
        zone_of_word = zone_named(found.group())
        if zone_of_word is not None:
            rest = after[found.end() :]
            more, rest_of_zone = _take_zone(rest) if _OFFSET.match(rest) else (None, rest)
            return more or zone_of_word, f"{after[: found.start()]} {rest_of_zone}"
    return None, after


def _take_time(text: str) -> tuple[_Time | None, str]:
    """Return the time of day that a text names, midnight if none, and the text without it.

    None stands for a time that no clock shows.
    """
    match = _CLOCK.search(text) or _DOTTED_CLOCK.search(text) or _HOUR.search(text)
    if match is None:
        day_offset = _DAY_OFFSET.search(text)
        zone = _take_zone(day_offset.group())[0] if day_offset else None
        return _Time(zone=zone), text[: day_offset.start()] if day_offset else text
    groups = (*match.groups(), None, None)
    hour, minute, second = (int(it or 0) for it in groups[:3])
    before, after = text[: match.start()], text[match.end() :]
    noon, after = _half_of_day(before, after)
    if noon is not None and hour <= _NOON:
        hour = hour % _NOON + noon
    zone, after = _take_zone(after)
    is_midnight = hour == 24 and not (minute or second)  # noqa: PLR2004
    if not ((hour < 24 or is_midnight) and minute < 60 and second <= 60):  # noqa: PLR2004
        return None, text
    return _Time(hour, minute, min(second, 59), zone), f"{before} {after}"


def _named_day(text: str, style: DateStyle) -> tuple[int, int, int] | None:
    """Return the day that words and numbers name, in whatever order they stand."""
    words = tuple(_WORD.findall(text))
    numbers = _NUMBER.findall(text)
    if not words or len(words) > _MOST_WORDS or not 1 <= len(numbers) <= 2:  # noqa: PLR2004
        return None
    month = month_of(words, style.language)
    if not month:
        return None
    years = [it for it in numbers if len(it) == 4]  # noqa: PLR2004
    if len(numbers) == 1:
        return (_year(years[0]), month, 1) if years else None
    year = years[0] if years else numbers[1]
    numbers.remove(year)
    return _year(year), month, int(numbers[0])


def spelled_date(text: str, style: DateStyle = PLAIN_STYLE) -> datetime | None:
    """Return the moment that a text names, in UTC if it names no zone; None if it names none."""
    text = text.strip()
    if not text or len(text) > MAX_CHARACTERS:
        return None
    moment = _from_epoch(text)
    if moment is not None:
        return moment
    day, rest = _take_day(_prepared(text), style)
    clock, rest = _take_time(rest)
    if day is None:
        day = _named_day(rest, style)
    elif len(_WORD.findall(rest)) > _MOST_WORDS:
        return None
    if clock is None or day is None:
        return None
    try:
        midnight = datetime(*day, tzinfo=clock.zone or UTC)
        return midnight + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    except (ValueError, OverflowError):
        return None
