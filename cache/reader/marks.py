"""Read and starred marks. Runs inside the store's transactions."""

from collections.abc import Sequence

from cache.db.connection import Connection
from cache.db.feed_counts import recount
from cache.db.rows import id_list
from cache.reader.kept import clear_again
from cache.reader.seen_versions import note_marks
from cache.values.list_rows import EntryId


def mark_read(
    connection: Connection, entry_ids: Sequence[EntryId], *, is_read: bool, now: int
) -> tuple[EntryId, ...]:
    """Mark entries; return those that were not marked so before, in ascending order."""
    rows = connection.rows(
        "UPDATE status SET is_read = ?1, read_changed_at = ?2 "
        "WHERE entry_id IN (SELECT value FROM json_each(?3)) AND is_read <> ?1 "
        "RETURNING entry_id, feed_id",
        (is_read, now, id_list(entry_ids)),
    )
    recount(connection, (row[1] for row in rows))
    note_marks(connection, [row[0] for row in rows], is_read=is_read)
    return tuple(sorted(EntryId(row[0]) for row in rows))


def mark_starred(
    connection: Connection, entry_ids: Sequence[EntryId], *, is_starred: bool, now: int
) -> tuple[EntryId, ...]:
    """Star entries or take the star away; return those that this changed, in ascending order."""
    rows = connection.rows(
        "UPDATE status SET is_starred = ?1, star_changed_at = ?2 "
        "WHERE entry_id IN (SELECT value FROM json_each(?3)) AND is_starred <> ?1 "
        "RETURNING entry_id",
        (is_starred, now, id_list(entry_ids)),
    )
    if not is_starred:
        clear_again(connection, [row[0] for row in rows])
    return tuple(sorted(EntryId(row[0]) for row in rows))
