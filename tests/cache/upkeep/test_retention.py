"""What is dropped when it is old or the cache is large, and what never is."""

from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cache.db.connection import Connection, open_writer
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.upkeep.retention import Limits
from cache.values.list_rows import EntryId, Scope, View
from cache.writer import Writer
from tests.support.caches.briefed_archive import Archive
from tests.support.caches.storydesk import place_all
from tests.support.samples.builders import NOW, make_entries, make_refreshed, make_target

MONTH = Limits(days=30)
ALL = View(scope=Scope.ALL)


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def stored(store: Store, count: int, *, now: datetime = NOW) -> tuple[EntryId, ...]:
    store.feeds.subscribe("http://example.org/feed", now=NOW)
    outcome = make_refreshed(make_target(), make_entries(count))
    return store.entries.save_outcome(outcome, now=now).new_entries


def ids(library: Library, view: View = ALL) -> list[EntryId]:
    return [row.entry_id for row in library.lists.page(view, 0, 1000)]


def test_what_was_read_long_ago_goes_and_what_is_unread_stays(
    store: Store, library: Library
) -> None:
    entries = stored(store, 6)
    store.marks.set_read(entries[:2], True, now=NOW)
    store.marks.set_read(entries[2:4], True, now=after(20))

    dropped = store.upkeep.retain(MONTH, after(31))

    assert dropped.entries == 2
    assert ids(library) == list(entries[2:])
    assert library.counts().entries == 4
    assert library.lists.count(View(scope=Scope.ALL, query=parse("story"))) == 4
    assert library.problems() == ()


def test_an_entry_ages_from_when_it_was_read_not_from_its_date(
    store: Store, library: Library
) -> None:
    both = make_refreshed(make_target(), make_entries(1) + make_entries(1, start=24 * 4000))
    store.feeds.subscribe("http://example.org/feed", now=NOW)
    _, entry_id = store.entries.save_outcome(both, now=NOW).new_entries
    store.marks.set_read([entry_id], True, now=NOW)

    assert store.upkeep.retain(MONTH, after(29)).entries == 0
    assert store.upkeep.retain(MONTH, after(31)).entries == 1


def test_nothing_goes_that_the_reader_keeps(
    connection: Connection, store: Store, library: Library
) -> None:
    starred, later, tagged, noted, plain = stored(store, 5)
    store.marks.set_read([starred, later, tagged, noted, plain], True, now=NOW)
    store.marks.set_starred([starred], True, now=NOW)
    with connection.transaction(is_durable=True):
        connection.run("UPDATE status SET is_later = 1 WHERE entry_id = ?", (later,))
        connection.run("INSERT INTO tags (tag_id, name, folded) VALUES (1, 'Sea', 'sea')")
        connection.run("INSERT INTO entry_tags (entry_id, tag_id) VALUES (?, 1)", (tagged,))
        connection.run("INSERT INTO notes VALUES (?, 'Why?', 'why?', 0)", (noted,))

    everything = Limits(days=1, mib=1)

    assert store.upkeep.retain(everything, after(40)).entries == 1
    assert set(ids(library)) == {starred, later, tagged, noted}


def test_a_limit_of_nothing_is_no_limit(store: Store, library: Library) -> None:
    entries = stored(store, 3)
    store.marks.set_read(entries, True, now=NOW)

    assert store.upkeep.retain(Limits(), after(40)).entries == 0
    assert len(ids(library)) == 3


def test_what_was_dropped_does_not_come_back_while_its_feed_lists_it(
    store: Store, library: Library
) -> None:
    entries = stored(store, 3)
    store.marks.set_read(entries[:1], True, now=NOW)
    store.upkeep.retain(MONTH, after(31))

    again = store.entries.save_outcome(
        make_refreshed(make_target(), make_entries(3)), now=after(31)
    )

    assert again.new_entries == again.changed_entries == ()
    assert ids(library) == list(entries[1:])
    assert entries[0] not in [it.entry_id for it in library.queue.entries_without_article(10)]


def test_a_mark_that_came_meanwhile_counts(
    connection: Connection, store: Store, library: Library
) -> None:
    entries = stored(store, 40)
    store.marks.set_read(entries, True, now=NOW)
    first = connection.transaction

    @contextmanager
    def star_first(*, is_durable: bool):  # type: ignore[no-untyped-def] # as the method
        connection.transaction = first  # type: ignore[method-assign]
        store.marks.set_starred([entries[-1]], True, now=NOW)
        with first(is_durable=is_durable):
            yield

    # Between the look for what is old and the first transaction, as another process might.
    connection.transaction = star_first  # type: ignore[method-assign]
    store.upkeep.retain(MONTH, after(31))

    assert ids(library) == [entries[-1]]


