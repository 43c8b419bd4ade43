"""Set the rows of a table: in columns if they fit, otherwise one line for each value."""

from collections.abc import Sequence
from itertools import chain, repeat

from rich.cells import cell_len

from tui.app.widgets.text.drawable_text import drawable
from tui.app.widgets.typesetting.line_setter import Setter
from tui.app.widgets.typesetting.line_wrapping import wrap
from tui.app.widgets.typesetting.text_flow import Flow, Placement, Sources, line_from, lines_of
from tui.app.widgets.typesetting.typeset_page import Ink, Line, Run

_BETWEEN = " | "
_GAP = 2
_HANG = "  "


def set_rows(setter: Setter, sources: Sources, spans: Sequence[tuple[int, int]]) -> None:
    """Set the rows of one table, which stand at `spans` of the text; the first one names them."""
    rows = [_cells(sources, start, end) for start, end in spans]
    is_even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    widths = [max(cell.width for cell in column) for column in zip(*rows, strict=False)]
    if is_even and sum(widths) + _GAP * (len(widths) - 1) <= setter.width:
        _set_columns(setter, rows, widths)
        return
    _set_row(setter, rows[0], Ink.SUBHEADING)
    for row in rows[1:]:
        setter.blank()
        if is_even:
            _set_values(setter, rows[0], row)
        else:
            _set_row(setter, row, Ink.TEXT)


def _cells(sources: Sources, start: int, end: int) -> list[Flow]:
    cells: list[Flow] = []
    for words in sources.text[start:end].split(_BETWEEN):
        cells.append(Flow(sources, start, start + len(words)))
        start += len(words) + len(_BETWEEN)
    return cells


def _set_columns(setter: Setter, rows: list[list[Flow]], widths: list[int]) -> None:
    are_numbers = [all(_is_number(row[n].text) for row in rows[1:]) for n in range(len(widths))]
    for number, row in enumerate(rows):
        text = ""
        placed: list[Placement] = []
        for n, (cell, width) in enumerate(zip(row, widths, strict=True)):
            pad = " " * (width - cell.width)
            is_right = are_numbers[n] and len(rows) > 1
            text += (" " * _GAP if n else "") + (pad if is_right else "")
            placed.append(cell.placed(0, len(cell.text), len(text)))
            text += cell.text + ("" if is_right else pad)
        is_head = number == 0 and len(rows) > 1
        ink = Ink.SUBHEADING if is_head else Ink.TEXT
        setter.lines.append(line_from(text.rstrip(), placed, ink=ink))
        if is_head:
            rule = "─" * (sum(widths) + _GAP * (len(widths) - 1))
            setter.lines.append(Line(rule, (Run(0, len(rule), Ink.RULE),)))


def _is_number(text: str) -> bool:
    return any(it.isdigit() for it in text) and not any(it.isalpha() for it in text)


def _set_row(setter: Setter, row: list[Flow], ink: Ink) -> None:
    for cell in row:
        _set_cell(setter, cell, "", ink)


def _set_values(setter: Setter, names: list[Flow], row: list[Flow]) -> None:
    for name, cell in zip(names, row, strict=True):
        label = f"{drawable(name.text)}: "
        # A name that is half as wide as the page leaves its value no room.
        is_long = cell_len(label) > setter.width // 2
        _set_cell(setter, cell, "" if is_long else label, Ink.TEXT)


def _set_cell(setter: Setter, cell: Flow, label: str, ink: Ink) -> None:
    room = setter.width - max(cell_len(label), len(_HANG))
    prefixes = chain((label,), repeat(_HANG))
    spans = wrap(cell.text, room)
    setter.lines += lines_of(cell, spans, prefixes, ink=ink, mark=Ink.DIM)
