"""The verb `import --from newsboat`: finds newsboat's files, and takes what they say."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from cache.errors import QueryError
from cache.feeds.feed_options import NO_OPTIONS
from cache.foreign.newsboat_cache import ForeignCacheError, NewsboatItem, newsboat_items
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import FeedId
from cache.values.moved_rows import MovedEntry, TakenCounts
from cache.values.query_tree import Query
from cache.writer import Writer
from fetch.access import without_secret
from fetch.moving.newsboat_entries import entry_of_item
from fetch.moving.newsboat_filters import UntranslatableError, translated_filter
from fetch.moving.newsboat_urls import NewsboatList, SavedSearch, read_newsboat_list
from fetch.text.clean import clean_line
from fetch.text.decoding import decode
from fetch.text.identity import canonical_url
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.progress_report import narrator_for
from tui.headless.cli.session import Session, open_session, put_line, utc_now
from tui.headless.commands.command_table import COMMANDS
from tui.headless.settings.newsboat_keys import translated_keys
from tui.headless.settings.paths import NewsboatFiles, newsboat_files
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.verbs.moving.left_out_lines import name_left_out
from tui.headless.words.notices import plural

_MOST_BYTES = 8 << 20
"""Of a list of feeds or a configuration."""


def import_newsboat(arguments: argparse.Namespace) -> int:
    """Take feeds, searches and marks, and show the keys."""
    files = newsboat_files(arguments.file)
    if not files.urls.exists():
        complain(
            f"newsboat's list of feeds was looked for at {files.urls} and is not there; name its "
            "folder: nutgraf import --from newsboat FOLDER"
        )
        return EXIT_USAGE
    try:
        feeds = read_newsboat_list(_bytes(files.urls))
        config = decode(_bytes(files.config)) if files.config.exists() else ""
    except OSError as error:
        complain(f"{error.filename}: can't be read: {error.strerror}")
        return EXIT_USAGE
    session = open_session(arguments)
    status = EXIT_DONE
    with session.writer() as writer:
        ids = _take_feeds(writer, session, feeds)
        skipped = [*feeds.skipped, *_take_searches(writer, feeds.searches)]
        status = _take_marks(writer, files, ids)
        for note in feeds.notes:
            sys.stderr.write(f"{note}\n")
        name_left_out(skipped)
        _show_keys(config, session)
        if arguments.fetch:
            refresh(session, writer, narrator_for(arguments), RefreshRequest())
    return status


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _take_feeds(writer: Writer, session: Session, feeds: NewsboatList) -> dict[str, FeedId]:
    """Subscribe to the feeds; return their numbers by what newsboat's database calls them."""
    with session.library() as library:
        known = {row.url for row in library.feeds.rows() if row.account_id is None}
    outlines = tuple(replace(it, url=without_secret(it.url)[0]) for it in feeds.feeds)
    now = utc_now()
    numbers = writer.submit(lambda store: store.feeds.subscribe_all(outlines, now=now)).result()

    def add_programs(store: Store) -> tuple[FeedId, ...]:
        return tuple(
            store.feeds.add_made(made.outline, made.program, now=now) for made in feeds.programs
        )

    program_numbers = writer.submit(add_programs).result()
    new = [it for it in outlines if it.url not in known]
    programs = [it for it in feeds.programs if it.outline.url not in known]
    hidden = [
        number
        for it, number in (
            *zip(outlines, numbers, strict=True),
            *zip((made.outline for made in feeds.programs), program_numbers, strict=True),
        )
        if it.url not in known and it.url in feeds.hidden
    ]

    def quieten(store: Store) -> None:
        for number in hidden:
            store.feeds.set_options(number, replace(NO_OPTIONS, is_quiet=True))

    writer.submit(quieten).result()
    total = len(outlines) + len(feeds.programs)
    fresh = len(new) + len(programs)
    sys.stderr.write(
        f"{plural(fresh, 'new feed')} ({len(hidden):,} hidden there and quiet here, "
        f"{plural(len(programs), 'program')}), {plural(total - fresh, 'known feed')}.\n"
    )
    for it in feeds.feeds:
        url, secret = without_secret(it.url)
        if secret:
            sys.stderr.write(
                f"{url}: its password was left out; `nutgraf credentials set {url}` sets it\n"
            )
    by_name = {canonical_url(it.url): number for it, number in zip(outlines, numbers, strict=True)}
    return by_name | {
        made.address: number for made, number in zip(feeds.programs, program_numbers, strict=True)
    }