def test_stories_and_articles_go_with_their_last_entry(
    connection: Connection, archive: Archive
) -> None:
    paper, gazette = archive.feed("Morning Paper"), archive.feed("Gazette")
    one, two = archive.entry(paper, 1, "Bridge opens"), archive.entry(gazette, 2, "Bridge opened")
    archive.brief(one, "The bridge was opened today.")
    archive.brief(two, "They opened the bridge.")
    place_all(archive, {two: one})
    assert connection.value("SELECT count(*) FROM stories") == 1
    archive.store.marks.set_read([one, two], True, now=NOW)

    archive.store.upkeep.retain(MONTH, after(31))

    for table in ("entries", "articles", "briefs", "occurrences", "memberships", "stories"):
        assert connection.value(f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608 # a constant
    assert archive.library.problems() == ()


def fill(connection: Connection, store: Store, mib: int) -> Sequence[EntryId]:
    """Store entries that take so many MiB."""
    entries = stored(store, 10 * mib)
    with connection.transaction(is_durable=False):
        connection.run("DELETE FROM entry_contents")
        connection.run(
            "INSERT INTO entry_contents (entry_id, html) "
            "SELECT entry_id, randomblob(100 * 1024) FROM entries"
        )
    return entries


def test_a_cache_above_its_size_loses_what_was_read_longest_ago(
    connection: Connection, store: Store, library: Library
) -> None:
    entries = fill(connection, store, 4)
    store.marks.set_read(entries[:20], True, now=NOW)
    store.marks.set_read(entries[20:30], True, now=after(1))

    store.upkeep.retain(Limits(mib=3), after(2))

    left = ids(library)
    assert store.upkeep.sizes().used <= 3 << 20
    assert set(entries[20:]) <= set(left)
    assert len(left) < 40


def test_what_is_unread_stays_though_it_is_too_much(
    connection: Connection, store: Store, library: Library
) -> None:
    fill(connection, store, 2)

    assert store.upkeep.retain(Limits(mib=1), after(2)).entries == 0


def test_pictures_go_before_any_article(
    connection: Connection, store: Store, library: Library
) -> None:
    entries = fill(connection, store, 1)
    store.marks.set_read(entries, True, now=NOW)
    with connection.transaction(is_durable=False):
        connection.run_many(
            "INSERT INTO pictures (entry_id, url, stored_at, media_type, width, height, body) "
            "VALUES (?, ?, ?, 'image/webp', 1, 1, randomblob(200000))",
            ((entries[0], str(number), number) for number in range(20)),
        )

    dropped = store.upkeep.retain(Limits(mib=3), after(2))

    assert dropped.pictures == 20 - connection.value("SELECT count(*) FROM pictures") > 0
    assert dropped.entries == 0
    assert connection.value("SELECT min(stored_at) FROM pictures") == dropped.pictures


def test_room_is_given_back_when_nobody_else_looks(path: Path) -> None:
    connection = open_writer(path)
    store = Store(connection)
    entries = fill(connection, store, 4)
    store.marks.set_read(entries, True, now=NOW)
    store.upkeep.retain(MONTH, after(31))
    before = store.upkeep.sizes()
    assert before.free > 3 << 20

    with Library(path) as library:
        assert not store.upkeep.give_back_room(), "somebody reads"
        assert library.counts().feeds == 1
    assert store.upkeep.give_back_room()

    after_it = store.upkeep.sizes()
    assert after_it.free == 0
    assert after_it.used <= before.used
    assert connection.value("PRAGMA journal_mode") == "wal"
    assert connection.rows("PRAGMA integrity_check") == [("ok",)]
    connection.close()
    assert path.stat().st_size == after_it.used


def test_room_that_is_not_worth_it_is_kept(store: Store) -> None:
    stored(store, 10)

    assert not store.upkeep.give_back_room()


@pytest.mark.parametrize("days", [0, 1])
def test_retention_goes_through_the_writer(path: Path, days: int) -> None:
    with Writer(path) as writer:
        entries = writer.submit(lambda store: stored(store, 3)).result()
        writer.submit(lambda store: store.marks.set_read(entries, True, now=NOW)).result()

        dropped = writer.submit(
            lambda store: store.upkeep.retain(Limits(days=days), after(2))
        ).result()

        assert dropped.entries == 3 * days


def test_a_clock_that_is_years_ahead_drops_nothing(store: Store, library: Library) -> None:
    entries = stored(store, 6)
    store.marks.set_read(entries, True, now=NOW)
    store.upkeep.retain(MONTH, after(1))

    dropped = store.upkeep.retain(MONTH, after(4000))

    assert dropped.is_clock_ahead
    assert (dropped.entries, dropped.pictures) == (0, 0)
    assert len(ids(library)) == 6
    assert store.upkeep.retain(MONTH, after(40)).entries == 6, "once it is right again"


def test_a_clock_ahead_of_all_servers_drops_nothing_until_it_is_right(store: Store) -> None:
    entries = stored(store, 3)
    store.marks.set_read(entries, True, now=NOW)

    apart = store.record_refresh(after(40), server_time=after(37))
    dropped = store.upkeep.retain(MONTH, after(40))

    assert apart.days == 3
    assert dropped.is_clock_ahead
    assert store.upkeep.retain(MONTH, after(38)).entries == 3, "once it is put right"


def test_servers_bear_out_a_clock_that_no_entry_does(store: Store) -> None:
    entries = stored(store, 3)
    store.marks.set_read(entries, True, now=NOW)

    apart = store.record_refresh(after(400), server_time=after(399))

    assert not apart
    assert store.upkeep.retain(MONTH, after(400)).entries == 3


def test_a_quiet_year_with_the_program_in_use_is_no_wrong_clock(store: Store) -> None:
    entries = stored(store, 2)
    store.marks.set_read(entries, True, now=NOW)

    dropped = [store.upkeep.retain(Limits(days=365), after(days)) for days in range(0, 420, 40)]

    assert sum(each.entries for each in dropped) == 2
