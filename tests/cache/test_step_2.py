"""Step 2 on a database of version 1 that is in use, also when it is killed on the way."""

# ruff: noqa: S608 - statements are put together from constants.

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from archive import Archive, fill
from builders import NOW

from cache.backup import find_backups
from cache.connection import open_writer
from cache.library import Library
from cache.migrations import STEPS, migrate
from cache.model import Scope, View
from cache.store import Store

KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from cache.migrations import migrate
path, statements = Path(sys.argv[1]), int(sys.argv[2])
raw = sqlite3.connect(path, isolation_level=None)
seen = 0
def count(statement):
    global seen
    seen += raw.in_transaction
    if seen == statements:
        os.kill(os.getpid(), signal.SIGKILL)
raw.set_trace_callback(count)
migrate(raw, path)
"""


def make_version_1(path: Path) -> None:
    """Store an archive and take back what step 2 brought, as far as rows can tell."""
    connection = open_writer(path)
    with Library(path) as library:
        fill(Archive(Store(connection), library))
    connection.close()
    old = path.with_name("old.db")
    with closing(sqlite3.connect(old, isolation_level=None)) as raw:
        migrate(raw, old, steps=STEPS[:1])
        raw.execute("ATTACH ? AS new", (str(path),))
        tables = ("folders", "feeds", "feed_validators", "feed_health", "feed_counts", "status",
                  "articles", "briefs", "entries", "entry_contents")  # fmt: skip
        for table in tables:
            columns = ", ".join(
                row[1] for row in raw.execute(f"PRAGMA main.table_info({table})").fetchall()
            )
            raw.execute(
                f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}"
            )
        raw.execute("DETACH new")
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    old.rename(path)


def schema_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(
            "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
        ).fetchall()


def test_what_was_stored_stays_and_the_actors_of_old_briefs_are_taken_in(path: Path) -> None:
    make_version_1(path)

    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        store.rebuild_search()
        assert len(library.page(View(scope=Scope.ALL), 0, 10)) == 5
        assert library.actor("Ana Núñez") is None

        assert store.index_actors() == 3

        page = library.actor("Ana Núñez")
        assert page is not None
        assert page.entry_count == 2
        assert [it.quote.text for it in page.quotes] == ["It will last,", "A good day,"]
        assert library.counts().muted == 0
        assert library.problems() == ()
        store.follow_actor("Ana Núñez", now=NOW)
        assert list(library.follow_counts().values()) == [2]
    connection.close()
    assert len(find_backups(path)) == 1


def test_who_is_in_what_can_be_derived_anew(path: Path) -> None:
    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        fill(Archive(store, library))
        before = library.actor("Ana Núñez")
        connection.run("UPDATE occurrences SET role = 'wrong', quote_count = 0")

        store.rebuild_actors()

        assert library.actor("Ana Núñez") == before
    connection.close()


def test_a_brief_that_can_not_be_read_any_more_is_passed_over(path: Path) -> None:
    make_version_1(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE briefs SET body = (SELECT text FROM articles LIMIT 1) "
                    "WHERE article_id = 1")  # fmt: skip

    connection = open_writer(path)

    assert Store(connection).index_actors() == 3
    assert Store(connection).index_actors() == 0
    connection.close()


@pytest.mark.parametrize("statements", range(1, 16, 2))
def test_a_step_that_is_killed_is_taken_again(statements: int, path: Path) -> None:
    make_version_1(path)
    places = os.pathsep.join(filter(None, sys.path))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(statements)],
        check=False,
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    open_writer(path).close()

    fresh = path.with_name("fresh.db")
    open_writer(fresh).close()
    assert schema_of(path) == schema_of(fresh)
    with Library(path) as library:
        assert len(library.page(View(scope=Scope.ALL), 0, 10)) == 5
