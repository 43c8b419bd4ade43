"""Parse XML feeds with feedparser: its only importer.

feedparser's sanitiser and address resolver are off (two thirds of its time):
`fetch.feeds.feed_drafts` cleans and resolves once, for every format.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from xml.sax import SAXException

import feedparser  # type: ignore[import-untyped]  # no stubs
import feedparser.api  # type: ignore[import-untyped]  # no stubs
from msgspec.structs import replace

from fetch.errors import ParseError, not_a_feed, unreadable
from fetch.feeds.author_names import MAX_AUTHORS
from fetch.feeds.enclosures import MAX_ENCLOSURES, EnclosureDraft, is_played
from fetch.feeds.fast_xml import read_plain_feed
from fetch.feeds.feed_drafts import MAX_CATEGORIES, Draft, FeedDraft, begin_feed, finish_feed
from fetch.feeds.json_feed import looks_like_json, read_json_feed
from fetch.feeds.newest_items import has_many_items, with_newest_items
from fetch.html.entities import mend_ampersands, unescape
from fetch.html.markup import drop_bad_references
from fetch.html.page_kind import instead_of_feed, page_kind
from fetch.model import Feed
from fetch.quiet_times import NEVER_QUIET, read_quiet_times
from fetch.text.decoding import decode

_DRIVER = "fetch.feeds.buffered_expat"
if _DRIVER not in feedparser.api.PREFERRED_XML_PARSERS:
    feedparser.api.PREFERRED_XML_PARSERS.insert(0, _DRIVER)

XML_DECLARATION = re.compile(r"^<\?xml[^>]{0,300}\?>\s*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# feedparser gives the DOCTYPE to a regular expression as the replacement, where "\" is special.
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_FEED_ROOT = re.compile(
    r"<(?:[A-Za-z_][\w.-]*:)?(?:rss|feed|rdf|channel|cdf|entry|item)\b", re.IGNORECASE
)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HTML_PART = re.compile(r"<(?:head|body|script|noscript|meta|div|form|h1|p)[\s>]", re.IGNORECASE)
_HEAD_CHARACTERS = 20_000
# A feed that somebody wrapped into a page is still one; a page about feeds has none of these.
_SURE_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)\s[^<>]{0,500}?(?:xmlns|version)\b", re.IGNORECASE)
# feedparser takes a guid for a link, even if it is no address. The mark in such a guid tells: it is
# resolved as ever, for the keys of entries in the cache are made of it, but it is no link.
_NO_LINK = "\ue041"
_GUID = re.compile(
    r"<(?P<name>guid(?!\s[^<>]{0,200}ispermalink)|id)(?=[\s>])[^<>]{0,200}>"
    r"\s*+(?:<!\[CDATA\[\s*+)?+(?P<guid>[^<>\]\s][^<>\]]{0,999})",
    re.IGNORECASE,
)
_LINKED_GUID = re.compile(r"(?:https?:)?//|/|www\.", re.IGNORECASE)
_LINKED_ID = re.compile(r"[^/.:]*[/.:]")
_LINK_WITHOUT_SCHEME = re.compile(
    r"(<(?:[\w.-]{1,40}:)?link\b(?:[^<>]{0,500}?\shref\s*=\s*[\"']|[^<>]{0,200}>)"
    r"\s*(?:<!\[CDATA\[\s*)?)(?=www\.\w)",
    re.IGNORECASE,
)
_ROOT_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,40}):(?:rss|feed|channel|item|entry)\b")
_ITEM_OPENED = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ITEM_CLOSED = re.compile(r"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>", re.IGNORECASE)
_ROOT_CLOSED = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|channel|feed|rdf)\s*>", re.IGNORECASE)
_AUTHOR = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:author|creator)\b[^<>]{0,200}>"
    r"(?:\s*<!\[CDATA\[.{0,1000}?\]\]>|[^<]{0,1000})",
    re.IGNORECASE | re.DOTALL,
)
# feedparser cuts addresses in which a name stands out of it, and not well: it must not see them.
_AT = "\ue040"
MAX_TTL_MINUTES = 60 * 24 * 31


def decoded_feed(body: bytes, content_type: str) -> str:
    """Return the document as text: from its first tag on, and only legal characters."""
    text = decode(body, content_type).lstrip("\ufeff \t\r\n\x00\u00a0\u200b")
    text = drop_bad_references(_NOT_XML.sub("", text))
    return text if looks_like_json(text) else mend_ampersands(text)


def _require_feed(text: str) -> None:
    if not text:
        raise not_a_feed("the answer is empty")
    head = text[:_HEAD_CHARACTERS]
    root = _FEED_ROOT.search(head)
    page = _HTML_ROOT.search(head)
    is_page = page is not None and (root is None or page.start() < root.start())
    if root is None or (is_page and not _SURE_ROOT.search(head)):
        # A check for browsers may be nothing but a script.
        is_html = page is not None or _HTML_PART.search(head) is not None
        instead = instead_of_feed(page_kind(text)) if is_html else "neither an XML nor a JSON feed"
        raise not_a_feed(instead or "a web page, not a feed")


def _without_link(match: re.Match[str]) -> str:
    is_guid = match["name"].lower() == "guid"
    is_linked = (_LINKED_GUID if is_guid else _LINKED_ID).match(match["guid"])
    return match.group() if is_linked else f"{match.group().rstrip()}{_NO_LINK}"


def _for_feedparser(text: str) -> str:
    """Return a document from which feedparser makes no names and links that are none."""
    text = _AUTHOR.sub(lambda match: match.group().replace("@", _AT), text)
    text = _GUID.sub(_without_link, text)
    return _LINK_WITHOUT_SCHEME.sub(r"\1//", text)


def _run_feedparser(text: str, url: str) -> Any:
    text = _for_feedparser(text)
    document = "<?xml version='1.0' encoding='utf-8'?>\n" + XML_DECLARATION.sub("", text)
    # Bytes in a stream, never a string: feedparser opens strings as addresses or files.
    stream = io.BytesIO(document.encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        return feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    # feedparser raises a dozen types on damaged feeds (KeyError, re.error, TypeError, ...).
    except Exception as error:
        detail = f"the feed is damaged ({type(error).__name__})"
        raise unreadable(detail) from error


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def _get(fields: Mapping[str, Any], name: str) -> Any:
    # Not FeedParserDict.get: that answers for other names and warns about it.
    return dict.get(fields, name) if isinstance(fields, dict) else None


def _author_names(entry: Mapping[str, Any]) -> Iterator[str]:
    for author in _attributes(entry, "authors"):
        name = _plain(_get(author, "name"))
        if name:
            yield name.replace(_AT, "@")


def _content(entry: Mapping[str, Any], version: str) -> tuple[str, bool]:
    """Return the longest text of an entry, and whether it is plain."""
    values = [
        (_plain(_get(part, "value")), _get(part, "type") == "text/plain")
        for part in _attributes(entry, "content")
    ]
    text, is_plain = max(values, key=lambda value: len(value[0]), default=("", False))
    return text, is_plain and version.startswith("atom")


def _link(entry: Mapping[str, Any]) -> str:
    link = _plain(_get(entry, "feedburner_origlink")) or _plain(_get(entry, "link"))
    return "" if _NO_LINK in link else link


def _attributes(entry: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    listed = _get(entry, name)
    for attributes in listed if isinstance(listed, list) else ():
        if isinstance(attributes, dict):
            yield attributes


def _enclosures(entry: Mapping[str, Any]) -> Iterator[EnclosureDraft]:
    for link in _attributes(entry, "links"):
        if _get(link, "rel") == "enclosure":
            yield EnclosureDraft(
                url=_plain(_get(link, "href")),
                media_type=_plain(_get(link, "type")),
                length=_plain(_get(link, "length")),
            )
    for medium in _attributes(entry, "media_content"):
        kind = _plain(_get(medium, "type"))
        if is_played(kind, _plain(_get(medium, "medium"))):
            yield EnclosureDraft(
                url=_plain(_get(medium, "url")),
                media_type=kind,
                length=_plain(_get(medium, "filesize")),
            )


def _is_literal(fields: Mapping[str, Any], name: str, version: str) -> bool:
    # RSS never says whether a title or text is plain or HTML; Atom does.
    detail = _get(fields, f"{name}_detail") or {}
    return version.startswith("atom") and _get(detail, "type") == "text/plain"


def _draft(entry: Mapping[str, Any], version: str, *, is_damaged: bool) -> Draft:
    tags = _get(entry, "tags")
    content, is_content_plain = _content(entry, version)
    tags = tags[:MAX_CATEGORIES] if isinstance(tags, list) else []
    guid = _plain(_get(entry, "id")).replace(_NO_LINK, "")
    summary = _plain(_get(entry, "summary"))
    return Draft(
        # Of a damaged feed feedparser resolves the entities in texts and links alone.
        guid=unescape(guid) if is_damaged else guid,
        url=_link(entry),
        title=_plain(_get(entry, "title")),
        authors=tuple(_author_names(entry))[:MAX_AUTHORS],
        published=_plain(_get(entry, "published")) or _plain(_get(entry, "created")),
        updated=_plain(_get(entry, "updated")),
        summary=summary,
        content=content,
        categories=tuple(_plain(_get(tag, "label")) or _plain(_get(tag, "term")) for tag in tags),
        enclosures=tuple(islice(_enclosures(entry), MAX_ENCLOSURES)),
        is_title_literal=_is_literal(entry, "title", version),
        # An entry with content alone has it as its summary, too.
        is_summary_plain=_is_literal(entry, "summary", version)
        or (is_content_plain and summary == content),
        is_content_plain=is_content_plain,
    )


def _ttl_minutes(channel: Mapping[str, Any]) -> int | None:
    text = _plain(_get(channel, "ttl")).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004
        return None
    return min(int(text), MAX_TTL_MINUTES) or None


def _older_url(channel: Mapping[str, Any]) -> str:
    """Return what came before: an archive that stays as it is rather than a page that moves on."""
    links = {
        _plain(_get(it, "rel")): _plain(_get(it, "href")) for it in _attributes(channel, "links")
    }
    return links.get("prev-archive") or links.get("next") or ""


def _parse_xml(text: str, url: str) -> Any:
    parsed = _run_feedparser(text, url)
    prefix = _ROOT_PREFIX.search(text[:_HEAD_CHARACTERS])
    if not _get(parsed, "entries") and prefix is not None:
        # A prefix that no declaration explains hides every element: read the feed without it.
        name = re.escape(prefix.group(1))
        parsed = _run_feedparser(re.sub(rf"(</?|\s){name}:", r"\1", text), url)
    return parsed


def _ends_inside_an_item(text: str) -> bool:
    """Tell whether the document was cut: half an item must not replace a whole one."""
    opened = max((match.start() for match in _ITEM_OPENED.finditer(text)), default=-1)
    closed = max((match.start() for match in _ITEM_CLOSED.finditer(text)), default=-1)
    return opened > closed and not _ROOT_CLOSED.search(text[opened:])


def _says_something(draft: Draft) -> bool:
    return bool(draft.guid or draft.url or draft.title or draft.summary or draft.content)


def read_with_feedparser(text: str, url: str) -> FeedDraft:
    _require_feed(text)
    document = _DOCTYPE.sub("", text, count=1) if "\\" in text[:_HEAD_CHARACTERS] else text
    parsed = _parse_xml(document, url)
    version = _plain(_get(parsed, "version"))
    entries = _get(parsed, "entries") or []
    channel = _get(parsed, "feed") or {}
    if _ends_inside_an_item(text):
        entries = entries[:-1]
        if not entries:
            raise unreadable("the feed ends in the middle of its first item")
    if not version and not entries:
        raise not_a_feed("XML, but not a feed")
    is_damaged = isinstance(_get(parsed, "bozo_exception"), SAXException)
    drafts = tuple(_draft(entry, version, is_damaged=is_damaged) for entry in entries)
    if is_damaged and not any(map(_says_something, drafts)):
        raise unreadable("it is damaged and no entry could be read")
    return FeedDraft(
        title=_plain(_get(channel, "title")),
        site_url=_link(channel),
        language=_plain(_get(channel, "language")),
        description=_plain(_get(channel, "subtitle")) or _plain(_get(channel, "description")),
        ttl_minutes=_ttl_minutes(channel),
        older_url=_older_url(channel),
        generator=_plain(_get(channel, "generator")),
        is_title_literal=_is_literal(channel, "title", version),
        drafts=drafts,
    )


def parse_document(body: bytes, url: str, content_type: str, *, now: datetime) -> Feed:
    """Return the feed that `body` holds, whatever its dialect and encoding.

    Raises:
        ParseError: it holds none, or one that cannot be read. Nothing else is raised.
    """
    text = decoded_feed(body, content_type)
    left_out = 0
    if looks_like_json(text):
        draft, quiet = read_json_feed(text), NEVER_QUIET
    else:
        text, left_out = with_newest_items(text, now=now)
        draft = read_plain_feed(XML_DECLARATION.sub("", text)) or read_with_feedparser(text, url)
        quiet = read_quiet_times(text)
    feed = finish_feed(draft, url=url, now=now)
    if quiet == NEVER_QUIET and not left_out:
        return feed
    return replace(feed, quiet=quiet, left_out_count=feed.left_out_count + left_out)


def parse_newest(body: bytes, url: str, content_type: str, *, now: datetime) -> Feed | None:
    """Return a large feed with its newest entries alone, in a fraction of the time for all.

    None if it is none, if it is not of plain make, or if an item has no date.
    """
    text = decoded_feed(body, content_type)
    if looks_like_json(text) or not has_many_items(text):
        return None
    text, _ = with_newest_items(text, now=now)
    draft = read_plain_feed(XML_DECLARATION.sub("", text))
    return begin_feed(draft, url=url, now=now) if draft is not None else None


__all__ = ["ParseError", "parse_document", "parse_newest"]