def _take_searches(writer: Writer, searches: tuple[SavedSearch, ...]) -> list[str]:
    """Follow newsboat's searches; return what can't be said here."""
    skipped: list[str] = []
    taken = 0
    for search in searches:
        try:
            query = parse(translated_filter(search.expression))
            _follow(writer, query, search.name)
        except (UntranslatableError, QueryError) as error:
            part = clean_line(str(error), max_characters=60)
            skipped.append(
                f"line {search.line}: the search {search.name}: no query says {part}; "
                "`nutgraf follow` keeps a search of your own"
            )
        else:
            taken += 1
    if searches:
        sys.stderr.write(f"{plural(taken, 'search', 'searches')} followed.\n")
    return skipped


def _follow(writer: Writer, query: Query, title: str) -> None:
    writer.submit(
        lambda store: store.interests.follow_search(query, title=title, now=utc_now())
    ).result()


def _take_marks(writer: Writer, files: NewsboatFiles, ids: dict[str, FeedId]) -> int:
    """Take the marks of newsboat's database; return the exit code."""
    if not files.cache.exists():
        sys.stderr.write(f"No marks: there is no database at {files.cache}.\n")
        return EXIT_DONE
    added = known_read = marked = strangers = 0
    try:
        for address, items in newsboat_items(files.cache):
            feed_id = ids.get(address) or ids.get(canonical_url(without_secret(address)[0]))
            if feed_id is None:
                strangers += len(items)
                continue
            counts = _take_items(writer, feed_id, address, items)
            added += counts.added
            known_read += counts.known_read
            marked += counts.marked
    except ForeignCacheError as error:
        complain(f"{files.cache}: {error}. Its marks were not taken, or not all.")
        return EXIT_SOME_FAILED
    sys.stderr.write(
        f"{plural(added, 'unread or flagged article')} taken, {known_read:,} known as read should "
        f"their feeds list them, marks of {plural(marked, 'article')} here changed.\n"
    )
    if strangers:
        sys.stderr.write(
            f"{plural(strangers, 'article')} of feeds that are not in the list left out.\n"
        )
    return EXIT_DONE


def _take_items(
    writer: Writer, feed_id: FeedId, address: str, items: tuple[NewsboatItem, ...]
) -> TakenCounts:
    now = utc_now()
    moved = tuple(_moved(items, address, now))
    return writer.submit(lambda store: store.moving.take(feed_id, moved, now=now)).result()


def _moved(items: tuple[NewsboatItem, ...], address: str, now: datetime) -> Iterator[MovedEntry]:
    """Yield the entries of a feed: in full what is unread or has flags, by name what was read."""
    for item in items:
        yield MovedEntry(
            entry=entry_of_item(item, address, now=now),
            is_read=not item.is_unread,
            is_starred=bool(item.flags),
            tags=tuple(f"flag-{flag}" for flag in item.flags),
            is_text_kept=item.is_unread or bool(item.flags),
        )


def _show_keys(config: str, session: Session) -> None:
    """Print what of newsboat's configuration can stand in ours, which is never written."""
    if not config.strip():
        return
    found = translated_keys(config, COMMANDS)
    name_left_out(found.skipped)
    sys.stderr.write(
        f"{plural(found.other_settings, 'other setting')} of newsboat's configuration not taken. "
        f"For its keys put this into {session.paths.config}:\n"
    )
    put_line('[app]\nkeymap = "newsboat"')
    if found.keys:
        put_line("\n[keys]")
    for action, keys in found.keys.items():
        put_line(f"{action} = '{keys}'" if '"' in keys or "\\" in keys else f'{action} = "{keys}"')
