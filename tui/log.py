"""The log: what went wrong and what was done, a line of JSON each; no credentials, no texts."""

import json
import logging
import os
import re
import sys
import traceback
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOGGER = logging.getLogger("nutgraf")

_LARGEST_BYTES = 1 << 20
_OLD_FILES = 3
_LONGEST_MESSAGE = 400
_MOST_FRAMES = 12
_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+@")
_QUERY = re.compile(r"(https?://[^\s?#]*)[?#]\S*")
_KEYS = ("feed", "verb", "seconds", "status")
"""What a record may say beside its message: facts of the program, never of a text."""


class _Lines(logging.Formatter):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        fields: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": redacted(record.getMessage()),
        }
        fields |= {key: vars(record)[key] for key in _KEYS if key in vars(record)}
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = _told(record.exc_info[1])
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


def _told(error: BaseException) -> dict[str, object]:
    """Return an error and where it came from: places in the program, no values."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    told: dict[str, object] = {
        "type": type(error).__qualname__,
        "message": redacted(str(error)),
        "trace": [f"{it.filename}:{it.lineno} {it.name}" for it in frames],
    }
    cause = error.__cause__ or error.__context__
    if cause is not None:
        told["cause"] = f"{type(cause).__qualname__}: {redacted(str(cause))}"
    return told


class _LogFile(RotatingFileHandler):
    """The file; a log that can't be written never gets in the way of the program."""

    def __init__(self, path: Path) -> None:
        # Opened with the first record: most runs have nothing to say.
        super().__init__(
            path, maxBytes=_LARGEST_BYTES, backupCount=_OLD_FILES - 1, encoding="utf-8", delay=True
        )
        self._path = path

    def _open(self) -> TextIOWrapper:
        """Open the file for its owner alone: messages name what was read."""
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(descriptor, "a", encoding="utf-8")  # noqa: PTH123 - of a descriptor

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, making the folder for the first one."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own
        """Keep quiet: the terminal belongs to what is drawn on it."""


def open_log(path: Path, *, is_verbose: bool = False) -> None:
    """Write warnings to the log from now on; verbose: what is done, too, and on standard error."""
    close_log()
    LOGGER.propagate = False
    LOGGER.setLevel(logging.INFO if is_verbose else logging.WARNING)
    file = _LogFile(path)
    file.setFormatter(_Lines())
    LOGGER.addHandler(file)
    if is_verbose:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setFormatter(_Words())
        LOGGER.addHandler(terminal)


def close_log() -> None:
    """Write no more."""
    for handler in tuple(LOGGER.handlers):
        LOGGER.removeHandler(handler)
        handler.close()
