"""A fast parser for well-formed RSS 2.0 and Atom feeds.

feedparser accepts everything and is slow. This parser knows the common elements and declines a feed
with any other, which feedparser then parses; so the result is always the same as feedparser's.
"""

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from msgspec import Struct, field

from fetch.feeds.enclosures import EnclosureDraft, is_played
from fetch.feeds.feed_drafts import Draft, FeedDraft

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DATE = "{http://purl.org/dc/elements/1.1/}date"
_SYNDICATION = "{http://purl.org/rss/1.0/modules/syndication/}"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}"
_COMMENTS = "{http://wellformedweb.org/CommentAPI/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_YOUTUBE = "{http://www.youtube.com/xml/schemas/2015}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ITEM_FIELDS = frozenset({"title", "link", "guid", "description", "pubDate", "author"})
_ITEM_FIELDS |= {_CONTENT, _CREATOR, _DATE}
_ITEM_IGNORED = frozenset(
    {"comments", "enclosure", f"{_SLASH}comments", f"{_SLASH}section", f"{_SLASH}department"}
    | {f"{_COMMENTS}comment", f"{_COMMENTS}commentRss"}
)
_CHANNEL_FIELDS = frozenset({"title", "link", "description", "language", "ttl"})
_CHANNEL_IGNORED = frozenset(
    {"item", "image", "generator", "docs", "copyright", "lastBuildDate", "pubDate", "cloud"}
    | {"managingEditor", "webMaster", "category", "skipHours", "skipDays", "rating"}
    | {f"{_SYNDICATION}updatePeriod", f"{_SYNDICATION}updateFrequency"}
    | {"{com-wordpress:feed-additions:1}site"}
)
_ENTRY_FIELDS = frozenset({"title", "id", "published", "updated", "summary", "content"})
_ENTRY_IGNORED = frozenset({"rights", f"{_YOUTUBE}videoId", f"{_YOUTUBE}channelId"})
_FEED_FIELDS = frozenset({"title", "subtitle"})
_FEED_IGNORED = frozenset(
    {"entry", "id", "updated", "published", "generator", "icon", "logo", "rights", "author"}
    | {"category", "contributor", f"{_YOUTUBE}channelId", f"{_YOUTUBE}playlistId"}
)
_TEXT_TYPES = frozenset({"text", "html"})
_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})

# Declarations, bases, Windows characters and UTF-8 that was read as Latin-1 have consequences that
# only feedparser draws.
_UNUSUAL = re.compile("<!DOCTYPE|<!ENTITY|xml:base|[\x7f-\x9f]|[\xc2-\xf4][\xa0-\xbf]")


class _DeclinedError(Exception):
    """The document holds something that this reader does not know."""


def _text(element: Any) -> str:
    if len(element):
        raise _DeclinedError
    return (element.text or "").strip()


def _absolute(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        raise _DeclinedError
    return address


class _Fields(Struct):
    """The elements of one item by name, each at most once."""

    values: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, text: str) -> None:
        if name in self.values:
            raise _DeclinedError
        self.values[name] = text

    def get(self, name: str) -> str:
        return self.values.get(name, "")


def _caption(element: Any) -> str:
    """Return what describes a medium: the text of an item that has no other.

    feedparser takes it for the item's description even if there is one.
    """
    found = element if element.tag == f"{_MEDIA}description" else None
    found = element.find(f".//{_MEDIA}description") if found is None else found
    return "" if found is None else _text(found)


def _enclosures(item: Any) -> tuple[EnclosureDraft, ...]:
    """Return the files: enclosures and links of that relation first, then what is played."""
    found = []
    for element in item.iterchildren("enclosure", f"{_ATOM}link"):
        if element.tag == "enclosure" or element.get("rel") == "enclosure":
            address = (element.get("url") or element.get("href") or "").strip()
            found.append((_absolute(address), element.get("type", ""), element.get("length", "")))
    for element in item.iter(f"{_MEDIA}content"):
        kind = element.get("type", "")
        if is_played(kind, element.get("medium", "")):
            found.append(
                (_absolute(element.get("url", "").strip()), kind, element.get("fileSize", ""))
            )
    return tuple(
        EnclosureDraft(url=url, media_type=kind, length=length) for url, kind, length in found
    )


def _rss_draft(item: Any) -> Draft:
    fields = _Fields()
    categories: list[str] = []
    is_permalink, has_media, caption = False, False, ""
    for element in item.iterchildren(etree.Element):
        name = element.tag
        if name in _ITEM_FIELDS:
            fields.put(name, _text(element))
            if name == "guid":
                is_permalink = element.get("isPermaLink", "true") == "true"
        elif name == "category":
            categories.append(_text(element))
        elif name.startswith(_MEDIA):
            has_media, caption = True, caption or _caption(element)
        elif not _is_self_link(element) and (name not in _ITEM_IGNORED or len(element)):
            raise _DeclinedError
    if has_media and not fields.get("title"):
        raise _DeclinedError  # the medium's title is the item's then
    guid, link = fields.get("guid"), fields.get("link")
    author = fields.get(_CREATOR) or fields.get("author")
    if fields.get("author") and fields.get(_CREATOR):
        raise _DeclinedError  # whose order only feedparser keeps
    if is_permalink and guid:
        _absolute(guid)
        link = link or guid
    return Draft(
        guid=guid,
        url=_absolute(link) if link else "",
        title=fields.get("title"),
        authors=(author,) if author else (),
        published=fields.get("pubDate"),
        updated=fields.get(_DATE),
        summary=fields.get("description") or fields.get(_CONTENT) or caption,
        content=fields.get(_CONTENT),
        categories=tuple(name for name in categories if name),
        enclosures=_enclosures(item),
    )


