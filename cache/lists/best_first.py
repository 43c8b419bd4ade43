"""Search the whole cache, best matches first, with the words around the hits.

The index has no texts. So the texts to show are put into a small index in memory with the same
tokenizer, which returns their hits.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from msgspec import Struct

from cache.db.connection import Connection
from cache.lists import list_sql
from cache.lists.found_lists import SEARCH_LIMIT, found_ids, narrowed
from cache.search.query_sql import translate
from cache.search.said_words import quotes_said, said_parts
from cache.text.search_index import Document, segment, stored_documents
from cache.values.list_rows import EntryId, EntryRow, Scope, View
from cache.values.query_tree import Query
from fetch.lazy_pattern import lazy_pattern
from summarise.model import Quote

_RANKED = 20_000
"""So many of the newest hits are weighed: a word that is in everything tells nothing."""
_TITLE, _TEXT, _ACTORS = 8.0, 1.0, 3.0
_SNIPPET_TOKENS = 32
_MAX_HITS = 500
_BEGIN, _END = "\x02", "\x03"
_UNSPACED = lazy_pattern(
    f"\\s*({_BEGIN}?[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{_END}?)\\s*"
)


class FoundEntry(Struct, frozen=True, kw_only=True):
    """An entry that was found.

    Attributes:
        title, snippet: in parts, each with whether it is a hit; what was said if `said:` asked.
        said: all quotes of those whom `said:` means; with the query's words in them come first.
    """

    row: EntryRow
    title: tuple[tuple[str, bool], ...]
    snippet: tuple[tuple[str, bool], ...]
    said: tuple[Quote, ...] = ()


def ranked_ids(connection: Connection, query: Query) -> tuple[EntryId, ...]:
    """Return what a query finds, the best first; the newest first where texts say nothing."""
    view = View(scope=Scope.ALL, query=query)
    search = translate(connection, query)
    if not search.match:
        return found_ids(connection, view)
    selection = narrowed(list_sql.select(connection, view), view, search)
    conditions = f"({selection.condition})"
    given = selection.parameters
    for part in search.conditions:
        conditions += f" AND ({part.sql})"
        given += part.parameters
    rows = connection.rows(
        "SELECT status.entry_id FROM ("
        f"SELECT rowid AS found_id, bm25(search, {_TITLE}, {_TEXT}, {_ACTORS}) AS score "
        f"FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT {_RANKED}"
        f") CROSS JOIN status ON status.entry_id = found_id WHERE {conditions} "
        f"ORDER BY score, status.sort_at DESC, status.entry_id DESC LIMIT {SEARCH_LIMIT}",
        (search.match, *given),
    )
    return tuple(EntryId(row[0]) for row in rows)


def found_entries(
    connection: Connection, query: Query, entry_ids: Sequence[EntryId]
) -> tuple[FoundEntry, ...]:
    """Return entries with their hits, in the order given; those that are gone are left out."""
    documents = list(stored_documents(connection, entry_ids))
    shown: dict[int, tuple[str, str]] = {}
    parsed = query
    match = translate(connection, parsed).match
    if match:
        with _index_of(documents) as index:
            for entry_id, title, text in index.execute(
                "SELECT rowid, highlight(hits, 0, ?1, ?2), snippet(hits, 1, ?1, ?2, '…', ?3) "
                "FROM hits WHERE hits MATCH ?4",
                (_BEGIN, _END, _SNIPPET_TOKENS, match),
            ):
                shown[entry_id] = (title, text)
    rows = list_sql.lines(connection, entry_ids)
    said = {row.entry_id: quotes_said(connection, parsed, row.entry_id) for row in rows}
    return tuple(
        FoundEntry(
            row=row,
            title=_parts(shown.get(row.entry_id, (row.title, ""))[0]),
            snippet=said_parts(said[row.entry_id])
            or _parts(shown.get(row.entry_id, ("", row.lead))[1]),
            said=said[row.entry_id],
        )
        for row in rows
    )


def hits_in_text(
    connection: Connection, query: Query, entry_id: EntryId, text: str
) -> tuple[tuple[int, int], ...]:
    """Return where the words of a query stand in the text of an entry: [start, end) each."""
    match = translate(connection, query).match
    if not match:
        return ()
    documents = [
        (number, title, segment(text), actors)
        for number, title, _, actors in stored_documents(connection, [entry_id])
    ]
    with _index_of(documents) as index:
        found = index.execute(
            "SELECT highlight(hits, 1, ?, ?) FROM hits WHERE hits MATCH ?", (_BEGIN, _END, match)
        ).fetchone()
    return tuple(_places(found[0], text))[:_MAX_HITS] if found else ()


@contextmanager
def _index_of(documents: Sequence[Document]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(
            "CREATE VIRTUAL TABLE hits USING fts5 (title, text, actors, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        marks = str.maketrans("", "", _BEGIN + _END)
        index.executemany(
            "INSERT INTO hits (rowid, title, text, actors) VALUES (?, ?, ?, ?)",
            ((number, *(it.translate(marks) for it in texts)) for number, *texts in documents),
        )
        yield index


def _parts(marked: str) -> tuple[tuple[str, bool], ...]:
    """Return a marked text in parts; what was set apart for the index is joined again."""
    marked = " ".join(_UNSPACED.sub(r"\1", marked).split()).replace(_END + _BEGIN, "")
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate(marked.split(_BEGIN)):
        hit, _, rest = piece.partition(_END) if number else ("", "", piece)
        parts += [(words, is_hit) for words, is_hit in ((hit, True), (rest, False)) if words]
    return tuple(parts)


def _places(marked: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the hits stand in a text, whose marked copy may have blanks of its own."""
    at = start = 0
    for letter in marked:
        if letter == _BEGIN:
            start = at
        elif letter == _END:
            # A blank of the copy stands before the first letter of some hits.
            yield start, at
        elif at < len(text) and letter == text[at]:
            at += 1
