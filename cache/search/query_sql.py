"""Translate a query's tree into SQL and FTS5; values are bound, words quoted."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from cache.db.connection import Connection
from cache.db.rows import id_list, to_milliseconds
from cache.errors import QueryError
from cache.search.query_parser import parse
from cache.text.folding import folded, name_key
from cache.text.search_index import segment
from cache.text.tag_names import tag_key
from cache.values.list_rows import WORDS_A_MINUTE
from cache.values.query_tree import (
    Ago,
    Dated,
    FieldName,
    Is,
    Lasting,
    Named,
    Query,
    State,
    Term,
    Words,
)

SPEAKING = (
    "SELECT e.entry_id FROM names n CROSS JOIN occurrences o ON o.name_id = n.name_id "
    "CROSS JOIN entries e INDEXED BY entries_by_article ON e.article_id = o.article_id "
    "WHERE o.quote_count > 0"
)
TAGGED = "SELECT entry_id FROM entry_tags"
TAGGED_SO = "SELECT entry_id FROM tags CROSS JOIN entry_tags USING (tag_id) WHERE folded = ?"
_NOTED = "SELECT entry_id FROM notes"
_MATCHING = "SELECT rowid FROM search WHERE search MATCH ?"
_PLACES = {FieldName.FEED: "status_feed", FieldName.FOLDER: "status_folder"}
_MOST_MINUTES = 1 << 40
_NEAR_WORDS = 2
"""Words that may stand between those of an actor's name: `actor:"Bashar Assad"` has one."""


class Condition(Struct, frozen=True, kw_only=True):
    """A part of a WHERE clause over `status`, with its values."""

    sql: str
    parameters: tuple[object, ...] = ()


class Search(Struct, frozen=True, kw_only=True):
    """A query as SQLite is asked it.

    Attributes:
        match: what FTS5 has to find, "" if the query says nothing about texts.
        conditions: what has to be so besides, cheapest first.
        among: entry ids by speaker, tag or note, where that is what narrows the search most.
        states: what `is:` alone asks for; lists have indexes for some.
        place: the index of lists that suits what `feed:` or `folder:` alone asks for, "" for none.
    """

    match: str = ""
    conditions: tuple[Condition, ...] = ()
    among: Condition | None = None
    states: frozenset[State] = frozenset()
    place: str = ""


def translate(connection: Connection, query: Query) -> Search:
    """Return a query as SQLite is asked it; names of feeds that there are not find nothing."""
    texts: list[str] = []
    conditions: list[Condition] = []
    narrowing: list[Condition] = []
    states: set[State] = set()
    place = ""
    for group in query.wanted:
        matches = [_match(term) for term in group]
        if all(matches):
            texts.append(f"({' OR '.join(matches)})")
        elif len(group) == 1 and (narrow := _narrow(only := group[0])) is not None:
            narrowing.append(narrow)
        elif isinstance(only := group[0], Is) and len(group) == 1:
            states.add(only.state)
        else:
            if isinstance(only, Named) and len(group) == 1:
                place = _PLACES.get(only.field, place)
            conditions.append(_joined(" OR ", (_condition(connection, it) for it in group)))
    match = " AND ".join(texts)
    unwanted = [text for term in query.excluded if (text := _match(term))]
    if match and unwanted:
        match = f"({match}) NOT ({' OR '.join(unwanted)})"
    for term in query.excluded:
        if not (match and _match(term)):
            condition = _condition(connection, term)
            conditions.append(
                Condition(sql=f"NOT ({condition.sql})", parameters=condition.parameters)
            )
    conditions += [_state(state) for state in sorted(states)]
    first = None if match or not narrowing else narrowing.pop(0)
    conditions += [among(one) for one in narrowing]
    conditions.sort(key=lambda it: "SELECT" in it.sql)
    return Search(
        match=match,
        conditions=tuple(conditions),
        among=first,
        states=frozenset(states),
        place=place,
    )


