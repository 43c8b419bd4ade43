"""Import an OPML file or newsboat's list by itself: feeds and their folders."""

import argparse

from msgspec.structs import replace

from cache.values.list_rows import FeedId
from cache.writer import Writer
from fetch.access import without_secret
from fetch.errors import FetchError
from fetch.feeds.opml import OpmlDocument
from fetch.feeds.subscription_files import read_subscriptions
from fetch.model import Outline
from fetch.text.clean import clean_line
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session, utc_now
from tui.headless.services.jobs.job_events import Event, JobFailed, Subscribed
from tui.headless.services.subscriptions.account_feeds import folder_problem
from tui.headless.services.subscriptions.subscribe import subscribe_all
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.verbs.feeds.subscriptions import tell_doubles
from tui.headless.words.notices import describe_error, plural


def import_opml(arguments: argparse.Namespace) -> int:
    """Subscribe to the feeds of an OPML file or of newsboat's list, folders kept."""
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    folder = clean_line(arguments.folder)
    try:
        data = arguments.file.read_bytes()
    except OSError as error:
        narrator.tell(JobFailed(message=f"{arguments.file}: can't be read: {error.strerror}."))
        return EXIT_USAGE
    try:
        document = read_subscriptions(data)
    except FetchError as error:
        narrator.tell(JobFailed(message=f"{arguments.file}: {describe_error(error)}"))
        return EXIT_USAGE
    outlines = tuple(
        replace(
            outline,
            url=without_secret(outline.url)[0],
            folder=outline.folder or folder,
        )
        for outline in document.outlines
    )
    with session.writer() as writer:
        with session.library() as library:
            problem = folder_problem("a feed of the file", None, folder, library.accounts.all())
        if problem:
            narrator.tell(JobFailed(message=problem))
            return EXIT_USAGE
        events = _subscribe_all(session, writer, outlines)
        for event in events:
            narrator.tell(event)
        new_count = sum(isinstance(event, Subscribed) and event.is_new for event in events)
        narrator.say(
            f"{plural(new_count, 'new feed')}, {plural(len(events) - new_count, 'known feed')}."
        )
        _tell_differences(narrator, document)
        tell_doubles(
            session, narrator, [FeedId(it.feed_id) for it in events if isinstance(it, Subscribed)]
        )
        try:
            if arguments.fetch:
                refresh(session, writer, narrator, RefreshRequest())
        finally:
            # Last, so that no news of the refresh stands over it.
            _tell_unread(narrator, document, arguments)
    return EXIT_SOME_FAILED if document.unread else EXIT_DONE


def _tell_differences(narrator: Narrator, document: OpmlDocument) -> None:
    """Say what of a file is kept in another way, and what is not."""
    for outline in document.outlines:
        url, secret = without_secret(outline.url)
        if secret:
            narrator.say(
                f"{url}: its password was left out; `nutgraf credentials set {url}` sets it"
            )
    for note in document.notes:
        narrator.say(note)
    for skipped in document.skipped:
        narrator.say(f"Skipped: {skipped}")


def _tell_unread(narrator: Narrator, document: OpmlDocument, arguments: argparse.Namespace) -> None:
    if document.skipped and arguments.events:
        # The application shows no sentences, and one line of what went wrong.
        more = f" (and {len(document.skipped) - 1:,} more)" if len(document.skipped) > 1 else ""
        words = f"{arguments.file.name}: skipped {document.skipped[0]}{more}"
        narrator.tell(JobFailed(message=words))
    for unread in document.unread:
        narrator.tell(
            JobFailed(message=f"{arguments.file}: part of it could not be read: {unread}.")
        )


def _subscribe_all(session: Session, writer: Writer, outlines: tuple[Outline, ...]) -> list[Event]:
    with session.library() as library:
        known = {row.url for row in library.feeds.rows() if row.account_id is None}
    events: list[Event] = []
    for outline, feed_id in zip(
        outlines, subscribe_all(writer, outlines, utc_now()).result(), strict=True
    ):
        is_new = outline.url not in known
        known.add(outline.url)
        events.append(
            Subscribed(feed_id=feed_id, url=outline.url, title=outline.title, is_new=is_new)
        )
    return events
