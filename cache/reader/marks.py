"""Read and starred marks. Runs inside the store's transactions.

What the reader does is queued for the server of the entry's account in the same transaction; what
comes from that server is not.
"""

from collections.abc import Sequence

from cache.accounts.sync_queue import enqueue_marks
from cache.db.connection import Connection
from cache.db.feed_counts import recount
from cache.db.rows import id_list
from cache.reader.kept import clear_again
from cache.reader.seen_versions import note_marks
from cache.values.list_rows import EntryId
from fetch.sync.sync_model import Mark


def mark_read(
    connection: Connection,
    entry_ids: Sequence[EntryId],
    *,
    is_read: bool,
    now: int,
    is_from_server: bool = False,
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
    changed = tuple(sorted(EntryId(row[0]) for row in rows))
    if not is_from_server:
        enqueue_marks(connection, changed, Mark.READ, is_set=is_read)
    return changed


def mark_starred(
    connection: Connection,
    entry_ids: Sequence[EntryId],
    *,
    is_starred: bool,
    now: int,
    is_from_server: bool = False,
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
    changed = tuple(sorted(EntryId(row[0]) for row in rows))
    if not is_from_server:
        enqueue_marks(connection, changed, Mark.STAR, is_set=is_starred)
    return changed