def parse_query(connection: Connection, text: str) -> Query:
    """Return a query that a reader typed; there are the feeds that it names.

    Raises:
        QueryError: it can't be understood, or there are no such feeds; it says where.
    """
    query = parse(text)
    for term in (*(term for group in query.wanted for term in group), *query.excluded):
        match term:
            case Named(field=FieldName.FEED as field) if not _feeds(connection, term.value):
                message = f"no {field} has “{term.value}” in its name or address"
                raise QueryError(message, term.position)
            case Named(field=FieldName.FOLDER as field) if not _folders(connection, term.value):
                message = f"no {field} has “{term.value}” in its name"
                raise QueryError(message, term.position)
            case _:
                continue
    return query


def _match(term: Term) -> str:
    """Return the FTS5 expression of a term, "" if it is not about texts."""
    match term:
        case Words(text=text):
            return _phrase(text)
        case Named(field=FieldName.ACTOR, value=value):
            words = [_phrase(word) for word in value.split() if folded(word)]
            words = words or [_phrase(value)]
            near = f"NEAR({' '.join(words)}, {_NEAR_WORDS})" if len(words) > 1 else words[0]
            return f"({{actors}} : {near})"
        case Named(field=FieldName.TITLE, value=value):
            return f"({{title}} : {_phrase(value)})"
        case _:
            return ""


def _phrase(text: str) -> str:
    """Return words as an FTS5 phrase, in which no character means anything."""
    is_prefix = text.endswith("*") and text[-2:-1].isalnum()
    return '"' + segment(text).replace('"', '""') + '"' + ("*" if is_prefix else "")


def _condition(connection: Connection, term: Term) -> Condition:  # noqa: PLR0911 - one a kind
    narrow = _narrow(term)
    if narrow is not None:
        return among(narrow)
    match term:
        case Words():
            return among(Condition(sql=_MATCHING, parameters=(_match(term),)))
        case Is(state=state):
            return _state(state)
        case Dated(is_after=is_after, moment=moment):
            sign = ">=" if is_after else "<"
            sql = f"status.sort_at {sign} ?"
            return Condition(sql=sql, parameters=(to_milliseconds(moment),))
        case Ago(is_after=is_after, span=span):
            # By SQLite's clock, at the moment of the search: a saved search moves on with the days.
            sign = ">=" if is_after else "<"
            sql = f"status.sort_at {sign} 1000 * (CAST(strftime('%s', 'now') AS INTEGER) - ?)"
            return Condition(sql=sql, parameters=(int(span.total_seconds()),))
        case Lasting(least=least, most=most):
            return Condition(
                sql="EXISTS (SELECT 1 FROM entries e WHERE e.entry_id = status.entry_id "
                "AND e.word_count > 0 AND max(1, round(e.word_count * 1.0 / ?)) "
                "BETWEEN ? AND ?)",
                parameters=(WORDS_A_MINUTE, least, _MOST_MINUTES if most is None else most),
            )
        case Named():
            return _named(connection, term)


def _narrow(term: Term) -> Condition | None:
    """Return the entries of a term that has few, as SQL; None for other terms."""
    match term:
        case Named(field=FieldName.SAID, value=value):
            return _speaking(value)
        case Named(field=FieldName.TAG, value=value):
            return Condition(sql=TAGGED_SO, parameters=(tag_key(value),))
        case Named(field=FieldName.NOTE, value=value):
            sql = _NOTED + " WHERE instr(' ' || folded, ' ' || ?) > 0"
            return Condition(sql=sql, parameters=(folded(value),))
        case Named(field=FieldName.HAS, value=value):
            return Condition(sql=_NOTED if value.lower() == "note" else TAGGED)
        case Is(state=State.TAGGED):
            return Condition(sql=TAGGED)
        case _:
            return None


def _named(connection: Connection, term: Named) -> Condition:
    match term.field:
        case FieldName.ACTOR | FieldName.TITLE:
            return among(Condition(sql=_MATCHING, parameters=(_match(term),)))
        case FieldName.AUTHOR:
            return Condition(
                sql="EXISTS (SELECT 1 FROM entries e LEFT JOIN articles a USING (article_id) "
                "WHERE e.entry_id = status.entry_id AND "
                "coalesce(nullif(e.author, ''), a.byline) IN (SELECT value FROM json_each(?)))",
                parameters=(msgspec.json.encode(_authors(connection, term.value)).decode(),),
            )
        case FieldName.FEED:
            sql = "status.feed_id IN (SELECT value FROM json_each(?))"
            return Condition(sql=sql, parameters=(id_list(_feeds(connection, term.value)),))
        case FieldName.FOLDER:
            sql = "status.folder_id IN (SELECT value FROM json_each(?))"
            return Condition(sql=sql, parameters=(id_list(_folders(connection, term.value)),))
        case _:
            return _language(term.value.lower())


