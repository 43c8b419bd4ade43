"""Subscriptions: add, move, rename, unsubscribe. Runs inside the store's transactions."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

from cache.accounts.accounts import account_of_feed
from cache.db.connection import Connection
from cache.db.feed_counts import recount
from cache.reader import seen_versions
from cache.reader.kept import NOT_KEPT
from cache.values.list_rows import AccountId, EntryId, FeedId, GivenUp
from fetch.model import Outline

TOP_FOLDER_ID = 1


def find_feed(
    connection: Connection, url: str, account_id: AccountId | None = None
) -> FeedId | None:
    """Return the subscription with that address: a local one, or one of an account."""
    found = connection.value(
        "SELECT feed_id FROM feeds WHERE url = ? AND is_subscribed = 1 AND account_id IS ?",
        (url, account_id),
    )
    return None if found is None else FeedId(found)


def is_subscribed(connection: Connection, feed_id: int) -> bool:
    """Whether the feed is read."""
    return bool(connection.value("SELECT is_subscribed FROM feeds WHERE feed_id = ?", (feed_id,)))


def add_feed(
    connection: Connection,
    outline: Outline,
    *,
    now: int,
    account_id: AccountId | None = None,
) -> FeedId:
    """Subscribe to an address that is not subscribed to; one that once was is taken up again."""
    former = connection.value(
        "SELECT max(feed_id) FROM feeds WHERE url = ? AND is_subscribed = 0 AND account_id IS ?",
        (outline.url, account_id),
    )
    if former is not None:
        return _take_up(connection, FeedId(former), title=outline.title, folder=outline.folder)
    feed_id = connection.value(
        "INSERT INTO feeds (url, given_title, folder_id, site_url, subscribed_at, account_id) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING feed_id",
        (
            outline.url,
            outline.title,
            _folder_id(connection, outline.folder),
            outline.site_url,
            now,
            account_id,
        ),
    )
    for table in ("feed_validators", "feed_health", "feed_counts"):
        connection.run(f"INSERT INTO {table} (feed_id) VALUES (?)", (feed_id,))
    return FeedId(feed_id)


def _take_up(connection: Connection, feed_id: FeedId, *, title: str, folder: str) -> FeedId:
    connection.run("UPDATE feeds SET is_subscribed = 1 WHERE feed_id = ?", (feed_id,))
    if title:
        name_feed(connection, feed_id, title)
    if folder:
        put_feed(connection, feed_id, folder)
    return feed_id


def name_feed(connection: Connection, feed_id: FeedId, title: str) -> None:
    """Give a feed a name of the reader's own; "" for the one it has itself."""
    connection.run("UPDATE feeds SET given_title = ? WHERE feed_id = ?", (title, feed_id))


def put_feed(connection: Connection, feed_id: FeedId, folder: str) -> None:
    """Put a feed into a folder; one that is left empty goes."""
    folder_id = _folder_id(connection, folder)
    connection.run("UPDATE feeds SET folder_id = ? WHERE feed_id = ?", (folder_id, feed_id))
    connection.run(
        "UPDATE status SET folder_id = ? WHERE feed_id = ? AND folder_id <> ?",
        (folder_id, feed_id, folder_id),
    )
    connection.run(
        "DELETE FROM folders WHERE folder_id <> ? "
        "AND folder_id NOT IN (SELECT folder_id FROM feeds)",
        (TOP_FOLDER_ID,),
    )


def _folder_id(connection: Connection, folder: str) -> int:
    connection.run("INSERT OR IGNORE INTO folders (path) VALUES (?)", (folder,))
    return int(connection.value("SELECT folder_id FROM folders WHERE path = ?", (folder,)))


def move_address(connection: Connection, feed_id: FeedId, url: str) -> None:
    """Follow a feed to its new address, unless that is a subscription already."""
    if find_feed(connection, url, account_of_feed(connection, feed_id)) is None:
        connection.run("UPDATE feeds SET url = ? WHERE feed_id = ?", (url, feed_id))


