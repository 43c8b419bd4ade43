"""What is counted of each feed, over a real file."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cache.db.connection import Connection, open_writer
from cache.feeds.feed_statistics import FeedStatistics
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId
from fetch.model import Entry
from tests.support.caches.older_databases import make_version
from tests.support.samples.builders import (
    NOW,
    make_article,
    make_entries,
    make_entry,
    make_refreshed,
    make_target,
)

URL = "http://example.org/feed"


def add(store: Store, *entries: Entry, url: str = URL) -> tuple[EntryId, ...]:
    target = make_target(store.feeds.subscribe(url, now=NOW), url)
    outcome = make_refreshed(target, entries)
    return store.entries.save_outcome(outcome, now=NOW).new_entries


def only(library: Library) -> FeedStatistics:
    (found,) = library.feeds.statistics(NOW)
    return found


def test_a_feed_without_entries_has_no_shares(store: Store, library: Library) -> None:
    store.feeds.subscribe(URL, now=NOW)

    found = only(library)

    assert (found.entry_count, found.weekly, found.last_used_at) == (0, 0.0, None)
    assert found.share(found.used_count) is None


def test_entries_of_the_last_twelve_weeks_are_counted(store: Store, library: Library) -> None:
    days = (1, 20, 83, 85, 400)
    add(store, *(make_entry(it, published=NOW - timedelta(days=it)) for it in days))

    found = only(library)

    assert (found.entry_count, found.weekly) == (3, 0.25)


@pytest.mark.parametrize(("days", "weekly"), [(0, 6.0), (3, 6.0), (14, 3.0)])
def test_the_rate_is_of_the_time_that_the_entries_reach_back(
    store: Store, library: Library, days: int, weekly: float
) -> None:
    oldest = NOW - timedelta(days=days)
    add(store, *(make_entry(it, published=oldest) for it in range(6)))

    assert only(library).weekly == weekly


def test_an_entry_of_several_uses_is_one_used_entry(store: Store, library: Library) -> None:
    first, second, third, *_ = add(store, *make_entries(8))
    later = NOW + timedelta(hours=1)
    store.memory.note_opened([first, second], at=NOW)
    store.memory.note_opened([second, EntryId(99)], at=later)
    store.marks.set_starred([second], True, now=NOW)
    store.kept.set_later([second], True)
    store.kept.set_tags({third: ("sea",)})
    store.kept.set_note(third, "Ask.", now=NOW)

    found = only(library)

    counts = (found.used_count, found.opened_count, found.starred_count, found.kept_count)
    assert counts == (3, 2, 1, 2)
    assert found.share(found.opened_count) == 0.25
    assert found.last_used_at == later


def test_marking_as_read_is_no_use(store: Store, library: Library) -> None:
    store.marks.set_read(add(store, *make_entries(3)), True, now=NOW)

    assert (only(library).used_count, only(library).last_used_at) == (0, None)


def test_what_was_used_long_ago_is_known_but_not_counted(store: Store, library: Library) -> None:
    (old,) = add(store, make_entry(1, published=NOW - timedelta(days=300)))
    opened = NOW - timedelta(days=290)
    store.memory.note_opened([old], at=opened)

    assert (only(library).used_count, only(library).last_used_at) == (0, opened)


def test_the_size_is_that_of_the_texts(store: Store, library: Library) -> None:
    first, _ = add(store, *make_entries(2))
    before = only(library).byte_count
    assert before > 0

    store.articles.save(first, make_article("Sea. " * 99), None, now=NOW)

    assert only(library).byte_count > before


def test_each_feed_has_its_own_and_those_given_up_have_none(store: Store, library: Library) -> None:
    (mine,) = add(store, make_entry(1))
    add(store, make_entry(2), url="http://other.org/feed")
    gone = store.feeds.subscribe("http://gone.org/feed", now=NOW)
    store.memory.note_opened([mine], at=NOW)
    store.feeds.give_up((gone,))

    assert [it.used_count for it in library.feeds.statistics(NOW)] == [1, 0]


def test_an_entry_that_was_dropped_was_of_use(
    store: Store, library: Library, connection: Connection
) -> None:
    (entry_id,) = add(store, make_entry(1))
    store.memory.note_opened([entry_id], at=NOW)
    connection.run("UPDATE status SET is_listed = 0 WHERE entry_id = ?", [entry_id])

    assert (only(library).used_count, only(library).last_used_at) == (0, NOW)


def test_of_an_older_cache_it_is_known_which_texts_were_left_in_the_middle(path: Path) -> None:
    make_version(path, 10)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("INSERT INTO reading_places VALUES (1, 120, 'one', 1700000000000)")

    open_writer(path).close()

    with Library(path) as library:
        used = [it.last_used_at for it in library.feeds.statistics(NOW)]
    assert set(used) == {None, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)}
