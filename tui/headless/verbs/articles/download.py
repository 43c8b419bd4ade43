"""The verb `download`: download the files that come with an entry."""

import argparse
import asyncio

from cache.values.list_rows import EntryDetail, EntryId
from fetch.access import NO_ACCESS, Access
from fetch.errors import FetchError
from fetch.options import MIB
from fetch.private_addresses import is_local
from fetch.rules import NO_RULES
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_INTERRUPTED, EXIT_SOME_FAILED, EXIT_USAGE
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session
from tui.headless.printing.output_files import SaveError, folder_path
from tui.headless.services.files.downloads import DownloadRequest, download, target_of
from tui.headless.services.jobs.job_events import Event, JobFailed
from tui.headless.services.subscriptions.credentials import rules_of_feeds
from tui.headless.verbs.feeds.refresh_run import end_with_signal
from tui.headless.words.notices import describe_error


def fetch_files(arguments: argparse.Namespace) -> int:
    """Download one file of an entry, or all of them; go on with what was cut off."""
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    words: str = arguments.entry
    with session.reader() as library:
        detail = library.detail(EntryId(int(words))) if words.isdecimal() else None
        if detail is None:
            narrator.tell(JobFailed(message=f"{words}: there is no such entry."))
            return EXIT_USAGE
        feed_id = detail.row.feed_id
        # The feeds of an account were not named by the reader: they open no private address.
        own = (row for row in library.feeds.rows() if row.account_id is None)
        url = next((row.url for row in own if row.feed_id == feed_id), "")
        access = rules_of_feeds(library).get(feed_id, NO_RULES).access
    count = len(detail.enclosures)
    numbers = [arguments.number] if arguments.number else range(1, count + 1)
    if not count or numbers[-1] > count:
        has = f"it has {count}" if count else "it has none"
        narrator.tell(JobFailed(message=f"Entry {words} has no such file: {has}."))
        return EXIT_USAGE
    source = _Source(url, access)
    try:
        requests = [_request(session, arguments, detail, number, source) for number in numbers]
    except SaveError as error:
        narrator.tell(JobFailed(message=str(error)))
        return EXIT_USAGE
    try:
        return asyncio.run(_download_all(session, requests, narrator))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return EXIT_INTERRUPTED


class _Source:
    """The feed that lists a file: whether it is private, and what its server gets."""

    def __init__(self, url: str, access: Access) -> None:
        self.is_private = is_local(url)
        self.access = NO_ACCESS if access.problem else access


def _request(
    session: Session,
    arguments: argparse.Namespace,
    detail: EntryDetail,
    number: int,
    source: _Source,
) -> DownloadRequest:
    settings = session.config.downloads
    return DownloadRequest(
        url=detail.enclosures[number - 1].url,
        target=target_of(detail, number, folder_path(arguments.folder or settings.folder)),
        max_bytes=settings.max_mib * MIB,
        may_be_private=source.is_private,
        access=source.access,
    )


async def _download_all(
    session: Session, requests: list[DownloadRequest], narrator: Narrator
) -> int:
    end_with_signal()
    failed = 0
    for request in requests:
        try:
            await download(request, session.fetch_options(), narrator.tell)
        except FetchError as error:
            failed += 1
            narrator.tell(_failed(f"{request.target.name}: {describe_error(error)}"))
        except SaveError as error:
            failed += 1
            narrator.tell(_failed(str(error)))
    return EXIT_SOME_FAILED if failed else EXIT_DONE


def _failed(words: str) -> Event:
    return JobFailed(message=words)
