"""Read and write pictures with Pillow, which is optional.

Only `shrunk` reads files from the web, in a worker process that can be killed. The other functions
read only what `shrunk` wrote.
"""

import io
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct

from fetch.errors import ParseError, unreadable
from fetch.memory_limit import limit_memory
from fetch.ports import Shrunk

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 40_000_000
"""Of a picture as it comes, judged by its header: more would not fit into a worker's memory."""
LONGEST_SIDE = 1600
"""Of a picture as it is kept: more than a terminal of 200 columns can show."""
ENDING = ".webp"

_QUALITY = 82
_DRAWINGS = frozenset({"PNG", "GIF"})
"""Kinds in which charts and maps come: kept without loss, for their sharp edges …"""
_MOST_DRAWING_BYTES = 500_000
"""… unless they are photographs after all."""
_FORMATS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"RIFF": "WEBP",
}
"""By their first bytes: what a server calls them is often wrong."""

Colour = tuple[int, int, int]


class Paletted(Struct, frozen=True, kw_only=True):
    """A picture of few colours: a byte for each pixel, which counts in `colours`."""

    width: int
    height: int
    pixels: bytes
    colours: tuple[Colour, ...]


def is_installed() -> bool:
    """Whether Pillow is there; does not load it."""
    return find_spec("PIL") is not None


def initialise() -> None:
    """Prepare a worker: load Pillow, bound its memory."""
    import PIL.Image  # noqa: F401, PLC0415

    limit_memory()


def shrunk(body: bytes) -> Shrunk:
    """Return a picture from the web as it is kept. Raises ParseError."""
    kind = next((it for start, it in _FORMATS.items() if body.startswith(start)), "")
    if not kind:
        raise unreadable("not a PNG, JPEG, GIF or WebP picture")
    try:
        return _shrunk(body, kind)
    except ParseError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # readers of pictures raise whatever they stumble over
        raise unreadable("the picture is damaged") from error


def _shrunk(body: bytes, kind: str) -> Shrunk:
    from PIL import Image, ImageOps  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(body), formats=(kind,))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many() from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_many()
    # A JPEG can be read at a fraction of its size; of what moves the first picture is kept.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image = ImageOps.exif_transpose(image)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    written = _written(image, is_drawing=kind in _DRAWINGS)
    return Shrunk(body=written, width=image.width, height=image.height)


def _written(image: "Image.Image", *, is_drawing: bool) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", quality=_QUALITY, lossless=is_drawing)
    if is_drawing and written.tell() > _MOST_DRAWING_BYTES:
        return _written(image, is_drawing=False)
    return written.getvalue()


def _too_many() -> ParseError:
    return unreadable(f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels")


def rgb_pixels(
    body: bytes, size: tuple[int, int], background: Colour, colours: Sequence[Colour] = ()
) -> bytes:
    """Return a kept picture at a size: three bytes for each pixel. Raises ValueError.

    Args:
        body: as it is kept.
        size: width and height in pixels.
        background: what shines through.
        colours: at most 256; others are mixed out of dots of these. None for any colour.
    """
    image = _flat(body, size, background)
    if colours:
        image = _mixed(image, colours)
    return image.tobytes()


def _mixed(image: "Image.Image", colours: Sequence[Colour]) -> "Image.Image":
    from PIL import Image  # noqa: PLC0415

    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    return image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).convert("RGB")


def as_png(body: bytes, size: tuple[int, int], background: Colour) -> bytes:
    """Return a kept picture at a size as PNG. Raises ValueError."""
    written = io.BytesIO()
    _flat(body, size, background).save(written, "PNG", compress_level=1)
    return written.getvalue()


def paletted(
    body: bytes, size: tuple[int, int], background: Colour, *, most_colours: int
) -> Paletted:
    """Return a kept picture at a size in few colours. Raises ValueError."""
    image = _flat(body, size, background).quantize(most_colours)
    palette = image.getpalette() or []
    colours = tuple(
        (palette[at], palette[at + 1], palette[at + 2]) for at in range(0, len(palette) - 2, 3)
    )
    return Paletted(width=size[0], height=size[1], pixels=image.tobytes(), colours=colours)


def _flat(body: bytes, size: tuple[int, int], background: Colour) -> "Image.Image":
    from PIL import Image  # noqa: PLC0415

    try:
        image: Image.Image = Image.open(io.BytesIO(body), formats=("WEBP",))
        if max(image.size) > LONGEST_SIDE:
            raise ValueError("the stored picture is too large")
        image = image.resize(size, Image.Resampling.LANCZOS)
    except OSError as error:
        raise ValueError("the stored picture is damaged") from error
    if image.mode != "RGBA":
        return image.convert("RGB")
    paper = Image.new("RGBA", size, (*background, 255))
    return Image.alpha_composite(paper, image).convert("RGB")
