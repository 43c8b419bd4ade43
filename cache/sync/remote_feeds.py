"""The subscriptions of an account: take over what its server lists, and note what it was told.

Runs inside the store's transactions.
"""

from collections.abc import Sequence

from cache.accounts.accounts import name_of
from cache.db.connection import Connection
from cache.feeds import subscriptions
from cache.sync.reconcile import KnownFeed, decide_feeds
from cache.values.account_rows import (
    FeedChange,
    Queued,
    QueuedFeed,
    category_of,
    inside,
)
from cache.values.list_rows import AccountId, FeedId
from fetch.model import Outline
from fetch.sync.sync_model import RemoteFeed, RemoteFeedId


def known_feeds(connection: Connection, account_id: AccountId) -> tuple[KnownFeed, ...]:
    """Return the subscriptions that the server had the last time."""
    rows = connection.rows(
        "SELECT r.remote_id, r.feed_id, r.title, r.folder, f.is_subscribed, q.value "
        "FROM remote_feeds r JOIN feeds f USING (feed_id) "
        "LEFT JOIN sync_queue q ON q.feed_id = r.feed_id WHERE r.account_id = ? "
        "ORDER BY r.link_id",
        (account_id,),
    )
    return tuple(
        KnownFeed(
            remote_id=RemoteFeedId(row[0]),
            feed_id=FeedId(row[1]),
            title=row[2],
            folder=row[3],
            is_subscribed=bool(row[4]),
            pending=None if row[5] is None else FeedChange(row[5]),
        )
        for row in rows
    )


def apply_feeds(
    connection: Connection, account_id: AccountId, listed: Sequence[RemoteFeed], now: int
) -> None:
    """Make the account's feeds what the server lists, but for what it was not told yet."""
    plan = decide_feeds(known_feeds(connection, account_id), listed)
    name = name_of(connection, account_id)
    for one in (*plan.gone, *plan.lost):
        _unlink(connection, account_id, one.remote_id)
    for one in plan.gone:
        if not is_linked(connection, one.feed_id):
            connection.run("DELETE FROM sync_queue WHERE feed_id = ?", (one.feed_id,))
            if one.is_subscribed:
                subscriptions.end_subscription(connection, one.feed_id)
    for one, feed in plan.changed:
        _take_over(connection, name, one.feed_id, feed)
        _note_names(connection, account_id, feed)
    for feed in plan.new:
        _take_in(connection, account_id, name, feed, now)


def _take_in(
    connection: Connection, account_id: AccountId, name: str, feed: RemoteFeed, now: int
) -> None:
    """Link a subscription to the feed of its address, which is made if there is none."""
    feed_id = subscriptions.find_feed(connection, feed.url, account_id)
    given_up = connection.value(
        "SELECT f.feed_id FROM feeds f JOIN sync_queue q ON q.feed_id = f.feed_id "
        "WHERE f.url = ? AND f.account_id = ? AND f.is_subscribed = 0 AND q.value = ?",
        (feed.url, account_id, FeedChange.UNSUBSCRIBE.value),
    )
    if feed_id is None and given_up is not None:
        # It was given up before the server had answered that it is there.
        link(connection, account_id, FeedId(given_up), feed)
        return
    if feed_id is None:
        outline = Outline(url=feed.url, site_url=feed.site_url, folder=inside(name, feed.folder))
        feed_id = subscriptions.add_feed(connection, outline, now=now, account_id=account_id)
    waits = connection.value("SELECT 1 FROM sync_queue WHERE feed_id = ?", (feed_id,))
    if waits is None:
        _take_over(connection, name, feed_id, feed)
    link(connection, account_id, feed_id, feed)


def _take_over(connection: Connection, name: str, feed_id: FeedId, feed: RemoteFeed) -> None:
    """Give a feed the server's title and folder."""
    connection.run(
        "UPDATE feeds SET title = coalesce(nullif(?, ''), title), given_title = '', "
        "site_url = coalesce(nullif(?, ''), site_url) WHERE feed_id = ?",
        (feed.title, feed.site_url, feed_id),
    )
    subscriptions.put_feed(connection, feed_id, inside(name, feed.folder))


def link(connection: Connection, account_id: AccountId, feed_id: FeedId, feed: RemoteFeed) -> None:
    """Note which subscription of the server a feed is."""
    connection.run(
        "INSERT INTO remote_feeds (account_id, remote_id, feed_id, title, folder) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (account_id, remote_id) DO UPDATE SET "
        "feed_id = excluded.feed_id, title = excluded.title, folder = excluded.folder",
        (account_id, feed.remote_id, feed_id, feed.title, feed.folder),
    )


