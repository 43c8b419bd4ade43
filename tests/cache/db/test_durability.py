"""Processes that die or write at once, disks that are full, folders that are closed."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cache.db.connection import open_reader, open_writer
from cache.errors import CacheReadOnly, DiskFull
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import EntryId, FeedId, Scope, View
from cache.writer import Writer
from tests.support.samples.builders import NOW, make_entries, make_refreshed, make_target

NOBODY = 65534
PER_FEED = 30

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from tests.support.samples.builders import (
    NOW, make_article, make_brief, make_entries, make_refreshed, make_target
)
from cache.db.connection import open_writer
from cache.store import Store
store = Store(open_writer(Path(sys.argv[1])))
first = int(sys.argv[2])
for number in range(first, first + 10_000):
    url = f"http://example.org/{number}"
    feed_id = store.feeds.subscribe(url, now=NOW)
    print("feed", feed_id, flush=True)
    outcome = make_refreshed(make_target(feed_id, url), make_entries(30))
    stored = store.entries.save_outcome(outcome, now=NOW)
    print("stored", feed_id, flush=True)
    entry_id = stored.new_entries[0]
    store.articles.save(entry_id, make_article(f"Text {feed_id}."), None, now=NOW)
    store.articles.save_brief(entry_id, make_brief(f"Text {feed_id}."))
    store.marks.set_read([entry_id], True, now=NOW)
    print("read", entry_id, flush=True)
"""

MARK = """
import sys
from pathlib import Path
from tests.support.samples.builders import NOW
from cache.writer import Writer
with Writer(Path(sys.argv[1])) as writer:
    for entry_id in range(int(sys.argv[2]), int(sys.argv[3])):
        writer.submit(lambda store: store.marks.set_read([entry_id], True, now=NOW)).result()
"""


def run(program: str, *arguments: object) -> "subprocess.Popen[str]":
    places = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": places},
    )


def acknowledgement(line: str) -> tuple[str, int]:
    kind, number = line.split()
    return kind, int(number)


