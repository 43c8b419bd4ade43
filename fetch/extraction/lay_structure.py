"""Map a document's structure (headings, lists, links) onto its extracted text. Pure.

Each paragraph is located in the document by its letters alone. So the text stays unchanged, however
it was extracted, and removed boilerplate has no layout.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from fetch.extraction.lines.sifted_blocks import Sifted
from fetch.html.structure import Part, Placed, Structure
from fetch.layout import (
    MAX_REMOVED_CHARACTERS,
    Layout,
    Link,
    Picture,
    Piece,
    PieceKind,
    RemovalReason,
    Removed,
)
from fetch.text.blocks import letters_of
from fetch.text.clean import clean_line

MAX_LINKS = 5_000
MAX_PICTURES = 100
MAX_REMOVED = 200
_ANCHOR_LETTERS = 40
"""So many letters in a row are found once in a document; fewer may stand anywhere."""
_MAX_PLACES = 100
"""So many places are looked at for a paragraph."""
_LEAD_REACH = 2500
"""Letters above the first paragraph where its picture may stand."""
_TAIL_REACH = 150
"""Letters below the last paragraph where a picture still is the article's."""
_MAX_LEAD_PICTURES = 2


def _letters(text: str) -> str:
    """Return the letters and digits, each one character: as many as `_positions` gives."""
    return "".join(filter(str.isalnum, text.lower()))


def _positions(text: str) -> list[int]:
    return [index for index, character in enumerate(text) if character.isalnum()]


class _Found(Struct, frozen=True, kw_only=True):
    """A paragraph of the text and where in the letters of the document it stands, -1: nowhere."""

    start: int
    text: str
    letters: str
    at: int = -1


