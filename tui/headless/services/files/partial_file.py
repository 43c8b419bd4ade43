"""A partial download in a `.part` file, which can resume.

`.part.from` beside it records the address and version of the file. Resuming with the beginning of
another version would make a file that nobody published.
"""

import fcntl
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from fetch.errors import FetchError
from fetch.model import Failure, FailureKind
from fetch.options import MIB
from tui.headless.printing.output_files import SaveError, sentence_of

_PARTIAL = 206
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")

OnBytes = Callable[[int, int], None]
"""Told how many bytes are here, and of how many (0: nobody knows)."""


def _failure(kind: FailureKind, detail: str) -> FetchError:
    return FetchError(Failure(kind=kind, detail=detail))


class _Origin(msgspec.Struct):
    """Whose beginning a part is: the address and the validator it came with."""

    url: str
    validator: str


class PartFile:
    """The body of one download, on the disk. A context manager; it holds the file for itself."""

    wire_bytes = 0

    def __init__(self, target: Path, url: str, *, max_bytes: int, on_bytes: OnBytes) -> None:
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._notes = target.with_name(target.name + ".part.from")
        self._url = url
        self._max_bytes = max_bytes
        self._on_bytes = on_bytes
        self._total = 0
        self.byte_count = 0
        """Bytes that are on the disk."""

    def __enter__(self) -> Self:
        """Open the part, with what is there of it.

        Raises:
            SaveError: it can't be written, or somebody else is writing it.
        """
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
            self._handle = os.open(self._part, flags, 0o666)
        except OSError as error:
            raise SaveError(sentence_of(self._target.parent, error)) from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._handle)
            message = f"{self._target.name} is already being downloaded."
            raise SaveError(message) from error
        self.byte_count = os.lseek(self._handle, 0, os.SEEK_END)
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the part; an empty one is taken away."""
        if not self.byte_count:
            self._forget()
        os.close(self._handle)

    def _forget(self) -> None:
        for path in (self._part, self._notes):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for what is missing, or for everything."""
        # Counted bytes are those of the file itself: it is not asked for in another coding.
        asked = {"Accept-Encoding": "identity"}
        origin = self._origin()
        if self.byte_count and origin is not None and origin.url == self._url:
            return {**asked, "Range": f"bytes={self.byte_count}-", "If-Range": origin.validator}
        return asked

    def _origin(self) -> _Origin | None:
        try:
            return msgspec.json.decode(self._notes.read_bytes(), type=_Origin)
        except (OSError, msgspec.DecodeError):
            return None

    def start_anew(self) -> None:
        """Drop what has come so far."""
        self._notes.unlink(missing_ok=True)
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        self.byte_count = 0

    def open_body(self, status: int, headers: Mapping[str, str]) -> "PartFile":
        """Make ready for an answer's body: to go on, or from the beginning. Raises FetchError."""
        if headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
            raise _failure(
                FailureKind.UNREADABLE, "the server compressed the file, which was not requested"
            )
        length = headers.get("Content-Length", "")
        coming = int(length) if length.isascii() and length.isdigit() else 0
        try:
            if status == _PARTIAL:
                self._check_range(headers.get("Content-Range", ""))
            else:
                self.start_anew()
                self._remember(headers)
        except OSError as error:
            raise SaveError(sentence_of(self._target.parent, error)) from error
        self._total = self.byte_count + coming if coming else 0
        self._check(self._total)
        return self

    def _check_range(self, words: str) -> None:
        match = _CONTENT_RANGE.fullmatch(words.strip())
        if match is None or int(match.group(1)) != self.byte_count:
            self.start_anew()
            raise _failure(FailureKind.UNREADABLE, "the server sent the wrong part of the file")

    def _remember(self, headers: Mapping[str, str]) -> None:
        etag = headers.get("ETag", "").strip()
        # A weak validator is true of files that differ (RFC 9110, 13.1.5).
        validator = etag if etag.startswith('"') else headers.get("Last-Modified", "").strip()
        if validator.isascii() and validator.isprintable() and validator:
            origin = _Origin(url=self._url, validator=validator)
            self._notes.write_bytes(msgspec.json.encode(origin))

    def _check(self, byte_count: int) -> None:
        if byte_count > self._max_bytes:
            limit = self._max_bytes / MIB
            self.start_anew()
            raise _failure(FailureKind.TOO_LARGE, f"larger than {limit:,.4g} MiB")

    def feed(self, chunk: bytes) -> None:
        """Write the next bytes."""
        self.wire_bytes += len(chunk)
        self._check(self.byte_count + len(chunk))
        try:
            rest = memoryview(chunk)
            while rest:
                written = os.write(self._handle, rest)
                self.byte_count += written
                rest = rest[written:]
        except OSError as error:
            raise SaveError(sentence_of(self._target.parent, error)) from error
        self._on_bytes(self.byte_count, self._total)

    def whole(self) -> bytes:
        """Say that the wire has ended; the body is on the disk."""
        return b""

    def finish(self) -> None:
        """Give the whole file its name. Raises SaveError."""
        try:
            os.fsync(self._handle)
            self._part.rename(self._target)
            self._notes.unlink(missing_ok=True)
        except OSError as error:
            raise SaveError(sentence_of(self._target.parent, error)) from error
