"""Which article belongs to which story: articles still to assign, and the assignments.

Memberships and the clusterer's state are stored together, so a refresh that is killed can't leave
an article in only one of them. Runs inside the store's transactions.
"""

# ruff: noqa: S608 - statements are put together from constants.

from collections.abc import Sequence

from cache.db.connection import Connection
from cache.db.revisions import stories_changed
from cache.db.rows import brief_from, from_milliseconds, id_list, unpack
from cache.reader.seen_versions import stories_of, touch
from cache.values.list_rows import EntryId
from cache.values.story_rows import PendingPlacement, Placement

_HAS_STORY = (
    "EXISTS (SELECT 1 FROM entries e JOIN memberships m USING (entry_id) "
    "WHERE e.article_id = b.article_id AND m.story_id IS NOT NULL)"
)

_IS_LOUD = (
    "EXISTS (SELECT 1 FROM entries q JOIN status l USING (entry_id) "
    "WHERE q.article_id = b.article_id AND l.is_quiet = 0)"
)
"""What only quiet feeds have makes no story; once they are not quiet any more it may."""


def unplaced(connection: Connection, limit: int) -> tuple[PendingPlacement, ...]:
    """Return articles that are in no story yet, the latest stored first."""
    rows = connection.rows(
        "SELECT b.article_id, b.body, a.language, a.title, a.text, f.body, e.entry_id, e.title, "
        "s.sort_at FROM briefs b INDEXED BY briefs_wanting_story "
        "JOIN articles a USING (article_id) LEFT JOIN features f USING (article_id) "
        "JOIN entries e ON e.entry_id = (SELECT min(entry_id) FROM entries e2 "
        "WHERE e2.article_id = b.article_id) JOIN status s USING (entry_id) "
        f"WHERE b.wants_story = 1 AND NOT {_HAS_STORY} AND {_IS_LOUD} "
        "ORDER BY b.article_id DESC LIMIT ?",
        (limit,),
    )
    found = []
    for article_id, body, language, page_title, text, features, entry_id, title, sort_at in rows:
        # The brief knows the text's language, the article only what was claimed of it.
        brief = brief_from(body, entry_id, "")
        found.append(
            PendingPlacement(
                article_id=article_id,
                entry_id=EntryId(entry_id),
                title=title or page_title,
                text=unpack(text),
                language=(brief.language if brief else "") or language,
                published=from_milliseconds(sort_at),
                features=features,
            )
        )
    return tuple(found)


def count_unplaced(connection: Connection) -> int:
    """Return how many articles are in no story yet, or have changed in theirs."""
    sql = "SELECT count(*) FROM briefs b INDEXED BY briefs_wanting_story WHERE wants_story = 1"
    if connection.value("SELECT EXISTS (SELECT 1 FROM feed_options WHERE is_quiet = 1)"):
        sql += f" AND ({_IS_LOUD} OR {_HAS_STORY})"
    return int(connection.value(sql))


def take_in_changes(connection: Connection, limit: int) -> int:
    """Note changed articles with their stories, and other entries of articles placed before.

    Return how many articles this was.
    """
    rows = connection.rows(
        "SELECT b.article_id FROM briefs b INDEXED BY briefs_wanting_story "
        f"WHERE b.wants_story = 1 AND {_HAS_STORY} LIMIT ?",
        (limit,),
    )
    article_ids = [row[0] for row in rows]
    _end_wanting(connection, article_ids)
    _join_siblings(connection, article_ids)
    return len(article_ids)


def _end_wanting(connection: Connection, article_ids: Sequence[int]) -> None:
    connection.run(
        "UPDATE briefs SET wants_story = 0 WHERE article_id IN (SELECT value FROM json_each(?))",
        (id_list(article_ids),),
    )


def _join_siblings(connection: Connection, article_ids: Sequence[int]) -> None:
    """Let all entries of an article be in the story that one of them is in."""
    rows = connection.rows(
        "SELECT e.entry_id, (SELECT m.story_id FROM entries e2 JOIN memberships m USING (entry_id) "
        "WHERE e2.article_id = e.article_id AND m.story_id IS NOT NULL "
        "ORDER BY m.entry_id LIMIT 1) FROM entries e "
        "WHERE e.article_id IN (SELECT value FROM json_each(?))",
        (id_list(article_ids),),
    )
    for entry_id, story_id in rows:
        _join(connection, entry_id, story_id, None)
    touch(connection, stories_of(connection, [row[0] for row in rows]))


def _join(connection: Connection, entry_id: int, story_id: int, copy_of: int | None) -> None:
    # Who had read the entry before it had a story has seen it as it was then: as it is now.
    connection.run(
        "INSERT INTO memberships (entry_id, story_id, copy_of, seen_version) "
        "SELECT ?1, ?2, ?3, CASE WHEN s.is_read THEN a.fingerprint END FROM status s "
        "JOIN entries e USING (entry_id) JOIN articles a USING (article_id) "
        "WHERE s.entry_id = ?1 "
        "ON CONFLICT (entry_id) DO UPDATE SET story_id = ?2, copy_of = ?3 WHERE story_id IS NULL",
        (entry_id, story_id, copy_of),
    )


def place(
    connection: Connection, placements: Sequence[Placement], version: str, state: bytes
) -> None:
    """Store where articles belong, and what the clusterer goes on with."""
    for placement in placements:
        member = placement.membership
        connection.run(
            "INSERT INTO stories (story_id) VALUES (?) ON CONFLICT (story_id) DO NOTHING",
            (int(member.story_id),),
        )
        copy_of = int(member.copy_of) if member.copy_of not in {"", member.article_id} else None
        _join(connection, int(member.article_id), int(member.story_id), copy_of)
        # An article that changed or went meanwhile comes again, or not at all.
        connection.run(
            "INSERT OR REPLACE INTO features (article_id, body) "
            "SELECT article_id, ? FROM articles WHERE article_id = ?",
            (placement.features, placement.article_id),
        )
    article_ids = [placement.article_id for placement in placements]
    _end_wanting(connection, article_ids)
    _join_siblings(connection, article_ids)
    connection.run(
        "INSERT OR REPLACE INTO clustering (number, version, state) VALUES (1, ?, ?)",
        (version, state),
    )


def clusterer_state(connection: Connection, version: str) -> bytes | None:
    """Return what the clusterer goes on with: b"" at the beginning, None if it is another's."""
    row = connection.row("SELECT version, state FROM clustering")
    if row is None:
        return b""
    return bytes(row[1]) if row[0] == version else None


def forget_stories(connection: Connection) -> None:
    """Assign every article to a story again; what the reader has seen is kept."""
    connection.run("DELETE FROM clustering")
    connection.run("UPDATE memberships SET story_id = NULL, copy_of = NULL")
    connection.run("DELETE FROM stories")
    stories_changed(connection)
    connection.run("UPDATE briefs SET wants_story = 1 WHERE wants_story = 0")
