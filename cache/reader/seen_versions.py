"""Which versions of stories' articles the reader has seen, and the resulting counts.

Runs inside the store's transactions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cache.db.connection import Connection, Row
from cache.db.revisions import stories_changed
from cache.db.rows import id_list
from cache.values.list_rows import EntryId
from cache.values.story_rows import SeenBefore

_MEMBERS = (
    "SELECT m.story_id, e.article_id, m.seen_version, a.fingerprint, s.sort_at, s.first_seen_at, "
    "CASE WHEN s.is_read THEN s.read_changed_at END "
    "FROM json_each(?) j CROSS JOIN memberships m INDEXED BY memberships_by_story "
    "ON m.story_id = j.value CROSS JOIN status s ON s.entry_id = m.entry_id "
    "CROSS JOIN entries e ON e.entry_id = m.entry_id "
    "CROSS JOIN articles a ON a.article_id = e.article_id WHERE s.is_listed = 1 AND s.is_quiet = 0"
)


def stories_of(connection: Connection, entry_ids: Iterable[int]) -> list[int]:
    """Return the stories that entries belong to."""
    rows = connection.rows(
        "SELECT DISTINCT story_id FROM memberships WHERE story_id IS NOT NULL "
        "AND entry_id IN (SELECT value FROM json_each(?))",
        (id_list(list(entry_ids)),),
    )
    return [row[0] for row in rows]


def recount(connection: Connection, story_ids: Sequence[int]) -> None:
    """Count the articles of stories, and update their times."""
    if not story_ids:
        return
    stories_changed(connection)
    members: dict[int, list[Row]] = defaultdict(list)
    for row in connection.rows(_MEMBERS, (id_list(story_ids),)):
        members[row[0]].append(row)
    connection.run_many(
        "UPDATE stories SET article_count = ?, seen_count = ?, news_count = ? WHERE story_id = ?",
        ((*_numbers(members[story_id]), story_id) for story_id in story_ids),
    )
    connection.run_many(
        "UPDATE stories SET opened_at = ?, updated_at = ?, grown_at = ? WHERE story_id = ?",
        (
            (
                min(row[4] for row in rows),
                max(row[4] for row in rows),
                max(row[5] for row in rows),
                story_id,
            )
            for story_id, rows in members.items()
            if rows
        ),
    )


def _numbers(rows: Sequence[Row]) -> tuple[int, int, int]:
    """Return how many articles there are, how many were seen, and how many are news since."""
    articles = {row[1] for row in rows}
    seen = {row[1] for row in rows if row[2] == row[3]}
    looked_at = max((row[6] for row in rows if row[2] and row[6] is not None), default=None)
    news = {
        row[1]
        for row in rows
        if row[1] not in seen
        and looked_at is not None
        and (row[2] is not None or row[5] > looked_at)
    }
    return len(articles), len(seen), len(news)


def touch(connection: Connection, story_ids: Sequence[int]) -> None:
    """Mark stories as stale, and update their counts."""
    connection.run(
        "UPDATE stories SET revision = revision + 1 "
        "WHERE story_id IN (SELECT value FROM json_each(?))",
        (id_list(story_ids),),
    )
    recount(connection, story_ids)


def note_marks(connection: Connection, entry_ids: Sequence[int], *, is_read: bool) -> None:
    """Take over that entries were marked: one that is read was seen as it is now."""
    rows = connection.rows(
        "UPDATE memberships SET seen_version = CASE WHEN ?1 THEN (SELECT a.fingerprint "
        "FROM entries e JOIN articles a USING (article_id) "
        "WHERE e.entry_id = memberships.entry_id) END "
        "WHERE entry_id IN (SELECT value FROM json_each(?2)) RETURNING story_id",
        (is_read, id_list(entry_ids)),
    )
    recount(connection, _of_several(connection, {row[0] for row in rows if row[0] is not None}))


def _of_several(connection: Connection, story_ids: Iterable[int]) -> list[int]:
    """Return those stories that have more than one article: the others are in no list."""
    rows = connection.rows(
        "SELECT story_id FROM stories WHERE article_count > 1 "
        "AND story_id IN (SELECT value FROM json_each(?))",
        (id_list(sorted(story_ids)),),
    )
    return [row[0] for row in rows]


def seen_before(connection: Connection, story_id: int) -> tuple[SeenBefore, ...]:
    """Return what the reader has seen of a story's articles in lists."""
    rows = connection.rows(
        "SELECT m.entry_id, s.is_read, m.seen_version FROM memberships m "
        "JOIN status s USING (entry_id) WHERE m.story_id = ? AND s.is_listed = 1 "
        "ORDER BY m.entry_id",
        (story_id,),
    )
    return tuple(
        SeenBefore(entry_id=EntryId(row[0]), was_read=bool(row[1]), version=row[2]) for row in rows
    )


def set_seen(connection: Connection, before: Sequence[SeenBefore]) -> None:
    """Put back what the reader had seen."""
    connection.run_many(
        "UPDATE memberships SET seen_version = ? WHERE entry_id = ?",
        ((one.version, one.entry_id) for one in before),
    )
    recount(connection, stories_of(connection, [one.entry_id for one in before]))


def keep_former(connection: Connection, entry_id: int, article_id: int) -> None:
    """Keep the brief of an article that the reader saw and that is about to be replaced."""
    connection.run(
        "INSERT OR REPLACE INTO former_versions (entry_id, version, text, body) "
        "SELECT m.entry_id, a.fingerprint, a.text, b.body FROM memberships m "
        "JOIN articles a ON a.article_id = ? JOIN briefs b USING (article_id) "
        "WHERE m.entry_id = ? AND m.seen_version = a.fingerprint",
        (article_id, entry_id),
    )


def forget_former(connection: Connection) -> None:
    """Remove former versions of articles that the reader has seen as they are now."""
    connection.run(
        "DELETE FROM former_versions WHERE NOT EXISTS (SELECT 1 FROM memberships m "
        "WHERE m.entry_id = former_versions.entry_id AND m.seen_version = former_versions.version)"
    )