def set_address(connection: Connection, feed_id: FeedId, url: str) -> None:
    """Give a feed another address; it is asked as for the first time, and what failed is over."""
    connection.run("UPDATE feeds SET url = ? WHERE feed_id = ?", (url, feed_id))
    _forget_answers(connection, feed_id)


def _forget_answers(connection: Connection, feed_id: FeedId) -> None:
    connection.run(
        "UPDATE feed_validators SET etag = NULL, last_modified = NULL, body_hash = '' "
        "WHERE feed_id = ?",
        (feed_id,),
    )
    connection.run(
        "UPDATE feed_health SET failure_kind = NULL, failed_since = NULL, failure_count = 0, "
        "retry_after_seconds = NULL WHERE feed_id = ?",
        (feed_id,),
    )


def end_subscription(connection: Connection, feed_id: FeedId) -> None:
    """Give a feed up: its entries leave all lists, those that are kept stay.

    Kept is what is starred, for later, tagged or noted.
    What was read stays known. Validators go: a feed that comes back has to tell everything again.
    """
    connection.run(
        "UPDATE feeds SET is_subscribed = 0, needs_clearing = 1 WHERE feed_id = ?", (feed_id,)
    )
    _forget_answers(connection, feed_id)
    unlist_entries(connection, feed_id)


def entries_in_lists(connection: Connection, feed_id: FeedId) -> GivenUp:
    """Return what of a feed is in lists or hidden from them by a rule."""
    rows = connection.rows(
        "SELECT entry_id, muted_by FROM status WHERE feed_id = ? "
        "AND (is_listed = 1 OR muted_by IS NOT NULL)",
        (feed_id,),
    )
    return GivenUp(
        feed_id=feed_id,
        listed=tuple(EntryId(row[0]) for row in rows if row[1] is None),
        muted=tuple((EntryId(row[0]), row[1]) for row in rows if row[1] is not None),
    )


def take_back(connection: Connection, given_up: GivenUp) -> None:
    """Subscribe again and list again what has not been removed since.

    What a rule hid that is gone by now is listed.
    """
    connection.run(
        "UPDATE feeds SET is_subscribed = 1, needs_clearing = 0 WHERE feed_id = ?",
        (given_up.feed_id,),
    )
    rule = "SELECT mute_id FROM mutes WHERE mute_id = ?1 AND is_ended = 0"
    is_there = "EXISTS (SELECT 1 FROM entries e WHERE e.entry_id = status.entry_id)"
    connection.run_many(
        f"UPDATE status SET muted_by = ({rule}), is_listed = NOT EXISTS ({rule}) "
        f"WHERE entry_id = ?2 AND {is_there}",
        [
            *((None, entry_id) for entry_id in given_up.listed),
            *((mute_id, entry_id) for entry_id, mute_id in given_up.muted),
        ],
    )
    recount(connection, [given_up.feed_id])
    _recount_stories(connection, [*given_up.listed, *(it for it, _ in given_up.muted)])


def _recount_stories(connection: Connection, entry_ids: Sequence[int]) -> None:
    """Count the articles of stories anew: one that has none left is no top story."""
    seen_versions.recount(connection, seen_versions.stories_of(connection, entry_ids))


def unlist_entries(connection: Connection, feed_id: FeedId) -> None:
    """Take the entries of an unsubscribed feed out of all lists, except what is kept."""
    rows = connection.rows(
        f"UPDATE status SET is_listed = 0, muted_by = NULL WHERE feed_id = ?1 "
        f"AND (is_listed = 1 OR muted_by IS NOT NULL) AND {NOT_KEPT} "
        "AND (SELECT is_subscribed FROM feeds WHERE feed_id = ?1) = 0 RETURNING entry_id",
        (feed_id,),
    )
    recount(connection, [feed_id])
    _recount_stories(connection, [row[0] for row in rows])


def end_clearing(connection: Connection, feed_id: FeedId) -> None:
    """Note that nothing is left to be removed of a feed."""
    connection.run("UPDATE feeds SET needs_clearing = 0 WHERE feed_id = ?", (feed_id,))
