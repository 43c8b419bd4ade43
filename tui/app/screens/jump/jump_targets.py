"""What is in sight of the panes, and where on the screen: what one can jump to."""

from collections.abc import Callable, Iterator

from msgspec import Struct
from rich.cells import cell_len

from fetch.layout import Link
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.typesetting.typeset_page import Line


class Target(Struct, frozen=True):
    """Something to jump to: where it stands on the screen, and what goes there."""

    x: int
    y: int
    go: Callable[[], object]


def is_in_sight(pane: RowList | PageView) -> bool:
    """Whether a pane is drawn at all."""
    return pane.display and bool(pane.region)


def rows_in_sight(pane: RowList) -> Iterator[tuple[int, int, int]]:
    """Yield each row whose first line is in sight: its number, and where it begins."""
    if not is_in_sight(pane):
        return
    left, top = pane.content_region.offset
    height, first = pane.row_height, pane.scroll_offset.y
    for index in range(-(-first // height), pane.row_count()):
        y = index * height - first
        if y >= pane.room.height:
            return
        yield index, left, top + y


def items_in_sight(pane: PageView) -> Iterator[tuple[int, int, int]]:
    """Yield each item of a page whose beginning is in sight: its number, and where it begins."""
    for number, line, y in _lines_in_sight(pane):
        left = pane.content_region.x + pane.text_left
        for spot in line.spots:
            yield spot.item, left + cell_len(line.text[: spot.start]), y
        page = pane.page
        is_first = number == 0 or page is None or page.lines[number - 1].item != line.item
        if line.item >= 0 and is_first:
            # In the margin, where the bar of a selected one stands: its words stay legible.
            yield line.item, left - 2, y


def links_in_sight(pane: PageView, links: tuple[Link, ...]) -> Iterator[tuple[Link, int, int]]:
    """Yield each link whose first character is in sight, and where that is."""
    page = pane.page
    if page is None:
        return
    lines = {number: (line, y) for number, line, y in _lines_in_sight(pane)}
    left = pane.content_region.x + pane.text_left
    for link in links:
        line, y = lines.get(page.line_of(link.start), (None, 0))
        columns = line.columns_of(link.start, link.start + 1) if line is not None else []
        if line is not None and columns:
            yield link, left + cell_len(line.text[: columns[0][0]]), y


def _lines_in_sight(pane: PageView) -> Iterator[tuple[int, Line, int]]:
    """Yield each line of a page in sight: its number, itself, and its line of the screen."""
    page = pane.page
    if page is None or not is_in_sight(pane):
        return
    first, top = pane.scroll_offset.y, pane.content_region.y
    for number in range(first, min(first + pane.room.height, page.height)):
        yield number, page.lines[number], top + number - first
