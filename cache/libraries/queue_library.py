"""What is still to be done: pages to fetch, articles to summarise."""

from cache.db.connection import Connection
from cache.entries import work_queue
from cache.values.list_rows import PendingArticle, PendingEntry


class QueueLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
