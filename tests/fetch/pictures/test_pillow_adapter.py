"""Pictures from the web: read, scaled down, written anew; whatever else comes is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from fetch.errors import ParseError
from fetch.pictures import pillow_adapter

PAPER = (255, 255, 255)


def picture(
    kind: str, size: tuple[int, int] = (40, 30), colour: tuple[int, ...] = (200, 40, 40)
) -> bytes:
    written = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(written, kind)
    return written.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """Return a small PNG file whose header promises that many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(3_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_four_kinds_of_the_web_are_kept_as_webp(kind: str) -> None:
    kept = pillow_adapter.shrunk(picture(kind))

    assert (kept.width, kept.height, kept.media_type) == (40, 30, "image/webp")
    red, green, _ = pillow_adapter.rgb_pixels(kept.body, (1, 1), PAPER)
    assert red > 150 > green


def test_a_large_picture_is_scaled_down_and_keeps_its_shape() -> None:
    kept = pillow_adapter.shrunk(picture("JPEG", (4000, 1000)))

    assert (kept.width, kept.height) == (1600, 400)


def test_drawings_are_kept_sharp_and_photographs_small() -> None:
    drawing = Image.new("RGB", (400, 300), "white")
    drawing.paste((200, 0, 0), (100, 100, 300, 103))
    photograph = Image.effect_noise((1200, 900), 90).convert("RGB")
    files = []
    for image in (drawing, photograph):
        written = io.BytesIO()
        image.save(written, "PNG")
        files.append(written.getvalue())

    kept = pillow_adapter.shrunk(files[0])
    small = pillow_adapter.shrunk(files[1])

    assert pillow_adapter.rgb_pixels(kept.body, (400, 300), PAPER) == drawing.tobytes()
    assert len(small.body) < len(files[1]) // 2


def test_a_picture_is_turned_as_the_camera_says_and_what_it_noted_is_left_out() -> None:
    written = io.BytesIO()
    notes = Image.Exif()
    notes[0x0112] = 6  # turned by 90 degrees
    notes[0x010E] = "the house of somebody"
    Image.new("RGB", (40, 20)).save(written, "JPEG", exif=notes)

    kept = pillow_adapter.shrunk(written.getvalue())

    assert (kept.width, kept.height) == (20, 40)
    assert b"somebody" not in kept.body


def test_what_shines_through_gets_the_paper_of_the_page() -> None:
    kept = pillow_adapter.shrunk(picture("PNG", colour=(0, 0, 0, 0)))

    assert tuple(pillow_adapter.rgb_pixels(kept.body, (1, 1), (10, 200, 10))) == (10, 200, 10)


def test_of_what_moves_the_first_picture_is_kept() -> None:
    written = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])

    kept = pillow_adapter.shrunk(written.getvalue())

    assert pillow_adapter.rgb_pixels(kept.body, (1, 1), PAPER)[0] > 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><p>Not found",
        b"BM" + bytes(100),
        b"II*\0" + bytes(100),
        b"\0\0\0 ftypavif" + bytes(100),
        b"%!PS-Adobe-3.0 EPSF-3.0",
    ],
)
def test_anything_but_these_kinds_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError, match="not a PNG, JPEG, GIF or WebP"):
        pillow_adapter.shrunk(body)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_damaged_or_whole_enough(kind: str, share: float) -> None:
    noise = Image.effect_noise((120, 90), 80).convert("RGB")
    written = io.BytesIO()
    noise.save(written, kind)
    body = written.getvalue()

    with pytest.raises(ParseError, match="damaged"):
        pillow_adapter.shrunk(body[: int(len(body) * share)])


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 5_000), (2_000_000_000, 1)])
def test_a_header_that_promises_too_much_is_refused_before_it_is_unpacked(
    size: tuple[int, int],
) -> None:
    with pytest.raises(ParseError, match=r"more than 40 million pixels|damaged"):
        pillow_adapter.shrunk(png_that_says(*size))


def test_a_file_that_lies_about_its_kind_is_refused() -> None:
    with pytest.raises(ParseError):
        pillow_adapter.shrunk(b"\x89PNG\r\n\x1a\n" + picture("JPEG"))
    with pytest.raises(ParseError):
        pillow_adapter.shrunk(b"RIFF\x10\x00\x00\x00WAVEfmt " + bytes(40))


def test_where_there_are_few_colours_others_are_mixed_out_of_dots() -> None:
    kept = pillow_adapter.shrunk(picture("PNG", (32, 32), (128, 128, 128)))

    pixels = pillow_adapter.rgb_pixels(kept.body, (32, 32), PAPER, ((0, 0, 0), (255, 255, 255)))

    assert set(pixels) == {0, 255}
    assert abs(sum(pixels) / len(pixels) - 128) < 10


def test_few_colours_are_counted_in_their_palette() -> None:
    kept = pillow_adapter.shrunk(picture("PNG", (30, 20)))

    few = pillow_adapter.paletted(kept.body, (10, 5), PAPER, most_colours=16)

    assert len(few.pixels) == 50
    assert len(few.colours) <= 16
    assert max(few.pixels) < len(few.colours)


def test_a_stored_picture_that_is_damaged_says_so() -> None:
    kept = pillow_adapter.shrunk(picture("PNG"))

    for body in (kept.body[:20], b"", picture("PNG")):
        with pytest.raises(ValueError, match="stored picture is damaged"):
            pillow_adapter.rgb_pixels(body, (1, 1), PAPER)
