"""Measure the cache: fill it with N entries, then time what the screen asks of it.

python benchmarks/cache_pages.py [--entries 50000] [--feeds 1000] [--words 0] [--keep FILE]
    [--json FILE]

The floor of a page is 128 rows by their numbers, of the table of entries alone.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count as numbers_from
from pathlib import Path
from statistics import median
from time import perf_counter

from figures import Report, add_json
from filled import Words
from msgspec.structs import replace

from cache.db.connection import open_writer
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import EntryId, FeedId, Order, Scope, View
from fetch.model import (
    Article,
    Entry,
    EntryKey,
    Extractor,
    Feed,
    FeedRefreshed,
    FeedTarget,
    Outline,
    Validators,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FLOOR = "128 rows by number"


def fill(path: Path, entry_count: int, feed_count: int, word_count: int) -> None:
    """Store the entries, feed by feed, as a refresh does."""
    words = Words(1)
    connection = open_writer(path)
    store = Store(connection)
    per_feed = entry_count // feed_count
    feeds = store.feeds.subscribe_all(
        [
            Outline(url=f"https://example.org/{n}/feed", folder=f"Folder {n % 10}")
            for n in range(feed_count)
        ],
        now=NOW,
    )
    documents = [_outcome(feed_id, per_feed, words) for feed_id in feeds]
    started = perf_counter()
    for document in documents:
        store.entries.save_outcome(document, now=NOW)
    seconds = perf_counter() - started
    say("store, all new", f"{seconds:.2f} s, {1e6 * seconds / entry_count:.0f} µs an entry")
    started = perf_counter()
    for document in documents:
        store.entries.save_outcome(document, now=NOW)
    say("store, all known", f"{perf_counter() - started:.2f} s")
    if word_count:
        started = perf_counter()
        for entry_id in range(1, entry_count + 1):
            text = words.text(word_count)
            store.articles.save(
                EntryId(entry_id),
                Article(text=text, extractor=Extractor.PAGE, fingerprint=str(entry_id)),
                None,
                now=NOW,
            )
        seconds = perf_counter() - started
        say("store articles", f"{seconds:.1f} s, {1e3 * seconds / entry_count:.2f} ms each")
    ids = [EntryId(n) for n in range(1, entry_count + 1, 3)]
    say("mark a third read", f"{_seconds(lambda: store.marks.set_read(ids, True, now=NOW)):.2f} s")
    store.marks.set_starred(ids[::50], True, now=NOW)
    say("optimise", f"{_seconds(store.optimise):.2f} s")
    connection.close()
    say("size", f"{path.stat().st_size / 1e6:.0f} MB")


def _outcome(feed_id: FeedId, count: int, words: Words) -> FeedRefreshed:
    dates = random.Random(feed_id)  # noqa: S311 - no secret
    entries = tuple(
        Entry(
            key=EntryKey(f"https://example.org/{feed_id}/{n}"),
            alternate_key=f"{feed_id}/{n}",
            url=f"https://example.org/{feed_id}/{n}",
            title=words.text(8).capitalize(),
            author="A. Writer",
            published=NOW - timedelta(seconds=dates.randrange(2 * 365 * 86_400)),
            summary=words.text(40),
        )
        for n in range(count)
    )
    target = FeedTarget(feed_id=feed_id, url=f"https://example.org/{feed_id}/feed")
    feed = Feed(title=f"Feed {feed_id}", entries=entries)
    return FeedRefreshed(target=target, feed=feed, validators=Validators(), body_hash="x")


def measure(path: Path, report: Report) -> None:
    """Time the reads."""
    library = Library(path)
    alone = sqlite3.connect(path)
    sql = "SELECT * FROM entries WHERE entry_id BETWEEN 1000 AND 1127"
    floor = 1000 * median(_seconds(lambda: alone.execute(sql).fetchall()) for _ in range(20))
    alone.close()

    def _time(name: str, work: Callable[[], object], rounds: int = 20) -> None:
        times = [1000 * _seconds(work) for _ in range(rounds)]
        report.add(f"cache, {name}", median(times), "ms", {FLOOR: floor})

    everything = View(scope=Scope.ALL)
    unread = View(scope=Scope.UNREAD)
    kept = View(scope=Scope.UNREAD, kept=frozenset(EntryId(n) for n in range(1, 600, 3)))
    feed = View(scope=Scope.FEED, feed_id=FeedId(3))
    folder = View(scope=Scope.FOLDER, folder="Folder 3")
    total = library.lists.count(everything)
    last = library.lists.page(everything, total - 1, 1)[0].entry_id
    _time("counts()", library.counts)
    _time("feeds.rows()", library.feeds.rows)
    for name, view in (
        ("all", everything),
        ("unread", unread),
        ("unread, 200 kept", kept),
        ("feed", feed),
        ("folder", folder),
        ("all, oldest first", View(scope=Scope.ALL, order=Order.OLDEST)),
        ("unread, oldest first", View(scope=Scope.UNREAD, order=Order.OLDEST)),
    ):
        count = library.lists.count(view)
        _time(f"{name}: count", lambda view=view: library.lists.count(view))
        _time(f"{name}: first page of 128", lambda view=view: library.lists.page(view, 0, 128))
        _time(
            f"{name}: page at {count // 2:,}",
            lambda view=view, count=count: library.lists.page(view, count // 2, 128),
        )
        _time(
            f"{name}: last page, at {max(0, count - 128):,}",
            lambda view=view, count=count: library.lists.page(view, max(0, count - 128), 128),
        )
    _time("statistics of all feeds", lambda: library.feeds.statistics(NOW))
    numbers = numbers_from()
    _time("all: position of the last", lambda: library.lists.position(everything, last))
    _time("unread: next", lambda: library.lists.neighbour_unread(unread, None, forward=True))
    _time("detail", lambda: library.detail(EntryId(total // 2)))
    for query in (
        "w00000",
        "w00010",
        "w00100 w00020",
        '"w00001 w00000"',
        "w00005 OR w00006",
        "w09*",
        "w00010 is:unread -feed:7",
        "feed:42",
        "folder:3",
        "is:starred",
        "after:2025-06-01",
    ):
        view = View(scope=Scope.ALL, query=parse(query))
        found = library.lists.count(view)
        _time(
            f"search {query}: first page ({found:,} found)",
            lambda view=view: _search(library, view, numbers),
        )
    for order in (Order.SOURCE, Order.LENGTH):
        ordered = View(scope=Scope.ALL, order=order)
        _time(f"all by {order}: first page", lambda view=ordered: _search(library, view, numbers))
        _time(
            f"all by {order}: page at 5,000",
            lambda view=ordered: library.lists.page(view, 5000, 128),
        )
    for query in ("w00000", "w00010", "w00100 w00020", "w09*", "is:starred"):
        parsed = parse(query)
        for by_rank in (True, False):
            ids = library.lists.find(parsed, by_rank=by_rank)
            name = f"find {query} by {'rank' if by_rank else 'date'} ({len(ids):,} found)"
            _time(
                name, lambda parsed=parsed, rank=by_rank: library.lists.find(parsed, by_rank=rank)
            )
        _time(
            f"find {query}: 100 rows shown",
            lambda parsed=parsed, ids=ids: library.lists.found(parsed, ids[:100]),
        )
    library.close()


def _search(library: Library, view: View, numbers: Iterator[int]) -> None:
    # Each time another view: measured is the first page, not those after it.
    library.lists.page(replace(view, kept=frozenset({EntryId(next(numbers))})), 0, 128)


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def say(name: str, figures: str) -> None:
    """Write one line."""
    sys.stdout.write(f"{name:<58} {figures}\n")
    sys.stdout.flush()


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--words", type=int, default=0, help="words of each article; 0 for none")
    parser.add_argument("--keep", type=Path, help="the database; kept, and used if it is there")
    add_json(parser)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder) / "cache.db"
        if not path.exists():
            fill(path, arguments.entries, arguments.feeds, arguments.words)
        measure(path, Report(arguments.json))


if __name__ == "__main__":
    main()
