"""The document model that every format renders: blocks of styled words. Plain, unescaped values."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Weight(StrEnum):
    """How words stand out from those around them."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    SOURCE = "source"
    """Who says what stands before: quiet, and apart from it."""


class Words(Struct, frozen=True, kw_only=True):
    """Words of one weight.

    Attributes:
        url: the web address that they lead to, "" for none.
        to: the mark in the same document that they lead to, "" for none.
        mark: what other words lead here by, "" for none.
    """

    text: str
    weight: Weight = Weight.PLAIN
    url: str = ""
    to: str = ""
    mark: str = ""


Line = tuple[Words, ...]


class Heading(Struct, frozen=True, kw_only=True):
    """A heading; the title of the document is level 1.

    Attributes:
        number: of a section among others, None for none.
    """

    words: Line
    level: int = 2
    number: int | None = None


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph; `is_quiet` for what is said about the text beside it."""

    words: Line
    is_quiet: bool = False


class Item(Struct, frozen=True, kw_only=True):
    """One item of a list.

    Attributes:
        level: how deep it is nested, from 1.
        number: in a numbered list, None for a bullet.
    """

    words: Line
    level: int = 1
    number: int | None = None


class Listing(Struct, frozen=True, kw_only=True):
    """Items, one after another."""

    items: tuple[Item, ...]


class Quotation(Struct, frozen=True, kw_only=True):
    """A paragraph of somebody else's words, set apart."""

    words: Line
    level: int = 1


class Table(Struct, frozen=True, kw_only=True):
    """Rows of cells; the first row is the head."""

    rows: tuple[tuple[str, ...], ...]


class Code(Struct, frozen=True, kw_only=True):
    """Lines that keep their breaks and blanks."""

    text: str


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that is not printed: its caption and its address are."""

    url: str
    caption: str = ""


Block = Heading | Paragraph | Listing | Quotation | Table | Code | Picture


class Document(Struct, frozen=True, kw_only=True):
    """Something to print.

    Attributes:
        title: one line; the blocks do not repeat it.
        language: ISO 639-1 code, "" if unknown.
        published: aware; None if unknown.
        source: who wrote or published it, "" if unknown.
        url: of the page, "" for none.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = ""
    published: datetime | None = None
    source: str = ""
    url: str = ""


def plain(text: str, weight: Weight = Weight.PLAIN) -> Line:
    """Return a line of one weight."""
    return (Words(text=text, weight=weight),)


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())


def listing(lines: Sequence[Line], *, is_numbered: bool = False) -> Listing:
    """Return a list of one level."""
    return Listing(
        items=tuple(
            Item(words=line, number=number if is_numbered else None)
            for number, line in enumerate(lines, 1)
        )
    )


def joined(lines: Sequence[Line], between: str) -> Line:
    """Return several lines as one."""
    made: list[Words] = []
    for number, line in enumerate(lines):
        made += [*(plain(between) if number else ()), *line]
    return tuple(made)
