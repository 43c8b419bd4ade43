"""Read values out of JSON that may hold anything anywhere. Pure.

What is merely missing or of another type becomes an empty value; a list without which a whole
answer means nothing is asked for with `require_list`.
"""

import json
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import cast

from fetch.sync.sync_model import SyncError, SyncFailure, SyncFailureKind

Fields = Mapping[str, object]

_MAX_WHOLE = 1 << 64
_MAX_DIGITS = 20
# Servers count in seconds, milliseconds or microseconds; no second count is as large before 5138.
_MILLISECONDS_FROM = 100_000_000_000
_MICROSECONDS_FROM = 100_000_000_000_000
NO_FIELDS: Fields = {}


def bad_answer(detail: str) -> SyncError:
    """Return the error for an answer that is not what was asked for."""
    return SyncError(SyncFailure(kind=SyncFailureKind.BAD_ANSWER, detail=detail))


def parse_json(body: bytes) -> object:
    """Return what a body says. Raises SyncError: BAD_ANSWER."""
    if body.lstrip()[:1] == b"<":
        raise bad_answer("the server answered with a web page instead of data")
    try:
        return cast("object", json.loads(body))
    except (ValueError, RecursionError) as error:
        raise bad_answer("the server's answer is no valid JSON") from error


def fields_of(value: object) -> Fields:
    """Return an object's fields, none if it is not an object."""
    return cast("Fields", value) if isinstance(value, dict) else NO_FIELDS


def require_fields(value: object) -> Fields:
    """Return an object's fields. Raises SyncError: BAD_ANSWER if it is not an object."""
    if not isinstance(value, dict):
        raise bad_answer("the server's answer is not the object that was expected")
    return cast("Fields", value)


def require_list(fields: Fields, name: str) -> list[object]:
    """Return the list of this name; null counts as an empty one, as some servers write it.

    Raises SyncError: BAD_ANSWER if there is no such list. It must not be taken for an empty one:
    nothing unread and nothing said are not the same.
    """
    value = fields.get(name)
    if isinstance(value, list):
        return cast("list[object]", value)
    if value is None and name in fields:
        return []
    detail = f"the server's answer has no list “{name}”"
    raise bad_answer(detail)


def objects(value: object) -> Iterator[Fields]:
    """Yield the objects of a list, and nothing for what is no list or no object."""
    if isinstance(value, list):
        for element in value:
            if isinstance(element, dict):
                yield cast("Fields", element)


def texts(value: object) -> Iterator[str]:
    """Yield the strings of a list."""
    if isinstance(value, list):
        for element in value:
            if isinstance(element, str):
                yield element


def text(fields: Fields, name: str) -> str:
    """Return a string or a number as text, "" for anything else."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    number = as_whole(value)
    return "" if number is None else str(number)


def as_whole(value: object) -> int | None:
    """Return a whole number, written as one or in digits; None for what is none or too large."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        digits = value.strip()
        bare = digits.removeprefix("-")
        if not (bare.isascii() and bare.isdigit() and len(bare) <= _MAX_DIGITS):
            return None
        number = int(digits)
    elif isinstance(value, int):
        number = value
    elif isinstance(value, float) and math.isfinite(value) and value.is_integer():
        number = int(value)
    else:
        return None
    return number if -_MAX_WHOLE < number < _MAX_WHOLE else None


def whole(fields: Fields, name: str) -> int | None:
    """Return the whole number of this name, None if it is none."""
    return as_whole(fields.get(name))


def flag(fields: Fields, name: str) -> bool | None:
    """Return true or false, also written as 1 or 0; None for anything else."""
    value = fields.get(name)
    if isinstance(value, bool):
        return value
    number = as_whole(value)
    return bool(number) if number in {0, 1} else None


def date_text(value: object) -> str:
    """Return a date for `Draft`: numbers since 1970 in ISO 8601, text as it is; "" for neither."""
    seconds = as_whole(value) if not isinstance(value, float) else _floor(value)
    if seconds is None:
        return value if isinstance(value, str) else ""
    if abs(seconds) >= _MICROSECONDS_FROM:
        seconds //= 1_000_000
    elif abs(seconds) >= _MILLISECONDS_FROM:
        seconds //= 1_000
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _floor(value: float) -> int | None:
    return math.floor(value) if math.isfinite(value) else None
