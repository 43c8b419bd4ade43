"""What is still to be done: pages to fetch, articles to summarise."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import (
    ARTICLE_COLUMNS,
    ENTRY_COLUMNS,
    article_from,
    entry_from,
    id_list,
    to_milliseconds,
)
from cache.values.list_rows import EntryId, FeedId, PendingArticle, PendingEntry
from fetch.feeds.made.own_network import may_reach_own_network
from fetch.model import Validators


class QueueLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_entry(self) -> EntryId:
        """Return the number of the entry that came in last, 0 for none."""
        return EntryId(self._connection.value("SELECT max(entry_id) FROM status") or 0)

    def entries_after(self, entry_id: EntryId) -> tuple[EntryId, ...]:
        """Return the entries in lists that came in after another, in that order."""
        rows = self._connection.rows(
            "SELECT entry_id FROM status WHERE entry_id > ? AND is_listed = 1 ORDER BY entry_id",
            (entry_id,),
        )
        return tuple(EntryId(row[0]) for row in rows)

    def came_since(self, since: datetime, entry_ids: Sequence[EntryId]) -> tuple[EntryId, ...]:
        """Return those of some entries that came in after a time, in the order given."""
        rows = self._connection.rows(
            "SELECT entry_id FROM status WHERE first_seen_at > ? "
            "AND entry_id IN (SELECT value FROM json_each(?))",
            (to_milliseconds(since), id_list(entry_ids)),
        )
        late = {row[0] for row in rows}
        return tuple(entry_id for entry_id in entry_ids if entry_id in late)

    def entries_without_article(self, limit: int) -> tuple[PendingEntry, ...]:
        """Return entries whose pages are to be fetched, newest first."""
        rows = self._connection.rows(
            "SELECT s.entry_id, s.feed_id, f.url, f.language, l.etag, l.last_modified, "
            f"CASE WHEN l.entry_id IS NULL THEN 0 ELSE e.word_count END, f.account_id, "
            f"{ENTRY_COLUMNS} FROM ("
            "SELECT entry_id, feed_id, sort_at FROM status INDEXED BY status_wants_article "
            "WHERE is_listed = 1 AND wants_article = 1 "
            "ORDER BY sort_at DESC, entry_id DESC LIMIT ?) s "
            "JOIN entries e ON e.entry_id = s.entry_id "
            "LEFT JOIN entry_contents c ON c.entry_id = s.entry_id "
            "LEFT JOIN page_looks l ON l.entry_id = s.entry_id "
            "JOIN feeds f ON f.feed_id = s.feed_id ORDER BY s.sort_at DESC, s.entry_id DESC",
            (limit,),
        )
        return tuple(
            PendingEntry(
                entry_id=EntryId(row[0]),
                feed_id=FeedId(row[1]),
                feed_url=row[2],
                language=row[3],
                is_private=may_reach_own_network(row[2], row[10], is_of_account=row[7] is not None),
                validators=Validators(etag=row[4], last_modified=row[5]),
                known_words=row[6] or 0,
                entry=entry_from(row[8:]),
            )
            for row in rows
        )

    def count_without_article(self) -> int:
        """Return how many entries wait for their page."""
        return int(
            self._connection.value(
                "SELECT count(*) FROM status INDEXED BY status_wants_article "
                "WHERE is_listed = 1 AND wants_article = 1"
            )
        )

    def articles_without_brief(self, pipeline: str, limit: int) -> tuple[PendingArticle, ...]:
        """Return articles to be summarised, newest first, then those of another pipeline."""
        with self._connection.snapshot():
            fresh = self._connection.rows(
                "SELECT entry_id FROM status INDEXED BY status_wants_brief "
                "WHERE is_listed = 1 AND wants_brief = 1 "
                "ORDER BY sort_at DESC, entry_id DESC LIMIT ?",
                (limit,),
            )
            # Old briefs are few, but all are old after an update: newest stored is near enough.
            stale = self._connection.rows(
                "SELECT (SELECT max(e.entry_id) FROM entries e WHERE e.article_id = b.article_id) "
                "FROM briefs b WHERE b.pipeline < ?1 OR b.pipeline > ?1 "
                "ORDER BY b.article_id DESC LIMIT ?2",
                (pipeline, limit - len(fresh)),
            )
            found: dict[int, PendingArticle] = {}
            for (entry_id,) in (*fresh, *stale):
                row = self._connection.row(
                    f"SELECT a.article_id, e.title, {ARTICLE_COLUMNS} FROM entries e "
                    "JOIN articles a USING (article_id) WHERE e.entry_id = ?",
                    (entry_id,),
                )
                if row is not None:
                    article = article_from(row[2:])
                    one = PendingArticle(
                        entry_id=EntryId(entry_id), title=row[1] or article.title, article=article
                    )
                    # Two entries may share one article.
                    found.setdefault(row[0], one)
            return tuple(found.values())

    def count_without_brief(self, pipeline: str) -> int:
        """Return how many articles wait for a brief by this pipeline."""
        return int(
            self._connection.value(
                "SELECT (SELECT count(*) FROM status INDEXED BY status_wants_brief "
                "WHERE is_listed = 1 AND wants_brief = 1) "
                "+ (SELECT count(*) FROM briefs WHERE pipeline < ?1) "
                "+ (SELECT count(*) FROM briefs WHERE pipeline > ?1)",
                (pipeline,),
            )
        )
