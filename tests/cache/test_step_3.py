"""Step 3 on a database of version 2 that is in use, also when it is killed on the way."""

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
from storydesk import place_all, tell_all

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


def make_version_2(path: Path) -> None:
    """Store an archive in a database as it was before there were stories."""
    connection = open_writer(path)
    with Library(path) as library:
        fill(Archive(Store(connection), library))
    connection.close()
    old = path.with_name("old.db")
    with closing(sqlite3.connect(old, isolation_level=None)) as raw:
        migrate(raw, old, steps=STEPS[:2])
        raw.execute("ATTACH ? AS new", (str(path),))
        tables = (
            *("folders", "feeds", "feed_validators", "feed_health", "feed_counts", "status"),
            *("articles", "briefs", "names", "occurrences", "entries", "entry_contents"),
        )
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


def test_what_was_stored_stays_and_finds_its_stories(path: Path) -> None:
    make_version_2(path)

    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        assert len(library.page(View(scope=Scope.ALL), 0, 10)) == 5
        assert library.stories.count_unplaced() == 3
        archive = Archive(store, library)
        first, second, _ = (it.entry_id for it in library.stories.unplaced(10)[::-1])

        place_all(archive, {second: first})
        tell_all(archive)

        assert len(library.stories.candidates(now=NOW, days=3)) == 1
        assert library.problems() == ()
    connection.close()
    assert len(find_backups(path)) == 1


@pytest.mark.parametrize("statements", range(1, 16, 2))
def test_a_step_that_is_killed_is_taken_again(statements: int, path: Path) -> None:
    make_version_2(path)
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
