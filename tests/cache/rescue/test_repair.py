"""A damaged, cut, emptied or missing database: what can be read and the backup make a new one."""

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from cache.db.backup import find_backups
from cache.db.connection import open_reader, open_writer
from cache.errors import (
    CacheBusy,
    CacheDamaged,
    CacheForeign,
    CacheMissing,
    CacheTooNew,
    NothingToSave,
)
from cache.library import Library
from cache.rescue.daily_backup import back_up_daily
from cache.rescue.repair import repair
from cache.store import Store
from cache.values.list_rows import Scope, View
from tests.support.caches.user_records import fill_with_everything, page_of, precious
from tests.support.samples.builders import NOW
from tests.support.scale import full_or

PAGE = 4096
ENTRIES = 1500

HOLD = """
import sys
from pathlib import Path
from cache.db.connection import open_reader
reader = open_reader(Path(sys.argv[1]))
reader.rows("SELECT 1")
print("open", flush=True)
sys.stdin.read()
"""


def noise(seed: int, size: int) -> bytes:
    return hashlib.shake_256(str(seed).encode()).digest(size)


def damage(path: Path, pages: list[int]) -> None:
    """Write noise over pages, counted from 1."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(noise(page, PAGE))


def pages_of(path: Path) -> int:
    return path.stat().st_size // PAGE


def first_of_data(path: Path) -> int:
    """Return a page behind those that say where the tables begin: an empty cache has only them.

    Without them no text is found any more, only the backup; as when the first page is gone.
    """
    empty = path.with_name("empty.db")
    open_writer(empty).close()
    return pages_of(empty) + 1


def is_sound(path: Path) -> None:
    with Library(path) as library:
        assert library.problems() == ()
        rows = library.lists.page(View(scope=Scope.ALL), 0, 5000)
        assert len(rows) == library.counts().entries
    connection = open_writer(path)
    assert Store(connection).upkeep.is_search_sound()
    connection.close()


def test_a_sound_cache_survives_a_repair_unchanged(path: Path) -> None:
    fill_with_everything(path, more=100)
    before = precious(path)

    made, aside = repair(path)

    assert made.incomplete == ()
    assert made.backup is None
    assert precious(path) == before
    assert aside is not None
    assert precious(aside) == before
    is_sound(path)


@pytest.mark.parametrize("seed", full_or(range(3), range(12)))
def test_damaged_pages_cost_no_subscription_and_no_mark(seed: int, path: Path) -> None:
    fill_with_everything(path, more=ENTRIES)
    before = precious(path)
    assert back_up_daily(path, NOW)
    chance = random.Random(seed)  # not a secret
    count = (1, 3, 12)[seed % 3]
    damage(path, [chance.randint(first_of_data(path), pages_of(path)) for _ in range(count)])

    made, aside = repair(path)

    assert precious(path) == before
    assert made.entries >= (ENTRIES + 4) * (1 - 0.02 * count)
    assert aside is not None
    is_sound(path)


def test_without_a_backup_all_that_can_be_read_is_saved(path: Path) -> None:
    fill_with_everything(path, more=ENTRIES)
    before = precious(path)
    with closing(open_reader(path)) as reader:
        # Somewhere inside the entries' texts.
        entries = page_of(reader, "entries")
    damage(path, [entries + 40])

    made, _ = repair(path)

    assert made.backup is None
    assert precious(path)["feeds"] == before["feeds"]
    assert len(precious(path)["marks"]) >= len(before["marks"]) * 0.99
    assert made.entries >= ENTRIES * 0.97
    is_sound(path)


def test_the_first_page_of_a_table_takes_the_table_and_the_backup_gives_it_back(
    path: Path,
) -> None:
    fill_with_everything(path, more=ENTRIES)
    before = precious(path)
    backup = back_up_daily(path, NOW)
    with closing(open_reader(path)) as reader:
        roots = [page_of(reader, table) for table in ("feeds", "folders", "status", "tags")]
    damage(path, roots)

    made, _ = repair(path)

    assert made.backup == backup
    assert {"feeds", "folders", "status", "tags"} <= set(made.incomplete)
    assert precious(path) == before
    is_sound(path)


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda data: bytes(PAGE) + data[PAGE:], id="zeroed header"),
        pytest.param(lambda data: noise(1, PAGE) + data[PAGE:], id="noise for a header"),
        pytest.param(lambda data: data[: len(data) // 2 // PAGE * PAGE], id="half a file"),
        pytest.param(lambda data: data[:60], id="a stump"),
        pytest.param(lambda data: b"", id="no bytes"),
        pytest.param(lambda data: noise(2, len(data)), id="noise"),
    ],
)
def test_a_torn_file_comes_back(harm: Callable[[bytes], bytes], path: Path) -> None:
    fill_with_everything(path, more=ENTRIES)
    before = precious(path)
    backup = back_up_daily(path, NOW)
    torn = harm(path.read_bytes())
    path.write_bytes(torn)
    if torn:
        with pytest.raises(CacheDamaged, match="--repair"):
            open_writer(path)
        assert path.read_bytes() == torn

    made, aside = repair(path)

    assert made.backup in (None, backup), "not needed where the pages of all tables are found"
    assert precious(path) == before
    assert aside is not None
    assert aside.read_bytes() == torn
    is_sound(path)


def test_a_file_that_is_gone_comes_back_from_the_backup(path: Path) -> None:
    fill_with_everything(path)
    before = precious(path)
    back_up_daily(path, NOW)
    path.unlink()

    _, aside = repair(path)

    assert aside is None
    assert precious(path) == before


def test_a_damaged_backup_is_passed_over_for_the_one_before(path: Path) -> None:
    fill_with_everything(path)
    before = precious(path)
    good = back_up_daily(path, NOW)
    bad = back_up_daily(path, NOW + timedelta(days=1))
    assert bad is not None
    damage(bad, list(range(2, pages_of(bad))))
    path.write_bytes(b"")

    made, _ = repair(path)

    assert made.backup == good
    assert precious(path) == before


_LATER_COLUMNS = (
    ("feed_health", "left_out_count"),
    ("status", "is_later"),
    ("status", "is_dropped"),
    ("feeds", "skip_hours"),
    ("feeds", "skip_days"),
    ("feed_health", "max_age_seconds"),
    ("feed_health", "moved_to"),
)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(path: Path) -> None:
    fill_with_everything(path)
    older = path.with_name("cache.db.20200101T000000.v4.backup")
    path.rename(older)
    with closing(open_writer(older)) as connection:
        connection.run("DROP INDEX status_loud")
        connection.run("DROP INDEX status_loud_unread")
        connection.run("ALTER TABLE status DROP COLUMN is_quiet")
        connection.run("DROP TABLE feed_sources")
        connection.run("DROP TABLE rule_hits")
        connection.run("DROP TABLE rules")
        connection.run("DROP TABLE sync_queue")
        connection.run("DROP TABLE remote_entries")
        connection.run("DROP TABLE remote_feeds")
        connection.run("DROP INDEX feeds_by_url")
        connection.run("DROP INDEX feeds_by_account")
        connection.run("ALTER TABLE feeds DROP COLUMN account_id")
        connection.run("CREATE UNIQUE INDEX feeds_by_url ON feeds (url) WHERE is_subscribed = 1")
        connection.run("DROP TABLE accounts")
        connection.run("DROP TABLE site_paragraphs")
        connection.run("DROP TABLE site_pages")
        connection.run("DROP TABLE robots")
        connection.run("DROP TABLE feed_options")
        connection.run("DROP TABLE openings")
        connection.run("DROP TABLE reading_places")
        connection.run("DROP TABLE settings")
        connection.run("DROP TABLE notes")
        connection.run("DROP TABLE entry_tags")
        connection.run("DROP TABLE tags")
        connection.run("DROP TABLE pictures")
        connection.run("DROP TABLE layouts")
        connection.run("DROP TABLE enclosures")
        connection.run("DROP INDEX status_later")
        for table, column in _LATER_COLUMNS:
            connection.run(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.run("PRAGMA user_version = 4")

    made, _ = repair(path)

    assert made.backup == older
    assert made.feeds == 3
    assert find_backups(path) == (older,)


def test_what_was_done_after_the_backup_is_not_undone_by_it(path: Path) -> None:
    ids = fill_with_everything(path, more=ENTRIES)
    back_up_daily(path, NOW)
    connection = open_writer(path)
    Store(connection).marks.set_starred([ids["budget"]], False, now=NOW)
    with connection.transaction(is_durable=True):
        connection.run("DELETE FROM entry_tags")
    damaged = page_of(connection, "entry_contents")
    connection.close()
    before = precious(path)
    damage(path, [damaged])

    repair(path)

    assert precious(path) == before


def test_what_nobody_can_read_and_nobody_copied_stays_as_it_is(path: Path) -> None:
    path.write_bytes(bytes(3 * PAGE))

    with pytest.raises(NothingToSave, match="no backup"):
        repair(path)

    assert path.read_bytes() == bytes(3 * PAGE)


def test_a_diary_is_never_repaired(path: Path) -> None:
    path.write_text("my diary\n" * 1000)

    with pytest.raises((CacheForeign, NothingToSave)):
        repair(path)

    assert path.read_text() == "my diary\n" * 1000


def test_a_cache_of_a_later_version_is_never_repaired(path: Path) -> None:
    fill_with_everything(path)
    back_up_daily(path, NOW)
    with closing(open_writer(path)) as connection:
        connection.run("PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(CacheTooNew):
        repair(path)

    assert path.read_bytes() == before


def test_without_a_cache_and_a_backup_there_is_nothing_to_repair(path: Path) -> None:
    with pytest.raises(CacheMissing):
        repair(path)


def test_a_cache_that_is_open_elsewhere_is_not_taken_away(path: Path) -> None:
    fill_with_everything(path)
    places = os.pathsep.join(filter(None, sys.path))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": places},
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()

        with pytest.raises(CacheBusy):
            repair(path)

        other.communicate()
    repair(path)


def test_a_word_where_a_number_should_be_costs_that_row_alone(path: Path) -> None:
    fill_with_everything(path, more=100)
    before = precious(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'status'"
        )
        raw.commit()
    with closing(sqlite3.connect(path)) as raw:
        # Two that the reader marked, and one that he did not.
        raw.execute("UPDATE status SET sort_at = 'noise' WHERE entry_id IN (6, 7, 9)")
        raw.commit()

    made, _ = repair(path)

    assert made.incomplete == ("status",)
    assert precious(path) == before
    with closing(open_reader(path)) as reader:
        assert reader.value("SELECT count(*) FROM status WHERE typeof(sort_at) <> 'integer'") == 0
    is_sound(path)
