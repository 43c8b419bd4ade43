"""The verbs `summarise` and `extract`: from a text, page or address to a brief or an article."""

import argparse
import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from fetch.clean import clean_line, clean_text
from fetch.errors import FetchError
from fetch.exchange import PAGE_ACCEPT, Fetched, Request
from fetch.http import HttpClient
from fetch.identity import fingerprint
from fetch.model import Article, Extractor
from fetch.ports import PageExtractor, PageRequest
from summarise.document import brief_to_json
from summarise.model import Brief
from summarise.ports import BriefRequest
from tui.exits import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.notices import describe_error
from tui.plain import article_as_text, brief_as_text
from tui.services.briefing import PooledBriefer, brief_pool, worker_count
from tui.services.compute import PooledPageExtractor, fetch_pool
from tui.services.refreshing import Briefer
from tui.verbs.session import Session, open_session, put_json, put_line

# Texts under way for each worker, so that none waits while the line before it is printed.
_AHEAD = 3


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


def summarise(arguments: argparse.Namespace) -> int:
    """Print the brief of a text or page, or one for each line of JSON."""
    session = open_session(arguments)
    workers = arguments.workers or worker_count(session.config.summarise.workers)
    if arguments.jsonl:
        return asyncio.run(_summarise_lines(session, arguments.source, workers))
    try:
        source = _asked_source(arguments)
        brief = asyncio.run(_summarise_one(session, source))
    except SourceError as error:
        complain(str(error))
        return EXIT_USAGE
    if arguments.json:
        put_json(brief_to_json(brief))
    else:
        sys.stdout.write(brief_as_text(brief))
    return EXIT_DONE


async def _summarise_one(session: Session, source: Source) -> Brief:
    key_points = session.config.summarise.key_points
    async with fetch_pool(1) as pages, brief_pool(1, key_points) as briefs:
        extractor = PooledPageExtractor(pages, session.fetch_options())
        article = await _article(session, source, extractor)
        return await _brief(source, article, PooledBriefer(briefs))


async def _summarise_lines(session: Session, path: str, workers: int) -> int:
    key_points = session.config.summarise.key_points
    async with fetch_pool(1) as pages, brief_pool(workers, key_points) as briefs:
        extractor = PooledPageExtractor(pages, session.fetch_options())
        briefer = PooledBriefer(briefs)

        async def work(source: Source) -> dict[str, Any]:
            article = await _article(session, source, extractor)
            return brief_to_json(await _brief(source, article, briefer))

        return await _each_line(path, work, at_a_time=workers * _AHEAD)


def extract(arguments: argparse.Namespace) -> int:
    """Print the clean article of a page, or one for each line of JSON."""
    session = open_session(arguments)
    if arguments.jsonl:
        workers = arguments.workers or worker_count(session.config.summarise.workers)
        return asyncio.run(_extract_lines(session, arguments.source, workers))
    try:
        source = _asked_source(arguments)
        article = asyncio.run(_extract_one(session, source))
    except SourceError as error:
        complain(str(error))
        return EXIT_USAGE
    if arguments.json:
        put_json(_article_fields(source, article))
    else:
        sys.stdout.write(article_as_text(article))
    return EXIT_DONE


async def _extract_one(session: Session, source: Source) -> Article:
    async with fetch_pool(1) as pages:
        return await _article(session, source, PooledPageExtractor(pages, session.fetch_options()))


async def _extract_lines(session: Session, path: str, workers: int) -> int:
    async with fetch_pool(workers) as pages:
        extractor = PooledPageExtractor(pages, session.fetch_options())

        async def work(source: Source) -> dict[str, Any]:
            return _article_fields(source, await _article(session, source, extractor))

        return await _each_line(path, work, at_a_time=workers * _AHEAD)


def _article_fields(source: Source, article: Article) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": article.title,
        "byline": article.byline,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "extractor": article.extractor,
        "note": article.note,
        "text": article.text,
    }


async def _article(session: Session, source: Source, extractor: PageExtractor) -> Article:
    """Return the article of a source: its text as it is, or what is taken out of its page."""
    if source.text:
        text = clean_text(source.text)
        return Article(
            url=source.url,
            title=clean_line(source.title),
            published=source.published,
            language=source.language,
            text=text,
            extractor=Extractor.TEXT,
            fingerprint=fingerprint(source.title, text),
        )
    if not source.page and source.url:
        async with HttpClient(session.fetch_options()) as client:
            answer = await client.get(
                Request(url=source.url, accept=PAGE_ACCEPT, may_be_private=True)
            )
        if not isinstance(answer, Fetched):
            message = f"{source.url}: the server sent no page"
            raise SourceError(message)
        body, content_type, url = answer.body, answer.content_type, answer.url
    else:
        body, content_type, url = source.page, source.content_type, source.url
    return await extractor.extract(
        PageRequest(
            url=url,
            body=body,
            content_type=content_type,
            title=source.title,
            published=source.published,
            language=source.language,
            wants_metadata=True,
        )
    )


async def _brief(source: Source, article: Article, briefer: Briefer) -> Brief:
    return await briefer.brief(
        BriefRequest(
            id=source.id,
            title=article.title,
            text=article.text,
            language=article.language,
            published=article.published,
        )
    )


# One source, from the arguments.


def _asked_source(arguments: argparse.Namespace) -> Source:
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


# Many sources, one JSON object a line.


async def _each_line(
    path: str, work: Callable[[Source], Awaitable[dict[str, Any]]], *, at_a_time: int
) -> int:
    """Work on each line and print the results in the lines' order.

    A line that can't be worked on gives an object with its error; the others go on.
    """
    try:
        stream = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115, ASYNC230
    except OSError as error:
        complain(f"{path}: can't be read: {error.strerror}")
        return EXIT_USAGE
    status = EXIT_DONE
    with stream:
        async for result in _in_order(_lines(stream), work, at_a_time):
            if "error" in result:
                status = EXIT_SOME_FAILED
            put_line(msgspec.json.encode(result).decode())
            sys.stdout.flush()
    return status


def _lines(stream: Any) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield number, line


async def _in_order(
    lines: Iterator[tuple[int, bytes]],
    work: Callable[[Source], Awaitable[dict[str, Any]]],
    at_a_time: int,
) -> AsyncIterator[dict[str, Any]]:
    under_way: deque[asyncio.Task[dict[str, Any]]] = deque()
    try:
        while True:
            while len(under_way) < at_a_time:
                # Reading in a thread: a slow writer at the other end must not stop the workers.
                line = await asyncio.to_thread(next, lines, None)
                if line is None:
                    break
                under_way.append(asyncio.create_task(_one_line(*line, work)))
            if not under_way:
                return
            yield await under_way.popleft()
    finally:
        for task in under_way:
            task.cancel()


async def _one_line(
    number: int, line: bytes, work: Callable[[Source], Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    identity: object = None
    try:
        fields = _fields(line)
        identity = fields.get("id")
        return await work(_line_source(fields, number))
    except SourceError as error:
        return {"id": identity, "line": number, "error": str(error)}
    except FetchError as error:
        return {"id": identity, "line": number, "error": describe_error(error)}


def _fields(line: bytes) -> dict[str, Any]:
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"not valid JSON: {error}"
        raise SourceError(message) from error
    if not isinstance(fields, dict):
        message = "expected a JSON object"
        raise SourceError(message)
    return fields


def _line_source(fields: dict[str, Any], number: int) -> Source:
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
