"""Keep the full-text index equal to titles, texts and names.

The index has no texts of its own, so an entry can only be removed with the exact words that were
added: remove, change, add again, in one transaction.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cache.db.connection import Connection
from cache.db.rows import unpack
from cache.values.list_rows import EntryId
from fetch.lazy_pattern import lazy_pattern

INDEXED_CHARACTERS = 400_000
"""Of one text: a book, not a flood."""

# Scripts that are written without blanks: SQLite's tokenizer takes a run of them for one word.
_UNSPACED = lazy_pattern("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")

Document = tuple[EntryId, str, str, str]


def segment(text: str) -> str:
    """Return `text` with each Chinese and Japanese character as a word of its own."""
    return text if text.isascii() else _UNSPACED.sub(r" \1 ", text)


def document(entry_id: EntryId, title: str, text: str, actors: str) -> Document:
    """Return what is indexed of an entry."""
    return (
        entry_id,
        segment(title),
        segment(text[:INDEXED_CHARACTERS]),
        segment(actors),
    )


def add_documents(connection: Connection, documents: Iterable[Document]) -> None:
    """Put entries into the index that are not in it, in ascending order."""
    connection.run_many(
        "INSERT INTO search (rowid, title, text, actors) VALUES (?, ?, ?, ?)", documents
    )


def remove_documents(connection: Connection, documents: Iterable[Document]) -> None:
    """Take entries out of the index, with the words that they went in with."""
    connection.run_many(
        "INSERT INTO search (search, rowid, title, text, actors) VALUES ('delete', ?, ?, ?, ?)",
        documents,
    )


def stored_documents(connection: Connection, entry_ids: Iterable[int]) -> Iterator[Document]:
    """Yield what is indexed of entries as the tables hold them now, in ascending order."""
    for entry_id in sorted(entry_ids):
        row = connection.row(
            "SELECT e.title, e.summary, a.text, b.actor_names FROM entries e "
            "LEFT JOIN articles a USING (article_id) LEFT JOIN briefs b USING (article_id) "
            "WHERE e.entry_id = ?",
            (entry_id,),
        )
        if row is not None:
            title, summary, text, actors = row
            yield document(
                EntryId(entry_id), title, summary if text is None else unpack(text), actors or ""
            )


@contextmanager
def reindexed(connection: Connection, entry_ids: Iterable[int]) -> Iterator[None]:
    """Keep the index right while the titles, texts or names of stored entries change."""
    ids = tuple(entry_ids)
    before = {each[0]: each for each in stored_documents(connection, ids)}
    yield
    after = {each[0]: each for each in stored_documents(connection, ids)}
    changed = [entry_id for entry_id in before if before[entry_id] != after.get(entry_id)]
    for entry_id in changed:
        # Row by row: FTS5 writes a segment of its own whenever row ids go down.
        remove_documents(connection, [before[entry_id]])
        if entry_id in after:
            add_documents(connection, [after[entry_id]])


def rebuild(connection: Connection) -> None:
    """Rebuild the index from the tables."""
    connection.run("INSERT INTO search (search) VALUES ('delete-all')")
    ids = [row[0] for row in connection.rows("SELECT entry_id FROM entries ORDER BY entry_id")]
    add_documents(connection, stored_documents(connection, ids))
