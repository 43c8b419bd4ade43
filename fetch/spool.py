"""Large answers in files of their own, so that the process that asks for them never holds them.

A file is named only until a worker has read it, is for its owner alone (0600), and goes with the
object that stands for it.
"""

import os
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SPOOL_BYTES = 256 * 1024
"""What is larger is spooled: most feeds and pages are smaller."""

_PIECE_BYTES = 64 * 1024


def _remove(descriptor: int, path: Path) -> None:
    os.close(descriptor)
    path.unlink(missing_ok=True)


class Spool:
    """An open temporary file that a worker may read, and write its result into. Raises OSError."""

    def __init__(self) -> None:
        descriptor, name = tempfile.mkstemp(prefix="nutgraf-")
        self.path = Path(name)
        self._descriptor = descriptor
        self.close = weakref.finalize(self, _remove, descriptor, self.path)

    def write(self, piece: bytes) -> None:
        """Add to the end."""
        left = memoryview(piece)
        while left:
            left = left[os.write(self._descriptor, left) :]

    def read(self, offset: int, byte_count: int) -> bytes:
        """Return a part of the file."""
        return os.pread(self._descriptor, byte_count, offset)

    def pieces(self) -> Iterator[bytes]:
        """Yield the whole file, a little at a time."""
        offset = 0
        while piece := self.read(offset, _PIECE_BYTES):
            yield piece
            offset += len(piece)

    def hide(self) -> None:
        """Take the name away: nobody else opens the file any more, and no crash leaves it."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
