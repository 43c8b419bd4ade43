"""The log: one JSON object per line, without credentials or article texts.

Only a verbose log contains the values that were involved in a failure.
"""

import json
import logging
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from reprlib import Repr

from tui.headless.settings.log_file import LogFile

LOGGER = logging.getLogger("nutgraf")

_LONGEST_MESSAGE = 400
_MOST_FRAMES = 12
_MOST_VALUES = 20
"""Values of one frame."""
_ALWAYS = 3
"""So often the same error is written each time."""
_SHORTLY = Repr()
_SHORTLY.maxstring = _SHORTLY.maxother = 80
_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+@")
_QUERY = re.compile(r"(https?://[^\s?#]*)[?#]\S*")
_KEYS = ("feed", "verb", "seconds", "status", "times")
"""What a record may say beside its message: facts of the program, never of a text."""


def log_error(where: str, error: BaseException) -> None:
    """Put an error into the log, with where it came from."""
    LOGGER.error("%s failed", where, exc_info=error)


class _Lines(logging.Formatter):
    """A record as one JSON object."""

    def __init__(self, *, has_values: bool) -> None:
        super().__init__()
        self._has_values = has_values

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        fields: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": redacted(record.getMessage()),
        }
        fields |= {key: vars(record)[key] for key in _KEYS if key in vars(record)}
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = _told(record.exc_info[1], has_values=self._has_values)
        return json.dumps(fields, ensure_ascii=True)


class _Words(logging.Formatter):
    """A record for people, on standard error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return f"nutgraf: {redacted(record.getMessage())}"


def redacted(message: str) -> str:
    """Return a message without what an address may carry of a reader's secrets, and cut."""
    message = _QUERY.sub(r"\1?…", _CREDENTIALS.sub("…@", message))
    return message if len(message) <= _LONGEST_MESSAGE else message[:_LONGEST_MESSAGE] + "…"


class _Repeats(logging.Filter):
    """Lets an error through three times, then the tenth, hundredth: drawing may meet it always."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counter[tuple[object, ...]] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write a record."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return True
        place = traceback.extract_tb(error.__traceback__)[-1:]
        key = (record.getMessage(), type(error), *((it.filename, it.lineno) for it in place))
        self._counts[key] += 1
        times = self._counts[key]
        if times > 1:
            record.times = times
        return times <= _ALWAYS or str(times).strip("0") == "1"


def _told(error: BaseException, *, has_values: bool) -> dict[str, object]:
    """Return an error and where it came from: places in the program, and their values if wanted."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    told: dict[str, object] = {
        "type": type(error).__qualname__,
        "message": redacted(str(error)),
        "trace": [f"{it.filename}:{it.lineno} {it.name}" for it in frames],
    }
    if has_values:
        told["values"] = list(_values(error))[-_MOST_FRAMES:]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        told["cause"] = f"{type(cause).__qualname__}: {redacted(str(cause))}"
    return told


def _values(error: BaseException) -> Iterator[dict[str, str]]:
    for frame, _ in traceback.walk_tb(error.__traceback__):
        names = list(frame.f_locals.items())[:_MOST_VALUES]
        yield {name: redacted(_SHORTLY.repr(value)) for name, value in names}


def open_log(path: Path, *, is_verbose: bool = False) -> None:
    """Write warnings to the log from now on; verbose: what is done, too, and on standard error."""
    close_log()
    LOGGER.propagate = False
    LOGGER.setLevel(logging.INFO if is_verbose else logging.WARNING)
    file = LogFile(path)
    file.setFormatter(_Lines(has_values=is_verbose))
    file.addFilter(_Repeats())
    LOGGER.addHandler(file)
    if is_verbose:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setFormatter(_Words())
        LOGGER.addHandler(terminal)


@contextmanager
def off_the_terminal() -> Iterator[None]:
    """Write to the file alone, while the terminal belongs to the app."""
    on_terminal = [it for it in LOGGER.handlers if not isinstance(it, LogFile)]
    for handler in on_terminal:
        LOGGER.removeHandler(handler)
    try:
        yield
    finally:
        for handler in on_terminal:
            LOGGER.addHandler(handler)


def close_log() -> None:
    """Write no more."""
    for handler in tuple(LOGGER.handlers):
        LOGGER.removeHandler(handler)
        handler.close()
