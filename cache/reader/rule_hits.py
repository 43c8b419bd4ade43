"""Decide which rules hit entries that just came in, and mark them. In the store's transactions.

A rule is decided when an entry is stored, and again when its text and its brief are, until it hits:
each entry once at most. A rule that excludes something waits for the brief, since only the whole
text can tell that a word is not in it.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from cache.db.connection import Connection
from cache.db.rows import id_list
from cache.errors import QueryError
from cache.reader import kept, marks, mutes
from cache.search.query_parser import parse
from cache.search.query_sql import Condition, among, translate
from cache.values.list_rows import EntryId
from cache.values.query_tree import FieldName, Lasting, Named, Query, Term, Words

_NEW = (
    "status.entry_id IN (SELECT value FROM json_each(?)) AND status.is_listed = 1 "
    "AND status.first_seen_at >= ? AND NOT EXISTS (SELECT 1 FROM rule_hits h "
    "WHERE h.rule_id = ? AND h.entry_id = status.entry_id)"
)
_NOTE_HITS = (
    "INSERT INTO rule_hits (rule_id, entry_id, hit_at, is_waiting) "
    "SELECT ?1, entry_id, ?2, ?3 AND (is_read = 0 OR EXISTS (SELECT 1 FROM rule_hits h "
    "JOIN rules r USING (rule_id) WHERE h.entry_id = status.entry_id AND r.marks_read = 1)) "
    "FROM status WHERE entry_id IN (SELECT value FROM json_each(?4))"
)
"""No command is run on what was read on another device, or came with a feed's history."""
_COMPLETE = "status.wants_article = 0 AND status.wants_brief = 0"
_KNOWN_AT_ONCE = frozenset(
    {FieldName.FEED, FieldName.FOLDER, FieldName.TITLE, FieldName.TAG, FieldName.NOTE}
)
"""What of an entry is the same before its page has come and after."""


def settle(connection: Connection, entry_ids: Sequence[EntryId], now: int) -> None:
    """Let the rules act on entries: they, or what is known of them, just came in."""
    rules = (
        connection.rows(
            "SELECT rule_id, query, created_at, stars, keeps_later, marks_read, tags, "
            "command <> '[]' FROM rules WHERE is_ended = 0 ORDER BY rule_id"
        )
        if entry_ids
        else []
    )
    has_hit = False
    # All are decided before any acts: `is:unread` of one is not to see what another has marked.
    found = [(rule, _hits(connection, entry_ids, rule[0], rule[1], rule[2])) for rule in rules]
    for (rule_id, _, _, stars, later, read, tags, runs), ids in found:
        if not ids:
            continue
        has_hit = True
        connection.run(_NOTE_HITS, (rule_id, now, runs, id_list(ids)))
        if stars:
            marks.mark_starred(connection, ids, is_starred=True, now=now)
        if later:
            kept.mark_later(connection, ids, is_later=True)
        if read:
            marks.mark_read(connection, ids, is_read=True, now=now)
        _tag(connection, ids, msgspec.json.decode(tags, type=tuple[str, ...]))
    if has_hit:
        mutes.settle(connection, entry_ids)


def _tag(connection: Connection, ids: Sequence[EntryId], tags: Sequence[str]) -> None:
    if tags:
        before = kept.tags_of(connection, ids)
        kept.put_tags(connection, {it: (*names, *tags) for it, names in before.items()})


def _hits(
    connection: Connection, entry_ids: Sequence[EntryId], rule_id: int, query: str, since: int
) -> list[EntryId]:
    """Return those of some entries that a rule hits and has not hit yet."""
    parsed = _parsed(query)
    if parsed is None or not parsed.wanted:
        return []
    search = translate(connection, parsed)
    tables = "status WHERE "
    given: tuple[object, ...] = ()
    if search.match:
        # The range spares FTS5 the entries of all other times.
        tables = (
            "search CROSS JOIN status ON status.entry_id = search.rowid WHERE search MATCH ? "
            "AND search.rowid BETWEEN ? AND ? AND "
        )
        given = (search.match, min(entry_ids), max(entry_ids))
    conditions = [Condition(sql=_NEW, parameters=(id_list(entry_ids), since, rule_id))]
    if search.among is not None:
        conditions.append(among(search.among))
    conditions += search.conditions
    if any(map(_waits_for_text, parsed.excluded)):
        conditions.append(Condition(sql=_COMPLETE))
    rows = connection.rows(
        f"SELECT status.entry_id FROM {tables}"
        + " AND ".join(f"({part.sql})" for part in conditions)
        + " ORDER BY status.entry_id",
        (*given, *(value for part in conditions for value in part.parameters)),
    )
    return [EntryId(row[0]) for row in rows]


def _waits_for_text(term: Term) -> bool:
    """Whether only the whole text can tell that something is not there."""
    match term:
        case Named(field=field):
            return field not in _KNOWN_AT_ONCE
        case Words() | Lasting():
            return True
        case _:
            return False


@lru_cache(maxsize=256)
def _parsed(text: str) -> Query | None:
    """Return the query of a rule; None if a version that understood it otherwise stored it."""
    try:
        return parse(text, is_lenient=True)
    except QueryError:
        return None
