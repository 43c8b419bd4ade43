"""What `summarise` and `extract` work on: a file, an address, standard input, or a line of JSON."""

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec


class SourceError(Exception):
    """What was given can't be worked on; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text or page to work on: a text, or the bytes of a page."""

    id: str
    title: str = ""
    published: datetime | None = None
    language: str = ""
    url: str = ""
    text: str = ""
    page: bytes = b""
    content_type: str = ""


def asked_source(arguments: argparse.Namespace) -> Source:
    """Return what the arguments name.

    Raises:
        SourceError: there is no such file, or a wrong time.
    """
    name: str = arguments.source
    title = getattr(arguments, "title", "")
    language = getattr(arguments, "lang", "")
    published = _time(getattr(arguments, "published", ""))
    if name.startswith(("http://", "https://")):
        return Source(id=name, url=name, title=title, published=published, language=language)
    data = _read(name)
    looks_like_page = name.lower().endswith((".html", ".htm", ".xhtml")) or _is_markup(data)
    return Source(
        id=name,
        title=title,
        published=published,
        language=language,
        text="" if looks_like_page else data.decode("utf-8", "replace"),
        page=data if looks_like_page else b"",
    )


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        message = f"{name}: can't be read: {error.strerror}"
        raise SourceError(message) from error


def _is_markup(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body"))


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
