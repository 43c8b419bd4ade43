"""Read text blocks from the tree that trafilatura returns.

Reads an lxml tree of TEI-like elements and does not change it.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from fetch.text.blocks import Block, BlockKind
from fetch.text.clean import clean_text

_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "item": BlockKind.ITEM,
    "quote": BlockKind.QUOTE,
    "row": BlockKind.ROW,
}
_CONTAINERS = frozenset({"list", "table", "div", "body", "main", "section"})


def _row_text(row: Any) -> str:
    cells = (" ".join("".join(cell.itertext()).split()) for cell in row)
    return " | ".join(cell for cell in cells if cell)


def _inner_text(element: Any) -> str:
    pieces: list[str] = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "lb":
            pieces.append("\n")
        pieces += (child.text or "", child.tail or "")
    return "".join(pieces)


def _linked_characters(element: Any) -> int:
    return sum(len("".join(link.itertext()).strip()) for link in element.iter("ref"))


class _Run(Struct):
    """Text being put together from pieces that stand side by side in one container."""

    pieces: list[str]
    linked: int = 0

    def blocks(self, kind: BlockKind) -> Iterator[Block]:
        text = "".join(self.pieces)
        share = min(self.linked / max(len(text.strip()), 1), 1.0)
        for part in re.split(r"\n\s*\n", text):
            line = " ".join(clean_text(part).split())
            if line:
                yield Block(text=line, kind=kind, link_share=share)
        self.pieces.clear()
        self.linked = 0


def blocks_of(body: Any) -> list[Block]:
    """Return the blocks of such a tree in reading order. Not recursive."""
    blocks: list[Block] = []
    run = _Run(pieces=[body.text or ""])
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):  # what follows a container's end
            blocks += run.blocks(BlockKind.PARAGRAPH)
            run.pieces.append(element)
            continue
        kind = _KINDS.get(element.tag)
        if element.tag in _CONTAINERS:
            blocks += run.blocks(BlockKind.PARAGRAPH)
            run.pieces.append(element.text or "")
            waiting.append(element.tail or "")
            waiting.extend(reversed(element))
        elif kind is not None:
            blocks += run.blocks(BlockKind.PARAGRAPH)
            whole = _row_text(element) if kind is BlockKind.ROW else _inner_text(element)
            blocks += _Run(pieces=[whole], linked=_linked_characters(element)).blocks(kind)
            run.pieces.append(element.tail or "")
        else:  # inline: part of a paragraph that has no element of its own
            run.pieces += (_inner_text(element), "\n" if element.tag == "lb" else "")
            run.pieces.append(element.tail or "")
            run.linked += _linked_characters(element)
    blocks += run.blocks(BlockKind.PARAGRAPH)
    return blocks
