"""The verbs `summarise` and `extract`: make a brief or extract an article."""

import argparse
import asyncio
import sys
from typing import Any

from msgspec.structs import replace

from fetch.errors import FetchError
from fetch.http.client import HttpClient
from fetch.model import Article, Extractor
from fetch.pages.fetch_article import fetch_page
from fetch.ports import PageExtractor, PageRequest
from fetch.text.clean import clean_line, clean_text
from fetch.text.identity import fingerprint
from summarise.brief.brief_json import brief_to_json
from summarise.model import Brief, BriefRequest
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.json_lines import work_on_lines
from tui.headless.cli.session import Session, open_session, put_json
from tui.headless.cli.text_sources import Source, SourceError, asked_source, shown_name
from tui.headless.printing.article_document import page_document, summary_document
from tui.headless.printing.plain_text import as_text
from tui.headless.services.refresh.brief_stage import (
    SECONDS,
    PooledBriefer,
    worker_count,
)
from tui.headless.services.refresh.whole_refresh import Briefer
from tui.headless.services.worker_pool import ComputePool, PooledPageExtractor, fetch_pool
from tui.headless.words.left_out import count_removed, describe_removal
from tui.headless.words.notices import describe_error

# Texts under way for each worker, so that none waits while the line before it is printed.
_AHEAD = 3


def summarise(arguments: argparse.Namespace) -> int:
    """Print the brief of a text or page, or one for each line of JSON."""
    session = open_session(arguments)
    workers = arguments.workers or worker_count(session.config.summarise.workers)
    if arguments.jsonl:
        return asyncio.run(_summarise_lines(session, arguments, workers))
    try:
        source = asked_source(arguments)
        article, brief = asyncio.run(_summarise_one(session, source, arguments.seconds))
    except SourceError as error:
        complain(str(error))
        return EXIT_USAGE
    except FetchError as error:
        complain(f"{shown_name(arguments.source)}: {describe_error(error)}")
        return EXIT_SOME_FAILED
    if arguments.json:
        put_json(brief_to_json(brief))
    else:
        name = "" if arguments.source == "-" else shown_name(arguments.source)
        document = summary_document(article, brief, source=name, is_whole=arguments.full)
        sys.stdout.write(as_text([document]))
    return EXIT_DONE


def _extractor(session: Session, pool: ComputePool, seconds: int) -> PooledPageExtractor:
    """Return what takes articles out of pages, in the time asked for or else a refresh's."""
    options = session.fetch_options()
    return PooledPageExtractor(
        pool, replace(options, extract_seconds=seconds or options.extract_seconds)
    )


async def _summarise_one(session: Session, source: Source, seconds: int) -> tuple[Article, Brief]:
    async with fetch_pool(1) as pages, session.brief_pool(1) as briefs:
        article = await _article(session, source, _extractor(session, pages, seconds))
        briefer = PooledBriefer(briefs, seconds=seconds or SECONDS)
        return article, await _brief(source, article, briefer)


async def _summarise_lines(session: Session, arguments: argparse.Namespace, workers: int) -> int:
    seconds = arguments.seconds
    async with fetch_pool(1) as pages, session.brief_pool(workers) as briefs:
        extractor = _extractor(session, pages, seconds)
        briefer = PooledBriefer(briefs, seconds=seconds or SECONDS)

        async def work(source: Source) -> dict[str, Any]:
            article = await _article(session, source, extractor)
            return brief_to_json(await _brief(source, article, briefer))

        return await work_on_lines(arguments.source, work, at_a_time=workers * _AHEAD)


def extract(arguments: argparse.Namespace) -> int:
    """Print the clean article of a page, or one for each line of JSON."""
    session = open_session(arguments)
    if arguments.jsonl and arguments.removed:
        complain("--removed cannot be used with --jsonl: each line's layout has what was left out")
        return EXIT_USAGE
    if arguments.jsonl:
        workers = arguments.workers or worker_count(session.config.summarise.workers)
        return asyncio.run(_extract_lines(session, arguments, workers))
    try:
        source = asked_source(arguments, wants_page=True)
        article = asyncio.run(_extract_one(session, source, arguments.seconds))
    except SourceError as error:
        complain(str(error))
        return EXIT_USAGE
    except FetchError as error:
        complain(f"{shown_name(arguments.source)}: {describe_error(error)}")
        return EXIT_SOME_FAILED
    if arguments.removed:
        _put_removed(article, wants_json=arguments.json)
    elif arguments.json:
        put_json(_article_fields(source, article))
    else:
        sys.stdout.write(as_text([page_document(article)]))
    return EXIT_DONE


def _put_removed(article: Article, *, wants_json: bool) -> None:
    """Print what was left out of an article and why, in the page's order."""
    removed = article.layout.removed
    if wants_json:
        put_json({"count": len(removed), "removed": removed})
        return
    lines = [count_removed(len(removed))]
    lines += [f"{describe_removal(it.reason)}: {it.text}" for it in removed]
    sys.stdout.write("\n".join(lines) + "\n")


async def _extract_one(session: Session, source: Source, seconds: int) -> Article:
    async with fetch_pool(1) as pages:
        return await _article(session, source, _extractor(session, pages, seconds))


async def _extract_lines(session: Session, arguments: argparse.Namespace, workers: int) -> int:
    async with fetch_pool(workers) as pages:
        extractor = _extractor(session, pages, arguments.seconds)

        async def work(source: Source) -> dict[str, Any]:
            return _article_fields(source, await _article(session, source, extractor))

        return await work_on_lines(arguments.source, work, at_a_time=workers * _AHEAD)


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
        "layout": article.layout,
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
            return await fetch_page(
                source.url,
                client=client,
                extractor=extractor,
                title=source.title,
                published=source.published,
                language=source.language,
            )
    request = PageRequest(
        url=source.url,
        body=source.page,
        content_type=source.content_type,
        title=source.title,
        published=source.published,
        language=source.language,
        wants_metadata=True,
    )
    return (await extractor.extract(request)).article


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
