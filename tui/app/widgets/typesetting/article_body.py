"""Typeset the text of an article: headings, lists, quotations, tables, code, links.

Every character of the text keeps its offset; what is set beside it belongs to no offset.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby, repeat

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len, split_graphemes

from fetch.layout import Layout, Picture, Piece, PieceKind, Removed
from tui.app.widgets.text.drawable_text import fit
from tui.app.widgets.typesetting.line_setter import Setter
from tui.app.widgets.typesetting.line_wrapping import wrap
from tui.app.widgets.typesetting.table_rows import set_rows
from tui.app.widgets.typesetting.text_flow import Flow, Sources, lines_of
from tui.app.widgets.typesetting.typeset_page import Ink, Line, Run
from tui.headless.words.left_out import count_removed, describe_removal
from tui.headless.words.link_numbers import host_of, link_numbers, short_address

_LEAST_ROOM = 16
"""Columns that nested text keeps: deeper ones are indented no further."""
_BULLETS = "•◦▪"
_BAR = "▎ "
_LEFT_OUT = "╌ "
_TURN = "↪ "
"""Where a line of code goes on that is longer than the page is wide."""


class _Part(Struct, frozen=True, kw_only=True):
    start: int
    end: int
    piece: Piece | None = None

    @property
    def kind(self) -> PieceKind | None:
        return self.piece.kind if self.piece is not None else None

    @property
    def table(self) -> int:
        """Which table it is a row of, -1 for none."""
        return self.piece.table if self.piece is not None and self.kind is PieceKind.ROW else -1


class _Beside:
    """What stands between the paragraphs: pictures, and lines that were left out of the page."""

    def __init__(self, setter: Setter, layout: Layout) -> None:
        self._setter = setter
        self._pictures = list(enumerate(layout.pictures))
        self._removed = list(layout.removed)
        if self._removed:
            setter.set([(count_removed(len(self._removed)), Ink.DIM)])
            setter.blank()

    def set_before(self, at: int) -> bool:
        """Set what stands before a place in the text; whether there was anything."""
        count = len(self._pictures) + len(self._removed)
        while self._pictures and self._pictures[0][1].at <= at:
            _set_picture(self._setter, *self._pictures.pop(0))
        here = [it for it in self._removed if it.at <= at]
        if here:
            _set_removed(self._setter, here)
            self._removed = self._removed[len(here) :]
        return len(self._pictures) + len(self._removed) < count


def set_body(setter: Setter, text: str, layout: Layout, runs: Sequence[Run]) -> None:
    """Set the text, what stands between its paragraphs, and its addresses below."""
    numbers = link_numbers(layout)
    sources = Sources(text=text, runs=runs, links=layout.links, numbers=numbers)
    beside = _Beside(setter, layout)
    former: _Part | None = None
    for table, group in groupby(_parts(text, layout), key=lambda it: it.table):
        parts = list(group)
        for part in parts if table < 0 else parts[:1]:
            if beside.set_before(part.start):
                former = None
            if former is not None and not _is_tight(former, part):
                setter.blank()
            if table < 0:
                _set_part(setter, sources, part)
            former = part
        if table >= 0:
            set_rows(setter, sources, [(it.start, it.end) for it in parts])
            former = parts[-1]
    beside.set_before(len(text))
    setter.blank()
    if numbers:
        _set_footnotes(setter, numbers)


def _parts(text: str, layout: Layout) -> Iterator[_Part]:
    """Yield the paragraphs of the text, cut where a piece begins or ends."""
    at = 0
    for piece in (*layout.pieces, None):
        stop = len(text) if piece is None else piece.start
        yield from _plain(text, at, stop)
        if piece is not None:
            yield _Part(start=piece.start, end=piece.end, piece=piece)
            at = piece.end


def _plain(text: str, start: int, end: int) -> Iterator[_Part]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield _Part(start=start, end=stop)
        start = stop + 1


def _is_tight(former: _Part, part: _Part) -> bool:
    return former.kind is part.kind is PieceKind.ITEM


def _set_part(setter: Setter, sources: Sources, part: _Part) -> None:
    if part.kind is PieceKind.CODE:
        _set_code(setter, sources, part)
        return
    first, others, ink = _manner(part.piece, setter.width)
    flow = Flow(sources, part.start, part.end)
    spans = wrap(flow.text, setter.width - cell_len(others))
    prefixes = chain((first,), repeat(others))
    setter.lines += lines_of(flow, spans, prefixes, ink=ink, mark=Ink.DIM)


def _manner(piece: Piece | None, width: int) -> tuple[str, str, Ink]:
    """Return what stands before the first line and before the others, and the ink."""
    kind = piece.kind if piece is not None else None
    if piece is None or kind is PieceKind.ROW:
        return "", "", Ink.TEXT
    if kind is PieceKind.HEADING:
        return "", "", Ink.SUBHEADING
    room = max(0, width - _LEAST_ROOM) // 2
    if kind is PieceKind.QUOTE:
        bar = _BAR * min(piece.level, max(1, room // 2))
        return bar, bar, Ink.QUOTE
    mark = f"{piece.number}." if piece.number is not None else _BULLETS[min(piece.level, 3) - 1]
    if len(mark) > width // 2:
        mark = _BULLETS[0]
    indent = " " * min(2 * (piece.level - 1), max(0, room - len(mark)))
    first = f"{indent}{mark} "
    return first, " " * len(first), Ink.TEXT


def _set_code(setter: Setter, sources: Sources, part: _Part) -> None:
    at = part.start
    for words in sources.text[part.start : part.end].split("\n"):
        flow = Flow(sources, at, at + len(words))
        spans = list(_cut(flow.text, setter.width - 2 - len(_TURN)))
        prefixes = chain(("  ",), repeat("  " + _TURN))
        setter.lines += lines_of(flow, spans, prefixes, ink=Ink.CODE, mark=Ink.DIM)
        at += len(words) + 1


def _cut(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of code: cut where they are full, their spaces as they are."""
    start, used = 0, 0
    for index, _, size in split_graphemes(text)[0]:
        if used + size > width and index > start:
            yield start, index
            start, used = index, 0
        used += size
    yield start, len(text)


def _set_picture(setter: Setter, number: int, picture: Picture) -> None:
    setter.blank()
    first = len(setter.lines)
    words = picture.caption or "Picture"
    pieces = [("▣ ", Ink.DIM), (words, Ink.PICTURE), (f" · {host_of(picture.url)}", Ink.DIM)]
    setter.set(pieces[1:], first=pieces[:1], indent=2)
    setter.lines[first:] = [replace(line, picture=number) for line in setter.lines[first:]]
    setter.blank()


def _set_removed(setter: Setter, removed: Sequence[Removed]) -> None:
    """Set lines that were left out, dimmed, with the reason."""
    setter.blank()
    for line in removed:
        pieces = [(line.text, Ink.FADED), (f" · {describe_removal(line.reason)}", Ink.DIM)]
        setter.set(pieces, first=[(_LEFT_OUT, Ink.DIM)], indent=cell_len(_LEFT_OUT))
    setter.blank()


def _set_footnotes(setter: Setter, numbers: dict[str, int]) -> None:
    setter.heading("Links")
    digits = len(str(len(numbers)))
    for url, number in numbers.items():
        mark = f"{number:>{digits}} "
        words = fit(short_address(url), setter.width - len(mark))
        text = mark + words
        runs = (Run(0, len(mark), Ink.NUMBER), Run(len(mark), len(text), Ink.DIM))
        setter.lines.append(Line(text, runs))
    setter.lines.append(Line(""))
