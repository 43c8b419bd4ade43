"""The bytes of pictures: sixels read back, kitty's pieces put together, blocks counted."""

import io
import re
from base64 import standard_b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from fetch.pictures.pillow_adapter import Paletted
from tui.headless.graphics import kitty
from tui.headless.graphics.half_blocks import block_rows
from tui.headless.graphics.picture_size import Box, fit
from tui.headless.graphics.sixel import sixels

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def drawn(data: str) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return the pixels that a terminal would set: by place, in percent of each colour."""
    match = re.fullmatch(r'\x1bP0;1;0q"1;1;\d+;\d+(.*)\x1b\\', data, re.DOTALL)
    assert match is not None
    registers: dict[int, tuple[int, ...]] = {}
    pixels: dict[tuple[int, int], tuple[int, ...]] = {}
    x = top = colour = 0
    for word in re.findall(r"#[\d;]+|!\d+[?-~]|[?-~]|[$-]", match[1]):
        if word.startswith("#"):
            numbers = [int(it) for it in word[1:].split(";")]
            colour = numbers[0]
            if len(numbers) > 1:
                registers[colour] = tuple(numbers[2:])
        elif word == "$":
            x = 0
        elif word == "-":
            x, top = 0, top + 6
        else:
            count = int(word[1:-1]) if word.startswith("!") else 1
            bits = ord(word[-1]) - 63
            for column in range(x, x + count):
                for y in range(6):
                    if bits >> y & 1:
                        assert (column, top + y) not in pixels
                        pixels[column, top + y] = registers[colour]
            x += count
    return pixels


@given(width=st.integers(1, 40), height=st.integers(1, 20), data=st.data())
def test_sixels_set_every_pixel_once_in_its_colour(
    width: int, height: int, data: st.DataObject
) -> None:
    colours = (RED, BLUE, WHITE, (51, 102, 153))
    places = data.draw(
        st.lists(st.integers(0, 3), min_size=width * height, max_size=width * height)
    )

    pixels = drawn(
        sixels(Paletted(width=width, height=height, pixels=bytes(places), colours=colours))
    )

    percent = [(100, 0, 0), (0, 0, 100), (100, 100, 100), (20, 40, 60)]
    assert pixels == {
        (at % width, at // width): percent[colour] for at, colour in enumerate(places)
    }


@pytest.mark.parametrize("size", [(1, 1), (300, 200)])
def test_kitty_gets_the_picture_in_pieces_and_says_nothing_back(size: tuple[int, int]) -> None:
    written = io.BytesIO()
    Image.effect_noise(size, 90).save(written, "PNG")

    commands = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty.transmission(written.getvalue()))

    assert standard_b64decode("".join(data for _, data in commands)) == written.getvalue()
    assert all("q=2" in keys and len(data) <= 4096 for keys, data in commands)
    assert [keys.endswith("m=0") for keys, _ in commands] == [
        number == len(commands) - 1 for number in range(len(commands))
    ]
    assert "c=40,r=12" in kitty.placement(40, 12)
    assert all("q=2" in it for it in (kitty.placement(1, 1), kitty.removal()))


def test_a_cell_has_two_pixels_and_like_cells_are_one_run() -> None:
    pixels = bytes([*RED, *RED, *BLUE, *BLUE, *BLUE, *BLUE, *WHITE, *WHITE, *WHITE] * 1)
    last_row = bytes(9)

    rows = block_rows(pixels + last_row, 3)

    assert [(it.count, it.upper, it.lower) for it in rows[0]] == [(2, RED, BLUE), (1, BLUE, BLUE)]
    assert [(it.count, it.upper, it.lower) for it in rows[1]] == [(3, WHITE, (0, 0, 0))]


@given(
    size=st.tuples(st.integers(1, 1600), st.integers(1, 1600)),
    columns=st.integers(1, 250),
    rows=st.integers(1, 70),
    is_sharp=st.booleans(),
)
def test_a_picture_fits_its_box_and_has_a_cell_at_least(
    size: tuple[int, int], columns: int, rows: int, *, is_sharp: bool
) -> None:
    room = fit(size, Box(columns=columns, rows=rows), is_sharp=is_sharp)

    assert 1 <= room.columns <= columns
    assert 1 <= room.rows <= rows


def test_a_picture_keeps_its_shape() -> None:
    wide = fit((1600, 900), Box(columns=90, rows=40, cell=(10, 20)), is_sharp=False)
    tall = fit((900, 1600), Box(columns=90, rows=40, cell=(10, 20)), is_sharp=False)
    small = fit((40, 40), Box(columns=90, rows=40, cell=(10, 20)), is_sharp=True)

    assert (wide.columns, wide.rows) == (90, 25)
    assert (tall.columns, tall.rows) == (45, 40)
    assert (small.columns, small.rows) == (8, 4)
