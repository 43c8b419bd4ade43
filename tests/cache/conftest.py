"""A database in a folder of its own, with a store and a library on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cache.db.connection import Connection, open_writer
from cache.library import Library
from cache.store import Store
from tests.support.caches.briefed_archive import Archive
from tests.support.caches.cache_templates import put_cache


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.db"


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    put_cache(path)
    connection = open_writer(path)
    yield connection
    connection.close()


@pytest.fixture
def store(connection: Connection) -> Store:
    return Store(connection)


@pytest.fixture
def library(path: Path, store: Store) -> Iterator[Library]:
    with Library(path) as library:
        yield library


@pytest.fixture
def archive(store: Store, library: Library) -> Archive:
    return Archive(store, library)
