"""The text of an article with its structure, as plain text for the standard output."""

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from fetch.layout import Layout, Link, Picture, Piece, PieceKind
from fetch.model import Article
from tui.linking import host_of, link_numbers

_BAR = "> "


_TIGHT = frozenset({PieceKind.ITEM, PieceKind.ROW})


def text_with_structure(article: Article, width: int) -> Iterator[str]:
    """Yield the paragraphs of an article, wrapped: bullets, bars, numbers of links, pictures.

    The items of a list are one paragraph, and so are the rows of a table.
    """
    for kind, parts in groupby(_parts(article, width), key=lambda part: part[0]):
        words = [part[1] for part in parts]
        yield from ["\n".join(words)] if kind in _TIGHT else words


def _parts(article: Article, width: int) -> Iterator[tuple[PieceKind | None, str]]:
    text, layout = article.text, article.layout
    numbers = link_numbers(layout)
    pictures = list(layout.pictures)
    at = 0
    for piece in (*layout.pieces, None):
        stop = len(text) if piece is None else piece.start
        for start, end in _paragraphs(text, at, stop):
            while pictures and pictures[0].at <= start:
                yield None, _picture(pictures.pop(0), width)
            yield None, _set(_numbered(text, start, end, layout.links, numbers), None, width)
        if piece is not None:
            while pictures and pictures[0].at <= piece.start:
                yield None, _picture(pictures.pop(0), width)
            # Numbers in code would become part of it.
            links = () if piece.kind is PieceKind.CODE else layout.links
            words = _numbered(text, piece.start, piece.end, links, numbers)
            yield piece.kind, _set(words, piece, width)
            at = piece.end
    yield from ((None, _picture(picture, width)) for picture in pictures)
    if numbers:
        yield None, "\n".join(f"[{number}] {url}" for url, number in numbers.items())


def layout_fields(layout: Layout) -> dict[str, Any]:
    """Return a layout for JSON: offsets count code points of the text."""
    return {
        "pieces": [
            {
                "kind": it.kind,
                "start": it.start,
                "end": it.end,
                "level": it.level,
                "number": it.number,
                "table": it.table if it.table >= 0 else None,
            }
            for it in layout.pieces
        ],
        "links": [{"start": it.start, "end": it.end, "url": it.url} for it in layout.links],
        "pictures": [{"at": it.at, "url": it.url, "caption": it.caption} for it in layout.pictures],
    }


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 2


def _numbered(
    text: str, start: int, end: int, links: tuple[Link, ...], numbers: dict[str, int]
) -> str:
    words: list[str] = []
    for link in links:
        if start < link.end <= end:
            words += (text[start : link.end], f"[{numbers[link.url]}]")
            start = link.end
    return "".join(words) + text[start:end]


def _set(words: str, piece: Piece | None, width: int) -> str:
    if piece is not None and piece.kind is PieceKind.CODE:
        return textwrap.indent(words, "    ")
    first = others = ""
    if piece is not None and piece.kind is PieceKind.HEADING:
        words = f"{'#' * piece.level} {words}"
    elif piece is not None and piece.kind is PieceKind.QUOTE:
        first = others = _BAR * piece.level
    elif piece is not None and piece.kind is PieceKind.ITEM:
        mark = "- " if piece.number is None else f"{piece.number}. "
        first = "  " * (piece.level - 1) + mark
        others = " " * len(first)
    line = " ".join(words.split())
    return textwrap.fill(line, width, initial_indent=first, subsequent_indent=others)


def _picture(picture: Picture, width: int) -> str:
    words = f"[Picture: {picture.caption or host_of(picture.url)}]"
    return f"{textwrap.fill(words, width)}\n{picture.url}"
