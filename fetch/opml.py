"""OPML 2.0, the list of subscriptions that readers exchange: in and out.

Documents come from anywhere: they are read without entities, without recursion, and what is no
web address is listed as skipped, never followed or run.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree  # type: ignore[import-untyped]  # no stubs

from fetch.clean import clean_line
from fetch.decoding import decode
from fetch.errors import unreadable
from fetch.identity import canonical_url, web_address
from fetch.markup import drop_bad_references
from fetch.model import Outline

FOLDER_SEPARATOR = " / "
MAX_FOLDER_DEPTH = 5
"""Folders nested deeper are put into the one at this depth: nobody means the rest."""

# Other readers run these as commands: such an entry is not a plain feed.
_COMMAND_ATTRIBUTES = frozenset({"filtercmd", "command", "filter"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)

_AMPERSAND = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8};|[a-zA-Z]\w{0,31};)?")
_XML_ENTITIES = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlDocument:
    """The subscriptions of an OPML document, each address once, and the entries left out.

    Attributes:
        skipped: for each entry left out its name and why, in one line.
    """

    title: str = ""
    outlines: tuple[Outline, ...] = ()
    skipped: tuple[str, ...] = ()


def _mend_ampersands(text: str) -> str:
    """Return `text` with stray ampersands and entities of HTML written as XML has them."""

    def mend(match: re.Match[str]) -> str:
        entity: str = match.group()
        if entity in _XML_ENTITIES or entity.startswith("&#"):
            return entity
        return escape(html.unescape(entity))

    return _AMPERSAND.sub(mend, text)


def _parse(data: bytes) -> Any:
    text = drop_bad_references(_NOT_XML.sub("", decode(data)))
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1).lstrip()
    text = _mend_ampersands(text)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise unreadable("the file is not OPML") from error
    if root is None or _name(root) != "opml":
        raise unreadable("the file is not OPML")
    return root


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _attributes(element: Any) -> dict[str, str]:
    # Some writers spell xmlurl, xmlURL or XMLUrl.
    return {key.lower(): value for key, value in element.attrib.items() if isinstance(key, str)}


def _label(attributes: dict[str, str]) -> str:
    return clean_line(attributes.get("title") or attributes.get("text") or "", max_characters=300)


def _walk(root: Any) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Yield every outline's attributes with the folders above it, in the document's order."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        below = folders
        if _name(element) == "outline":
            attributes = _attributes(element)
            yield attributes, folders
            label = clean_line(attributes.get("text") or attributes.get("title") or "")
            if not attributes.get("xmlurl") and label and len(folders) < MAX_FOLDER_DEPTH:
                below = (*folders, label)
        elif _name(element) == "head":
            continue
        waiting.extend((child, below) for child in reversed(element))


def _skip_reason(attributes: dict[str, str]) -> str:
    if _COMMAND_ATTRIBUTES & attributes.keys():
        return "runs a command"
    return (
        "" if web_address(attributes["xmlurl"], keeps_user=True) else "not an http or https address"
    )


def read_opml(data: bytes) -> OpmlDocument:
    """Return the subscriptions of an OPML document. Raises ParseError."""
    root = _parse(data)
    outlines: list[Outline] = []
    skipped: list[str] = []
    seen: set[str] = set()
    for attributes, folders in _walk(root):
        if not attributes.get("xmlurl", "").strip():
            continue
        reason = _skip_reason(attributes)
        if reason:
            name = _label(attributes) or clean_line(attributes["xmlurl"], max_characters=80)
            skipped.append(f"{name}: {reason}")
            continue
        url = web_address(attributes["xmlurl"], keeps_user=True)
        if canonical_url(url) in seen:
            continue
        seen.add(canonical_url(url))
        outlines.append(
            Outline(
                url=url,
                title=_label(attributes),
                site_url=web_address(attributes.get("htmlurl", "")),
                folder=FOLDER_SEPARATOR.join(folders),
            )
        )
    return OpmlDocument(
        title=clean_line("".join(root.xpath("string(head/title)")), max_characters=300),
        outlines=tuple(outlines),
        skipped=tuple(skipped),
    )


def _outline_tag(outline: Outline) -> str:
    title = quoteattr(outline.title or outline.url)
    site = f" htmlUrl={quoteattr(outline.site_url)}" if outline.site_url else ""
    return f'<outline type="rss" text={title} title={title} xmlUrl={quoteattr(outline.url)}{site}/>'


def _lines(outlines: Iterable[Outline]) -> Iterator[str]:
    """Yield the body: folders open and close as the sorted paths need it."""
    open_folders: list[str] = []
    # A stable sort: inside a folder the caller's order stays.
    for outline in sorted(outlines, key=lambda one: _path(one.folder)):
        path = list(_path(outline.folder))
        while open_folders != path[: len(open_folders)]:
            open_folders.pop()
            yield "  " * (len(open_folders) + 2) + "</outline>"
        for name in path[len(open_folders) :]:
            yield "  " * (len(open_folders) + 2) + f"<outline text={quoteattr(name)}>"
            open_folders.append(name)
        yield "  " * (len(open_folders) + 2) + _outline_tag(outline)
    for depth in range(len(open_folders), 0, -1):
        yield "  " * (depth + 1) + "</outline>"


def _path(folder: str) -> tuple[str, ...]:
    return tuple(part for part in folder.split(FOLDER_SEPARATOR) if part)


def write_opml(outlines: Iterable[Outline], *, title: str) -> bytes:
    """Return an OPML 2.0 document of the subscriptions, folders as nested outlines."""
    body = "\n".join(_lines(outlines))
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<opml version="2.0">\n'
        f"  <head>\n    <title>{escape(title)}</title>\n  </head>\n"
        f"  <body>\n{body}\n  </body>\n</opml>\n"
    )
    return _NOT_XML.sub("", document).encode("utf-8")
