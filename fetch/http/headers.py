"""Parse the HTTP headers that decide what happens next. Pure."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_RETRY_AFTER_SECONDS = 31 * 24 * 3600.0
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NO_STORE = re.compile(r"(?:^|[\s,])(?:no-cache|no-store)\b", re.IGNORECASE)


def retry_after_seconds(value: str, *, now: datetime) -> float | None:
    """Return how long a Retry-After header asks to wait: seconds or a date; None if neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), MAX_RETRY_AFTER_SECONDS)
    moment = _moment(value)
    if moment is None:
        return None
    seconds = (moment - now).total_seconds()
    return min(max(math.ceil(seconds), 0.0), MAX_RETRY_AFTER_SECONDS)


def _moment(value: str) -> datetime | None:
    """Return the time that a header gives, None if it gives none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def max_age_seconds(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Return how long an answer stays good, None if it does not say (RFC 9111, section 4.2.1).

    Cache-Control goes before Expires, which counts from the server's own Date.
    """
    value = headers.get("Cache-Control", "")[:1000]
    if _NO_STORE.search(value):
        return None
    match = _MAX_AGE.search(value)
    if match is not None:
        return float(match.group(1))
    expires = _moment(headers.get("Expires", ""))
    if expires is None:
        return None
    seconds = (expires - (_moment(headers.get("Date", "")) or now)).total_seconds()
    return seconds if seconds > 0 else None


def server_time(headers: Mapping[str, str]) -> datetime | None:
    """Return what the server says that the time is, None if it does not."""
    return _moment(headers.get("Date", "")[:60])


def content_codings(value: str) -> tuple[str, ...]:
    """Return the codings of a Content-Encoding header in the order they were applied."""
    names = (name.strip().lower().removeprefix("x-") for name in value.split(","))
    return tuple(name for name in names if name and name != "identity")
