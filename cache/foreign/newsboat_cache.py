"""Read newsboat's cache.db: which articles were read, and which have flags. Never writes to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct

from cache.db.sqlite_errors import primary_code

_BUSY_SECONDS = 2.0
_LONGEST_VALUE = 8 << 20
_COLUMNS = ("guid", "title", "author", "url", "feedurl", "pubDate", "content", "unread", "flags")
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class ForeignCacheError(Exception):
    """Another program's database can't be read; the message says why."""


class NewsboatItem(Struct, frozen=True, kw_only=True):
    """An article as newsboat keeps it.

    Attributes:
        published: seconds since 1970.
        flags: the letters that the reader gave it.
    """

    guid: str
    url: str
    title: str
    author: str
    published: int
    content: str
    is_unread: bool
    flags: str


def newsboat_items(path: Path) -> Iterator[tuple[str, tuple[NewsboatItem, ...]]]:
    """Yield the address of each feed with its articles, feed by feed.

    Raises:
        ForeignCacheError: it is no such database, damaged, or locked.
    """
    try:
        with closing(_opened(path)) as database:
            for (address,) in _rows(database, "SELECT DISTINCT feedurl FROM rss_item"):
                # What the reader deleted there is gone; of what was read, the text is not needed.
                rows = _rows(
                    database,
                    "SELECT guid, title, author, url, pubDate, unread, flags, "
                    "CASE WHEN unread = 1 OR coalesce(flags, '') <> '' THEN content ELSE '' END "
                    "FROM rss_item WHERE feedurl = CAST(? AS TEXT) AND deleted = 0 "
                    "ORDER BY pubDate DESC",
                    (address,),
                )
                yield _text(address), tuple(map(_item, rows))
    except sqlite3.Error as error:
        raise ForeignCacheError(_reason(error)) from error


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
    )
    # Nothing of what it holds is trusted: not its schema, and not that its texts are texts.
    database.text_factory = bytes
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        _require_items(database)
    except BaseException:
        database.close()
        raise
    return database


def _require_items(database: sqlite3.Connection) -> None:
    known = {_text(row[1]) for row in _rows(database, "PRAGMA table_info(rss_item)")}
    kind = database.execute("SELECT type FROM sqlite_master WHERE name = 'rss_item'").fetchone()
    missing = [column for column in _COLUMNS if column not in known]
    if missing or kind != (b"table",):
        what = f"its table rss_item has no {missing[0]}" if known and missing else "no rss_item"
        message = f"it is not newsboat's database ({what})"
        raise ForeignCacheError(message)


def _rows(
    database: sqlite3.Connection, statement: str, values: tuple[object, ...] = ()
) -> Iterator[Any]:
    return database.execute(statement, values)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")


def _item(row: Any) -> NewsboatItem:
    guid, title, author, url, published, unread, flags, content = row
    return NewsboatItem(
        guid=_text(guid),
        url=_text(url),
        title=_text(title),
        author=_text(author),
        published=published if isinstance(published, int) else 0,
        content=_text(content),
        is_unread=unread == 1,
        flags="".join(filter(str.isalpha, _text(flags))),
    )


def _reason(error: sqlite3.Error) -> str:
    code = primary_code(error)
    if code in _LOCKED:
        return "newsboat is writing to it; close newsboat and try again"
    if code == sqlite3.SQLITE_NOTADB:
        return "it is no database"
    if code == sqlite3.SQLITE_CANTOPEN:
        return "it can't be opened for reading"
    return f"it can't be read ({error})"