def examine(path: Path) -> None:
    """Make sure that the file and the search index are whole."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def test_a_process_that_is_killed_loses_nothing_it_acknowledged(path: Path) -> None:
    acknowledged: list[tuple[str, int]] = []
    for attempt in range(8):
        with run(WRITE_FOR_EVER, path, attempt * 10_000) as child:
            assert child.stdout is not None
            lines = [child.stdout.readline() for _ in range(3 + 7 * attempt)]
            child.kill()
            # What it had said before it died counts as well.
            lines += child.stdout.read().splitlines(keepends=True)
            acknowledged += [acknowledgement(line) for line in lines if line.endswith("\n")]
        examine(path)

    with Library(path) as library:
        rows = {row.feed_id: row for row in library.feeds.rows()}
        for kind, number in acknowledged:
            match kind:
                case "feed":
                    assert FeedId(number) in rows
                case "stored":
                    assert rows[FeedId(number)].entry_count == PER_FEED
                case _:
                    row = library.lists.row(EntryId(number))
                    assert row is not None
                    assert row.is_read
        assert {row.entry_count for row in rows.values()} <= {0, PER_FEED}, "half a refresh"
        found = library.lists.count(View(scope=Scope.ALL, query=parse("story")))
        assert found == library.counts().entries


def test_two_processes_write_at_once(path: Path) -> None:
    with Writer(path) as writer, Library(path) as library:
        writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW)).result()
        filled = make_refreshed(make_target(), make_entries(400))
        writer.submit(lambda store: store.entries.save_outcome(filled, now=NOW)).result()

        children = [run(MARK, path, 1, 201), run(MARK, path, 201, 401)]
        for number in range(60):
            more = make_refreshed(make_target(), make_entries(20, start=1000 + 20 * number))
            writer.submit(
                lambda store, more=more: store.entries.save_outcome(more, now=NOW)  # type: ignore[misc] # mypy takes no default in a lambda
            ).result()
        for child in children:
            child.communicate()

        assert [child.returncode for child in children] == [0, 0]
        assert library.counts().entries == 1600
        assert library.counts().unread == 1200
    examine(path)


def test_a_reader_neither_waits_for_a_writer_nor_holds_one_up(path: Path) -> None:
    writer = open_writer(path)
    store = Store(writer)
    store.feeds.subscribe("http://a.org", now=NOW)
    store.entries.save_outcome(make_refreshed(make_target(), make_entries(50)), now=NOW)
    with Library(path) as library:
        before = library.lists.page(View(scope=Scope.ALL), 0, 100)

        with writer.transaction(is_durable=False):
            writer.run("UPDATE status SET is_read = 1")
            assert library.lists.page(View(scope=Scope.ALL), 0, 100) == before

        store.marks.set_read([EntryId(1)], False, now=NOW)
        assert [row.is_read for row in library.lists.page(View(scope=Scope.ALL), 0, 100)].count(
            False
        ) == 1
    writer.close()


def test_a_reader_keeps_no_transaction_open(path: Path) -> None:
    with Writer(path) as writer, Library(path) as library:
        for number in range(1, 40):
            url = f"http://{number}.org"
            writer.submit(lambda store, url=url: store.feeds.subscribe(url, now=NOW)).result()  # type: ignore[misc] # as above
            outcome = make_refreshed(make_target(number, url), make_entries(300))
            writer.submit(
                lambda store, outcome=outcome: store.entries.save_outcome(outcome, now=NOW)  # type: ignore[misc] # as above
            ).result()
            library.lists.page(View(scope=Scope.ALL), 0, 10)
            library.feeds.rows()

        # A transaction left open would keep the log from being used again from its start.
        assert Path(f"{path}-wal").stat().st_size < 40 << 20


def test_a_full_disk_is_said_and_what_was_stored_stays(path: Path) -> None:
    connection = open_writer(path)
    store = Store(connection)
    store.feeds.subscribe("http://a.org", now=NOW)
    store.entries.save_outcome(make_refreshed(make_target(), make_entries(5)), now=NOW)
    pages = connection.value("PRAGMA page_count")
    connection.run(f"PRAGMA max_page_count = {pages + 5}")

    with pytest.raises(DiskFull, match="make room"):
        store.entries.save_outcome(make_refreshed(make_target(), make_entries(5_000)), now=NOW)

    with Library(path) as library:
        assert library.counts().entries == 5
        assert store.marks.set_read([EntryId(1)], True, now=NOW) == (1,), (
            "works again in the room left"
        )
        connection.run("PRAGMA max_page_count = 1000000")
        store.entries.save_outcome(make_refreshed(make_target(), make_entries(5_000)), now=NOW)
        assert library.counts().entries == 5_000
    connection.close()
    examine(path)


@contextmanager
def closed_folder() -> Iterator[Path]:
    """Yield a folder with a cache in it, in which the process can't write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Writer(folder / "cache.db") as writer:
            writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW)).result()
        (folder / "cache.db").chmod(0o444)
        (folder / "secret.db").touch(mode=0)
        folder.chmod(0o555)
        # Nothing is closed to root.
        was_root = os.geteuid() == 0
        if was_root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if was_root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_folder_that_can_not_be_written_can_still_be_read() -> None:
    with closed_folder() as folder:
        path = folder / "cache.db"
        with pytest.raises(CacheReadOnly, match="permissions"):
            Writer(path)
        with Library(path) as library:
            assert [row.url for row in library.feeds.rows()] == ["http://a.org"]


def test_a_file_that_can_not_be_read_is_said() -> None:
    with closed_folder() as folder:
        with pytest.raises(CacheReadOnly):
            Writer(folder / "other.db")
        with pytest.raises(CacheReadOnly):
            Library(folder / "secret.db")


def test_marks_are_written_through_and_refreshes_are_not(path: Path) -> None:
    connection = open_writer(path)

    def level() -> object:
        return connection.value("PRAGMA synchronous")

    with connection.transaction(is_durable=False):
        assert level() == 1
    with connection.transaction(is_durable=True):
        assert level() == 2
    connection.close()


def test_leaving_a_transaction_by_an_error_undoes_it(path: Path) -> None:
    connection = open_writer(path)

    def fail() -> None:
        with connection.transaction(is_durable=True):
            connection.run("INSERT INTO meta (name, value) VALUES ('a', 'b')")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert connection.rows("SELECT * FROM meta") == []
    with connection.transaction(is_durable=True):
        connection.run("INSERT INTO meta (name, value) VALUES ('a', 'b')")
    connection.close()
    reader = open_reader(path)
    assert reader.rows("SELECT * FROM meta") == [("a", "b")]
    reader.close()
