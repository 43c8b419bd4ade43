"""Read stored stories: candidates for the front page, one story with everything, an entry's story.

In which order the candidates stand is decided by `summarise.stories.front_page_order`.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from cache.db.connection import Connection, Row
from cache.db.rows import from_milliseconds, id_list, to_milliseconds
from cache.lists import list_sql
from cache.stories.newness import with_seen
from cache.stories.pending_stories import told_brief
from cache.values.list_rows import EntryId
from cache.values.story_rows import StoryDetail, StoryReport, StoryRow
from summarise.stories.story_model import ArticleId, StoryBrief, StoryId

_COLUMNS = (
    "story_id, title, lead, reports, opened_at, updated_at, grown_at, article_count, seen_count, "
    "news_count, actors"
)

_CANDIDATES = (
    "FROM stories INDEXED BY stories_by_growth "
    "WHERE article_count > 1 AND grown_at >= ? AND body IS NOT NULL "
    "ORDER BY grown_at DESC, story_id DESC LIMIT ?"
)
_Report = tuple[str, int, bool]
_REMEMBERED = 1_000
"""So many stories' reports and actors stay decoded: the same ones are asked for all the time."""


def candidates(
    connection: Connection, *, now: datetime, days: int, limit: int
) -> tuple[StoryRow, ...]:
    """Return the stories that grew in the last days, the latest to grow first.

    Days count from when a story last grew at all: who was away for a month sees what there was.
    """
    rows = connection.rows(
        f"SELECT {_COLUMNS} {_CANDIDATES}", (_since(connection, now, days), limit)
    )
    followed = _followed(connection)
    return tuple(_row(row, followed) for row in rows)


def _since(connection: Connection, now: datetime, days: int) -> int:
    """Return from when on a story must have grown."""
    latest = connection.value(
        "SELECT max(grown_at) FROM stories INDEXED BY stories_by_growth WHERE article_count > 1"
    )
    return min(latest or 0, to_milliseconds(now)) - days * 24 * 60 * 60 * 1000


def telling_of(
    connection: Connection, story_ids: Sequence[StoryId], entry_ids: Sequence[EntryId]
) -> frozenset[StoryId]:
    """Return those of the stories that have one of the entries, or of its article's others."""
    rows = connection.rows(
        "SELECT DISTINCT story_id FROM memberships "
        "WHERE story_id IN (SELECT value FROM json_each(?)) AND entry_id IN "
        "(SELECT value FROM json_each(?))",
        (id_list([int(story_id) for story_id in story_ids]), id_list(entry_ids)),
    )
    return frozenset(StoryId(str(row[0])) for row in rows)


def new_since(connection: Connection, since: datetime) -> frozenset[StoryId]:
    """Return the stories that got their second article after a time."""
    moment = to_milliseconds(since)
    rows = connection.rows(
        "SELECT story_id FROM stories s INDEXED BY stories_by_growth "
        "WHERE article_count > 1 AND grown_at > ? AND (SELECT count(DISTINCT e.article_id) "
        "FROM memberships m JOIN status t USING (entry_id) JOIN entries e USING (entry_id) "
        "WHERE m.story_id = s.story_id AND t.is_listed = 1 AND t.is_quiet = 0 "
        "AND t.first_seen_at <= ?) < 2",
        (moment, moment),
    )
    return frozenset(StoryId(str(row[0])) for row in rows)


def told_since(connection: Connection, since: datetime, limit: int) -> tuple[StoryRow, ...]:
    """Return the stories of several articles with one from `since` on, the latest first."""
    rows = connection.rows(
        f"SELECT {_COLUMNS} FROM stories WHERE article_count > 1 AND updated_at >= ? "
        "AND body IS NOT NULL ORDER BY updated_at DESC, story_id DESC LIMIT ?",
        (to_milliseconds(since), limit),
    )
    followed = _followed(connection)
    return tuple(_row(row, followed) for row in rows)


def singles(connection: Connection, since: datetime, limit: int) -> tuple[StoryId, ...]:
    """Return the stories of one article from `since` on, the latest first."""
    rows = connection.rows(
        "SELECT story_id FROM stories WHERE article_count = 1 AND updated_at >= ? "
        "ORDER BY updated_at DESC, story_id DESC LIMIT ?",
        (to_milliseconds(since), limit),
    )
    return tuple(StoryId(str(row[0])) for row in rows)


