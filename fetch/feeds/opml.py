"""Read and write OPML 2.0 subscription lists.

Files are untrusted: they are read without entities and without recursion. Anything that is not a
web address is listed as skipped, and never opened or run.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from msgspec import Struct, field
from msgspec.structs import replace

from fetch.access import without_secret
from fetch.errors import unreadable
from fetch.feeds.known_sites import web_scheme
from fetch.html.entities import mend_ampersands
from fetch.html.markup import drop_bad_references, title_to_line
from fetch.model import Outline
from fetch.text.clean import clean_line
from fetch.text.decoding import decode
from fetch.text.identity import canonical_url, web_address

FOLDER_SEPARATOR = " / "
MAX_FOLDER_DEPTH = 5
"""Folders nested deeper are put into the one at this depth: nobody means the rest."""

# Other readers run these as commands: such an entry is not a plain feed.
_COMMAND_ATTRIBUTES = frozenset({"filtercmd", "command", "filter"})
_FEED_TYPES = frozenset({"rss", "atom", "feed", "rdf", "rss1", "rss2"})
_NO_ADDRESS = "not an http or https address"
_NO_FEED = "has a site, but no address of a feed"
_MAX_NAME_CHARACTERS = 1000
_AT_THE_TOP = "no folder"
_ESCAPED_TWICE = re.compile(r"&(?:\w{2,10}|#\w{1,7});|<(\w{1,10})(?:\s[^<>]*)?>.*?</\1>|<br\s*/?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)

_ENTITY = re.compile(r"<!ENTITY\s+(?P<name>[\w.:-]{1,64})\s", re.IGNORECASE)
_MOST_ERRORS = 5
"""Told in a line each; one broken tag may bring a hundred."""


class OpmlDocument(Struct, frozen=True, kw_only=True):
    """The subscriptions of an OPML document, each address once, and the entries left out.

    Attributes:
        skipped: for each entry left out its name and why, in one line.
        notes: what is kept in another way than the document has it.
        unread: what could not be read of the document, and in which line; () if all was read.
    """

    title: str = ""
    outlines: tuple[Outline, ...] = ()
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def _lines_of(match: re.Match[str]) -> str:
    """Return as many empty lines as there were: the lines of the rest keep their numbers."""
    return "\n" * match.group().count("\n")


def _entities_used(text: str, rest: str) -> Iterator[str]:
    """Yield what is said of entities that a document declares and uses: they are not expanded."""
    for match in _ENTITY.finditer(text):
        if f"&{match['name']};" in rest:
            line = text.count("\n", 0, match.start()) + 1
            yield f"line {line}: entities that the file defines are not read"
            return


def _unread(errors: Any, lines_before: int) -> Iterator[str]:
    """Yield what the parser could not make sense of, a few of them."""
    # One broken tag brings several errors: the last of a line says most about where it was.
    of_lines = {error.line: error for error in errors if error.level_name == "FATAL"}
    fatal = list(of_lines.values())
    for error in fatal[:_MOST_ERRORS]:
        words = (
            "outlines nested deeper than 2,000 levels"
            if error.type_name == "ERR_RESOURCE_LIMIT"
            else clean_line(error.message, max_characters=120)
        )
        yield f"line {error.line + lines_before}: {words}"
    if len(fatal) > _MOST_ERRORS:
        yield f"and {len(fatal) - _MOST_ERRORS:,} more of the kind"


def _parse(data: bytes) -> tuple[Any, tuple[str, ...]]:
    """Return the root of a document, and what of it could not be read."""
    text = whole = drop_bad_references(_NOT_XML.sub("", decode(data)))
    text = _DOCTYPE.sub(_lines_of, _DECLARATION.sub(_lines_of, text), count=1)
    lines_before = len(text[: len(text) - len(text.lstrip())].splitlines())
    entities = tuple(_entities_used(whole, text))
    text = mend_ampersands(text.lstrip())
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
    # Some programs wrap it into an element of their own.
    found = None if root is None else next((it for it in root.iter() if _name(it) == "opml"), None)
    if found is None:
        raise unreadable("the file is not OPML")
    return found, (*entities, *_unread(parser.error_log, lines_before))


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _attributes(element: Any) -> dict[str, str]:
    # Some writers spell xmlurl, xmlURL or XMLUrl.
    return {key.lower(): value for key, value in element.attrib.items() if isinstance(key, str)}


def _plain_name(name: str) -> str:
    """Return a name as it was meant: many programs escape once too often."""
    name = name[:_MAX_NAME_CHARACTERS]
    name = title_to_line(name) if _ESCAPED_TWICE.search(name) else name
    return clean_line(name, max_characters=300)


def _label(attributes: dict[str, str]) -> str:
    return _plain_name(attributes.get("title") or attributes.get("text") or "")


def _walk(root: Any) -> Iterator[tuple[Any, dict[str, str], tuple[str, ...]]]:
    """Yield every outline, its attributes and the folders above it, in the document's order."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        below = folders
        if _name(element) == "outline":
            attributes = _attributes(element)
            yield element, attributes, folders
            label = _plain_name(attributes.get("text") or attributes.get("title") or "")
            if not _feed_address(attributes) and label and len(folders) < MAX_FOLDER_DEPTH:
                below = (*folders, label)
        elif _name(element) == "head":
            continue
        waiting.extend((child, below) for child in reversed(element))


