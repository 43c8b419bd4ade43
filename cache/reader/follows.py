"""Follows: actors and saved searches. Runs inside the store's transactions."""

from cache.db.connection import Connection
from cache.db.revisions import stories_changed
from cache.db.rows import from_milliseconds
from cache.errors import NothingToMatch, QueryError
from cache.lists.found_lists import count_unread
from cache.text.folding import name_key
from cache.values.interest_rows import Follow, FollowId, FollowKind
from cache.values.list_rows import Scope, View
from cache.values.query_tree import Query


def add_actor(connection: Connection, name: str, now: int) -> FollowId:
    """Follow an actor; who is followed already stays so.

    Raises:
        NothingToMatch: the name has no letter or digit.
    """
    key = name_key(name)
    if not key:
        raise NothingToMatch(name)
    return _add(connection, FollowKind.ACTOR, key, name.strip(), name.strip(), now)


def add_search(connection: Connection, query: Query, title: str, now: int) -> FollowId:
    """Save a search; one that is there already takes the new title.

    Raises:
        QueryError: it looks for nothing.
    """
    if not query.wanted:
        raise QueryError("say what to look for", 0)
    text = query.text.strip()
    follow_id = _add(connection, FollowKind.SEARCH, text, title.strip() or text, text, now)
    if title.strip():
        connection.run(
            "UPDATE follows SET title = ? WHERE follow_id = ?", (title.strip(), follow_id)
        )
        stories_changed(connection)
    return follow_id


def _add(
    connection: Connection, kind: FollowKind, key: str, title: str, subject: str, now: int
) -> FollowId:
    connection.run(
        "INSERT INTO follows (kind, key, title, subject, created_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (kind, key) DO NOTHING",
        (kind.value, key, title, subject, now),
    )
    stories_changed(connection)
    return FollowId(
        connection.value(
            "SELECT follow_id FROM follows WHERE kind = ? AND key = ?", (kind.value, key)
        )
    )


def remove(connection: Connection, follow_id: FollowId) -> bool:
    """Follow something no longer; whether it was followed."""
    stories_changed(connection)
    return bool(connection.run("DELETE FROM follows WHERE follow_id = ?", (follow_id,)))


def list_follows(connection: Connection) -> tuple[Follow, ...]:
    """Return what is followed: actors by name, then searches."""
    rows = connection.rows(
        "SELECT follow_id, kind, title, subject, created_at FROM follows "
        "ORDER BY kind, title COLLATE NOCASE, follow_id"
    )
    return tuple(
        Follow(
            follow_id=FollowId(row[0]),
            kind=FollowKind(row[1]),
            title=row[2],
            subject=row[3],
            created_at=from_milliseconds(row[4]),
        )
        for row in rows
    )


def view_of(follow: Follow) -> View:
    """Return the list of what is followed."""
    scope = Scope.ACTOR if follow.kind is FollowKind.ACTOR else Scope.SEARCH
    return View(scope=scope, subject=follow.subject)


def unread_counts(connection: Connection) -> dict[FollowId, int]:
    """Return how many unread entries each thing that is followed has."""
    return {
        follow.follow_id: count_unread(connection, view_of(follow))
        for follow in list_follows(connection)
    }
