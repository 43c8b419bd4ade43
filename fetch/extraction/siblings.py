"""Find the rest of an article body that a page splits over several containers.

The extractor keeps only the first container. The others are recognised by the same tag and class as
the container with most of the extracted text.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from fetch.text.blocks import Block, BlockKind, letters_of

_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "li": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTE,
}
_OUTSIDE = frozenset({"nav", "footer", "aside", "header", "form", "figure", "figcaption"})
_MIN_WORDS = 12
_MOSTLY_LINK = 0.4
_ONLY_LINK = 0.9
_MIN_LINKS = 50
_WORDS_OF_A_TITLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBlock:
    """A paragraph of the page and the make of the container it stands in."""

    block: Block
    container: str


def _is_outside(element: Any) -> bool:
    return next(element.iterancestors(*_OUTSIDE), None) is not None


def placed_blocks(root: Any) -> list[PlacedBlock]:
    """Return the text blocks of a page with their containers, in the page's order."""
    found: list[PlacedBlock] = []
    for element in root.iter(*_KINDS):
        parent = element.getparent()
        if parent is None or _is_outside(element):
            continue
        if element.tag == "li":  # a list is placed where it stands, not by its own items
            parent = parent.getparent() if parent.getparent() is not None else parent
        text = " ".join(element.text_content().split())
        if not text:
            continue
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        block = Block(
            text=text, kind=_KINDS[element.tag], link_share=min(linked / max(len(text), 1), 1.0)
        )
        container = f"{parent.tag}.{' '.join(sorted((parent.get('class') or '').split()))}"
        found.append(PlacedBlock(block=block, container=container))
    return found


def _leads_elsewhere(block: Block) -> bool:
    """Tell whether this is an item of a list of other stories, half of it a link."""
    return block.kind is BlockKind.ITEM and block.link_share >= _MOSTLY_LINK


def link_list(placed: list[PlacedBlock]) -> list[Block]:
    """Return the longest list of links in the page's body, empty if no list is that long."""
    longest: list[Block] = []
    run: list[Block] = []
    container = ""
    for piece in placed:
        is_link = piece.block.kind is BlockKind.ITEM and piece.block.link_share >= _ONLY_LINK
        if not is_link or piece.container != container:
            run = []
        if is_link:
            run.append(piece.block)
            container = piece.container
            longest = max(longest, run, key=len)
    # The entries of a menu are shorter.
    words = sum(block.word_count for block in longest)
    is_list = len(longest) >= _MIN_LINKS and words >= _WORDS_OF_A_TITLE * len(longest)
    return list(longest) if is_list else []


def complete(found: list[Block], placed: list[PlacedBlock]) -> list[Block]:
    """Return all blocks of the containers alike to the one that holds most of `found`."""
    known = {letters_of(block.text) for block in found if block.word_count >= _MIN_WORDS}
    homes = Counter(piece.container for piece in placed if letters_of(piece.block.text) in known)
    if not homes:
        return []
    home, _ = homes.most_common(1)[0]
    if home.endswith("."):  # a bare <div> is like any other
        return []
    return [
        piece.block
        for piece in placed
        if piece.container == home and not _leads_elsewhere(piece.block)
    ]
