"""Every list of entries, in pages, and every search."""

from collections.abc import Sequence

from cache.db.connection import Connection
from cache.db.rows import id_list
from cache.lists import best_first, found_lists, list_sql
from cache.search import query_sql
from cache.values.list_rows import EntryId, EntryRow, Scope, View
from cache.values.query_tree import Query

_LATE_ENTRIES = 2_000
"""Looked at for names of authors: milliseconds, between two keys."""


class ListLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: tuple[View, int, tuple[EntryId, ...]] | None = None

    def parse_query(self, text: str) -> Query:
        """Return a search query that a reader typed; the feeds that it names are there.

        Raises:
            QueryError: it can't be understood, or they aren't; the error says where.
        """
        return query_sql.parse_query(self._connection, text)

    def count(self, view: View) -> int:
        """Return how many entries a view has; a search finds SEARCH_LIMIT at most."""
        view = view.simplest
        with self._connection.snapshot():
            if view.is_found:
                return len(self._search(view))
            return list_sql.count_entries(self._connection, view)

    def page(self, view: View, offset: int, limit: int) -> tuple[EntryRow, ...]:
        """Return `limit` lines of a view from `offset` on."""
        view = view.simplest
        with self._connection.snapshot():
            if view.is_found:
                ids: Sequence[EntryId] = self._search(view)[max(0, offset) :][:limit]
            else:
                ids = list_sql.page_ids(self._connection, view, offset, limit)
            return list_sql.lines(self._connection, ids)

    def row(self, entry_id: EntryId) -> EntryRow | None:
        """Return the line of one entry, None if it is gone."""
        return next(iter(list_sql.lines(self._connection, [entry_id])), None)

    def rows(self, entry_ids: Sequence[EntryId]) -> tuple[EntryRow, ...]:
        """Return the lines of entries in the order given; those that are gone are left out."""
        return list_sql.lines(self._connection, entry_ids)

    def position(self, view: View, entry_id: EntryId) -> int | None:
        """Return the place of an entry in a view, counted from 0; None if it is not in it."""
        view = view.simplest
        with self._connection.snapshot():
            if view.is_found:
                found = self._search(view)
                return found.index(entry_id) if entry_id in found else None
            return list_sql.position_of(self._connection, view, entry_id)

    def neighbour_unread(
        self, view: View, entry_id: EntryId | None, *, forward: bool
    ) -> EntryId | None:
        """Return the next unread entry below (forward) or above one; None if there is none.

        From the view's first or last entry on if `entry_id` is None.
        """
        view = view.simplest
        with self._connection.snapshot():
            if not view.is_found:
                return list_sql.next_unread(self._connection, view, entry_id, forward=forward)
            found = self._search(view) if forward else self._search(view)[::-1]
            start = found.index(entry_id) + 1 if entry_id in found else 0
            return self._first_unread(found[start:])

    def find(self, query: Query, *, by_rank: bool) -> tuple[EntryId, ...]:
        """Return what a query finds over the whole cache: the best first, or the newest.

        Raises:
            Interrupted: another thread did not want to wait.
        """
        with self._connection.snapshot():
            if by_rank:
                return best_first.ranked_ids(self._connection, query)
            return found_lists.found_ids(self._connection, View(scope=Scope.ALL, query=query))

    def found(
        self, query: Query, entry_ids: Sequence[EntryId]
    ) -> tuple[best_first.FoundEntry, ...]:
        """Return entries that a query found, with the words around its hits."""
        with self._connection.snapshot():
            return best_first.found_entries(self._connection, query, entry_ids)

    def hits_in_text(
        self, query: Query, entry_id: EntryId, text: str
    ) -> tuple[tuple[int, int], ...]:
        """Return where the words of a query stand in the text of an entry: [start, end) each."""
        return best_first.hits_in_text(self._connection, query, entry_id, text)

    def count_unread(self, view: View) -> int:
        """Return how many unread entries a view has that has to be found; takes as long."""
        view = view.simplest
        return found_lists.count_unread(self._connection, view)

    def authors(self) -> tuple[str, ...]:
        """Return who wrote the entries that came last, for completing a name."""
        rows = self._connection.rows(
            "SELECT DISTINCT author "
            "FROM (SELECT author FROM entries ORDER BY entry_id DESC LIMIT ?) "
            "WHERE author <> '' ORDER BY author",
            (_LATE_ENTRIES,),
        )
        return tuple(row[0] for row in rows)

    def _search(self, view: View) -> tuple[EntryId, ...]:
        """Return what a search finds; asked again only when something was written since."""
        version = int(self._connection.value("PRAGMA data_version"))
        if self._found is None or self._found[:2] != (view, version):
            self._found = (view, version, found_lists.found_ids(self._connection, view))
        return self._found[2]

    def _first_unread(self, ids: Sequence[EntryId]) -> EntryId | None:
        """Return the first of `ids` that is unread."""
        rows = self._connection.rows(
            "SELECT entry_id FROM status WHERE is_read = 0 "
            "AND entry_id IN (SELECT value FROM json_each(?))",
            (id_list(ids),),
        )
        unread = {row[0] for row in rows}
        return next((entry_id for entry_id in ids if entry_id in unread), None)
