import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cache.db.backup import KEPT_BACKUPS, back_up, find_backups, set_aside, was_emptied
from cache.db.connection import open_reader, open_writer
from cache.db.migrations import APPLICATION_ID, STEPS, migrate, require_current
from cache.errors import (
    CacheDamaged,
    CacheForeign,
    CacheMissing,
    CacheOutdated,
    CacheReadOnly,
    CacheTooNew,
)
from cache.library import Library
from cache.store import Store
from cache.writer import Writer
from tests.support.samples.builders import NOW

LATER = (
    *STEPS,
    """
    ALTER TABLE feeds ADD COLUMN colour TEXT NOT NULL DEFAULT '';
    CREATE TRIGGER coloured AFTER UPDATE OF colour ON feeds
    BEGIN
        UPDATE meta SET value = 'x; y' WHERE name = 'colour';
    END;
    INSERT INTO meta (name, value) VALUES ('colour', 'a; b');
    """,
    "CREATE TABLE palette (colour TEXT PRIMARY KEY) STRICT;",
)
"""The steps there are, and two more as they may come."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        yield raw


def schema_of(path: Path) -> list[tuple[object, ...]]:
    with opened(path) as raw:
        rows: list[tuple[object, ...]] = raw.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
        ).fetchall()
        version = raw.execute("PRAGMA user_version").fetchone()
        return [*rows, version]


@pytest.mark.parametrize("version", range(len(LATER) + 1))
def test_from_every_version_the_schema_becomes_the_fresh_one(version: int, tmp_path: Path) -> None:
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    with opened(old) as raw:
        migrate(raw, old, steps=LATER[:version])

    with opened(old) as raw:
        migrate(raw, old, steps=LATER)
    with opened(fresh) as raw:
        migrate(raw, fresh, steps=LATER)

    assert schema_of(old) == schema_of(fresh)


def test_a_step_keeps_what_was_stored_and_leaves_a_backup(path: Path) -> None:
    with Writer(path) as writer:
        writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW)).result()

    with opened(path) as raw:
        migrate(raw, path, steps=LATER)
        assert raw.execute("SELECT url, colour FROM feeds").fetchall() == [("http://a.org", "")]

    (backup,) = find_backups(path)
    assert f".v{len(STEPS)}.backup" in backup.name
    with Library(backup) as library:
        assert [row.url for row in library.feeds.rows()] == ["http://a.org"]


def test_a_new_database_needs_no_backup(path: Path) -> None:
    Writer(path).close()

    assert find_backups(path) == ()


def test_a_step_that_fails_leaves_the_version_before(path: Path) -> None:
    Writer(path).close()
    before = schema_of(path)

    with opened(path) as raw, pytest.raises(sqlite3.OperationalError):
        migrate(raw, path, steps=(*STEPS, "CREATE TABLE x (y);\nCREATE TABLE x (y)"))

    assert schema_of(path) == before


def test_a_step_that_breaks_a_reference_is_refused(path: Path) -> None:
    with Writer(path) as writer:
        writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW)).result()

    with opened(path) as raw, pytest.raises(sqlite3.IntegrityError):
        migrate(raw, path, steps=(*STEPS, "DELETE FROM folders;"))


def test_a_schema_of_a_later_program_is_left_alone(path: Path) -> None:
    with opened(path) as raw:
        migrate(raw, path, steps=LATER)
    before = path.read_bytes()

    for open_it in (open_writer, open_reader):
        with pytest.raises(CacheTooNew) as refused:
            open_it(path)
        assert (refused.value.found, refused.value.known) == (len(LATER), len(STEPS))
        assert str(path) in str(refused.value)

    assert path.read_bytes() == before


def test_a_reader_waits_for_the_writer_to_take_the_steps(path: Path) -> None:
    with opened(path) as raw:
        migrate(raw, path, steps=LATER[:1])
        with pytest.raises(CacheOutdated):
            require_current(raw, path, steps=LATER)


def test_there_is_no_library_without_a_cache(path: Path) -> None:
    with pytest.raises(CacheMissing):
        Library(path)

    assert not path.exists()


@pytest.mark.parametrize("open_it", [open_writer, open_reader])
def test_a_file_that_is_no_database_is_left_alone(open_it: object, path: Path) -> None:
    assert callable(open_it)
    path.write_text("my diary\n" * 1000)

    with pytest.raises(CacheForeign, match="not a database"):
        open_it(path)

    assert path.read_text() == "my diary\n" * 1000
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("application_id", [0, 1234])
def test_a_database_of_another_program_is_left_alone(application_id: int, path: Path) -> None:
    with opened(path) as raw:
        raw.execute("CREATE TABLE theirs (x)")
        raw.execute(f"PRAGMA application_id = {application_id}")
        raw.execute("PRAGMA user_version = 1")
    before = path.read_bytes()

    for open_it in (open_writer, open_reader):
        with pytest.raises(CacheForeign, match="another program"):
            open_it(path)

    assert path.read_bytes() == before


def test_a_folder_is_no_cache(path: Path) -> None:
    path.mkdir()

    with pytest.raises(CacheForeign, match="folder"):
        Writer(path)


@pytest.mark.parametrize("keep_bytes", [60, 100, 5000])
def test_a_torn_file_is_damaged(path: Path, keep_bytes: int) -> None:
    Writer(path).close()
    torn = path.read_bytes()[:keep_bytes]
    path.write_bytes(torn)

    with pytest.raises(CacheDamaged, match="backup"):
        Writer(path)

    assert path.read_bytes() == torn


def test_damaged_pages_are_an_error_of_the_cache(path: Path) -> None:
    Writer(path).close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(hashlib.shake_256(b"noise").digest(size - 4096))

    with pytest.raises(CacheDamaged), Library(path) as library:
        library.feeds.rows()


def test_problems_are_told(path: Path) -> None:
    with Writer(path) as writer:
        writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW)).result()
    with Library(path) as library:
        assert library.problems() == ()

    with opened(path) as raw:
        raw.execute("UPDATE feed_counts SET unread_count = 3")
        raw.execute("UPDATE feeds SET folder_id = 9")

    with Library(path) as library:
        assert library.problems() == (
            "feeds: row 1 points to a row of folders that is gone",
            "feed 1: the stored number of entries is wrong",
        )


def test_an_empty_file_is_a_new_cache_and_noticed_beside_a_backup(path: Path) -> None:
    Writer(path).close()
    with opened(path) as raw:
        backup = back_up(raw, path, label="v1")
    assert not was_emptied(path)

    path.write_bytes(b"")

    assert was_emptied(path)
    Writer(path).close()
    assert not was_emptied(path)
    assert find_backups(path) == (backup,)


def test_nothing_was_emptied_where_nothing_was(tmp_path: Path) -> None:
    assert not was_emptied(tmp_path / "cache.db")
    assert not was_emptied(tmp_path / "nowhere" / "cache.db")


def test_a_few_backups_are_kept(path: Path) -> None:
    Writer(path).close()

    with opened(path) as raw:
        for number in range(KEPT_BACKUPS + 2):
            back_up(raw, path, label=f"v{number}")

    names = [backup.name for backup in find_backups(path)]
    assert len(names) == KEPT_BACKUPS
    assert names == sorted(names, reverse=True)


def test_a_file_is_set_aside_whole_and_on_request_only(path: Path) -> None:
    for text in ("one", "two"):
        path.write_text(text)
        Path(f"{path}-wal").write_text(text)

        aside = set_aside(path)

        assert aside.read_text() == Path(f"{aside}-wal").read_text() == text
        assert not path.exists()
    assert len(list(path.parent.iterdir())) == 4


def test_the_file_says_whose_it_is(path: Path) -> None:
    Writer(path).close()

    with opened(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_all_tables_are_strict(path: Path) -> None:
    Writer(path).close()

    with opened(path) as raw:
        rows = raw.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' "
            "AND strict = 0 AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    assert rows == []


def test_a_cache_in_a_folder_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(CacheReadOnly, match="nowhere"):
        Writer(tmp_path / "nowhere" / "cache.db")


def test_a_reader_can_not_write(path: Path, store: Store) -> None:
    connection = open_reader(path)

    with pytest.raises(CacheReadOnly):
        connection.run("DELETE FROM feeds")

    connection.close()
