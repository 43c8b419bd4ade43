"""Bounded lists that need a search: of queries, actors, tags, and in other orders."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from functools import lru_cache

from msgspec.structs import replace

from cache.db.connection import Connection
from cache.db.rows import FEED_TITLE, id_list
from cache.lists.list_sql import (
    ALL,
    LATER,
    LISTED,
    LISTED_UNREAD,
    STARRED,
    Selection,
    page_ids,
    select,
)
from cache.lists.own_words import HAS_OWN_WORDS
from cache.search.query_parser import parse
from cache.search.query_sql import TAGGED, TAGGED_SO, Condition, Search, translate
from cache.text.folding import name_key
from cache.text.tag_names import tag_key
from cache.values.list_rows import EntryId, Order, Scope, View
from cache.values.natural_order import natural_key
from cache.values.query_tree import Is, Query, State

SEARCH_LIMIT = 10_000
"""A search lists so many of the newest entries that it finds: nobody pages further."""

_SAMPLED = 16
"""The newest sixteenth of the entries tells how frequent the words of a search are."""
_PLACE_COST = 1_500
"""To find an entry's place in the list by its number costs seven times as much as to walk past an
entry of the list; by that the two ways of finding SEARCH_LIMIT entries cost the same."""

_APPEARING = (
    "SELECT e.entry_id FROM names n CROSS JOIN occurrences o ON o.name_id = n.name_id "
    "CROSS JOIN entries e INDEXED BY entries_by_article ON e.article_id = o.article_id "
    f"WHERE n.key = ? AND o.kind <> '' AND {HAS_OWN_WORDS}"
)
_FOLLOWED = (
    "SELECT e.entry_id FROM follows f CROSS JOIN names n ON n.key = f.key "
    "CROSS JOIN occurrences o ON o.name_id = n.name_id "
    "CROSS JOIN entries e INDEXED BY entries_by_article ON e.article_id = o.article_id "
    f"WHERE f.kind = 'actor' AND o.kind <> '' AND {HAS_OWN_WORDS}"
)
_ONLY_UNREAD = Query(wanted=((Is(state=State.UNREAD, position=0),),))


def found_ids(connection: Connection, view: View) -> tuple[EntryId, ...]:
    """Return the newest entries of a view whose entries have to be found, in the view's order."""
    newest = replace(view, order=Order.NEWEST)
    if newest.is_found:
        return _ordered(connection, _newest_found(connection, newest), view.order)
    ids = tuple(page_ids(connection, newest, 0, SEARCH_LIMIT))
    return _ordered(connection, ids, view.order)


def _newest_found(connection: Connection, view: View) -> tuple[EntryId, ...]:
    statement = _statement(connection, view, Query(), is_in_order=True)
    if statement is None:
        return ()
    rows = connection.rows(
        f"SELECT status.entry_id FROM {statement.sql} "
        f"ORDER BY status.sort_at DESC, status.entry_id DESC LIMIT {SEARCH_LIMIT}",
        statement.parameters,
    )
    return tuple(EntryId(row[0]) for row in rows)


def _ordered(connection: Connection, ids: tuple[EntryId, ...], order: Order) -> tuple[EntryId, ...]:
    """Return entries, given newest first, in another order; the newest first among equals."""
    match order:
        case Order.NEWEST:
            return ids
        case Order.OLDEST:
            return ids[::-1]
        case Order.LENGTH:
            rows = connection.rows(
                "SELECT entry_id, -word_count FROM entries "
                "WHERE entry_id IN (SELECT value FROM json_each(?))",
                (id_list(ids),),
            )
        case _:
            titles = connection.rows(f"SELECT feed_id, {FEED_TITLE} FROM feeds f")
            by_title = sorted(titles, key=lambda row: (natural_key(row[1]), row[0]))
            ranks = {row[0]: rank for rank, row in enumerate(by_title)}
            rows = [
                (entry_id, ranks[feed_id])
                for entry_id, feed_id in connection.rows(
                    "SELECT entry_id, feed_id FROM status "
                    "WHERE entry_id IN (SELECT value FROM json_each(?))",
                    (id_list(ids),),
                )
            ]
    keys: dict[int, int] = dict(rows)
    return tuple(sorted(ids, key=lambda entry_id: keys.get(entry_id, 0)))


def count_unread(connection: Connection, view: View) -> int:
    """Return how many unread entries a view has whose entries have to be found."""
    statement = _statement(connection, view, _ONLY_UNREAD)
    if statement is None:
        return 0
    sql = f"SELECT count(*) FROM {statement.sql}"
    return int(connection.value(sql, statement.parameters))


