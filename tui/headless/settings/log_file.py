"""The file of the log, which several processes write at a time: each record is one write.

The app, its refreshes and verbs in other terminals have one log. A record is appended with a
single `os.write`, so that none stands inside another; the file is set aside by whoever holds its
lock, and the others see by its inode that it was.
"""

import fcntl
import logging
import os
from pathlib import Path

LARGEST_BYTES = 1 << 20
OLD_FILES = 2
"""nutgraf.log.1 and nutgraf.log.2 are kept."""


class LogFile(logging.Handler):
    """Appends records; a log that can't be written never gets in the way of the program."""

    def __init__(
        self, path: Path, *, largest_bytes: int = LARGEST_BYTES, old_files: int = OLD_FILES
    ) -> None:
        super().__init__()
        self._path = path
        self._largest_bytes = largest_bytes
        self._old_files = old_files
        # Opened with the first record: most runs have nothing to say.
        self._descriptor: int | None = None
        self._is_torn = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, making the folder for the first one."""
        try:
            self._write(self.format(record).encode() + b"\n")
        except OSError:
            # Keep quiet: the terminal belongs to what is drawn on it.
            return

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        super().close()

    def _write(self, line: bytes) -> None:
        descriptor = self._opened()
        size = os.fstat(descriptor).st_size
        if size and size + len(line) > self._largest_bytes:
            self._set_aside(len(line))
            descriptor = self._opened()
        if self._is_torn:
            # The disk was full in the middle of a line; this one must not be glued to it.
            line = b"\n" + line
        self._is_torn = os.write(descriptor, line) < len(line)

    def _opened(self) -> int:
        """Return the file that stands at the path, opened for its owner alone.

        Messages name what was read.
        """
        if self._descriptor is not None and _is_at(self._path, self._descriptor):
            return self._descriptor
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._descriptor = os.open(self._path, flags, 0o600)
        self._is_torn = False
        return self._descriptor

    def _set_aside(self, needed: int) -> None:
        """Let nutgraf.log become nutgraf.log.1, unless another process does it or has done it."""
        # A descriptor of its own: a lock belongs to one, and a fork would share the other.
        try:
            own = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return
        try:
            fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Before the lock was got the file may have been set aside, or a new one opened.
            is_full = os.fstat(own).st_size + needed > self._largest_bytes
            if is_full and _is_at(self._path, own):
                self._move_files()
        except BlockingIOError:
            return
        finally:
            os.close(own)

    def _move_files(self) -> None:
        for number in range(self._old_files - 1, 0, -1):
            older = self._numbered(number)
            if older.exists():
                older.replace(self._numbered(number + 1))
        self._path.replace(self._numbered(1))

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether an open file is the one that stands at a path."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
