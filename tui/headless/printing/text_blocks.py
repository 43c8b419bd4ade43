"""The text of an article as blocks, by its layout. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from fetch.layout import Layout, Link, Piece, PieceKind
from fetch.model import Article
from summarise.model import Span
from tui.headless.browser import is_web_address
from tui.headless.printing.document import (
    Block,
    Code,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Words,
)

_FIRST_LEVEL = 3
"""Headings of an article stand below the document's title and its parts."""
_LAST_LEVEL = 6
_CELLS = " | "
"""Between the cells of a row in the text."""


class _Part(Struct, frozen=True, kw_only=True):
    """A stretch of the text, with the piece that it is; None for a plain paragraph."""

    start: int
    end: int
    piece: Piece | None = None


def body_blocks(article: Article, marks: Mapping[str, Span]) -> tuple[Block, ...]:
    """Return the text of an article.

    Args:
        article: with its layout, or without one.
        marks: what can be led to, by name: spans of the text.
    """
    text, layout = article.text, article.layout
    parts = list(_parts(text, layout.pieces))
    pictures = [it for it in layout.pictures if is_web_address(it.url)]
    blocks: list[Block] = []
    for _, group in groupby(parts, key=_kind_of_group):
        members = list(group)
        while pictures and pictures[0].at <= members[0].start:
            picture = pictures.pop(0)
            blocks.append(Picture(url=picture.url, caption=picture.caption))
        blocks += _blocks(text, layout, members, marks)
    blocks += [Picture(url=picture.url, caption=picture.caption) for picture in pictures]
    return tuple(blocks)


def _parts(text: str, pieces: Sequence[Piece]) -> Iterator[_Part]:
    at = 0
    for piece in pieces:
        if not at <= piece.start < piece.end <= len(text):
            continue
        yield from _paragraphs(text, at, piece.start)
        yield _Part(start=piece.start, end=piece.end, piece=piece)
        at = piece.end
    yield from _paragraphs(text, at, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[_Part]:
    at = start
    for paragraph in text[start:end].split("\n\n"):
        inner = paragraph.strip()
        if inner:
            first = at + paragraph.index(inner[0])
            yield _Part(start=first, end=first + len(inner))
        at += len(paragraph) + 2


def _kind_of_group(part: _Part) -> tuple[object, ...]:
    """Return what neighbours have in common that make one block."""
    piece = part.piece
    if piece is not None and piece.kind is PieceKind.ITEM:
        return (PieceKind.ITEM,)
    if piece is not None and piece.kind is PieceKind.ROW:
        return (PieceKind.ROW, piece.table)
    return (part.start,)


def _blocks(
    text: str, layout: Layout, members: Sequence[_Part], marks: Mapping[str, Span]
) -> Iterator[Block]:
    first = members[0]
    line = _line(text, first, layout.links, marks)
    piece = first.piece
    if piece is None:
        yield Paragraph(words=line)
        return
    match piece.kind:
        case PieceKind.HEADING:
            level = min(_FIRST_LEVEL - 1 + max(piece.level, 1), _LAST_LEVEL)
            yield Heading(words=line, level=level)
        case PieceKind.QUOTE:
            yield Quotation(words=line, level=piece.level)
        case PieceKind.CODE:
            yield Code(text=text[first.start : first.end])
        case PieceKind.ITEM:
            yield Listing(items=tuple(_items(text, layout.links, members, marks)))
        case PieceKind.ROW:
            rows = [text[it.start : it.end].split(_CELLS) for it in members]
            yield Table(rows=tuple(tuple(row) for row in rows))


def _items(
    text: str, links: Sequence[Link], members: Sequence[_Part], marks: Mapping[str, Span]
) -> Iterator[Item]:
    for part in members:
        words = _line(text, part, links, marks)
        piece = part.piece
        if piece is not None:
            yield Item(words=words, level=piece.level, number=piece.number)


def _line(text: str, part: _Part, links: Sequence[Link], marks: Mapping[str, Span]) -> Line:
    """Return the words of a part, cut where links and marks begin and end."""
    inside = [it for it in links if part.start <= it.start < it.end <= part.end]
    inside = [it for it in inside if is_web_address(it.url)]
    begun = {name: span for name, span in marks.items() if part.start <= span.start < part.end}
    cuts = {part.start, part.end, *(span.start for span in begun.values())}
    for link in inside:
        cuts |= {link.start, link.end}
    names = {span.start: name for name, span in reversed(begun.items())}
    made: list[Words] = []
    for start, end in pairwise(sorted(cuts)):
        url = next((it.url for it in inside if it.start <= start < it.end), "")
        made.append(Words(text=text[start:end], url=url, mark=names.get(start, "")))
    return tuple(made)
