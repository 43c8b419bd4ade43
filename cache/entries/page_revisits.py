"""Decide when a fresh page is fetched again, because news is corrected early.

Runs inside the store's transactions. Times are milliseconds in UTC.
"""

from cache.db.connection import Connection
from cache.values.list_rows import EntryId
from fetch.model import Validators

_HOUR = 60 * 60 * 1000
_PAUSES = (1 * _HOUR, 3 * _HOUR, 8 * _HOUR)
"""After the first fetch, and after each look but the last."""
_FORGOTTEN = 7 * 24 * _HOUR


def is_look(connection: Connection, entry_id: EntryId) -> bool:
    """Whether the page of an entry was had before, and is only looked at again."""
    sql = "SELECT EXISTS (SELECT 1 FROM page_looks WHERE entry_id = ?)"
    return bool(connection.value(sql, (entry_id,)))


def plan(
    connection: Connection, entry_id: EntryId, validators: Validators | None, now: int
) -> None:
    """Note that a page was asked just now, and when to look again; no more after the last look.

    Arguments:
        validators: None if the page did not answer; then those that are known stay.
    """
    row = connection.row(
        "SELECT look_count, etag, last_modified FROM page_looks WHERE entry_id = ?", (entry_id,)
    )
    if row is None and validators is None:
        return
    looks = 0 if row is None else row[0] + 1
    if validators is None and row is not None:
        validators = Validators(etag=row[1], last_modified=row[2])
    if looks >= len(_PAUSES) or validators is None:
        connection.run("DELETE FROM page_looks WHERE entry_id = ?", (entry_id,))
        return
    connection.run(
        "INSERT OR REPLACE INTO page_looks (entry_id, due_at, look_count, etag, last_modified) "
        "VALUES (?, ?, ?, ?, ?)",
        (
            entry_id,
            now + _PAUSES[looks],
            looks,
            validators.etag,
            validators.last_modified,
        ),
    )


def want(connection: Connection, now: int, fresh: int) -> int:
    """Want the pages again that are due and of entries not older than `fresh`; return how many."""
    connection.run("DELETE FROM page_looks WHERE due_at < ?", (now - _FORGOTTEN,))
    return connection.run(
        "UPDATE status SET wants_article = 1 WHERE wants_article = 0 AND is_listed = 1 "
        "AND sort_at >= ?2 AND entry_id IN (SELECT entry_id FROM page_looks WHERE due_at <= ?1)",
        (now, now - fresh),
    )
