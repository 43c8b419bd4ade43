"""The layout of an article: what each piece of its text is, its links and pictures. Plain values.

All offsets count code points of `Article.text`, ends exclusive; the text itself stays plain.
"""

from enum import StrEnum

from msgspec import Struct


class PieceKind(StrEnum):
    """What a piece of a text is; what is named nowhere is a paragraph."""

    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    CODE = "code"


class Piece(Struct, frozen=True, kw_only=True):
    """A part of the text that is no plain paragraph.

    Attributes:
        level: of a heading, 1 to 6; how deep an item or a quotation is nested, from 1.
        number: of an item in a numbered list, None for a bullet.
        table: rows of one table have the same number, from 0; -1 for what is no row.
    """

    kind: PieceKind
    start: int
    end: int
    level: int = 1
    number: int | None = None
    table: int = -1


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead somewhere: an absolute http(s) address."""

    start: int
    end: int
    url: str


class Picture(Struct, frozen=True, kw_only=True):
    """A picture of the article.

    Attributes:
        at: the offset in the text that it stands before; the text's length for one at the end.
        url: absolute http(s) address.
        caption: what the page says below it, else its alternative text; "" for neither.
    """

    at: int
    url: str
    caption: str = ""


MAX_REMOVED_CHARACTERS = 400
"""Of a line that was left out; it is shown, never read on."""


class RemovalReason(StrEnum):
    """Why a line of a page is no part of its article."""

    LABEL = "label"
    OFFER = "offer"
    NOTICE = "notice"
    CREDIT = "credit"
    TEASER = "teaser"
    LINKS = "links"
    TITLE = "title"
    REPEAT = "repeat"
    BYLINE = "byline"
    AUTHOR = "author"
    HEADING = "heading"
    SITE = "site"


class Removed(Struct, frozen=True, kw_only=True):
    """A line that was taken out as boilerplate.

    Attributes:
        at: the offset in the text that it stood before; the text's length for one at the end.
    """

    at: int
    text: str
    reason: RemovalReason


class Layout(Struct, frozen=True, kw_only=True):
    """Everything that the plain text does not say of itself, each part in the text's order."""

    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    removed: tuple[Removed, ...] = ()
