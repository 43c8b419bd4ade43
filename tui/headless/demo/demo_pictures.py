"""Generated pictures for the demo edition: hills under a sky, different for each article.

Drawn without a library, and small, because all of them are made when the demo starts.
"""

import struct
import zlib
from math import ceil, sin, tau

_WIDTH, _HEIGHT = 64, 36
_SKIES = (
    ((64, 96, 150), (236, 190, 150)),
    ((40, 52, 92), (226, 140, 110)),
    ((120, 160, 190), (232, 226, 206)),
    ((90, 90, 120), (200, 190, 190)),
)
"""The colours above and at the horizon."""
_NEAREST = (22, 30, 38)
_RANGES = 3

_Colour = tuple[int, int, int]


def stand_in(name: str) -> bytes:
    """Return a picture as PNG, the same one for the same name."""
    seed = zlib.crc32(name.encode())
    above, horizon = _SKIES[seed % len(_SKIES)]
    rows = [[bytes(_between(above, horizon, y / _HEIGHT))] * _WIDTH for y in range(_HEIGHT)]
    for place in range(_RANGES):
        hill = bytes(_between(horizon, _NEAREST, (place + 1) / _RANGES))
        for x in range(_WIDTH):
            for y in range(max(0, ceil(_ridge(x, place, seed))), _HEIGHT):
                rows[y][x] = hill
    return _png(b"".join(b"\0" + b"".join(row) for row in rows))


def _ridge(x: int, place: int, seed: int) -> float:
    """Return the line at which a range of hills begins; nearer ones are lower and steeper."""
    first, second = (seed >> 4 * place) % 16 / 16, (seed >> 5 * place + 7) % 16 / 16
    waves = sin(tau * (x / _WIDTH * (1 + place) + first))
    waves += sin(tau * (x / _WIDTH * (2.7 + place) + second)) / 2
    return _HEIGHT * (0.45 + 0.17 * place) + waves * (5 - place)


def _between(first: _Colour, second: _Colour, share: float) -> _Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _png(rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
