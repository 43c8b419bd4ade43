"""The daily backup: small, once a day, a cache of its own, and never of a damaged one."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from cache.db.backup import KEPT_DAILY, find_backups, is_daily, made_at
from cache.db.connection import open_reader, open_writer
from cache.db.table_groups import READERS, TEXTS
from cache.errors import CacheDamaged
from cache.library import Library
from cache.rescue.daily_backup import back_up_daily
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import Scope, View
from tests.support.caches.user_records import fill_with_everything, precious
from tests.support.samples.builders import NOW

HOUR = timedelta(hours=1)

MADE_ANEW = (
    *("pictures", "feed_validators", "feed_health", "feed_counts", "page_failures", "page_looks"),
    *("names", "occurrences", "features", "stories", "memberships", "former_versions"),
    *("clustering", "search", "robots", "site_pages", "site_paragraphs"),
)
"""What is made anew from the others, or by the next refresh."""


def test_every_table_is_either_copied_or_made_anew(path: Path) -> None:
    open_writer(path).close()

    with closing(open_reader(path)) as reader:
        tables = {
            name
            for (name,) in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith(("sqlite_", "search_"))
        }

    assert tables == {*READERS, *TEXTS, *MADE_ANEW}


def test_what_the_reader_did_is_in_it_and_what_he_keeps(path: Path) -> None:
    ids = fill_with_everything(path)

    backup = back_up_daily(path, NOW)

    assert backup is not None
    assert is_daily(backup)
    assert made_at(backup) == NOW
    assert precious(backup) == precious(path)
    with Library(backup) as library:
        assert library.problems() == ()
        listed = {row.entry_id for row in library.lists.page(View(scope=Scope.ALL), 0, 100)}
        kept = {ids["bridge"], ids["budget"], ids["walk"], ids["rain"]}
        assert listed == kept, "what is starred, put aside, tagged or noted has its text"
        detail = library.detail(ids["budget"])
        assert detail is not None
        assert detail.brief is not None
        assert library.lists.count(View(scope=Scope.ALL, query=parse("minister"))) == 1


def test_it_can_be_opened_as_a_cache_and_asks_for_the_rest(path: Path) -> None:
    fill_with_everything(path)
    backup = back_up_daily(path, NOW)
    assert backup is not None

    connection = open_writer(backup)
    try:
        assert len(Store(connection).feeds.subscribe_all([], now=NOW)) == 0
        with Library(backup) as library:
            assert {target.validators.etag for target in library.feeds.targets()} == {None}
    finally:
        connection.close()


def test_it_is_made_once_a_day_and_a_week_is_kept(path: Path) -> None:
    fill_with_everything(path)

    made = [back_up_daily(path, NOW + number * HOUR) for number in range(24 * 9)]

    assert [number for number, backup in enumerate(made) if backup][:3] == [0, 20, 40]
    assert len(find_backups(path)) == KEPT_DAILY


def test_a_clock_that_was_wrong_does_not_end_backups(path: Path) -> None:
    fill_with_everything(path)
    wrong = back_up_daily(path, NOW + timedelta(days=4000))

    made = [back_up_daily(path, NOW + number * HOUR) for number in (0, 1, 25)]

    assert made[0]
    assert not made[1], "the one of the future does not count"
    assert made[2]
    assert find_backups(path) == (made[2], made[0], wrong), "nor is it the newest"


def test_a_backup_of_the_future_is_the_first_to_go(path: Path) -> None:
    fill_with_everything(path)
    wrong = back_up_daily(path, NOW + timedelta(days=4000))

    for number in range(KEPT_DAILY):
        back_up_daily(path, NOW + timedelta(days=number))

    assert wrong not in find_backups(path)


def test_whole_copies_before_a_step_are_counted_apart(path: Path) -> None:
    fill_with_everything(path)
    whole = path.with_name("cache.db.20200101T000000.v4.backup")
    whole.write_bytes(path.read_bytes())

    for number in range(KEPT_DAILY + 2):
        back_up_daily(path, NOW + timedelta(days=number))

    assert whole in find_backups(path)


def test_an_empty_cache_pushes_out_no_backup(path: Path) -> None:
    open_writer(path).close()

    assert back_up_daily(path, NOW) is None


def test_a_damaged_cache_is_found_and_not_copied(path: Path) -> None:
    fill_with_everything(path, more=2000)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 8 * 4096)

    with pytest.raises(CacheDamaged, match="--repair"):
        back_up_daily(path, NOW)

    assert find_backups(path) == ()


def test_nobody_waits_for_it(path: Path) -> None:
    fill_with_everything(path)
    connection = open_writer(path)
    with connection.transaction(is_durable=False):
        connection.run("UPDATE status SET is_starred = 1")

        assert back_up_daily(path, NOW) is not None
    connection.close()


def test_half_copies_of_processes_that_died_are_cleared_away(path: Path) -> None:
    fill_with_everything(path)
    dead, living = 2**22 + 1, os.getpid()
    for pid in (dead, living):
        path.with_name(f"cache.db.20260101T000000.daily.backup.{pid}.part").touch()

    back_up_daily(path, NOW)

    assert [file.name.split(".")[-2] for file in path.parent.glob("*.part")] == [str(living)]


def test_a_backup_made_by_a_wrong_clock_has_the_servers_time(path: Path) -> None:
    fill_with_everything(path)
    ahead = NOW + timedelta(days=4000)
    with closing(open_writer(path)) as connection:
        Store(connection).record_refresh(ahead, server_time=NOW)

    backup = back_up_daily(path, ahead)

    assert backup is not None
    assert made_at(backup).date() == NOW.date()
