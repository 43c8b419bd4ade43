"""Every write of marks, read and starred, in one transaction each that survives a power cut."""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.lists.found_lists import found_ids
from cache.lists.list_sql import unread_ids
from cache.reader import marks
from cache.values.list_rows import EntryId, View


class MarkStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_read(
        self,
        entry_ids: Sequence[EntryId],
        is_read: bool,  # noqa: FBT001 - set_read(ids, True) reads well
        *,
        now: datetime,
    ) -> tuple[EntryId, ...]:
        """Mark entries read or unread; return those that this changed."""
        with self._connection.transaction(is_durable=True):
            return marks.mark_read(
                self._connection, entry_ids, is_read=is_read, now=to_milliseconds(now)
            )

    def mark_all_read(
        self, view: View, *, until: EntryId | None, now: datetime
    ) -> tuple[EntryId, ...]:
        """Mark the unread entries of a view read; return them, so that it can be undone.

        Args:
            view: which.
            until: the topmost entry that the reader could see; what came in above it meanwhile
                stays unread. None for all.
            now: the time.
        """
        view = view.simplest
        with self._connection.transaction(is_durable=True):
            if view.is_found:
                found = found_ids(self._connection, view)
                ids: Sequence[EntryId] = found[found.index(until) :] if until in found else found
            else:
                ids = unread_ids(self._connection, view, until)
            return marks.mark_read(self._connection, ids, is_read=True, now=to_milliseconds(now))

    def set_starred(
        self,
        entry_ids: Sequence[EntryId],
        is_starred: bool,  # noqa: FBT001 - likewise
        *,
        now: datetime,
    ) -> tuple[EntryId, ...]:
        """Star entries or take their stars away; return those that this changed."""
        with self._connection.transaction(is_durable=True):
            return marks.mark_starred(
                self._connection, entry_ids, is_starred=is_starred, now=to_milliseconds(now)
            )
