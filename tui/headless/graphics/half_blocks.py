"""Draw pictures in half blocks, two pixels per cell. Pure."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

Colour = tuple[int, int, int]
HALF = "▀"
"""Its ink is the upper pixel, its paper the lower one."""

_LEVELS = (0, 95, 135, 175, 215, 255)
XTERM_COLOURS: tuple[Colour, ...] = (
    *((red, green, blue) for red in _LEVELS for green in _LEVELS for blue in _LEVELS),
    *((grey, grey, grey) for grey in range(8, 248, 10)),
)
"""Those of 256 that look the same everywhere: a cube and a ramp of greys."""


class Cells(Struct, frozen=True, kw_only=True):
    """Cells of one row that look alike."""

    count: int
    upper: Colour
    lower: Colour


def block_rows(pixels: bytes, columns: int) -> list[tuple[Cells, ...]]:
    """Return rows of cells for rows of pixels, of which there are two to a row of cells."""
    stride = columns * 3
    return [
        tuple(_row(pixels[top : top + stride], pixels[top + stride : top + 2 * stride]))
        for top in range(0, len(pixels), 2 * stride)
    ]


def _row(upper: bytes, lower: bytes) -> Iterator[Cells]:
    pairs = zip(_colours(upper), _colours(lower), strict=True)
    for (above, below), cells in groupby(pairs):
        yield Cells(count=sum(1 for _ in cells), upper=above, lower=below)


def _colours(row: bytes) -> Iterator[Colour]:
    return zip(row[::3], row[1::3], row[2::3], strict=True)
