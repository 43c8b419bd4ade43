"""What is still to be done: pages to fetch, articles to summarise."""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.entries import work_queue
from cache.values.list_rows import EntryId, PendingArticle, PendingEntry


class QueueLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_entry(self) -> EntryId:
        """Return the number of the entry that came in last, 0 for none."""
        return work_queue.last_entry(self._connection)

    def entries_after(self, entry_id: EntryId) -> tuple[EntryId, ...]:
        """Return the entries in lists that came in after another, in that order."""
        return work_queue.entries_after(self._connection, entry_id)

    def came_since(self, since: datetime, entry_ids: Sequence[EntryId]) -> tuple[EntryId, ...]:
        """Return those of some entries that came in after a time, in the order given."""
        return work_queue.came_since(self._connection, to_milliseconds(since), entry_ids)

    def entries_without_article(self, limit: int) -> tuple[PendingEntry, ...]:
        """Return entries whose pages are to be fetched, newest first."""
        return work_queue.entries_without_article(self._connection, limit)

    def count_without_article(self) -> int:
        """Return how many entries wait for their page."""
        return work_queue.count_without_article(self._connection)

    def articles_without_brief(self, pipeline: str, limit: int) -> tuple[PendingArticle, ...]:
        """Return articles to be summarised, newest first, then those of another pipeline."""
        with self._connection.snapshot():
            return work_queue.articles_without_brief(self._connection, pipeline, limit)

    def count_without_brief(self, pipeline: str) -> int:
        """Return how many articles wait for a brief by this pipeline."""
        return work_queue.count_without_brief(self._connection, pipeline)