def _statement(
    connection: Connection, view: View, besides: Query, *, is_in_order: bool = False
) -> Condition | None:
    """Return what stands after FROM, None if nothing is looked for.

    Args:
        is_in_order: no more than the newest are wanted.
    """
    query = view.query
    if view.scope is Scope.SEARCH:
        query += _saved(view.subject)
    source = _source(view)
    if not (query.wanted or source is not None or view.is_unread_only):
        return None
    search = translate(connection, query + besides)
    selection = narrowed(_with_kept(select(connection, view), view), view, search)
    conditions = list(search.conditions)
    among = search.among
    if source is not None and (search.match or among is not None):
        sql = f"status.entry_id IN ({source.sql})"
        conditions.append(Condition(sql=sql, parameters=source.parameters))
        source = None
    is_plain = is_in_order and selection == LISTED and not conditions
    if is_plain and search.match and _is_frequent(connection, search.match):
        tables = (
            "status INDEXED BY status_all "
            "WHERE status.entry_id IN (SELECT rowid FROM search WHERE search MATCH ?)"
        )
        given: tuple[object, ...] = (search.match,)
    elif search.match:
        tables = "search CROSS JOIN status ON status.entry_id = search.rowid WHERE search MATCH ?"
        given = (search.match,)
    elif (narrow := source or among) is not None:
        tables = (
            f"(SELECT DISTINCT entry_id FROM ({narrow.sql})) CROSS JOIN status USING (entry_id)"
        )
        tables, given = f"{tables} WHERE TRUE", narrow.parameters
    else:
        tables, given = f"status INDEXED BY {selection.index} WHERE TRUE", ()
    for part in (Condition(sql=selection.condition, parameters=selection.parameters), *conditions):
        tables += f" AND ({part.sql})"
        given += part.parameters
    return Condition(sql=tables, parameters=given)


def _is_frequent(connection: Connection, match: str) -> bool:
    """Tell whether to walk down the list until enough of it are hits, instead of sorting all hits.

    Both find the same.
    """
    last = int(connection.value("SELECT max(entry_id) FROM status") or 0)
    count = connection.value(
        "SELECT count(*) FROM search WHERE search MATCH ? AND rowid > ?",
        (match, last - last // _SAMPLED),
    )
    return bool((count * _SAMPLED) ** 2 > _PLACE_COST * last)


@lru_cache(maxsize=64)
def _saved(text: str) -> Query:
    """Return a saved query, which an earlier version may have understood otherwise."""
    return parse(text, is_lenient=True)


_OF_ACCOUNT = (
    "SELECT s.entry_id FROM accounts a JOIN feeds f USING (account_id) "
    "JOIN status s ON s.feed_id = f.feed_id WHERE a.name = ? AND s.is_listed = 1"
)


def _source(view: View) -> Condition | None:
    """Return the entries that an actor's list is taken from, None for other lists."""
    match view.scope:
        case Scope.ACTOR:
            return Condition(sql=_APPEARING, parameters=(name_key(view.subject),))
        case Scope.FOLLOWED:
            return Condition(sql=_FOLLOWED)
        case Scope.ACCOUNT:
            return Condition(sql=_OF_ACCOUNT, parameters=(view.subject,))
        case Scope.TAG if view.subject:
            return Condition(sql=TAGGED_SO, parameters=(tag_key(view.subject),))
        case Scope.TAG:
            return Condition(sql=TAGGED)
        case _:
            return None


def _with_kept(selection: Selection, view: View) -> Selection:
    if view.scope is Scope.UNREAD and view.kept:
        selection = ALL
    elif not view.is_unread_only:
        return selection
    return Selection(
        index=selection.index,
        condition=f"{selection.condition} AND (is_read = 0 "
        "OR status.entry_id IN (SELECT value FROM json_each(?)))",
        parameters=(*selection.parameters, id_list(sorted(view.kept))),
    )


def narrowed(selection: Selection, view: View, search: Search) -> Selection:
    """Return the selection with the index that suits what the fields ask for."""
    if State.MUTED in search.states:
        condition = selection.condition.replace("is_listed = 1", "muted_by IS NOT NULL")
        return replace(selection, index="status_muted", condition=condition)
    if view.scope not in {Scope.ALL, Scope.SEARCH}:
        return selection
    if search.place:
        return replace(selection, index=search.place)
    if State.UNREAD in search.states:
        return LISTED_UNREAD
    if State.LATER in search.states:
        return LATER
    return STARRED if State.STARRED in search.states else selection
