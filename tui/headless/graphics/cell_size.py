"""The size of a terminal cell in pixels, if the system knows it."""

import fcntl
import struct
import sys
import termios

_FORMAT = "HHHH"


def cell_size() -> tuple[int, int] | None:
    """Return the width and height of a cell in pixels, None if the terminal told nobody."""
    if sys.__stdout__ is None:
        return None
    try:
        answer = fcntl.ioctl(sys.__stdout__.fileno(), termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):  # no terminal, or a closed one
        return None
    rows, columns, wide, high = struct.unpack(_FORMAT, answer)
    if not (rows and columns and wide >= columns and high >= rows):
        return None
    return wide // columns, high // rows
