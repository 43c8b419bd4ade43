"""Remove an account. Runs inside the store's transactions."""

from cache.db.connection import Connection
from cache.feeds import subscriptions
from cache.sync.merge_doubles import merge
from cache.values.list_rows import AccountId, FeedId


def end_account(
    connection: Connection, account_id: AccountId, *, keeps_entries: bool, now: int
) -> None:
    """Forget an account and what waits for it; its server is not told.

    Args:
        keeps_entries: its feeds become local ones, asked at their own addresses; otherwise they
            end, and of their entries only what is kept stays: starred, later, tagged, noted.
    """
    connection.run("DELETE FROM sync_queue WHERE account_id = ?", (account_id,))
    connection.run("DELETE FROM remote_entries WHERE account_id = ?", (account_id,))
    connection.run("DELETE FROM remote_feeds WHERE account_id = ?", (account_id,))
    rows = connection.rows(
        "SELECT feed_id, url, is_subscribed FROM feeds WHERE account_id = ?", (account_id,)
    )
    for feed_id, url, is_subscribed in rows:
        local = subscriptions.find_feed(connection, url)
        if keeps_entries and is_subscribed and local is not None:
            merge(connection, FeedId(feed_id), local, now)
        elif is_subscribed and not keeps_entries:
            subscriptions.end_subscription(connection, FeedId(feed_id))
        connection.run("UPDATE feeds SET account_id = NULL WHERE feed_id = ?", (feed_id,))
    connection.run("DELETE FROM accounts WHERE account_id = ?", (account_id,))