def _language(code: str) -> Condition:
    """Return entries whose article is in a language, or whose feed is if the article is mute."""
    return Condition(
        sql="status.entry_id IN (SELECT e.entry_id FROM articles a INDEXED BY "
        "articles_by_language CROSS JOIN entries e INDEXED BY entries_by_article "
        "ON e.article_id = a.article_id WHERE a.language = ?) "
        "OR (status.feed_id IN (SELECT feed_id FROM feeds WHERE language = ? "
        "OR language LIKE ? || '-%') AND NOT EXISTS (SELECT 1 FROM entries e "
        "JOIN articles a USING (article_id) WHERE e.entry_id = status.entry_id "
        "AND a.language <> ''))",
        parameters=(code, code, code),
    )


def _state(state: State) -> Condition:
    match state:
        case State.UNREAD:
            return Condition(sql="status.is_read = 0")
        case State.READ:
            return Condition(sql="status.is_read = 1")
        case State.STARRED:
            return Condition(sql="status.is_starred = 1")
        case State.LATER:
            return Condition(sql="status.is_later = 1")
        case State.TAGGED:
            return among(Condition(sql=TAGGED))
        case State.MUTED:
            return Condition(sql="status.muted_by IS NOT NULL")


def _speaking(name: str) -> Condition:
    """Return the entries in which somebody speaks whose name has all the words."""
    parts = _name_parts(name)
    return Condition(
        sql=SPEAKING + " AND instr(' ' || n.key || ' ', ?) > 0" * len(parts), parameters=parts
    )


def _name_parts(name: str) -> tuple[str, ...]:
    """Return what has to stand in the key of a name between blanks."""
    words = folded(name).split()
    ends = ["" if name.endswith("*") and word is words[-1] else " " for word in words]
    return tuple(f" {word}{end}" for word, end in zip(words, ends, strict=True))


def is_speaker(term: Named, name: str) -> bool:
    """Whether `said:` of a query means somebody of that name."""
    key = f" {name_key(name)} "
    return all(part in key for part in _name_parts(term.value))


def among(condition: Condition) -> Condition:
    """Return the condition that an entry is among those that a statement finds."""
    sql = f"status.entry_id IN ({condition.sql})"
    return Condition(sql=sql, parameters=condition.parameters)


def _joined(operator: str, conditions: Iterable[Condition]) -> Condition:
    parts = tuple(conditions)
    return Condition(
        sql="(" + operator.join(f"({part.sql})" for part in parts) + ")",
        parameters=tuple(value for part in parts for value in part.parameters),
    )


def _feeds(connection: Connection, words: str) -> list[int]:
    """Return the feeds that have words in their name, or as typed in their address."""
    rows = connection.rows("SELECT feed_id, given_title, title, url FROM feeds")
    key, typed = folded(words), words.casefold()
    return [
        feed_id
        for feed_id, given_title, title, url in rows
        if key in folded(given_title or title) or typed in url.casefold()
    ]


def _authors(connection: Connection, words: str) -> list[str]:
    """Return the authors that have words in their names, as they are written; the page's, too."""
    rows = connection.rows(
        "SELECT DISTINCT author FROM entries WHERE author <> '' "
        "UNION SELECT DISTINCT a.byline FROM entries e JOIN articles a USING (article_id) "
        "WHERE e.author = '' AND a.byline <> ''"
    )
    key = f" {folded(words)}"
    return [author for (author,) in rows if key in f" {folded(author)}"]


def _folders(connection: Connection, words: str) -> list[int]:
    key = folded(words)
    rows = connection.rows("SELECT folder_id, path FROM folders WHERE path <> ''")
    return [folder_id for folder_id, path in rows if key in folded(path)]
