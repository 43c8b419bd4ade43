"""Read everything about one actor over all articles."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

from cache.db.connection import Connection, Row
from cache.db.rows import brief_from, from_milliseconds, id_list, unpack
from cache.lists import list_sql
from cache.lists.own_words import HAS_OWN_WORDS
from cache.text.folding import folded, name_key
from cache.values.interest_rows import ActorPage, ActorQuote, FollowId, KnownActor, RoleSpan
from cache.values.list_rows import EntryId
from summarise.brief.spoken_words import is_statement
from summarise.brief.statements import statements
from summarise.model import ActorKind

_ARTICLES_READ = 2_000
"""Of the newest articles of an actor: who is in more is in the news every day."""
_ENTRIES_SHOWN = 50
_QUOTES_SHOWN = 20
_BRIEFS_READ = 40
_COMPANIONS_SHOWN = 12
_ROLES_SHOWN = 8
_WEEKS_SHOWN = 26
_WEEK = timedelta(days=7)


def find_actors(connection: Connection, words: str, limit: int) -> tuple[KnownActor, ...]:
    """Return actors whose name has all words, the last one perhaps cut; most frequent first.

    A name that is the words and nothing else stands first.
    """
    parts = folded(words).split()
    if not parts:
        return ()
    rows = connection.rows(
        "SELECT n.name, min(o.kind), count(*), n.key = ? FROM names n "
        "JOIN occurrences o USING (name_id) WHERE o.kind <> '' "
        + " AND instr(' ' || n.key, ?) > 0" * len(parts)
        + " GROUP BY name_id ORDER BY 4 DESC, 3 DESC, n.name LIMIT ?",
        (name_key(words), *(f" {part}" for part in parts), limit),
    )
    return tuple(
        KnownActor(name=name, kind=ActorKind(kind), entry_count=count)
        for name, kind, count, _ in rows
    )


def actor_page(connection: Connection, name: str) -> ActorPage | None:
    """Return what is known of an actor, None if no article in a list has one of that name."""
    key = name_key(name)
    rows = connection.rows(
        "SELECT s.entry_id, s.sort_at, o.article_id, o.kind, o.role, o.quote_count, n.name "
        "FROM names n CROSS JOIN occurrences o ON o.name_id = n.name_id "
        "CROSS JOIN entries e INDEXED BY entries_by_article ON e.article_id = o.article_id "
        "CROSS JOIN status s ON s.entry_id = e.entry_id "
        f"WHERE n.key = ? AND o.kind <> '' AND s.is_listed = 1 AND {HAS_OWN_WORDS} "
        "ORDER BY s.sort_at DESC, s.entry_id DESC",
        (key,),
    )
    if not rows:
        return None
    articles = {row[2]: row for row in reversed(rows)}
    return ActorPage(
        name=rows[0][6],
        kind=ActorKind(Counter(row[3] for row in rows).most_common(1)[0][0]),
        entry_count=len(rows),
        quote_count=sum(row[5] for row in articles.values()),
        roles=_roles(rows),
        entries=list_sql.lines(connection, [EntryId(row[0]) for row in rows[:_ENTRIES_SHOWN]]),
        quotes=_quotes(connection, key, rows),
        companions=_companions(connection, key, list(articles)[-_ARTICLES_READ:]),
        weeks=_weeks(rows),
        follow_id=_follow_id(connection, key),
    )


def _follow_id(connection: Connection, key: str) -> FollowId | None:
    found = connection.value(
        "SELECT follow_id FROM follows WHERE kind = 'actor' AND key = ?", (key,)
    )
    return None if found is None else FollowId(found)


def _roles(rows: list[Row]) -> tuple[RoleSpan, ...]:
    """Return the roles, each in the words that were used last; the latest first."""
    spans: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[4]:
            spans[folded(row[4])].append(row)
    return tuple(
        RoleSpan(
            role=same[0][4],
            first=from_milliseconds(same[-1][1]),
            last=from_milliseconds(same[0][1]),
            entry_count=len(same),
        )
        for same in list(spans.values())[:_ROLES_SHOWN]
    )


def _quotes(connection: Connection, key: str, rows: list[Row]) -> tuple[ActorQuote, ...]:
    speaking = {row[2]: row[0] for row in reversed(rows) if row[5]}
    newest = list(reversed(speaking.items()))[:_BRIEFS_READ]
    lines = {
        line.entry_id: line
        for line in list_sql.lines(connection, [EntryId(it) for _, it in newest])
    }
    found: list[ActorQuote] = []
    for article_id, entry_id in newest:
        row = connection.row(
            "SELECT b.body, a.text FROM briefs b JOIN articles a USING (article_id) "
            "WHERE article_id = ?",
            (article_id,),
        )
        line = lines.get(entry_id)
        brief = brief_from(row[0], entry_id, unpack(row[1])) if row else None
        if brief is None or line is None:
            continue
        found += [
            ActorQuote(
                statement=statement,
                entry_id=line.entry_id,
                title=line.title,
                feed_title=line.feed_title,
                sort_at=line.sort_at,
            )
            for statement in statements(brief)
            if statement.speaker
            and is_statement(statement.first)
            and name_key(statement.speaker) == key
        ]
        if len(found) >= _QUOTES_SHOWN:
            break
    return tuple(found[:_QUOTES_SHOWN])


def _companions(connection: Connection, key: str, article_ids: list[int]) -> tuple[KnownActor, ...]:
    rows = connection.rows(
        "SELECT n.name, min(o.kind), count(*) FROM json_each(?) j "
        "CROSS JOIN occurrences o INDEXED BY occurrences_by_article ON o.article_id = j.value "
        "JOIN names n USING (name_id) WHERE o.kind <> '' AND n.key <> ? "
        f"GROUP BY name_id ORDER BY 3 DESC, n.name LIMIT {_COMPANIONS_SHOWN}",
        (id_list(article_ids), key),
    )
    return tuple(
        KnownActor(name=name, kind=ActorKind(kind), entry_count=count) for name, kind, count in rows
    )


def _weeks(rows: list[Row]) -> tuple[tuple[date, int], ...]:
    """Return the last weeks up to the newest entry, those without any too."""
    counts = Counter(_monday(from_milliseconds(row[1])) for row in rows)
    last = max(counts)
    first = max(min(counts), last - (_WEEKS_SHOWN - 1) * _WEEK)
    weeks = [first + n * _WEEK for n in range((last - first) // _WEEK + 1)]
    return tuple((week, counts[week]) for week in weeks)


def _monday(moment: datetime) -> date:
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())
