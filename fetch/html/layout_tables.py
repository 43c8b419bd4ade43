"""Turn tables that only place things on a page into plain containers.

Changes the lxml tree that it is given.
"""

from typing import Any

_DATA = ("th", "caption", "thead")
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "blockquote",
        "article",
        "section",
        "table",
        "pre",
    }
)
_PARTS = ("tbody", "tr", "td", "tfoot", "colgroup", "col")
_BLOCKS_OF_A_PAGE = 2
_WORDS_OF_A_PAGE = 60
_CELLS_OF_A_GRID = 12
_LONG_LINES = 2


def _cells(table: Any) -> list[Any]:
    return [it for it in table.iter("td") if next(it.iterancestors("table")) is table]


def _is_layout(table: Any) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    if any(next(it.iterancestors("table")) is table for it in table.iter(*_DATA)):
        return False
    cells = _cells(table)
    for cell in cells:
        blocks = [child for child in cell if child.tag in _BLOCKS]
        if len(blocks) >= _BLOCKS_OF_A_PAGE and len(cells) <= _CELLS_OF_A_GRID:
            return True
        if blocks and blocks[0].tag in {"pre", "table", "article"}:
            return True
        breaks = len(cell.findall("br"))
        if breaks >= _LONG_LINES and len(cell.text_content().split()) >= _WORDS_OF_A_PAGE:
            return True
    return len(cells) == 1 and len(cells[0].text_content().split()) >= _WORDS_OF_A_PAGE


def open_layout_tables(root: Any) -> None:
    """Make containers of the tables that hold paragraphs instead of figures."""
    for table in [it for it in root.iter("table") if _is_layout(it)]:
        for part in [it for it in table.iter(*_PARTS) if _owner(it) is table]:
            part.tag = "div"
        table.tag = "div"


def _owner(part: Any) -> Any:
    return next(part.iterancestors("table"), None)
