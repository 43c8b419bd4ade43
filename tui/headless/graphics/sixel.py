"""Encode pictures as sixels. Pure."""

import re

from fetch.pictures.pillow_adapter import Paletted

MOST_COLOURS = 128
"""Registers that every terminal with sixels has, tmux included."""
_BAND = 6
_ESC = "\x1b"
_EMPTY = ord("?")
_RUN = re.compile(rb"(.)\1{3,255}", re.DOTALL)


def sixels(picture: Paletted) -> str:
    """Return a picture as it is sent to the terminal."""
    parts = [f'{_ESC}P0;1;0q"1;1;{picture.width};{picture.height}'.encode()]
    for number, colour in enumerate(picture.colours[:MOST_COLOURS]):
        red, green, blue = (round(part * 100 / 255) for part in colour)
        parts.append(b"#%d;2;%d;%d;%d" % (number, red, green, blue))
    parts.extend(_band(picture, top) for top in range(0, picture.height, _BAND))
    parts.append(f"{_ESC}\\".encode())
    return b"".join(parts).decode("ascii")


def _band(picture: Paletted, top: int) -> bytes:
    width = picture.width
    rows = [
        picture.pixels[y * width : (y + 1) * width]
        for y in range(top, min(top + _BAND, picture.height))
    ]
    lines = []
    for colour in sorted(set(b"".join(rows))):
        # All rows at once: each byte of a large number is one column of six bits.
        bits = 0
        for y, row in enumerate(rows):
            bits |= int.from_bytes(row.translate(_TABLES[colour, y]), "big")
        line = (bits + int.from_bytes(bytes([_EMPTY]) * width, "big")).to_bytes(width, "big")
        lines.append(b"#%d%s" % (colour, _RUN.sub(_run, line.rstrip(b"?"))))
    return b"$".join(lines) + b"-"


def _run(match: "re.Match[bytes]") -> bytes:
    return b"!%d%s" % (len(match[0]), match[1])


class _Tables(dict[tuple[int, int], bytes]):
    """For a colour and a row of a band: its pixels become the row's bit, all others nothing."""

    def __missing__(self, key: tuple[int, int]) -> bytes:
        colour, y = key
        table = bytearray(256)
        table[colour] = 1 << y
        self[key] = bytes(table)
        return self[key]


_TABLES = _Tables()
