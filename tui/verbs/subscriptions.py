"""Verbs about subscriptions: add, remove, feeds, import, export."""

import argparse
import asyncio
import sys
from pathlib import Path

from cache.model import FeedId, FeedRow
from cache.writer import Writer
from fetch.errors import FetchError
from fetch.model import FeedCandidate, Outline
from fetch.opml import read_opml, write_opml
from tui.exits import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.notices import describe_error, describe_failure, plural
from tui.services.discovering import find_feeds
from tui.services.events import ChoiceNeeded, Event, JobFailed, Subscribed
from tui.services.subscribing import subscribe, subscribe_all, unsubscribe
from tui.verbs.fetching import refresh
from tui.verbs.narration import Narrator, narrator_for
from tui.verbs.session import (
    Session,
    feed_named,
    open_session,
    put_json,
    put_line,
    utc_now,
)


def add(arguments: argparse.Namespace) -> int:
    """Subscribe to the feeds behind the addresses, then fetch them."""
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    added: list[FeedId] = []
    is_complete = True
    with session.writer() as writer:
        for url in arguments.urls:
            candidate = _one_feed(session, url, narrator)
            if candidate is None:
                is_complete = False
                continue
            title = arguments.title if len(arguments.urls) == 1 else ""
            outline = Outline(
                url=candidate.url, title=title or candidate.title, folder=arguments.folder
            )
            added.append(_subscribe(session, writer, outline, narrator))
        if added and not arguments.no_fetch:
            refresh(session, writer, narrator, feed_ids=tuple(added))
    return EXIT_DONE if is_complete else EXIT_SOME_FAILED


def _one_feed(session: Session, url: str, narrator: Narrator) -> FeedCandidate | None:
    """Return the feed behind an address, None with an event that says why there is not just one."""
    try:
        candidates = asyncio.run(find_feeds(url, session.fetch_options()))
    except FetchError as error:
        narrator.tell(JobFailed(message=f"{url}: {describe_error(error)}"))
        return None
    if len(candidates) > 1:
        narrator.tell(
            ChoiceNeeded(
                urls=tuple(candidate.url for candidate in candidates),
                titles=tuple(candidate.title for candidate in candidates),
            )
        )
        return None
    return candidates[0]


def _subscribe(session: Session, writer: Writer, outline: Outline, narrator: Narrator) -> FeedId:
    with session.library() as library:
        known = {row.url for row in library.feeds()}
    feed_id = subscribe(writer, outline, utc_now()).result()
    event = Subscribed(
        feed_id=feed_id, url=outline.url, title=outline.title, is_new=outline.url not in known
    )
    narrator.tell(event)
    return feed_id


def remove(arguments: argparse.Namespace) -> int:
    """Unsubscribe from feeds, by number or address."""
    session = open_session(arguments)
    with session.writer() as writer, session.library() as library:
        rows = library.feeds()
        chosen = [(name, feed_named(name, rows)) for name in arguments.feeds]
        unknown = [name for name, row in chosen if row is None]
        for name in unknown:
            complain(f"{name}: there is no such feed; `nutgraf feeds` lists them")
        if unknown:
            return EXIT_USAGE
        for _, row in chosen:
            if row is not None:
                unsubscribe(writer, row.feed_id).result()
                sys.stderr.write(f"Unsubscribed from {row.title or row.url}.\n")
    return EXIT_DONE


def feeds(arguments: argparse.Namespace) -> int:
    """List the feeds with their counts and health."""
    session = open_session(arguments)
    with session.reader() as library:
        rows = [row for row in library.feeds() if row.failure or not arguments.failing]
    if arguments.json:
        put_json([_feed_fields(row) for row in rows])
        return EXIT_DONE
    for row in rows:
        put_line(
            f"{row.feed_id:>5}  {row.unread_count:>6}/{row.entry_count:<6} "
            f"{row.folder + ' / ' if row.folder else ''}{row.title or row.url}  <{row.url}>"
        )
        if row.failure:
            put_line(f"       ! {describe_failure(row.failure)}")
    if not rows:
        sys.stderr.write("No feeds. `nutgraf add URL` subscribes to one.\n")
    return EXIT_DONE


def _feed_fields(row: FeedRow) -> dict[str, object]:
    return {
        "id": row.feed_id,
        "url": row.url,
        "title": row.title,
        "site_url": row.site_url,
        "folder": row.folder,
        "unread": row.unread_count,
        "entries": row.entry_count,
        "last_success": row.last_success_at,
        "last_attempt": row.last_attempt_at,
        "failure": describe_failure(row.failure) if row.failure else None,
        "failed_since": row.failed_since,
        "failures_in_a_row": row.failure_count,
    }


def import_opml(arguments: argparse.Namespace) -> int:
    """Subscribe to the feeds of an OPML file, folders kept."""
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    try:
        data = arguments.file.read_bytes()
    except OSError as error:
        narrator.tell(JobFailed(message=f"{arguments.file}: can't be read: {error.strerror}."))
        return EXIT_USAGE
    try:
        document = read_opml(data)
    except FetchError as error:
        narrator.tell(JobFailed(message=f"{arguments.file}: {describe_error(error)}"))
        return EXIT_USAGE
    with session.writer() as writer:
        events = _subscribe_all(session, writer, document.outlines)
        for event in events:
            narrator.tell(event)
        new_count = sum(isinstance(event, Subscribed) and event.is_new for event in events)
        narrator.say(
            f"{plural(new_count, 'new feed')}, {plural(len(events) - new_count, 'known feed')}."
        )
        for skipped in document.skipped:
            narrator.say(f"Skipped: {skipped}")
        if arguments.fetch:
            refresh(session, writer, narrator, feed_ids=None)
    return EXIT_DONE


def _subscribe_all(session: Session, writer: Writer, outlines: tuple[Outline, ...]) -> list[Event]:
    with session.library() as library:
        known = {row.url for row in library.feeds()}
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


def export_opml(arguments: argparse.Namespace) -> int:
    """Write the subscriptions as OPML 2.0 to a file or to standard output."""
    session = open_session(arguments)
    with session.reader() as library:
        outlines = tuple(
            Outline(url=row.url, title=row.title, site_url=row.site_url, folder=row.folder)
            for row in library.feeds()
        )
    document = write_opml(outlines, title="nutgraf subscriptions")
    if arguments.file is None:
        sys.stdout.buffer.write(document)
        return EXIT_DONE
    target = Path(arguments.file)
    try:
        target.write_bytes(document)
    except OSError as error:
        complain(f"{target}: can't be written: {error.strerror}")
        return EXIT_USAGE
    sys.stderr.write(f"{plural(len(outlines), 'feed')} written to {target}.\n")
    return EXIT_DONE
