"""Delete entries and what belongs to them. Runs inside the store's transactions."""

from collections.abc import Sequence

from cache.db.connection import Connection, Row
from cache.db.rows import id_list
from cache.reader.seen_versions import stories_of, touch
from cache.text.search_index import remove_documents, stored_documents
from cache.values.list_rows import FeedId


def remove_unlisted(connection: Connection, feed_id: FeedId, limit: int) -> int:
    """Remove what is stored of entries that stand in no list; return how many there were."""
    rows = connection.rows(
        "SELECT entry_id, e.article_id FROM status JOIN entries e USING (entry_id) "
        "WHERE feed_id = ? AND is_listed = 0 AND muted_by IS NULL ORDER BY entry_id LIMIT ?",
        (feed_id, limit),
    )
    remove_entries(connection, rows)
    return len(rows)


def remove_entries(connection: Connection, rows: Sequence[Row]) -> None:
    """Remove what is stored of entries, given with their articles; their status stays."""
    ids = [row[0] for row in rows]
    remove_documents(connection, list(stored_documents(connection, ids)))
    story_ids = stories_of(connection, ids)
    connection.run(
        "DELETE FROM entries WHERE entry_id IN (SELECT value FROM json_each(?))", (id_list(ids),)
    )
    connection.run(
        "UPDATE status SET wants_article = 1, wants_brief = 0 "
        "WHERE entry_id IN (SELECT value FROM json_each(?))",
        (id_list(ids),),
    )
    touch(connection, story_ids)
    remove_orphans(connection, [row[1] for row in rows if row[1] is not None])


def remove_orphans(connection: Connection, article_ids: Sequence[int]) -> None:
    """Remove those of the articles that no entry has any more, with their briefs."""
    connection.run(
        "DELETE FROM articles WHERE article_id IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.article_id = articles.article_id)",
        (id_list(article_ids),),
    )
