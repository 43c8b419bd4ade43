"""The verb `save-page`: keep any page of the web, with its article and brief."""

import argparse
import asyncio
from collections.abc import Sequence

from cache.errors import RefreshInProgress
from cache.library import Library
from cache.values.list_rows import EntryId
from cache.writer import Writer
from fetch.feeds.known_sites import has_scheme, typed_address
from fetch.feeds.made.saved_pages import SavedPage
from fetch.http.client import HttpClient
from fetch.pages.typed_page import page_address
from fetch.text.identity import web_address
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_INTERRUPTED, EXIT_SOME_FAILED, EXIT_USAGE
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session, put_json, put_line, utc_now
from tui.headless.services.jobs.job_events import Event, JobFailed, PageSaved, RefreshFinished
from tui.headless.services.subscriptions.typed_addresses import page_problem, split_addresses
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.words.notices import describe_failure

_LATER = "Another refresh is running: what was saved is fetched with the next one."


class _BesideReport:
    """Passes on what the work tells, but not what a refresh of no feed came to."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self.is_heard_by_app = narrator.is_heard_by_app

    def tell(self, event: Event) -> None:
        """Pass an event on; of a finished refresh only what its programs failed of."""
        if not isinstance(event, RefreshFinished):
            self._narrator.tell(event)
            return
        for failure in event.program_failures:
            self._narrator.say(failure)

    def say(self, sentence: str) -> None:
        """Pass a sentence on."""
        self._narrator.say(sentence)


def save_page(arguments: argparse.Namespace) -> int:
    """Save pages by their addresses, fetch them and make their briefs."""
    session, narrator = open_session(arguments), narrator_for(arguments)
    addresses = [it for typed in arguments.urls for it in split_addresses(typed)]
    problems = [problem for it in addresses if (problem := page_problem(it))]
    for problem in problems:
        narrator.tell(JobFailed(message=problem))
    if problems:
        return EXIT_USAGE
    tags = tuple(arguments.tag)
    urls = asyncio.run(_urls(session, addresses))
    pages = [SavedPage(url=web_address(it), tags=tags) for it in urls]
    with session.writer() as writer:
        put = writer.submit(lambda store: store.saved.put(pages, now=utc_now())).result()
        with session.library() as library:
            _tag_known(writer, library, [it for it in put.entry_ids if it not in put.new], tags)
            missing = _without_text(library, put.entry_ids)
        writer.submit(lambda store: store.articles.want_pages(missing)).result()
        is_whole = not missing or _fetch(session, writer, _BesideReport(narrator), arguments.wait)
    if not is_whole:
        return EXIT_INTERRUPTED
    with session.library() as library:
        saved = [_saved(library, it, is_new=it in put.new) for it in dict.fromkeys(put.entry_ids)]
    _report(arguments, narrator, saved)
    return EXIT_SOME_FAILED if any(one.failure for one in saved) else EXIT_DONE


async def _urls(session: Session, typed: Sequence[str]) -> list[str]:
    if all(map(has_scheme, typed)):
        return [typed_address(it) for it in typed]
    async with HttpClient(session.fetch_options()) as client:
        return [await page_address(it, client) for it in typed]


def _tag_known(
    writer: Writer, library: Library, known: Sequence[EntryId], tags: tuple[str, ...]
) -> None:
    """Give pages that were saved before the tags, too."""
    if known and tags:
        both = {row.entry_id: (*row.tags, *tags) for row in library.lists.rows(known)}
        writer.submit(lambda store: store.kept.set_tags(both)).result()


def _without_text(library: Library, entry_ids: Sequence[EntryId]) -> list[EntryId]:
    details = (library.detail(entry_id) for entry_id in dict.fromkeys(entry_ids))
    return [it.row.entry_id for it in details if it is not None and it.article is None]


def _fetch(session: Session, writer: Writer, narrator: Narrator, wait_seconds: float) -> bool:
    """Fetch the pages that are wanted and make their briefs; False if that was interrupted."""
    request = RefreshRequest(feed_ids=(), wait_seconds=wait_seconds)
    try:
        return refresh(session, writer, narrator, request) is not None
    except RefreshInProgress:
        narrator.say(_LATER)
        return True


def _saved(library: Library, entry_id: EntryId, *, is_new: bool) -> PageSaved:
    detail = library.detail(entry_id)
    if detail is None:  # removed by another process a moment ago
        return PageSaved(entry_id=entry_id, url="", title="", is_new=is_new)
    failure = detail.page_failure if detail.article is None else None
    return PageSaved(
        entry_id=entry_id,
        url=detail.row.url,
        title=detail.row.title,
        is_new=is_new,
        failure=describe_failure(failure) if failure else "",
    )


def _report(arguments: argparse.Namespace, narrator: Narrator, saved: Sequence[PageSaved]) -> None:
    if arguments.json:
        put_json(
            [
                {
                    "id": one.entry_id,
                    "url": one.url,
                    "title": one.title,
                    "is_new": one.is_new,
                    "failure": one.failure or None,
                }
                for one in saved
            ]
        )
        return
    for one in saved:
        if not arguments.events:
            put_line(f"{one.entry_id:>7}  {one.title or one.url}")
        narrator.tell(one)