def _is_self_link(element: Any) -> bool:
    relation = element.get("rel", "alternate")
    return bool(element.tag == f"{_ATOM}link" and relation != "alternate")


def _older_url(root: Any) -> str:
    links = {it.get("rel"): it.get("href", "") for it in root.iterchildren(f"{_ATOM}link")}
    found = (links.get("prev-archive") or links.get("next") or "").strip()
    return _absolute(found) if found else ""


def _generator(root: Any, name: str) -> str:
    found = root.findall(name)
    return _text(found[-1]) if found else ""


def _read_rss(root: Any) -> FeedDraft:
    channels = list(root)
    # They are counted, not listed: lxml looks for each among all.
    is_rss_2 = len(root.attrib) == 1 and root.get("version") == "2.0"
    if len(channels) != 1 or channels[0].tag != "channel" or not is_rss_2:
        raise _DeclinedError
    fields = _Fields()
    for element in channels[0].iterchildren(etree.Element):
        if element.tag in _CHANNEL_FIELDS:
            fields.put(element.tag, _text(element))
        elif element.tag not in _CHANNEL_IGNORED and not _is_self_link(element):
            raise _DeclinedError
    ttl = fields.get("ttl")
    if not fields.get("link") or (ttl and not (ttl.isascii() and ttl.isdigit() and len(ttl) < 5)):  # noqa: PLR2004
        raise _DeclinedError
    return FeedDraft(
        title=fields.get("title"),
        site_url=_absolute(fields.get("link")),
        language=fields.get("language"),
        description=fields.get("description"),
        ttl_minutes=int(ttl or 0) or None,
        older_url=_older_url(channels[0]),
        generator=_generator(channels[0], "generator"),
        drafts=tuple(_rss_draft(item) for item in channels[0].iterchildren("item")),
    )


def _require_plain_type(element: Any) -> str:
    kind = element.get("type", "text")
    if kind not in _TEXT_TYPES or element.get("src") is not None:
        raise _DeclinedError
    return str(kind)


def _alternate_link(links: Iterable[Any]) -> str:
    found = ""
    for link in links:
        is_page = link.get("type", "") in _HTML_TYPES
        if link.get("rel", "alternate") == "alternate" and is_page:
            found = _absolute((link.get("href") or "").strip())
    return found


def _author_name(author: Any) -> str:
    names = author.findall(f"{_ATOM}name")
    if len(names) != 1 or author.find(f"{_ATOM}email") is not None:
        raise _DeclinedError
    return _text(names[0])


def _atom_draft(entry: Any) -> Draft:
    fields = _Fields()
    authors: list[str] = []
    categories: list[str] = []
    types: dict[str, str] = {}
    has_media, caption = False, ""
    for element in entry.iterchildren(etree.Element):
        name = element.tag.removeprefix(_ATOM)
        if name in _ENTRY_FIELDS:
            types[name] = _require_plain_type(element)
            fields.put(name, _text(element))
        elif name == "author":
            authors.append(_author_name(element))
        elif name.startswith(_MEDIA):
            has_media, caption = True, caption or _caption(element)
        elif name == "category" and not (element.text or "").strip():
            categories.append((element.get("label") or element.get("term") or "").strip())
        elif name != "link" and name not in _ENTRY_IGNORED:
            raise _DeclinedError
    identity = fields.get("id")
    if ":" not in identity or (has_media and not fields.get("title")):
        raise _DeclinedError
    link = _alternate_link(entry.iterchildren(f"{_ATOM}link"))
    return Draft(
        guid=identity,
        url=link or identity,
        title=fields.get("title"),
        authors=tuple(name for name in authors if name),
        published=fields.get("published"),
        updated=fields.get("updated"),
        summary=fields.get("summary") or fields.get("content") or caption,
        content=fields.get("content"),
        is_summary_plain=types.get("summary" if fields.get("summary") else "content") == "text",
        is_content_plain=types.get("content") == "text",
        categories=tuple(name for name in categories if name),
        enclosures=_enclosures(entry),
        is_title_literal=types.get("title", "text") == "text",
    )


def _read_atom(root: Any) -> FeedDraft:
    fields = _Fields()
    title_type = "text"
    for element in root.iterchildren(etree.Element):
        name = element.tag.removeprefix(_ATOM)
        if name in _FEED_FIELDS:
            kind = _require_plain_type(element)
            title_type = kind if name == "title" else title_type
            fields.put(name, _text(element))
        elif name not in _FEED_IGNORED and name != "link":
            raise _DeclinedError
    return FeedDraft(
        title=fields.get("title"),
        site_url=_alternate_link(root.iterchildren(f"{_ATOM}link")),
        language=root.get(_XML_LANG, ""),
        description=fields.get("subtitle"),
        older_url=_older_url(root),
        generator=_generator(root, f"{_ATOM}generator"),
        is_title_literal=title_type == "text",
        drafts=tuple(_atom_draft(entry) for entry in root.iterchildren(f"{_ATOM}entry")),
    )


def read_plain_feed(text: str) -> FeedDraft | None:
    """Return what a feed of plain make says; None for every other document.

    Arguments:
        text: the document without its XML declaration.
    """
    if _UNUSUAL.search(text):
        return None
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        if root.tag == "rss":
            return _read_rss(root)
        return _read_atom(root) if root.tag == f"{_ATOM}feed" else None
    except (etree.XMLSyntaxError, ValueError, _DeclinedError):
        return None
