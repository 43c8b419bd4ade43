"""Read the structure from markup: headings, items, rows, code, links, pictures.

Reads a given lxml tree and does not change it.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from msgspec import Struct, field

from fetch.html.article_images import picture_address
from fetch.layout import PieceKind
from fetch.text.clean import clean_line, strip_controls
from fetch.text.identity import web_address

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "form"}
    | {"button", "select", "textarea", "audio", "video", "canvas", "head", "title"}
)
_PARTS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "aside", "blockquote", "pre", "figure"}
    | {"figcaption", "ul", "ol", "dl", "dt", "dd", "li", "table", "tr", "hr", "main", "nav", "br"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "address", "details", "summary"}
)
_LISTS = frozenset({"ul", "ol"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLANKS = re.compile(r"\s+")
_DEEPEST = 9
"""No list or quotation is nested deeper on purpose."""
_LARGEST_NUMBER = 99_999
_MAX_CAPTION = 400
_MAX_CODE_CHARACTERS = 100_000
BLANK_CODE_LINE = " "
"""What stands for an empty line of code: two line feeds in a row would end a paragraph."""


class Anchor(Struct, frozen=True, kw_only=True):
    """Characters [start, end) of a part that lead to an address."""

    start: int
    end: int
    url: str


class Part(Struct, frozen=True, kw_only=True):
    """Text between two ends of blocks, its white space made single.

    Attributes:
        kind: None for a paragraph.
        code: the text as it was set; "" for what is no code.
    """

    text: str
    kind: PieceKind | None = None
    level: int = 1
    number: int | None = None
    table: int = -1
    anchors: tuple[Anchor, ...] = ()
    code: str = ""


class Placed(Struct, frozen=True, kw_only=True):
    """A picture and the number of the part that it stands before.

    Attributes:
        is_figure: the markup says that it belongs to the text.
    """

    part: int
    url: str
    caption: str
    is_figure: bool


class Structure(Struct, frozen=True, kw_only=True):
    """A document's parts and pictures in its order."""

    parts: tuple[Part, ...] = ()
    pictures: tuple[Placed, ...] = ()


