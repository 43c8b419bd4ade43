"""Stories that must be rebuilt, their input, and their stored result.

Runs inside the store's transactions.
"""

# ruff: noqa: S608 - statements are put together from constants.

import zlib
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from cache.db.connection import Connection, Row
from cache.db.revisions import stories_changed
from cache.db.rows import (
    FEED_TITLE,
    brief_from,
    from_milliseconds,
    id_list,
    lead_of,
    to_milliseconds,
    unpack,
)
from cache.text.folding import name_key
from cache.values.story_rows import StoryMaterial
from summarise.stories.story_model import ArticleId, Seen, StoryArticle, StoryBrief, StoryId

MOST_ARTICLES = 60
"""So many of a story's latest articles are told: nobody reads on, and points are compared in
pairs."""
MOST_ACTORS = 40
"""So many of its actors decide whether a followed one is in it."""


def stories_to_tell(connection: Connection, pipeline: str, limit: int) -> tuple[StoryId, ...]:
    """Return the stories of several articles that changed, newest first; then those of another
    pipeline.
    """
    changed = connection.rows(
        "SELECT story_id FROM stories INDEXED BY stories_to_tell "
        "WHERE article_count > 1 AND told_revision <> revision "
        "ORDER BY updated_at DESC, story_id DESC LIMIT ?",
        (limit,),
    )
    old = connection.rows(
        "SELECT story_id FROM stories WHERE article_count > 1 AND told_revision = revision "
        "AND pipeline <> ? ORDER BY updated_at DESC, story_id DESC LIMIT ?",
        (pipeline, limit - len(changed)),
    )
    return tuple(StoryId(str(row[0])) for row in (*changed, *old))


def count_to_tell(connection: Connection, pipeline: str) -> int:
    """Return how many stories are to be rebuilt."""
    return int(
        connection.value(
            "SELECT count(*) FROM stories WHERE article_count > 1 "
            "AND (told_revision <> revision OR pipeline <> ?)",
            (pipeline,),
        )
    )


def material(connection: Connection, story_id: StoryId) -> StoryMaterial | None:
    """Return the material of a story; None if nothing of it is in a list any more."""
    revision = connection.value("SELECT revision FROM stories WHERE story_id = ?", (int(story_id),))
    rows = connection.rows(
        f"SELECT min(m.entry_id), {FEED_TITLE}, s.sort_at, a.fingerprint, a.text, b.body, "
        "m.copy_of, m.seen_version FROM memberships m "
        "JOIN status s USING (entry_id) JOIN entries e USING (entry_id) "
        "JOIN feeds f ON f.feed_id = s.feed_id JOIN articles a ON a.article_id = e.article_id "
        "JOIN briefs b ON b.article_id = e.article_id "
        "WHERE m.story_id = ? AND s.is_listed = 1 AND s.is_quiet = 0 GROUP BY e.article_id "
        "ORDER BY s.sort_at DESC, m.entry_id DESC LIMIT ?",
        (int(story_id), MOST_ARTICLES),
    )
    articles = [article for row in reversed(rows) if (article := _article(row)) is not None]
    if revision is None or not articles:
        return None
    present = {article.id for article in articles}
    return StoryMaterial(
        story_id=story_id,
        revision=revision,
        articles=tuple(_with_known_copy(article, present) for article in articles),
        seen=_seen(connection, rows),
    )


def _article(row: Row) -> StoryArticle | None:
    entry_id, source, sort_at, fingerprint, text, body, copy_of = row[:7]
    brief = brief_from(body, entry_id, unpack(text))
    if brief is None:
        return None
    return StoryArticle(
        brief=brief,
        source=source,
        moment=from_milliseconds(sort_at),
        version=fingerprint,
        copy_of=ArticleId("" if copy_of is None else str(copy_of)),
    )


def _with_known_copy(article: StoryArticle, present: set[ArticleId]) -> StoryArticle:
    """Return an article as its own if what it repeats is not told."""
    return article if article.copy_of in present else replace(article, copy_of=ArticleId(""))


def _seen(connection: Connection, rows: Sequence[Row]) -> Seen:
    earlier = connection.rows(
        "SELECT entry_id, body, text FROM former_versions JOIN memberships USING (entry_id) "
        "WHERE version = seen_version AND entry_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY entry_id",
        (id_list([row[0] for row in rows if row[7] != row[3]]),),
    )
    briefs = [brief_from(body, entry_id, unpack(text)) for entry_id, body, text in earlier]
    return Seen(
        versions=frozenset((ArticleId(str(row[0])), row[7]) for row in rows if row[7] is not None),
        earlier=tuple(brief for brief in briefs if brief is not None),
    )


def _first_words(brief: StoryBrief) -> str:
    """Return what a list says of a story: its nut graf, or else its first point."""
    if brief.nut_graf is not None:
        return brief.nut_graf.text
    return brief.points[0].text if brief.points else ""


def save_told(connection: Connection, brief: StoryBrief, *, revision: int, pipeline: str) -> bool:
    """Store the brief of a story; False if the story is gone meanwhile.

    What changed since its material was read (another revision) is told again.
    """
    actors = [(name_key(actor.name), actor.name) for actor in brief.actors[:MOST_ACTORS]]
    reports = [
        (part.source, to_milliseconds(part.moment), bool(part.copy_of)) for part in brief.coverage
    ]
    stories_changed(connection)
    return bool(
        connection.run(
            "UPDATE stories SET told_revision = ?, pipeline = ?, title = ?, lead = ?, "
            "reports = ?, actors = ?, body = ? WHERE story_id = ?",
            (
                revision,
                pipeline,
                brief.title,
                lead_of(_first_words(brief)),
                msgspec.json.encode(reports).decode(),
                msgspec.json.encode(actors).decode(),
                zlib.compress(msgspec.json.encode(brief), 6),
                int(brief.id),
            ),
        )
    )


def told_brief(body: bytes) -> StoryBrief | None:
    """Return a stored brief; None if an earlier program stored it in another form."""
    try:
        return msgspec.json.decode(zlib.decompress(body), type=StoryBrief)
    except msgspec.DecodeError:
        return None


def retell_all(connection: Connection) -> int:
    """Mark every story for a rebuild; return how many."""
    return connection.run("UPDATE stories SET revision = revision + 1 WHERE article_count > 1")
