"""Wrap text to a width in cells; lines are offsets into the text. Pure."""

import re
import unicodedata

from rich.cells import split_graphemes

from tui.app.widgets.text.drawable_text import drawable

MOST_TITLE_CHARS = 1000
"""More than any list shows of a title; feeds send longer ones."""
LEAST_TITLE_WIDTH = 8

# Latin, Greek, Cyrillic, and the punctuation and currency signs of prose; measuring such a text
# grapheme by grapheme would cost ten times as much.
_ONE_CELL_EACH = re.compile(
    "[\\x20-\\x7e\\xa0-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f"
    "\\u2010-\\u2027\\u2030-\\u203b\\u20a0-\\u20bf]*"
)

_NOT_FIRST = {"Pe", "Pf", "Po", "Lm"}
_NOT_LAST = {"Ps", "Pi"}
"""Categories that may not begin or end a line where a script sets no spaces between words."""
_FIRST_WIDE = 0x2E80
"""From here on scripts break between any two characters."""


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the lines of `text` as half-open offsets; spaces at a break belong to no line.

    Every character that is not such a space is in exactly one line, and no line is wider than
    `width` cells unless a single character is.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        part = text[start:end]
        if part.strip():
            is_plain = _ONE_CELL_EACH.fullmatch(part) is not None
            split = _wrap_plain if is_plain else _wrap_graphemes
            lines.extend((start + first, start + last) for first, last in split(part, width))
        start = end + 1
    return lines


def _wrap_plain(text: str, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = _skip(text, 0)
    length = len(text.rstrip())
    while start < length:
        if length - start <= width:
            lines.append((start, length))
            break
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            lines.append((start, start + width))
            start = _skip(text, start + width)
        else:
            lines.append((start, start + len(text[start:cut].rstrip())))
            start = _skip(text, cut)
    return lines


def two_lines(title: str, width: int) -> tuple[str, str]:
    """Return what of a title fits on its first line, and the rest; "" where there is none."""
    shown = drawable(title[:MOST_TITLE_CHARS])
    lines = wrap(shown, max(LEAST_TITLE_WIDTH, width))
    if not lines:
        return "", ""
    (start, end), *rest = lines
    return shown[start:end], shown[rest[0][0] :] if rest else ""


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _wrap_graphemes(text: str, width: int) -> list[tuple[int, int]]:
    spans, _ = split_graphemes(text)
    lines: list[tuple[int, int]] = []
    first = index = 0
    used = 0
    break_after = -1  # the last grapheme that a line may end with
    while index < len(spans):
        start, end, size = spans[index]
        is_space = text[start:end] == " "  # a space may carry an accent: then it is a letter
        if used + size > width and index > first and not is_space:
            last = break_after if break_after >= first else index - 1
            _add(lines, text, spans[first][0], spans[last][1])
            first = last + 1
            while first < len(spans) and text[slice(*spans[first][:2])] == " ":
                first += 1
            index, used, break_after = first, 0, -1
            continue
        used += size
        if is_space or _breaks_after(text, spans, index):
            break_after = index
        index += 1
    if first < len(spans):
        _add(lines, text, spans[first][0], len(text))
    return lines


def _add(lines: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    start += len(part) - len(part.lstrip(" "))
    end -= len(part) - len(part.rstrip(" "))
    if start < end:
        lines.append((start, end))


def _breaks_after(text: str, spans: list[tuple[int, int, int]], index: int) -> bool:
    if index + 1 >= len(spans):
        return False
    here, after = text[spans[index][0]], text[spans[index + 1][0]]
    is_wide = ord(here) >= _FIRST_WIDE or ord(after) >= _FIRST_WIDE
    return (
        is_wide
        and unicodedata.category(after) not in _NOT_FIRST
        and unicodedata.category(here) not in _NOT_LAST
    )