class _Document:
    """The letters of all parts in one row."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.parts = parts
        each = [_letters(part.text) for part in parts]
        self.letters = "".join(each)
        self.starts: list[int] = []
        size = 0
        for letters in each:
            self.starts.append(size)
            size += len(letters)
        self._begins = frozenset((*self.starts, size))

    def find(self, letters: str, low: int, high: int) -> int:
        """Return where letters stand in [low, high), -1 for nowhere that is certain.

        Best is a whole part (or several), then the beginning of one; the midst of one will do
        for letters that are too many to stand there by chance.
        """
        at = first = self.letters.find(letters, low, high)
        begin = -1
        for _ in range(_MAX_PLACES):
            if at < 0:
                break
            if at in self._begins:
                if at + len(letters) in self._begins:
                    return at
                begin = at if begin < 0 else begin
            at = self.letters.find(letters, at + 1, high)
        if begin >= 0:
            return begin
        return first if len(letters) >= _ANCHOR_LETTERS else -1

    def goes_on(self, letters: str, at: int) -> bool:
        """Tell whether letters follow at a place."""
        return self.letters.startswith(letters, at)

    def overlapping(self, start: int, end: int) -> Iterator[tuple[int, int, Part]]:
        """Yield the parts that stand in [start, end), each with its first letter and end there."""
        number = bisect_right(self.starts, start) - 1
        while number < len(self.parts) and self.starts[number] < end:
            begin = self.starts[number]
            after = self.starts[number + 1] if number + 1 < len(self.parts) else len(self.letters)
            if after > start and after > begin:
                yield begin, after, self.parts[number]
            number += 1


def _paragraphs(text: str) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    for paragraph in text.split("\n\n"):
        found.append(_Found(start=at, text=paragraph, letters=_letters(paragraph)))
        at += len(paragraph) + 2
    return found


def _placed(text: str, document: _Document) -> list[_Found]:
    """Return the paragraphs with their places: the long ones first, the short ones between."""
    found = _paragraphs(text)
    size = len(document.letters)
    places = [-1] * len(found)
    after = 0
    for number, paragraph in enumerate(found):
        if len(paragraph.letters) >= _ANCHOR_LETTERS:
            places[number] = document.find(paragraph.letters, after, size)
            if places[number] >= 0:
                after = places[number] + len(paragraph.letters)
    ends = [size] * (len(found) + 1)
    for number in range(len(found) - 1, -1, -1):
        ends[number] = places[number] if places[number] >= 0 else ends[number + 1]
    after = 0
    for number, paragraph in enumerate(found):
        if places[number] < 0 and paragraph.letters and len(paragraph.letters) < _ANCHOR_LETTERS:
            high = ends[number]
            # Above the first long paragraph there is the page's own head, too.
            low = after or (max(0, high - _LEAD_REACH) if high < size else 0)
            places[number] = document.find(paragraph.letters, low, high)
            if places[number] < 0 and after and document.goes_on(paragraph.letters, after):
                # A run of links without paragraphs of their own: each follows the one before.
                places[number] = after
        if places[number] >= 0:
            after = places[number] + len(paragraph.letters)
    return [
        _Found(start=it.start, text=it.text, letters=it.letters, at=at)
        for it, at in zip(found, places, strict=True)
    ]


def _with_code(found: list[_Found], document: _Document) -> str:
    """Return the text with the line breaks of its code."""
    paragraphs: list[str] = []
    number = 0
    while number < len(found):
        code, count = _code_at(found, number, document)
        paragraphs.append(code or found[number].text)
        number += count
    return "\n\n".join(paragraphs)


def _code_at(found: list[_Found], number: int, document: _Document) -> tuple[str, int]:
    """Return the code that begins with a paragraph and how many paragraphs it takes up."""
    at = found[number].at
    for begin, after, part in document.overlapping(at, at + 1) if at >= 0 else ():
        if not part.code or begin != at:
            continue
        letters, count = found[number].letters, 1
        while len(letters) < after - begin and number + count < len(found):
            letters += found[number + count].letters
            count += 1
        if letters == document.letters[begin:after]:
            return part.code, count
    return "", 1


def _pieces(paragraph: _Found, document: _Document, positions: list[int]) -> Iterator[Piece]:
    begin, end = paragraph.at, paragraph.at + len(paragraph.letters)
    parts = list(document.overlapping(begin, end))
    cuts = [0]
    for start, _, part in parts[1:]:
        at = positions[start - begin]
        # Brackets and quotation marks that open the next part stand before its first letter.
        opening = part.text[: next(iter(_positions(part.text)), 0)]
        at -= len(opening) if paragraph.text[:at].endswith(opening) else 0
        cuts.append(max(at, cuts[-1]))
    cuts.append(len(paragraph.text))
    for (low, high), (_, _, part) in zip(pairwise(cuts), parts, strict=True):
        words = paragraph.text[low:high]
        is_whole = len(parts) == 1
        if part.kind is None or not words.strip():
            continue
        if part.kind in {PieceKind.HEADING, PieceKind.ROW} and not is_whole:
            continue
        start = paragraph.start + low + len(words) - len(words.lstrip())
        yield Piece(
            kind=part.kind,
            start=start,
            end=paragraph.start + low + len(words.rstrip()),
            level=part.level,
            number=part.number,
            table=part.table,
        )


def _links(paragraph: _Found, document: _Document, positions: list[int]) -> Iterator[Link]:
    begin, end = paragraph.at, paragraph.at + len(paragraph.letters)
    for start, _, part in document.overlapping(begin, end):
        if not part.anchors:
            continue
        letters_at = _positions(part.text)
        for anchor in part.anchors:
            first = start + bisect_right(letters_at, anchor.start - 1) - begin
            last = start + bisect_right(letters_at, anchor.end - 1) - begin
            first, last = max(first, 0), min(last, len(paragraph.letters))
            if first >= last:
                continue
            low, high = positions[first], positions[last - 1] + 1
            words = part.text[anchor.start : anchor.end].strip()
            at = paragraph.text.find(words, max(0, low - len(words)), high + len(words))
            if 0 <= at <= low and at + len(words) >= high:
                low, high = at, at + len(words)
            yield Link(start=paragraph.start + low, end=paragraph.start + high, url=anchor.url)


def _is_lead(picture: Placed, at: int, first: int) -> bool:
    return picture.is_figure and first - _LEAD_REACH <= at < first


def _pictures(
    found: list[_Found], document: _Document, pictures: tuple[Placed, ...], size: int
) -> Iterator[Picture]:
    known = [it for it in found if it.at >= 0]
    if not known:
        return
    first, last = known[0].at, max(it.at + len(it.letters) for it in known)
    seen: set[str] = set()
    texts = {letters_of(it.text) for it in found}
    leads = 0
    at_before = 0
    for picture in pictures:
        is_last = picture.part >= len(document.parts)
        at = len(document.letters) if is_last else document.starts[picture.part]
        if picture.url in seen or at > last + _TAIL_REACH:
            continue
        if at < first:
            if leads == _MAX_LEAD_PICTURES or not _is_lead(picture, at, first):
                continue
            leads += 1
        seen.add(picture.url)
        place = next((it.start for it in known if it.at >= at), size)
        at_before = max(at_before, place)
        # A caption that the text has as a paragraph is not said twice.
        is_said = letters_of(picture.caption) in texts
        caption = "" if is_said else picture.caption
        yield Picture(at=at_before, url=picture.url, caption=caption)


def with_removed(text: str, layout: Layout, sifted: Sifted, teasers: Sequence[str] = ()) -> Layout:
    """Return a layout that also has the lines that were taken out, each before what stays."""
    starts: list[tuple[int, int]] = []
    count = 0
    for paragraph in _paragraphs(text):
        starts.append((count, paragraph.start))
        count += len(paragraph.letters)
    before = [0]
    for block in sifted.kept:
        before.append(before[-1] + len(_letters(block.text)))
    removed = [
        Removed(
            at=next((at for letters, at in starts if letters >= before[it.before]), len(text))
            if it.before < len(sifted.kept)
            else len(text),
            text=clean_line(it.block.text, max_characters=MAX_REMOVED_CHARACTERS),
            reason=it.reason,
        )
        for it in sifted.removed
    ]
    for teaser in teasers:
        line = clean_line(teaser, max_characters=MAX_REMOVED_CHARACTERS)
        removed.append(Removed(at=len(text), text=line, reason=RemovalReason.TEASER))
    known = [it for it in removed if it.text]
    return replace(layout, removed=tuple(known[:MAX_REMOVED]))


def lay_out(text: str, structure: Structure) -> tuple[str, Layout]:
    """Return `text`, its code with line breaks, and what the document says of it."""
    if not text or not structure.parts:
        return text, Layout()
    document = _Document(structure.parts)
    found = _placed(text, document)
    with_code = _with_code(found, document)
    if with_code != text:
        text, found = with_code, _placed(with_code, document)
    pieces: list[Piece] = []
    links: list[Link] = []
    for paragraph in found:
        if paragraph.at < 0:
            continue
        positions = _positions(paragraph.text)
        pieces += _pieces(paragraph, document, positions)
        for link in _links(paragraph, document, positions):
            if not links or link.start >= links[-1].end:
                links.append(link)
    pictures = tuple(_pictures(found, document, structure.pictures, len(text)))
    return text, Layout(
        pieces=tuple(pieces), links=tuple(links[:MAX_LINKS]), pictures=pictures[:MAX_PICTURES]
    )
