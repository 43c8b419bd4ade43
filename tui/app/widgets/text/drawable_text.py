"""Make text safe to draw, and cut it to a number of cells. Pure."""

import re

from rich.cells import cell_len, set_cell_size

from fetch.text.clean import strip_controls

_LONGEST_LINE = 4096
"""No line of a screen is longer; what lies beyond is not even measured."""

_BLANKS = re.compile("[\\t\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029]")


def drawable(text: str) -> str:
    """Return `text` as one line that can't drive the terminal.

    Control, bidi and invisible characters are gone, line ends are spaces, and no letter carries
    more marks than a script needs. Text from feeds was cleaned on its way in; here it is made
    certain, whoever wrote the cache.
    """
    if text.isascii() and text.isprintable():
        return text
    return strip_controls(_BLANKS.sub(" ", text))


def fit(text: str, width: int) -> str:
    """Return `text`, made drawable, in at most `width` cells; a cut shows as an ellipsis."""
    if width <= 0:
        return ""
    text = drawable(text[:_LONGEST_LINE])
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def fill(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells."""
    fitted = fit(text, width)
    return fitted + " " * (width - cell_len(fitted))


def character_at(text: str, cell: int) -> int:
    """Return the number of the character that a line shows in a cell, -1 outside the line."""
    if cell < 0:
        return -1
    for number, character in enumerate(text):
        cell -= cell_len(character)
        if cell < 0:
            return number
    return -1
