"""Render blocks as markup that is valid HTML and well-formed XML; all text is escaped."""

from collections.abc import Iterator, Sequence
from html import escape

from fetch.text.clean import strip_controls
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
    Weight,
    Words,
    one_line,
)

STYLE = (
    "body{font:1em/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;"
    "color:#222;background:#fdfcf9}h1{font-size:1.4em}h2{font-size:1.15em;margin:2em 0 .2em}"
    "h3,h4,h5,h6{font-size:1em;margin:1.5em 0 .2em}.by{color:#666;font-size:.9em}"
    "ul,ol{padding-left:1.4em}blockquote{margin:1em 0;padding-left:1em;border-left:3px solid #bbb}"
    "table{border-collapse:collapse}td,th{padding:.2em .6em;border:1px solid #bbb;text-align:left}"
    "pre{overflow-x:auto}:target{background:#fe9}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1d}"
    ".by{color:#999}a{color:#9bf}:target{background:#540}}"
)
"""Both editions look alike."""


def blocks_as_markup(blocks: Sequence[Block], prefix: str = "") -> list[str]:
    """Return a line or more for each block; `prefix` keeps the marks of documents apart."""
    return [line for block in blocks for line in _block(block, prefix)]


def text_as_markup(text: str) -> str:
    """Return text that is nothing but text, in an element or an attribute."""
    return escape(one_line(strip_controls(text)))


def _block(block: Block, prefix: str) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number}. " if block.number is not None else ""
            yield f"<h{block.level}>{number}{_line(block.words, prefix)}</h{block.level}>"
        case Paragraph():
            kind = ' class="by"' if block.is_quiet else ""
            yield f"<p{kind}>{_line(block.words, prefix)}</p>"
        case Listing():
            yield from _nested(block.items, prefix)
        case Quotation():
            words = _line(block.words, prefix)
            opening, closing = "<blockquote>" * block.level, "</blockquote>" * block.level
            yield f"{opening}<p>{words}</p>{closing}"
        case Table():
            yield from _rows(block)
        case Code():
            yield f"<pre><code>{escape(strip_controls(block.text))}</code></pre>"
        case Picture():
            yield f'<p class="by">Picture: {_linked(block.caption or block.url, block.url)}</p>'


def _line(line: Line, prefix: str) -> str:
    return "".join(_inked(words, prefix) for words in line).strip()


def _inked(words: Words, prefix: str) -> str:
    made = escape(" ".join(strip_controls(words.text).split("\n")))
    if is_web_address(words.url):
        made = f'<a href="{_address(words.url)}" rel="noreferrer">{made}</a>'
    elif words.to:
        made = f'<a href="#{escape(prefix + words.to)}">{made}</a>'
    match words.weight:
        case Weight.STRONG:
            made = f"<b>{made}</b>"
        case Weight.EMPHASIS:
            made = f"<i>{made}</i>"
        case Weight.SOURCE:
            made = f' <span class="by">{made}</span>'
        case Weight.PLAIN:
            pass
    return f'<span id="{escape(prefix + words.mark)}">{made}</span>' if words.mark else made


def _linked(text: str, url: str) -> str:
    words = text_as_markup(text)
    return f'<a href="{_address(url)}" rel="noreferrer">{words}</a>' if url else words


def _address(url: str) -> str:
    return escape(strip_controls(url))


def _nested(items: Sequence[Item], prefix: str) -> Iterator[str]:
    """Return the lists that items make: a numbered one and one with bullets are two."""
    start = 0
    for at, item in enumerate(items):
        first = items[start]
        is_sibling = item.level <= first.level
        if is_sibling and (item.number is None) != (first.number is None):
            yield _list_of(items[start:at], prefix)
            start = at
    if items:
        yield _list_of(items[start:], prefix)


def _list_of(items: Sequence[Item], prefix: str) -> str:
    """Return one list; items of a deeper level belong to the one before them."""
    level = items[0].level
    tag = "ul" if items[0].number is None else "ol"
    made: list[str] = []
    at = 0
    while at < len(items):
        item = items[at]
        end = at + 1
        while end < len(items) and items[end].level > level:
            end += 1
        inner = "".join(_nested(items[at + 1 : end], prefix))
        value = f' value="{item.number}"' if item.number is not None else ""
        made.append(f"<li{value}>{_line(item.words, prefix)}{inner}</li>")
        at = end
    return f"<{tag}>{''.join(made)}</{tag}>"


def _rows(block: Table) -> Iterator[str]:
    yield "<table>"
    for number, row in enumerate(block.rows):
        tag = "td" if number else "th"
        yield f"<tr>{''.join(f'<{tag}>{text_as_markup(cell)}</{tag}>' for cell in row)}</tr>"
    yield "</table>"
