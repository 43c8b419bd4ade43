"""Convert HTML fragments to plain text and make their links absolute. lxml stays in here.

Feeds have HTML in summaries, contents and titles. None of it reaches a screen as markup.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html

from fetch.html.entities import keep_ampersands, unescape
from fetch.html.structure import Structure, read_structure
from fetch.html.tidy_tree import tidy_tree
from fetch.text.clean import clean_line, clean_text, strip_controls
from fetch.text.identity import web_address

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "form"}
    | {"button", "select", "textarea", "audio", "video", "canvas", "head", "title"}
)
_BREAKS_PARAGRAPH = frozenset(
    {"p", "div", "section", "article", "header", "footer", "aside", "blockquote", "pre", "figure"}
    | {"figcaption", "ul", "ol", "dl", "dt", "dd", "li", "table", "tr", "hr", "main", "nav"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "address", "details", "summary"}
)
_GAPS = {"br": "\n"} | dict.fromkeys(_BREAKS_PARAGRAPH, "\n\n")
_CELLS = frozenset({"td", "th"})
_CELL_GAP = " | "
_TAG = re.compile(r"<(?:/?[a-zA-Z]|!)")
_ANY_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z!][^<>]{0,4000}>", re.DOTALL)
# Tags that feeds put into titles; any other "<word>" in a title is what the writer wanted to say.
_TITLE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|mark|p|q|s|small|span"
    r"|strike|strong|sub|sup|tt|u|wbr|script|style)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_TITLE_BREAK = re.compile(r"</?(?:br|p|div|h[1-6])(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_PICTURE = re.compile(r"<img\s[^<>]{0,4000}>", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_UNWANTED_ATTRIBUTE = re.compile(r"^(?:on|style$|srcset$|data-)", re.IGNORECASE)
_ADDRESS_ATTRIBUTES = ("href", "src", "cite", "poster")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));?")
_LEGAL_POINTS = (
    (9, 10, 13),
    range(0x20, 0x7F),
    range(0x80, 0xD800),
    range(0xE000, 0xFFFE),
    range(0x10000, 0x110000),
)
_PARAGRAPH_GAP = re.compile(r"\n{2,}")
_HTML_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNEVEN_BLANKS = ("  ", "\n", "\t", "\r", "\f")
"""A text without any of these has its blanks as they are to be: five searches cost less than one
run of the expression."""
_BLANK_LINE = re.compile(r"\n\s*\n")


def _parse_fragment(fragment: str) -> Any:
    """Return the lxml tree of a fragment, None if there is nothing in it."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    fragment = keep_ampersands(drop_bad_references(fragment))
    data = f"<body>{fragment}".encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def drop_bad_references(text: str) -> str:
    """Return `text` without references to characters that no document may hold.

    One of them makes an XML feed ill-formed, and makes the page extractor return nothing.
    """

    def judge(match: re.Match[str]) -> str:
        hexadecimal, decimal = match.groups()
        point = int(hexadecimal, 16) if hexadecimal else int(decimal)
        return match.group() if any(point in points for points in _LEGAL_POINTS) else ""

    return _REFERENCE.sub(judge, text) if "&#" in text else text


def _pieces(root: Any) -> Iterator[str]:
    """Yield the text of a tree, with line feeds where blocks begin and end. Not recursive."""
    skipped: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if skipped is None and element.tag in _SKIPPED:
                skipped = element
            if skipped is None:
                yield _CELL_GAP if _is_next_cell(element) else _GAPS.get(element.tag, "")
                yield _text_of(element.text, element)
            continue
        if skipped is element:
            skipped = None
        if skipped is None:
            yield "\n\n" if element.tag in _BREAKS_PARAGRAPH else ""
            yield _text_of(element.tail, element.getparent())


def _is_next_cell(element: Any) -> bool:
    """Tell whether an element is a cell of a table of words behind another cell."""
    if element.tag not in _CELLS:
        return False
    before = element.getprevious()
    return (
        before is not None
        and before.tag in _CELLS
        and not any(it.tag in _BREAKS_PARAGRAPH for cell in (before, element) for it in cell.iter())
        and all("".join(cell.itertext()).strip() for cell in (before, element))
    )


def _text_of(text: str | None, parent: Any) -> str:
    if not text:
        return ""
    if parent is not None and parent.tag == "pre":
        return text
    if not any(blank in text for blank in _UNEVEN_BLANKS):
        return text
    return _HTML_BLANKS.sub(" ", text)


def _join(pieces: Iterator[str]) -> str:
    lines = clean_text("".join(pieces))
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH_GAP.split(lines))
    return "\n\n".join(part for part in paragraphs if part)


def html_to_text(fragment: str) -> str:
    """Return the paragraphs of an HTML fragment, joined by a blank line."""
    if not _TAG.search(fragment):
        plain = unescape(drop_bad_references(fragment))
        parts = (" ".join(part.split()) for part in _BLANK_LINE.split(clean_text(plain)))
        return "\n\n".join(part for part in parts if part)
    root = _parse_fragment(fragment)
    if root is not None:
        tidy_tree(root)
    text = "" if root is None else _join(_pieces(root))
    if text:
        return text
    # Nested deeper than lxml keeps: better the bare words than nothing.
    bare = re.sub(r"(?is)<(script|style)\b.{0,200000}?</\1>", " ", fragment)
    return _join(iter([unescape(drop_bad_references(_ANY_TAG.sub("\n\n", bare)))]))


def fragment_structure(fragment: str, base_url: str) -> Structure:
    """Return what the markup of a fragment says of its text; nothing if it has none."""
    root = _parse_fragment(fragment) if _TAG.search(fragment) else None
    if root is None:
        return Structure()
    tidy_tree(root)
    return read_structure(root, base_url)


def title_to_line(title: str, *, is_literal: bool = False) -> str:
    """Return a title as one line: tags out and entities resolved unless it is `is_literal`."""
    if not is_literal:
        title = _TITLE_BREAK.sub(" ", title)
        title = _TITLE_TAG.sub("", title)
        # Twice, because many feeds escape once too often.
        title = unescape(unescape(drop_bad_references(title)))
    return clean_line(title)


def picture_title(fragment: str) -> str:
    """Return what the first picture of a fragment is said to show, in one line; "" for nothing."""
    for picture in _PICTURE.finditer(fragment):
        alt = _ALT.search(picture.group())
        title = title_to_line(next(filter(None, alt.groups()), "")) if alt else ""
        if title:
            return title
    return ""


def _clean_attributes(element: Any, base_url: str) -> None:
    for name, value in element.attrib.items():
        if _UNWANTED_ATTRIBUTE.match(name):
            del element.attrib[name]
        elif name in _ADDRESS_ATTRIBUTES:
            element.set(name, web_address(value, base_url))


def clean_html(fragment: str, base_url: str) -> str:
    """Return a fragment without active content, its addresses absolute and http(s) only."""
    fragment = strip_controls(fragment)
    if not _TAG.search(fragment):
        return fragment.strip()
    root = _parse_fragment(fragment)
    if root is None:
        return ""
    for element in list(root.iter(*_SKIPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.iter(etree.Element):
        _clean_attributes(element, base_url)
    body = root.find("body")
    if body is None:
        return ""
    inner = [html.escape(body.text or "", quote=False)]
    inner += [etree.tostring(child, encoding="unicode", method="html") for child in body]
    return "".join(inner).strip()