def _note_names(connection: Connection, account_id: AccountId, feed: RemoteFeed) -> None:
    connection.run(
        "UPDATE remote_feeds SET title = ?, folder = ? WHERE account_id = ? AND remote_id = ?",
        (feed.title, feed.folder, account_id, feed.remote_id),
    )


def _unlink(connection: Connection, account_id: AccountId, remote_id: RemoteFeedId) -> None:
    """Forget a subscription of the server and its ids of entries: it will not use them again."""
    for table, column in (("remote_feeds", "remote_id"), ("remote_entries", "remote_feed_id")):
        connection.run(
            f"DELETE FROM {table} WHERE account_id = ? AND {column} = ?",  # noqa: S608 - constants
            (account_id, remote_id),
        )


def is_linked(connection: Connection, feed_id: FeedId) -> bool:
    """Whether the server has a feed, as far as is known."""
    sql = "SELECT 1 FROM remote_feeds WHERE feed_id = ? LIMIT 1"
    return connection.value(sql, (feed_id,)) is not None


# What the reader did to feeds.


def subscribe(connection: Connection, account_id: AccountId, outline: Outline, now: int) -> FeedId:
    """Subscribe to an address in an account; the folder is the server's category."""
    known = subscriptions.find_feed(connection, outline.url, account_id)
    if known is not None:
        return known
    name = name_of(connection, account_id)
    placed = Outline(
        url=outline.url,
        title=outline.title,
        site_url=outline.site_url,
        folder=inside(name, category_of(name, outline.folder)),
    )
    return subscriptions.add_feed(connection, placed, now=now, account_id=account_id)


def feed_changes(
    connection: Connection, account_id: AccountId, most_refusals: int
) -> tuple[QueuedFeed, ...]:
    """Return the feeds of which the server is to be told something, in the order of the deeds."""
    rows = connection.rows(
        "SELECT q.queue_id, q.version, q.value, q.is_tried, f.feed_id, f.url, "
        "coalesce(nullif(f.given_title, ''), f.title), d.path, a.name FROM sync_queue q "
        "JOIN feeds f ON f.feed_id = q.feed_id JOIN folders d ON d.folder_id = f.folder_id "
        "JOIN accounts a ON a.account_id = q.account_id "
        "WHERE q.account_id = ? AND q.feed_id IS NOT NULL AND q.refusal_count < ? "
        "ORDER BY q.queue_id",
        (account_id, most_refusals),
    )
    return tuple(_queued(connection, row) for row in rows)


def _queued(connection: Connection, row: Sequence[object]) -> QueuedFeed:
    queue_id, version, change, was_tried, feed_id, url, title, path, name = row
    links = connection.rows(
        "SELECT remote_id, title, folder FROM remote_feeds WHERE feed_id = ? ORDER BY link_id",
        (feed_id,),
    )
    folder = category_of(str(name), str(path))
    return QueuedFeed(
        row=Queued(queue_id=int(str(queue_id)), version=int(str(version))),
        change=FeedChange(str(change)),
        feed_id=FeedId(int(str(feed_id))),
        url=str(url),
        title=str(title),
        folder=folder,
        remote_ids=tuple(RemoteFeedId(link[0]) for link in links),
        was_tried=bool(was_tried),
        is_known=all(tuple(link[1:]) == (title, folder) for link in links),
    )


def note_own_title(connection: Connection, feed_id: FeedId, title: str) -> None:
    """Store what a feed calls itself, which its server found out."""
    connection.run(
        "UPDATE feeds SET title = coalesce(nullif(?, ''), title) WHERE feed_id = ?",
        (title, feed_id),
    )


def note_told(connection: Connection, queued: QueuedFeed) -> None:
    """Note title and folder as the server has them now that it was told."""
    connection.run(
        "UPDATE remote_feeds SET title = ?, folder = ? WHERE feed_id = ?",
        (queued.title, queued.folder, queued.feed_id),
    )


def note_unsubscribed(
    connection: Connection, account_id: AccountId, remote_ids: Sequence[RemoteFeedId]
) -> None:
    """Forget subscriptions that the server has given up."""
    for remote_id in remote_ids:
        _unlink(connection, account_id, remote_id)
