"""Every write about read later, tags and notes, in one transaction each."""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.reader import kept
from cache.values.list_rows import EntryId


class KeepingStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_later(
        self,
        entry_ids: Sequence[EntryId],
        is_later: bool,  # noqa: FBT001 - set_later(ids, True) reads well
    ) -> tuple[EntryId, ...]:
        """Keep entries for later, or no longer; return those that this changed."""
        with self._connection.transaction(is_durable=True):
            return kept.mark_later(self._connection, entry_ids, is_later=is_later)

    def set_tags(self, tags: kept.Tags) -> kept.Tags:
        """Give entries exactly these tags; return those that they had before."""
        with self._connection.transaction(is_durable=True):
            return kept.put_tags(self._connection, tags)

    def rename_tag(self, old: str, new: str) -> kept.Tags:
        """Call a tag something else, "" to delete it; return its entries' tags before."""
        with self._connection.transaction(is_durable=True):
            return kept.rename_tag(self._connection, old, new)

    def set_note(self, entry_id: EntryId, text: str, *, now: datetime) -> str:
        """Give an entry a note, "" for none; return the one that it had before."""
        with self._connection.transaction(is_durable=True):
            return kept.put_note(self._connection, entry_id, text, to_milliseconds(now))
