"""Fit a picture into the terminal. Pure."""

from msgspec import Struct

USUAL_CELL = (8, 16)
"""Width and height of a cell in pixels, where the terminal does not say: smaller than most."""
_MOST_ENLARGED = 2.0
"""Where single pixels are drawn, a small picture is not blown up further than that."""


class Box(Struct, frozen=True, kw_only=True):
    """Room on the terminal: cells, and the pixels of one cell."""

    columns: int
    rows: int
    cell: tuple[int, int] = USUAL_CELL


def fit(size: tuple[int, int], box: Box, *, is_sharp: bool) -> Box:
    """Return the largest room within `box` that has the shape of a picture; at least one cell.

    Args:
        size: width and height of the picture in pixels.
        box: what there is.
        is_sharp: single pixels are drawn: a small picture stays small.
    """
    wide, high = box.cell
    scale = min(box.columns * wide / size[0], box.rows * high / size[1])
    if is_sharp:
        scale = min(scale, _MOST_ENLARGED)
    columns = round(size[0] * scale / wide)
    rows = round(size[1] * scale / high)
    return Box(
        columns=max(1, min(box.columns, columns)),
        rows=max(1, min(box.rows, rows)),
        cell=box.cell,
    )