def single_detail(
    connection: Connection, story_id: StoryId, brief: StoryBrief
) -> StoryDetail | None:
    """Return a story that is told outside the cache, None if it is gone."""
    row = connection.row(f"SELECT {_COLUMNS} FROM stories WHERE story_id = ?", (int(story_id),))
    if row is None:
        return None
    line = replace(
        _row(row, frozenset()),
        title=brief.title,
        reports=tuple(
            StoryReport(source=part.source, moment=part.moment, is_copy=bool(part.copy_of))
            for part in brief.coverage
        ),
    )
    entries = list_sql.lines(connection, list(_seen(connection, story_id)))
    return StoryDetail(row=line, brief=brief, entries=entries)


def story_row(connection: Connection, story_id: StoryId) -> StoryRow | None:
    """Return the line of a story, None if it has fewer than two articles or was not told yet."""
    if not story_id.isdecimal():
        return None
    row = connection.row(
        f"SELECT {_COLUMNS} FROM stories "
        "WHERE story_id = ? AND article_count > 1 AND body IS NOT NULL",
        (int(story_id),),
    )
    return None if row is None else _row(row, _followed(connection))


def _followed(connection: Connection) -> frozenset[str]:
    rows = connection.rows("SELECT key FROM follows WHERE kind = 'actor'")
    return frozenset(row[0] for row in rows)


def _row(row: Row, followed: frozenset[str]) -> StoryRow:
    return StoryRow(
        story_id=StoryId(str(row[0])),
        title=row[1],
        lead=row[2],
        reports=_reports(row[3]),
        opened_at=from_milliseconds(row[4]),
        updated_at=from_milliseconds(row[5]),
        grown_at=from_milliseconds(row[6]),
        article_count=row[7],
        seen_count=row[8],
        news_count=row[9],
        followed=tuple(name for key, name in _actors(row[10]) if key in followed)
        if followed
        else (),
    )


@lru_cache(maxsize=_REMEMBERED)
def _reports(stored: str) -> tuple[StoryReport, ...]:
    return tuple(
        StoryReport(source=source, moment=from_milliseconds(moment), is_copy=is_copy)
        for source, moment, is_copy in msgspec.json.decode(stored, type=list[_Report])
    )


@lru_cache(maxsize=_REMEMBERED)
def _actors(stored: str) -> tuple[tuple[str, str], ...]:
    return msgspec.json.decode(stored, type=tuple[tuple[str, str], ...])


def story_of(connection: Connection, entry_id: EntryId) -> StoryId | None:
    """Return the story of several articles that an entry is in, None if it is in none."""
    found = connection.value(
        "SELECT story_id FROM memberships JOIN stories USING (story_id) "
        "WHERE entry_id = ? AND article_count > 1 AND body IS NOT NULL",
        (entry_id,),
    )
    return None if found is None else StoryId(str(found))


def story_detail(connection: Connection, story_id: StoryId) -> StoryDetail | None:
    """Return everything about a story, None if there is no such one to show."""
    row = story_row(connection, story_id)
    if row is None:
        return None
    body = connection.value("SELECT body FROM stories WHERE story_id = ?", (int(story_id),))
    brief = told_brief(body)
    if brief is None:
        return None
    seen = _seen(connection, story_id)
    unseen = frozenset(
        ArticleId(str(entry_id)) for entry_id, is_seen in seen.items() if not is_seen
    )
    # An article that was muted or removed since is in the brief until it is rebuilt.
    lines = list_sql.lines(connection, list(seen))
    return StoryDetail(
        row=row,
        brief=with_seen(brief, unseen, is_looked_at=any(seen.values())),
        entries=tuple(sorted(lines, key=lambda line: (line.sort_at, line.entry_id))),
    )


def _seen(connection: Connection, story_id: StoryId) -> Mapping[EntryId, bool]:
    """Return the articles of a story, by their first entry, and whether they were seen."""
    rows = connection.rows(
        "SELECT min(m.entry_id), max(m.seen_version IS a.fingerprint) FROM memberships m "
        "JOIN status s USING (entry_id) JOIN entries e USING (entry_id) "
        "JOIN articles a ON a.article_id = e.article_id "
        "WHERE m.story_id = ? AND s.is_listed = 1 AND s.is_quiet = 0 GROUP BY e.article_id",
        (int(story_id),),
    )
    return {EntryId(row[0]): bool(row[1]) for row in rows}
