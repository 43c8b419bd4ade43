"""Names of feeds, folders, tags, follows and accounts, read quickly: a shell completes them.

Imports little: whoever presses Tab waits for it.
"""

from pathlib import Path

from msgspec import Struct

from cache.db.connection import open_reader


class StoredFeed(Struct, frozen=True, kw_only=True):
    """A subscription by its names."""

    number: int
    title: str
    folder: str
    url: str


class StoredNames(Struct, frozen=True, kw_only=True):
    """What the reader gave names to, each in the order of its names."""

    feeds: tuple[StoredFeed, ...] = ()
    tags: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that have feeds."""
        return tuple(sorted({feed.folder for feed in self.feeds if feed.folder}))


def read_names(path: Path) -> StoredNames:
    """Return the names in a cache, which is neither made nor changed.

    Raises:
        CacheError: there is none, or it can't be read as it is.
    """
    connection = open_reader(path)
    try:
        feeds = connection.rows(
            "SELECT feed_id, coalesce(nullif(given_title, ''), nullif(title, ''), url), path, url "
            "FROM feeds JOIN folders USING (folder_id) WHERE is_subscribed = 1 "
            "ORDER BY 2 COLLATE NOCASE, feed_id"
        )
        tags = connection.rows("SELECT name FROM tags ORDER BY folded")
        follows = connection.rows("SELECT title FROM follows ORDER BY title COLLATE NOCASE")
        accounts = connection.rows("SELECT name FROM accounts ORDER BY name COLLATE NOCASE")
    finally:
        connection.close()
    return StoredNames(
        feeds=tuple(
            StoredFeed(number=row[0], title=row[1], folder=row[2], url=row[3]) for row in feeds
        ),
        tags=tuple(row[0] for row in tags),
        follows=tuple(row[0] for row in follows),
        accounts=tuple(row[0] for row in accounts),
    )