class _Reader(Struct):
    """Puts parts together while the tree is walked."""

    base: str
    parts: list[Part] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    url: str = ""
    url_from: int = 0
    open: list[Any] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)
    tables: int = 0

    def add(self, text: str | None) -> None:
        """Take text in, white space made single."""
        if not text:
            return
        line = _BLANKS.sub(" ", strip_controls(_BLANKS.sub(" ", text)))
        if line.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            line = line[1:]
        if line:
            self.pieces.append(line)
            self.size += len(line)

    def begin(self, element: Any) -> None:
        """Take the beginning of an element in."""
        tag = element.tag
        if tag in _PARTS:
            self.end_part()
            self.open.append(element)
        if tag == "li":
            self._count(element)
        elif tag == "table":
            self.tables += 1
        elif tag in {"td", "th"} and self.pieces:
            self.add(" | ")
        elif tag == "a":
            self.end_link()
            self.url = web_address(element.get("href") or "", self.base)
            self.url_from = self.size
        elif tag == "img":
            self._picture(element)

    def end(self, element: Any) -> None:
        """Take the end of an element in."""
        if element.tag == "a":
            self.end_link()
            self.url = ""
        elif element.tag in _PARTS:
            if element.tag == "pre":
                self._end_code(element)
            self.end_part()
            self.open.pop()

    def end_link(self) -> None:
        """End the words of a link that is open; it goes on with what follows."""
        if self.url and self.size > self.url_from:
            self.anchors.append(Anchor(start=self.url_from, end=self.size, url=self.url))
        self.url_from = self.size

    def end_part(self) -> None:
        """End a part, if anything is in it."""
        self.end_link()
        text = "".join(self.pieces)
        if text.strip(" |"):
            kind, level, number = self._kind()
            table = self.tables - 1 if kind is PieceKind.ROW else -1
            self.parts.append(
                Part(
                    text=text,
                    kind=kind,
                    level=level,
                    number=number,
                    table=table,
                    anchors=tuple(self.anchors),
                )
            )
        self.pieces.clear()
        self.anchors.clear()
        self.size = self.url_from = 0

    def _end_code(self, element: Any) -> None:
        text = "".join(element.itertext())[:_MAX_CODE_CHARACTERS].expandtabs(4)
        lines = [strip_controls(line).rstrip() for line in text.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        first = next((at for at, line in enumerate(lines) if line), 0)
        # An empty line would end the paragraph of the plain text.
        code = "\n".join(line or BLANK_CODE_LINE for line in lines[first:])
        flat = " ".join(code.split())
        before = len(self.parts)
        self.end_part()
        if flat and len(self.parts) > before:
            self.parts[before:] = [Part(text=flat, kind=PieceKind.CODE, code=code)]

    def _kind(self) -> tuple[PieceKind | None, int, int | None]:
        depth = quotes = 0
        for position, element in enumerate(reversed(self.open)):
            tag = element.tag
            if tag in _HEADINGS and not depth:
                return PieceKind.HEADING, _HEADINGS[tag], None
            if tag == "tr" and position == 0:
                return PieceKind.ROW, 1, None
            if tag == "pre":
                return PieceKind.CODE, 1, None
            depth += tag == "li"
            quotes += tag == "blockquote"
        if depth:
            item = next(it for it in reversed(self.open) if it.tag == "li")
            return PieceKind.ITEM, min(depth, _DEEPEST), self.numbers.get(item)
        if quotes:
            return PieceKind.QUOTE, min(quotes, _DEEPEST), None
        return None, 1, None

    def _count(self, item: Any) -> None:
        """Give an item of a numbered list its number."""
        parent = next((it for it in reversed(self.open[:-1]) if it.tag in _LISTS), None)
        if parent is None or parent.tag != "ol":
            return
        number = _whole(item.get("value"))
        if number is None:
            known = self.numbers.get(parent)
            first = _whole(parent.get("start"))
            number = known + 1 if known is not None else 1 if first is None else first
        self.numbers[parent] = self.numbers[item] = min(number, _LARGEST_NUMBER)

    def _picture(self, image: Any) -> None:
        figure = next((it for it in reversed(self.open) if it.tag == "figure"), None)
        url = picture_address(image, self.base, is_figure=figure is not None)
        if not url or any(known.url == url for known in self.pictures[-3:]):
            return
        self.pictures.append(
            Placed(
                # What was said before it in the same paragraph stays before it.
                part=len(self.parts) + bool(self.pieces),
                url=url,
                caption=_caption(image, figure),
                is_figure=figure is not None,
            )
        )


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None  # noqa: PLR2004


def _caption(image: Any, figure: Any) -> str:
    said = figure.find(".//figcaption") if figure is not None else None
    words = "" if said is None else clean_line(said.text_content(), max_characters=_MAX_CAPTION)
    return words or clean_line(image.get("alt") or "", max_characters=_MAX_CAPTION)


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the beginnings and ends of what is shown, and the text after. Not recursive."""
    skipped: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if skipped is None and element.tag in _SKIPPED:
                skipped = element
            if skipped is None:
                yield "start", element
        else:
            was_skipped = skipped is not None
            if skipped is element:
                skipped = None
            if not was_skipped:
                yield "end", element
            elif skipped is None:
                yield "tail", element


def read_structure(root: Any, base: str) -> Structure:
    """Return the structure of a tree, its addresses resolved against `base`, or its own base."""
    named = root.find(".//base[@href]")
    if named is not None:
        base = web_address(named.get("href"), base) or base
    reader = _Reader(base=base)
    for event, element in _walk(root):
        if event == "start":
            reader.begin(element)
            reader.add(element.text)
            continue
        if event == "end":
            reader.end(element)
        if element is not root:
            reader.add(element.tail)
    reader.end_part()
    return Structure(parts=tuple(reader.parts), pictures=tuple(reader.pictures))
