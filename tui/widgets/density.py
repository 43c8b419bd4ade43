"""How many lines a row of a list takes, by choice or by the height of the window."""

from enum import IntEnum


class Density(IntEnum):
    """How many lines a story takes."""

    COMPACT = 1
    NORMAL = 2
    ROOMY = 4
    """Three lines and a blank one."""


_ROOMY_HEIGHT = 40
"""A window this high holds ten stories of four lines."""
_NORMAL_HEIGHT = 14
_FOLLOWING = {
    Density.COMPACT: Density.NORMAL,
    Density.NORMAL: Density.ROOMY,
    Density.ROOMY: Density.COMPACT,
}


def density_for(height: int) -> Density:
    """Return what suits a window of so many lines."""
    if height >= _ROOMY_HEIGHT:
        return Density.ROOMY
    return Density.NORMAL if height >= _NORMAL_HEIGHT else Density.COMPACT


def next_density(density: Density) -> Density:
    """Return the density that comes after one."""
    return _FOLLOWING[density]
