"""Find the rest of an article body that a page splits over several containers.

The extractor keeps only the first container. The others are recognised by the same tag and class as
the container with most of the extracted text.
"""

import re
from collections import Counter
from copy import deepcopy
from itertools import islice
from typing import Any

from msgspec import Struct

from fetch.text.blocks import Block, BlockKind, letters_of

_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "li": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTE,
}
_LEAVES = ("div",)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "br", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
)
_MOST_INLINE = 60
_OUTSIDE = frozenset({"nav", "footer", "aside", "header", "form", "figure", "figcaption"})
_APART = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|credits?|caption|share|sharing|social|related|recirc\w*"
    r"|newsletter|promo\w*|teaser|card|ads?|advert\w*|sponsor\w*|tags?|topics?|meta|date(?:line)?"
    r"|time(?:stamp)?|published|breadcrumbs?|comments?|cookie\w*|consent|paywall|subscribe\w*"
    r"|subscription|sidebar|widget|nav|menu|copyright|disclaimer|correction|signup|login)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_SHOWN = ("script", "style", "noscript", "template", "iframe", "object", "button", "svg")
_MIN_WORDS = 12
_MOSTLY_LINK = 0.4
_ONLY_LINK = 0.9
_MIN_LINKS = 50
_WORDS_OF_A_TITLE = 3


class PlacedBlock(Struct, frozen=True, kw_only=True):
    """A paragraph of the page and the container it stands in.

    Attributes:
        container: of what make it is: its tag and classes.
        home: its number in the tree, the same for all that stand in it; of an item, its list's.
        is_bare: the text stands in a container itself, without a paragraph of its own.
        is_apart: the markup says that it is no part of the text: a byline, a caption, a form.
    """

    block: Block
    container: str
    home: int = -1
    is_apart: bool = False
    is_bare: bool = False


def _is_outside(element: Any) -> bool:
    outside = next(element.iterancestors(*_OUTSIDE), None)
    # The headline's own header may hold the first paragraph, too; a header without is the site's.
    while outside is not None and outside.tag == "header" and outside.find(".//h1") is not None:
        outside = next(outside.iterancestors(*_OUTSIDE), None)
    return outside is not None


def _shown_text(element: Any) -> str:
    if next(element.iter(*_NOT_SHOWN), None) is not None:
        element = deepcopy(element)
        element.tail = None
        for hidden in list(element.iter(*_NOT_SHOWN)):
            hidden.drop_tree()
    return " ".join(str(element.text_content()).split())


def _is_apart(element: Any) -> bool:
    said = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    return _APART.search(said) is not None


def _is_leaf(element: Any) -> bool:
    """Tell whether a container holds nothing but text: a paragraph by another name."""
    if next(element.iterancestors(*_KINDS), None) is not None:
        return False
    inside = islice(element.iterdescendants(), _MOST_INLINE)
    count = sum(1 if it.tag in _INLINE else _MOST_INLINE for it in inside)
    return count < _MOST_INLINE


def _holder(element: Any) -> Any:
    """Return what holds a leaf and others alike: the containers of the leaf alone don't count."""
    parent = element.getparent()
    while parent is not None and len(parent) == 1 and not (parent.text or "").strip():
        parent = parent.getparent()
    return parent


def placed_blocks(root: Any) -> list[PlacedBlock]:
    """Return the text blocks of a page with their containers, in the page's order."""
    found: list[PlacedBlock] = []
    homes: dict[Any, int] = {}
    for element in root.iter(*_KINDS, *_LEAVES):
        parent = element.getparent()
        if element.tag in _LEAVES:
            if not _is_leaf(element):
                continue
            parent = _holder(element)
        if parent is None or _is_outside(element):
            continue
        if element.tag == "li":  # a list is placed where it stands, not by its own items
            parent = parent.getparent() if parent.getparent() is not None else parent
        text = _shown_text(element)
        if not text:
            continue
        linked = sum(len(link.text_content()) for link in element.iter("a") if link.get("href"))
        block = Block(
            text=text,
            kind=_KINDS.get(element.tag, BlockKind.PARAGRAPH),
            link_share=min(linked / max(len(text), 1), 1.0),
        )
        container = f"{parent.tag}.{' '.join(sorted((parent.get('class') or '').split()))}"
        home = homes.setdefault(parent, len(homes))
        has_picture = next(element.iter("img", "figure", "video"), None) is not None
        apart = has_picture or _is_apart(element) or _is_apart(parent)
        found.append(
            PlacedBlock(
                block=block,
                container=container,
                home=home,
                is_apart=apart,
                is_bare=element.tag in _LEAVES,
            )
        )
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
        if piece.container == home and not piece.is_bare and not _leads_elsewhere(piece.block)
    ]