def _feed_address(attributes: dict[str, str]) -> str:
    address = attributes.get("xmlurl", "").strip()
    if not address and attributes.get("type", "").lower() in _FEED_TYPES:
        address = attributes.get("url", "").strip()
    return address


def listed_address(written: str) -> str:
    """Return the web address of a feed as a list has it, also with "feed:"; "" if it is none."""
    address = web_scheme(written)
    if address != written.strip() and "://" not in address:
        address = f"http://{address}"  # what "feed://" stands for
    return web_address(address, keeps_user=True)


def _skip_reason(attributes: dict[str, str], element: Any) -> str:
    """Return why an outline with something to offer is no subscription, "" for a mere folder."""
    if _feed_address(attributes):
        return "runs a command" if _COMMAND_ATTRIBUTES & attributes.keys() else _NO_ADDRESS
    other, site = attributes.get("url", "").strip(), attributes.get("htmlurl", "").strip()
    if other:
        return f"leads to another list, which is not read: {clean_line(other, max_characters=200)}"
    return _NO_FEED if site and not len(element) else ""


def _categories(attributes: dict[str, str]) -> Iterator[str]:
    """Yield the folders that the attribute `category` names: "/News/World,/Sea"."""
    for path in attributes.get("category", "").split(","):
        names = [name for part in path.split("/") if (name := _plain_name(part))]
        if names:
            yield FOLDER_SEPARATOR.join(names[:MAX_FOLDER_DEPTH])


class Collected(Struct):
    """Subscriptions as they are found, each address once, and what is said of them."""

    outlines: dict[str, Outline] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, outline: Outline, places: Iterable[str]) -> None:
        """Take a subscription in the first of its places; say that a feed has one folder."""
        found = [place for place in dict.fromkeys(places) if place]
        known = self.outlines.setdefault(
            canonical_url(outline.url), replace(outline, folder=found[0] if found else "")
        )
        is_first = known.url == outline.url and found[:1] == [known.folder]
        others = [place for place in found if place != known.folder]
        if others or not (is_first or found or not known.folder):
            name = known.title or without_secret(known.url)[0]
            where = known.folder or _AT_THE_TOP
            listed = " and ".join(others or [_AT_THE_TOP])
            self.notes.append(f"{name}: also in {listed}; a feed has one folder, it is in {where}")


def read_opml(data: bytes) -> OpmlDocument:
    """Return the subscriptions of an OPML document. Raises ParseError."""
    root, unread = _parse(data)
    collected = Collected()
    skipped: list[str] = []
    for element, attributes, folders in _walk(root):
        url = listed_address(_feed_address(attributes))
        if url and not _COMMAND_ATTRIBUTES & attributes.keys():
            outline = Outline(
                url=url,
                title=_label(attributes),
                site_url=web_address(attributes.get("htmlurl", "")),
            )
            collected.add(outline, [FOLDER_SEPARATOR.join(folders), *_categories(attributes)])
        elif reason := _skip_reason(attributes, element):
            written = _feed_address(attributes) or attributes.get("htmlurl", "")
            name = _label(attributes) or clean_line(written, max_characters=80)
            skipped.append(f"{name}: {reason}")
    outlines = tuple(collected.outlines.values())
    return OpmlDocument(
        title=clean_line("".join(root.xpath("string(head/title)")), max_characters=300),
        outlines=outlines,
        skipped=tuple(skipped),
        notes=tuple(collected.notes),
        unread=unread if outlines or skipped else (*unread, "there is no feed in it"),
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
