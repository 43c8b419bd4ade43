"""The input of `summarise` and `extract`: a file, address, standard input, or JSON line."""

import argparse
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

_LOOKED_AT = 8_192
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
}
"""How files begin that are neither texts nor pages."""
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6])\b"
    rb"|<!--|<\?xml"
)
_FEED = re.compile(rb"(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:rdf)\b", re.DOTALL)


class SourceError(Exception):
    """What was given can't be worked on; the message says why."""


class Source(Struct, frozen=True, kw_only=True):
    """One text or page to work on: a text, or the bytes of a page."""

    id: str
    title: str = ""
    published: datetime | None = None
    language: str = ""
    url: str = ""
    text: str = ""
    page: bytes = b""
    content_type: str = ""


def asked_source(arguments: argparse.Namespace, *, wants_page: bool = False) -> Source:
    """Return what the arguments name.

    Args:
        arguments: of the command line.
        wants_page: whether a plain text won't do.

    Raises:
        SourceError: there is no such file, it is no text or page, or a time is wrong.
    """
    name: str = arguments.source
    title = getattr(arguments, "title", "")
    language = getattr(arguments, "lang", "")
    published = _time(getattr(arguments, "published", ""))
    if name.startswith(("http://", "https://")):
        return Source(id=name, url=name, title=title, published=published, language=language)
    data = _read(name)
    looks_like_page = name.lower().endswith((".html", ".htm", ".xhtml")) or _is_markup(data)
    if problem := _problem(data, looks_like_page=looks_like_page, wants_page=wants_page):
        message = f"{shown_name(name)}: {problem}"
        raise SourceError(message)
    return Source(
        id=name,
        title=title,
        published=published,
        language=language,
        text="" if looks_like_page else data.decode("utf-8", "replace"),
        page=data if looks_like_page else b"",
    )


def shown_name(name: str) -> str:
    """Return what a source is called in a sentence."""
    return "standard input" if name == "-" else name


def _read(name: str) -> bytes:
    if name == "-":
        if sys.stdin.isatty():
            sys.stderr.write("Reading from the terminal; Ctrl+D ends the text.\n")
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except IsADirectoryError as error:
        message = f"{name}: this is a folder; name a file in it"
        raise SourceError(message) from error
    except OSError as error:
        message = f"{name}: can't be read: {error.strerror}"
        raise SourceError(message) from error


def _problem(data: bytes, *, looks_like_page: bool, wants_page: bool) -> str:
    """Return why a file can't be worked on, "" if it can."""
    if not data.strip():
        return "this is empty: there is nothing to work on"
    if kind := _kind_of(data):
        return f"this is {kind}, not a {'web page' if wants_page else 'text or a web page'}"
    if _FEED.match(_head(data)):
        return "this is a feed, not a page; `nutgraf add` subscribes to its address"
    if wants_page and not looks_like_page:
        return "this is plain text, not a web page; `nutgraf summarise` accepts it"
    return ""


def _kind_of(data: bytes) -> str:
    """Return what binary data is, "" if it may be a text."""
    known = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return known or ("binary data" if b"\0" in data[:_LOOKED_AT] and not is_wide else "")


def _head(data: bytes) -> bytes:
    """Return the beginning of a file in small letters, without what stands before its first."""
    head = data[:1024]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _is_markup(data: bytes) -> bool:
    return _MARKUP.match(_head(data)) is not None


def _time(words: object) -> datetime | None:
    """Return a time as ISO 8601 gives it; without a zone it is UTC."""
    if words is None or words == "":
        return None
    if not isinstance(words, str):
        message = f"published: expected an ISO 8601 time as text, got {words!r}"
        raise SourceError(message)
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        message = f"published: expected an ISO 8601 time, got {words!r}"
        raise SourceError(message) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def json_fields(line: bytes) -> dict[str, Any]:
    """Return the object that a line holds. Raises SourceError."""
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"not valid JSON: {error}"
        raise SourceError(message) from error
    if not isinstance(fields, dict):
        message = "expected a JSON object"
        raise SourceError(message)
    return fields


def line_source(fields: dict[str, Any], number: int) -> Source:
    """Return what an object asks for; its line's number names it if it has no id.

    Raises:
        SourceError: a field is not what it should be, or there is nothing to work on.
    """
    words: dict[str, str] = {}
    for key in ("title", "text", "html", "url", "language"):
        value = fields.get(key)
        if value is not None and not isinstance(value, str):
            message = f"{key}: expected text, got {type(value).__name__}"
            raise SourceError(message)
        words[key] = value or ""
    if not words["text"] and not words["html"]:
        message = "expected a text or html to work on"
        raise SourceError(message)
    identity = fields.get("id")
    return Source(
        id=str(number if identity is None else identity),
        title=words["title"],
        published=_time(fields.get("published")),
        language=words["language"],
        url=words["url"],
        text=words["text"],
        page=words["html"].encode("utf-8", "replace"),
        content_type="text/html; charset=utf-8",
    )
