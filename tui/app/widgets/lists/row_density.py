"""How many lines a row of a list takes, by choice or by the height of the window."""

from enum import IntEnum


class Density(IntEnum):
    """How many lines a row takes."""

    COMPACT = 1
    NORMAL = 2
    WRAPPED = 3
    """A headline over two lines, or with its first key point below."""
    ROOMY = 4
    """The same and a blank line."""


_ROOMY_HEIGHT = 40
"""A window this high holds ten rows of four lines."""
_NORMAL_HEIGHT = 14
_FOLLOWING = {
    Density.COMPACT: Density.NORMAL,
    Density.NORMAL: Density.WRAPPED,
    Density.WRAPPED: Density.ROOMY,
    Density.ROOMY: Density.COMPACT,
}


def density_for(height: int, count: int) -> Density:
    """Return what suits a window of so many lines: more where all rows have the room."""
    if height >= _ROOMY_HEIGHT:
        return Density.ROOMY
    least = Density.NORMAL if height >= _NORMAL_HEIGHT else Density.COMPACT
    fitting = (it for it in Density if count and it * count <= height)
    return max(least, *fitting, least)


def next_density(density: Density) -> Density:
    """Return the density that comes after one."""
    return _FOLLOWING[density]
