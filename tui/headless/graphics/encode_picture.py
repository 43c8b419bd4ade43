"""Encode a stored picture for the terminal, outside the event loop."""

from msgspec import Struct

from fetch.pictures.pillow_adapter import as_png, paletted, rgb_pixels
from tui.headless.graphics import kitty
from tui.headless.graphics.half_blocks import XTERM_COLOURS, Cells, Colour, block_rows
from tui.headless.graphics.picture_size import Box, fit
from tui.headless.graphics.sixel import MOST_COLOURS, sixels
from tui.headless.graphics.terminal_abilities import Means


class Drawing(Struct, frozen=True, kw_only=True):
    """What is drawn in a room of cells: half blocks, or what is sent to the terminal for it.

    Attributes:
        prepares: sent once.
        shows: sent with the cursor at the upper left corner, as often as something covered it.
        removes: sent when it goes.
    """

    room: Box
    rows: tuple[tuple[Cells, ...], ...] = ()
    prepares: str = ""
    shows: str = ""
    removes: str = ""


def draw(
    body: bytes, size: tuple[int, int], box: Box, *, means: Means, background: Colour
) -> Drawing:
    """Return the drawing of a kept picture; takes a tenth of a second.

    Raises:
        ValueError: the stored picture is damaged.
    """
    room = fit(size, box, is_sharp=means in {Means.KITTY, Means.SIXEL})
    pixels = (room.columns * room.cell[0], room.rows * room.cell[1])
    match means:
        case Means.KITTY:
            # It enlarges by itself: no more is sent than there is.
            sent = size if size[0] < pixels[0] else pixels
            return Drawing(
                room=room,
                prepares=kitty.transmission(as_png(body, sent, background)),
                shows=kitty.placement(room.columns, room.rows),
                removes=kitty.removal(),
            )
        case Means.SIXEL:
            few = paletted(body, pixels, background, most_colours=MOST_COLOURS)
            return Drawing(room=room, shows=sixels(few))
        case Means.BLOCKS | Means.COARSE_BLOCKS:
            colours = XTERM_COLOURS if means is Means.COARSE_BLOCKS else ()
            halves = rgb_pixels(body, (room.columns, 2 * room.rows), background, colours)
            return Drawing(room=room, rows=tuple(block_rows(halves, room.columns)))
        case Means.NONE:
            return Drawing(room=room)
