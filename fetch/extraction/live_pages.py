"""Find the updates in a live blog's page and write their times into the tree.

A page has its times where an extractor does not look, and an extractor may reorder the updates.
The updates are known from JSON-LD or, where a page has none, from similar containers that have a
time each.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from lxml import html as lxml_html  # type: ignore[import-untyped]  # no stubs

from fetch.extraction.live_json import CLOCK, Update, heading_of, times_of
from fetch.html.structure import Part, read_structure
from fetch.layout import PieceKind
from fetch.text.blocks import Block, BlockKind, count_words, letters_of
from fetch.text.clean import clean_line

_FEWEST = 3
"""Containers made alike; fewer are no live blog."""
_LEAST_WORDS = 6
_LEAST_LETTERS = 20
"""A paragraph with fewer may stand anywhere."""
_LABEL_WORDS = 5
_MOST_TIMES = 1500
_MOST_UP = 3
_MOST_TIME_CHARACTERS = 30
_CONTAINERS = frozenset({"article", "section", "div", "li"})
_HEADINGS = ("h2", "h3", "h4", "h5")
_TEXT = frozenset({*_HEADINGS, "p", "ul", "ol", "blockquote", "figure", "table", "pre", "hr"})
_NAMES = re.compile(
    r"live[-_]?(?:blog|post|entry|update|item|event|ticker)|liveblogupdate"
    r"|ticker[-_]*(?:item|entry|event|post)|minute-by-minute",
    re.IGNORECASE,
)
_NO_TEXT = ("figure", "nav", "aside", "footer", "form", "button", "time")
_KINDS = {
    None: BlockKind.PARAGRAPH,
    PieceKind.CODE: BlockKind.PARAGRAPH,
    PieceKind.HEADING: BlockKind.HEADING,
    PieceKind.ITEM: BlockKind.ITEM,
    PieceKind.QUOTE: BlockKind.QUOTE,
    PieceKind.ROW: BlockKind.ROW,
}


def mark_updates(root: Any, updates: Sequence[Update]) -> list[Any]:
    """Write the times of updates into the tree of a page; return the headings that have them."""
    return list(_mark_told(root, updates) if updates else _mark_alike(root))


def _mark_told(root: Any, updates: Sequence[Update]) -> Iterator[Any]:
    # Of equal ones the last: above the updates may be a list of them.
    headings = {letters_of(it.text_content()): it for it in root.iter(*_HEADINGS)}
    paragraphs: dict[str, list[tuple[str, Any]]] = {}
    for paragraph in root.iter("p"):
        letters = letters_of(paragraph.text_content())
        if len(letters) >= _LEAST_LETTERS:
            paragraphs.setdefault(letters[:_LEAST_LETTERS], []).append((letters, paragraph))
    times = times_of([update.published for update in updates])
    for time, update in zip(times, updates, strict=True):
        if not time:
            continue
        heading = headings.get(letters_of(update.headline)) if update.headline else None
        if heading is not None:
            yield _with_time(heading, time)
            continue
        told = letters_of(update.text)
        # Data often makes one paragraph of an update that has several on the page.
        alike = paragraphs.get(told[:_LEAST_LETTERS], ())
        first = next((it for letters, it in alike if told.startswith(letters)), None)
        if first is not None:
            heading = _made(heading_of(time, update.headline))
            first.addprevious(heading)
            yield heading


def _mark_alike(root: Any) -> Iterator[Any]:
    kinds: dict[str, list[tuple[Any, Any]]] = {}
    for container, time in _timed(root):
        make = f"{container.tag}.{container.get('class') or ''}"
        kinds.setdefault(make, []).append((container, time))
    for found in kinds.values():
        if len(found) < _FEWEST:
            continue
        written = [time.get("datetime") or "" for _, time in found]
        for (container, time), shown in zip(found, times_of(written), strict=True):
            words = shown or clean_line(time.text_content())
            if not CLOCK.search(words) or len(words) > _MOST_TIME_CHARACTERS:
                continue
            if not _is_left_open(time):
                time.drop_tree()
            heading = next(container.iter(*_HEADINGS), None)
            if heading is None:
                heading = _made(words)
                container.insert(0, heading)
            yield _with_time(heading, words)


def _timed(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the containers of updates, each with its first time."""
    seen: set[Any] = set()
    for time in list(root.iter("time"))[:_MOST_TIMES]:
        for ancestor in list(time.iterancestors())[:_MOST_UP]:
            names = " ".join(ancestor.get(name) or "" for name in ("class", "id", "itemprop"))
            if ancestor.tag not in _CONTAINERS or not _NAMES.search(names):
                continue
            if ancestor not in seen and count_words(ancestor.text_content()) >= _LEAST_WORDS:
                yield ancestor, time
            seen.add(ancestor)
            break


def _with_time(heading: Any, time: str) -> Any:
    line = clean_line(heading.text_content())
    if heading_of(time, line) != line:
        heading.text = f"{time} {(heading.text or '').lstrip()}"
    return heading


def _made(words: str) -> Any:
    heading = lxml_html.Element("h3")
    heading.text = words
    return heading


def blog_blocks(headings: Sequence[Any]) -> list[Block]:
    """Return the text of a page from its first update to its last, in the page's order.

    Arguments:
        headings: those of the updates, as `mark_updates` returns them.
    """
    blocks: list[Block] = []
    for element in _from_first_to_last(headings):
        shown = deepcopy(element)
        shown.tail = None
        for out in list(shown.iter(*_NO_TEXT)):
            if out is not shown and not _is_left_open(out):
                out.drop_tree()
        blocks += [_block(part) for part in read_structure(shown, "").parts]
    counts = Counter(letters_of(block.text) for block in blocks)
    return [it for it in blocks if not _is_label(it) or counts[letters_of(it.text)] < _FEWEST]


def _is_left_open(element: Any) -> bool:
    """Tell whether this is a time that was never closed: it holds what comes after it, too."""
    return element.tag == "time" and next(element.iter(*_TEXT, *_CONTAINERS), None) is not None


def _is_label(block: Block) -> bool:
    """Tell whether a line is of the kind that each update has: its author, a button."""
    return block.kind is not BlockKind.HEADING and block.word_count <= _LABEL_WORDS


def _from_first_to_last(headings: Sequence[Any]) -> list[Any]:
    """Return the elements side by side that hold all headings, and the text of the last one."""
    if len(headings) < 2:  # noqa: PLR2004
        return []
    chains = [[*reversed(list(heading.iterancestors())), heading] for heading in headings]
    depth = 0
    while all(len(chain) > depth + 1 for chain in chains) and (
        len({chain[depth] for chain in chains}) == 1
    ):
        depth += 1
    if not depth:
        return []
    siblings = list(chains[0][depth - 1])
    places = [siblings.index(chain[depth]) for chain in chains]
    first, last = min(places), max(places)
    if siblings[last].tag in _HEADINGS:
        while last + 1 < len(siblings) and siblings[last + 1].tag in _TEXT:
            last += 1
    return siblings[first : last + 1]


def _block(part: Part) -> Block:
    linked = sum(anchor.end - anchor.start for anchor in part.anchors)
    return Block(
        text=part.text.strip(),
        kind=_KINDS[part.kind],
        link_share=min(linked / max(len(part.text), 1), 1.0),
    )
