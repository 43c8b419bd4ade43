"""The verb `pictures`: fetch an article's pictures into the cache."""

import argparse
import asyncio

from cache.library import Library
from cache.values.list_rows import EntryDetail, EntryId
from fetch.errors import FetchError
from fetch.feeds.made.own_network import may_reach_own_network
from fetch.http.client import HttpClient
from fetch.pictures.pillow_adapter import is_installed
from fetch.rules import NO_RULES
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session
from tui.headless.services.files.picture_store import HOW_TO_GET, PictureTools, keep_picture
from tui.headless.services.jobs.job_events import JobFailed, PictureKept
from tui.headless.services.subscriptions.credentials import rules_of_feeds
from tui.headless.services.worker_pool import picture_pool
from tui.headless.verbs.feeds.refresh_run import end_with_signal, picture_tools
from tui.headless.words.notices import describe_error


def pictures(arguments: argparse.Namespace) -> int:
    """Fetch those pictures of an article that are not kept yet, or the one that is named."""
    session = open_session(arguments)
    words: str = arguments.entry
    refusal = _refusal(session)
    if not refusal:
        with session.reader() as library:
            detail = library.detail(EntryId(int(words))) if words.isdecimal() else None
            if detail is None:
                refusal = f"{words}: there is no such entry; `nutgraf search` finds some"
            elif arguments.url and arguments.url not in _known(detail):
                refusal = f"{arguments.url}: the article has no such picture"
            else:
                urls = [arguments.url] if arguments.url else _missing(library, detail)
                return _fetch(session, library, detail, urls, narrator_for(arguments))
    complain(refusal)
    return EXIT_USAGE


def _refusal(session: Session) -> str:
    """Return why no picture is fetched at all, "" if they are."""
    if session.config.fetch.pictures == "never":
        return 'no picture is fetched: the configuration says [fetch] pictures = "never"'
    return "" if is_installed() else f"pictures can't be read: {HOW_TO_GET}"


def _known(detail: EntryDetail) -> list[str]:
    known = detail.article.layout.pictures if detail.article is not None else ()
    return list(dict.fromkeys(picture.url for picture in known))


def _missing(library: Library, detail: EntryDetail) -> list[str]:
    kept = library.pictures.kept_urls(detail.row.entry_id)
    return [url for url in _known(detail) if url not in kept]


def _fetch(
    session: Session, library: Library, detail: EntryDetail, urls: list[str], narrator: Narrator
) -> int:
    if not urls:
        narrator.say("The article has no other pictures to fetch.")
        return EXIT_DONE
    return asyncio.run(_keep(session, library, detail, urls, narrator))


async def _keep(
    session: Session, library: Library, detail: EntryDetail, urls: list[str], narrator: Narrator
) -> int:
    end_with_signal()
    # Of an unsubscribed feed nothing is known any more: its pictures are anybody's.
    feed = next((it for it in library.feeds.rows() if it.feed_id == detail.row.feed_id), None)
    is_private = feed is not None and may_reach_own_network(
        feed.url, detail.row.url, is_of_account=feed.account_id is not None
    )
    access = rules_of_feeds(library).get(detail.row.feed_id, NO_RULES).access
    failed = 0
    with session.writer() as writer:
        async with HttpClient(session.fetch_options()) as client, picture_pool() as pool:
            tools: PictureTools = picture_tools(session, writer, library, client, pool)
            for url in urls:
                try:
                    kept = await keep_picture(
                        tools, detail.row.entry_id, url, is_private=is_private, access=access
                    )
                except FetchError as error:
                    failed += 1
                    which = f"{url}: " if len(urls) > 1 else ""
                    narrator.tell(JobFailed(message=which + describe_error(error)))
                else:
                    narrator.tell(
                        PictureKept(
                            entry_id=detail.row.entry_id,
                            url=url,
                            width=kept.width,
                            height=kept.height,
                        )
                    )
    return EXIT_SOME_FAILED if failed else EXIT_DONE
