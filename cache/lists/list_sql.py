"""The SQL of the lists: filter, order and pages. Each view uses one index.

Every statement names its index: the choice of SQLite's planner depends on statistics, and a wrong
choice shows only with 500,000 entries.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cache.db.connection import Connection, Row
from cache.db.feed_counts import LOUD_FEEDS
from cache.db.rows import LINE_COLUMNS, id_list, line_from
from cache.values.list_rows import EntryId, EntryRow, Order, Scope, View

_NEWEST_FIRST = "ORDER BY sort_at DESC, entry_id DESC"


class Selection(Struct, frozen=True, kw_only=True):
    """The entries of a scope as SQL over `status`.

    Attributes:
        condition: holds the flags of the index letter by letter, or SQLite won't use it.
    """

    index: str
    condition: str
    parameters: tuple[object, ...] = ()


ALL = Selection(index="status_loud", condition="is_listed = 1 AND is_quiet = 0")
UNREAD = Selection(
    index="status_loud_unread", condition="is_listed = 1 AND is_read = 0 AND is_quiet = 0"
)
LISTED = Selection(index="status_all", condition="is_listed = 1")
"""With the feeds that are quiet: what a search looks at."""
LISTED_UNREAD = Selection(index="status_unread", condition="is_listed = 1 AND is_read = 0")
STARRED = Selection(index="status_starred", condition="is_listed = 1 AND is_starred = 1")
LATER = Selection(index="status_later", condition="is_listed = 1 AND is_later = 1")
MUTED = Selection(index="status_muted", condition="muted_by IS NOT NULL")

_INDEXED = {
    Scope.UNREAD: UNREAD,
    Scope.STARRED: STARRED,
    Scope.LATER: LATER,
    Scope.MUTED: MUTED,
}


def select(connection: Connection, view: View) -> Selection:
    """Return the SQL of a view's scope, its search and its kept entries left aside."""
    if view.scope in _INDEXED:
        return _INDEXED[view.scope]
    match view.scope:
        case Scope.FEED:
            return Selection(
                index="status_feed",
                condition="is_listed = 1 AND feed_id = ?",
                parameters=(view.feed_id,),
            )
        case Scope.FOLDER:
            folder_id = connection.value(
                "SELECT folder_id FROM folders WHERE path = ?", (view.folder,)
            )
            return Selection(
                index="status_folder",
                condition="is_listed = 1 AND folder_id = ?",
                parameters=(folder_id,),
            )
        case Scope.ALL | Scope.STORIES if not view.query:
            return ALL
        case _:
            return LISTED


def _select_unread(connection: Connection, view: View) -> Selection:
    """Return the SQL of the unread entries of a view's scope."""
    if view.scope in {Scope.STORIES, Scope.ALL, Scope.UNREAD}:
        return UNREAD
    selection = select(connection, view)
    return replace(selection, condition=selection.condition + " AND is_read = 0")


def count_entries(connection: Connection, view: View) -> int:
    """Return the number of entries of a view without a search."""
    counts = "SELECT coalesce(sum({}), 0) FROM feed_counts"
    match view.scope:
        case (
            Scope.STORIES
            | Scope.ALL
            | Scope.ACTOR
            | Scope.SEARCH
            | Scope.FOLLOWED
            | Scope.TAG
            | Scope.ACCOUNT
        ):
            return int(connection.value(f"{counts.format('entry_count')} WHERE {LOUD_FEEDS}"))
        case Scope.UNREAD:
            unread = int(connection.value(f"{counts.format('unread_count')} WHERE {LOUD_FEEDS}"))
            return unread + len(_kept(connection, view))
        case Scope.STARRED | Scope.LATER | Scope.MUTED:
            selection = select(connection, view)
            sql = f"SELECT count(*) FROM status INDEXED BY {selection.index} "
            return int(connection.value(f"{sql} WHERE {selection.condition}"))
        case Scope.FEED:
            sql = counts.format("entry_count") + " WHERE feed_id = ?"
            return int(connection.value(sql, (view.feed_id,)))
        case Scope.FOLDER:
            sql = (
                counts.format("entry_count") + " WHERE feed_id IN (SELECT feed_id FROM feeds "
                "JOIN folders USING (folder_id) WHERE path = ?)"
            )
            return int(connection.value(sql, (view.folder,)))


def _kept(connection: Connection, view: View) -> list[Row]:
    """Return (sort_at, entry_id) of the read entries that stay in an unread view."""
    if view.scope is not Scope.UNREAD or not view.kept:
        return []
    return connection.rows(
        "SELECT sort_at, entry_id FROM status WHERE is_listed = 1 AND is_read = 1 "
        "AND entry_id IN (SELECT value FROM json_each(?))",
        (id_list(sorted(view.kept)),),
    )


