"""Each step on a database of the version before, that is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cache.db import schema
from cache.db.backup import find_backups
from cache.db.connection import open_writer
from cache.db.migrations import STEPS
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import Scope, View
from tests.support.caches.briefed_archive import Archive, fill
from tests.support.caches.older_databases import ENTRIES, make_version, schema_of
from tests.support.caches.storydesk import place_all, tell_all
from tests.support.samples.builders import NOW


@pytest.mark.parametrize("version", range(1, len(STEPS)))
def test_what_was_stored_stays(version: int, path: Path) -> None:
    make_version(path, version)

    open_writer(path).close()

    open_writer(path.with_name("fresh.db")).close()
    assert schema_of(path) == schema_of(path.with_name("fresh.db"))
    assert len(find_backups(path)) == 1
    with Library(path) as library:
        assert len(library.lists.page(View(scope=Scope.ALL), 0, 10)) == ENTRIES
        assert library.lists.count(View(scope=Scope.ALL, query=parse("bridge"))) == 1
        assert library.problems() == ()


def test_step_2_takes_in_the_actors_of_old_briefs(path: Path) -> None:
    make_version(path, 1)

    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        assert library.interests.actor("Ana Núñez") is None

        assert store.articles.index_actors() == 3

        page = library.interests.actor("Ana Núñez")
        assert page is not None
        assert page.entry_count == 2
        assert [it.statement.first.text for it in page.quotes] == ["It will last,", "A good day,"]
        assert library.counts().muted == 0
        store.interests.follow_actor("Ana Núñez", now=NOW)
        assert list(library.interests.follow_counts().values()) == [2]
    connection.close()


def test_step_3_lets_old_articles_find_their_stories(path: Path) -> None:
    make_version(path, 2)

    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        assert library.stories.count_unplaced() == 3
        archive = Archive(store, library)
        first, second, _ = (it.entry_id for it in library.stories.unplaced(10)[::-1])

        place_all(archive, {second: first})
        tell_all(archive)

        assert len(library.stories.candidates(now=NOW, days=3)) == 1
        assert library.problems() == ()
    connection.close()


def test_who_is_in_what_can_be_derived_anew(path: Path) -> None:
    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        fill(Archive(store, library))
        before = library.interests.actor("Ana Núñez")
        connection.run("UPDATE occurrences SET role = 'wrong', quote_count = 0")

        connection.run("UPDATE briefs SET has_occurrences = 0")
        while store.articles.index_actors():
            pass

        assert library.interests.actor("Ana Núñez") == before
    connection.close()


def test_a_brief_that_can_not_be_read_any_more_is_passed_over(path: Path) -> None:
    make_version(path, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(
            "UPDATE briefs SET body = (SELECT text FROM articles LIMIT 1) WHERE article_id = 1"
        )

    connection = open_writer(path)

    assert Store(connection).articles.index_actors() == 3
    assert Store(connection).articles.index_actors() == 0
    connection.close()


def test_every_version_that_has_a_file_is_a_step() -> None:
    versions = {int(path.stem[1:]) for path in Path(schema.__path__[0]).glob("v*.py")}

    assert versions == set(range(1, len(STEPS) + 1))
