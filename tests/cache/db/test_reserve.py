"""The second copy: it follows what the reader does, and is never in the cache's way."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from cache.db.connection import open_writer
from cache.db.reserve import reserve_of, second_copy
from cache.rescue.repair import repair
from cache.store import Store
from cache.values.export_records import KnownRecord
from cache.values.moved_rows import MovedEntry
from tests.support.caches.user_records import fill_with_everything, precious
from tests.support.samples.builders import NOW, make_entries, make_refreshed, make_target


def read_count(path: Path) -> int:
    with second_copy(path) as copy:
        assert copy is not None
        _, rows = copy.rows("status", ["is_read"])
        return sum(row[0] for row in rows)


def starred(path: Path) -> int:
    with second_copy(path) as copy:
        assert copy is not None
        _, rows = copy.rows("status", ["is_starred"])
        return sum(row[0] for row in rows)


def test_all_that_the_reader_did_comes_back_from_it_alone(path: Path) -> None:
    fill_with_everything(path, more=50)
    before = precious(path)
    path.unlink()

    made, aside = repair(path)

    assert aside is None
    assert made.has_reserve
    assert precious(path) == before


def test_it_follows_each_change(path: Path) -> None:
    fill_with_everything(path)
    connection = open_writer(path)
    store = Store(connection)
    target = make_target(store.feeds.subscribe("http://a.example/feed", now=NOW))
    ids = store.entries.save_outcome(make_refreshed(target, make_entries(3)), now=NOW).new_entries
    before = starred(path)

    store.marks.set_starred(ids, True, now=NOW)
    assert starred(path) == before + 3
    store.marks.set_starred(ids[:1], False, now=NOW)
    assert starred(path) == before + 2
    connection.close()


def test_it_has_what_came_as_read_from_another_program(path: Path) -> None:
    """Entries come unmarked: what is read from the beginning must be noted all the same."""
    with closing(open_writer(path)) as connection:
        store = Store(connection)
        feed_id = store.feeds.subscribe("http://a.example/feed", now=NOW)
        record = KnownRecord(feed=1, key_hash=7, sort_at=1, first_seen_at=1, is_read=True)
        unread = KnownRecord(feed=1, key_hash=8, sort_at=1, first_seen_at=1, is_read=False)
        moved = [
            MovedEntry(entry=entry, is_read=True, is_text_kept=False) for entry in make_entries(2)
        ]

        assert store.moving.take_known(feed_id, [record, unread, record]) == 2
        assert store.moving.take(feed_id, moved, now=NOW).known_read == 2

    assert read_count(path) == 3


def test_only_its_owner_may_read_it(path: Path) -> None:
    fill_with_everything(path)

    assert stat.S_IMODE(reserve_of(path).stat().st_mode) == 0o600


def test_a_damaged_one_is_made_anew(path: Path) -> None:
    ids = fill_with_everything(path)
    reserve_of(path).write_bytes(b"noise" * 5000)

    with closing(open_writer(path)) as connection:
        assert Store(connection).marks.set_starred([ids["rain"]], True, now=NOW)

    assert starred(path) == 2


def test_an_emptied_cache_does_not_empty_it(path: Path) -> None:
    fill_with_everything(path)
    before = starred(path)
    path.write_bytes(b"")

    open_writer(path).close()

    assert starred(path) == before


def test_one_of_another_cache_is_made_anew(path: Path) -> None:
    fill_with_everything(path, more=50)
    other = path.with_name("other.db")
    fill_with_everything(other)
    reserve_of(path).write_bytes(reserve_of(other).read_bytes())

    open_writer(path).close()

    assert starred(path) == 2


def test_another_programs_file_in_its_place_is_left_alone(path: Path) -> None:
    ids = fill_with_everything(path)
    foreign = reserve_of(path)
    foreign.unlink()
    with closing(sqlite3.connect(foreign)) as raw:
        raw.execute("PRAGMA application_id = 7")
        raw.execute("CREATE TABLE diary (words TEXT)")
        raw.commit()
    before = foreign.read_bytes()

    with closing(open_writer(path)) as connection:
        assert Store(connection).marks.set_starred([ids["rain"]], True, now=NOW)

    assert foreign.read_bytes() == before
    with second_copy(path) as copy:
        assert copy is None