def page_ids(connection: Connection, view: View, offset: int, limit: int) -> list[EntryId]:
    """Return one page of a view without a search, as ids."""
    offset = max(0, offset)
    kept = _kept(connection, view)
    if kept:
        return _page_with_kept(connection, view, offset, limit, kept)
    # The same page from the end that is nearer: one index serves both directions.
    below = count_entries(connection, view) - offset - limit
    is_from_end = below < offset
    skipped, wanted = (max(0, below), limit + min(0, below)) if is_from_end else (offset, limit)
    direction = "" if is_from_end == (view.order is Order.NEWEST) else "DESC"
    selection = select(connection, view)
    rows = connection.rows(
        f"SELECT entry_id FROM status INDEXED BY {selection.index} WHERE {selection.condition} "
        f"ORDER BY sort_at {direction}, entry_id {direction} LIMIT ? OFFSET ?",
        (*selection.parameters, max(0, wanted), skipped),
    )
    ids = [EntryId(row[0]) for row in rows]
    return ids[::-1] if is_from_end else ids


def _page_with_kept(
    connection: Connection, view: View, offset: int, limit: int, kept: Sequence[Row]
) -> list[EntryId]:
    """Return one page of a view in which read entries stay."""
    if view.order is Order.OLDEST:
        below = count_entries(connection, view) - offset
        start, newest = max(0, below - limit), replace(view, order=Order.NEWEST)
        return _page_with_kept(connection, newest, start, max(0, below - start), kept)[::-1]
    selection = select(connection, view)
    # The kept entries belong among the others: as many as there are may stand above the page.
    start = max(0, offset - len(kept))
    start = min(start, max(0, count_entries(connection, view) - len(kept) - 1))
    rows = connection.rows(
        f"SELECT sort_at, entry_id FROM status INDEXED BY {selection.index} "
        f"WHERE {selection.condition} {_NEWEST_FIRST} LIMIT ? OFFSET ?",
        (*selection.parameters, offset - start + limit, start),
    )
    inside = [row for row in kept if start == 0 or not rows or row < rows[0]]
    rows = sorted([*rows, *inside], reverse=True)
    start += len(kept) - len(inside)
    return [EntryId(row[1]) for row in rows[offset - start :][:limit]]


def lines(connection: Connection, ids: Sequence[EntryId]) -> tuple[EntryRow, ...]:
    """Return the lines of entries, in the order of `ids`; those that are gone are left out."""
    rows = connection.rows(
        f"SELECT {LINE_COLUMNS} FROM status s JOIN entries e USING (entry_id) "
        "JOIN feeds f ON f.feed_id = s.feed_id "
        "WHERE s.entry_id IN (SELECT value FROM json_each(?))",
        (id_list(ids),),
    )
    by_id = {row[0]: line_from(row) for row in rows}
    return tuple(by_id[entry_id] for entry_id in ids if entry_id in by_id)


def position_of(connection: Connection, view: View, entry_id: EntryId) -> int | None:
    """Return how many entries of a view without a search stand above one of them."""
    if view.order is Order.OLDEST:
        below = position_of(connection, replace(view, order=Order.NEWEST), entry_id)
        return None if below is None else count_entries(connection, view) - 1 - below
    selection = select(connection, view)
    kept = _kept(connection, view)
    place = connection.row(
        f"SELECT sort_at, entry_id FROM status WHERE entry_id = ? AND {selection.condition}",
        (entry_id, *selection.parameters),
    ) or next((row for row in kept if row[1] == entry_id), None)
    if place is None:
        return None
    # Two counts: comparing pairs of columns takes four times as long.
    sql = (
        f"SELECT count(*) FROM status INDEXED BY {selection.index} WHERE {selection.condition} AND "
    )
    above = connection.value(sql + "sort_at > ?", (*selection.parameters, place[0]))
    beside = connection.value(sql + "sort_at = ? AND entry_id > ?", (*selection.parameters, *place))
    return int(above) + int(beside) + sum(row > place for row in kept)


def next_unread(
    connection: Connection, view: View, entry_id: EntryId | None, *, forward: bool
) -> EntryId | None:
    """Return the unread entry below (forward) or above one in a view without a search."""
    forward = forward != (view.order is Order.OLDEST)
    selection = _select_unread(connection, view)
    condition = selection.condition
    parameters: tuple[object, ...] = selection.parameters
    place = connection.row("SELECT sort_at, entry_id FROM status WHERE entry_id = ?", (entry_id,))
    if place is not None:
        condition += f" AND (sort_at, entry_id) {'<' if forward else '>'} (?, ?)"
        parameters += place
    order = "DESC" if forward else "ASC"
    found = connection.value(
        f"SELECT entry_id FROM status INDEXED BY {selection.index} WHERE {condition} "
        f"ORDER BY sort_at {order}, entry_id {order} LIMIT 1",
        parameters,
    )
    return None if found is None else EntryId(found)


def unread_ids(connection: Connection, view: View, until: EntryId | None) -> list[EntryId]:
    """Return the unread entries of a view without a search, from one of them on downwards."""
    selection = _select_unread(connection, view)
    condition = selection.condition
    parameters: tuple[object, ...] = selection.parameters
    place = connection.row("SELECT sort_at, entry_id FROM status WHERE entry_id = ?", (until,))
    if place is not None:
        condition += " AND (sort_at, entry_id) <= (?, ?)"
        parameters += place
    rows = connection.rows(
        f"SELECT entry_id FROM status INDEXED BY {selection.index} WHERE {condition}",
        parameters,
    )
    return [EntryId(row[0]) for row in rows]
