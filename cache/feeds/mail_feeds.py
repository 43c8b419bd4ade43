"""The feeds of a mailbox's senders. Runs inside the store's transactions."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from cache.db.connection import Connection
from cache.feeds import subscriptions
from cache.values.list_rows import FeedId
from fetch.feeds.mail.mail_addresses import SENDER_MARK, is_mail_address, is_sender_address
from fetch.model import FeedPart, Outline

UNASKED = "(url LIKE 'imap%' OR url LIKE 'maildir:%') AND instr(url, '" + SENDER_MARK + "') > 0"
"""Of `feeds`: what is in another feed's answer, and never asked for by itself."""
MAILBOXES_OF = (
    f"SELECT substr(s.url, 1, instr(s.url, '{SENDER_MARK}') - 1) FROM feeds s "
    "WHERE s.feed_id IN (SELECT value FROM json_each(?1)) "
    f"AND instr(s.url, '{SENDER_MARK}') > 0"
)
"""The addresses of the mailboxes in whose answers feeds are."""


def feed_of_part(
    connection: Connection, mailbox_id: FeedId, part: FeedPart, now: int
) -> FeedId | None:
    """Return the feed of a sender, made beside the mailbox; None if the reader gave it up."""
    known = subscriptions.find_feed(connection, part.url)
    if known is not None:
        return known
    was_given_up = connection.value(
        "SELECT 1 FROM feeds WHERE url = ? AND account_id IS NULL", (part.url,)
    )
    if was_given_up:
        return None
    folder = connection.value(
        "SELECT path FROM feeds JOIN folders USING (folder_id) WHERE feed_id = ?", (mailbox_id,)
    )
    outline = Outline(url=part.url, folder=str(folder or ""))
    feed_id = subscriptions.add_feed(connection, outline, now=now)
    connection.run("UPDATE feeds SET title = ? WHERE feed_id = ?", (part.title, feed_id))
    return feed_id


def with_senders(connection: Connection, feed_ids: tuple[FeedId, ...]) -> tuple[FeedId, ...]:
    """Return feeds, and after each mailbox among them the feeds of its senders."""
    found: list[FeedId] = []
    for feed_id in feed_ids:
        found.append(feed_id)
        url = str(connection.value("SELECT url FROM feeds WHERE feed_id = ?", (feed_id,)) or "")
        if is_mail_address(url) and not is_sender_address(url):
            beginning = url + SENDER_MARK
            rows = connection.rows(
                "SELECT feed_id FROM feeds WHERE is_subscribed = 1 AND substr(url, 1, ?) = ?",
                (len(beginning), beginning),
            )
            found += (FeedId(row[0]) for row in rows)
    return tuple(dict.fromkeys(found))
