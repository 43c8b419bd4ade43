"""Make a copied or salvaged database consistent: references, counts, search index.

Runs with foreign keys off, in one transaction of the caller.
"""

from cache.db.connection import Connection
from cache.db.feed_counts import recount
from cache.feeds.subscriptions import TOP_FOLDER_ID
from cache.text.search_index import rebuild

_ENTRIES_WITHOUT_ARTICLE = (
    "UPDATE entries SET article_id = NULL WHERE article_id IS NOT NULL "
    "AND article_id NOT IN (SELECT article_id FROM articles)"
)
_ONE_BY_ONE = (
    # Feeds
    "INSERT OR IGNORE INTO feed_validators (feed_id) SELECT feed_id FROM feeds",
    "INSERT OR IGNORE INTO feed_health (feed_id) SELECT feed_id FROM feeds",
    "INSERT OR IGNORE INTO feed_counts (feed_id) SELECT feed_id FROM feeds",
    # A feed of a lost account becomes a local one, unless there is one of that address.
    "UPDATE OR IGNORE feeds SET account_id = NULL "
    "WHERE account_id IS NOT NULL AND account_id NOT IN (SELECT account_id FROM accounts)",
    "UPDATE feeds SET account_id = NULL, is_subscribed = 0 "
    "WHERE account_id IS NOT NULL AND account_id NOT IN (SELECT account_id FROM accounts)",
    "DELETE FROM feed_options WHERE feed_id NOT IN (SELECT feed_id FROM feeds)",
    "DELETE FROM feed_sources WHERE feed_id NOT IN (SELECT feed_id FROM feeds)",
    "DELETE FROM mutes WHERE feed_id IS NOT NULL AND feed_id NOT IN (SELECT feed_id FROM feeds)",
    "DELETE FROM mutes WHERE kind = 'rule' "
    "AND CAST(key AS INTEGER) NOT IN (SELECT rule_id FROM rules)",
    # Entries: without their text they are in no list, and come back when their feed lists them.
    "DELETE FROM status WHERE feed_id NOT IN (SELECT feed_id FROM feeds)",
    "DELETE FROM entries WHERE entry_id NOT IN (SELECT entry_id FROM status)",
    "DELETE FROM entry_contents WHERE entry_id NOT IN (SELECT entry_id FROM entries)",
    "DELETE FROM enclosures WHERE entry_id NOT IN (SELECT entry_id FROM entries)",
    "UPDATE status SET folder_id = "
    "(SELECT folder_id FROM feeds WHERE feeds.feed_id = status.feed_id)",
    "UPDATE status SET is_quiet = feed_id IN (SELECT feed_id FROM feed_options WHERE is_quiet = 1)",
    "UPDATE status SET muted_by = NULL WHERE muted_by NOT IN (SELECT mute_id FROM mutes)",
    "UPDATE status SET is_listed = 0, muted_by = NULL, wants_article = 1, wants_brief = 0 "
    "WHERE entry_id NOT IN (SELECT entry_id FROM entries)",
    "UPDATE status SET is_listed = 1 WHERE is_listed = 0 AND muted_by IS NULL "
    "AND entry_id IN (SELECT entry_id FROM entries) "
    "AND feed_id IN (SELECT feed_id FROM feeds WHERE is_subscribed = 1)",
    # Texts
    _ENTRIES_WITHOUT_ARTICLE,
    "DELETE FROM articles WHERE article_id NOT IN "
    "(SELECT article_id FROM entries WHERE article_id IS NOT NULL)",
    "DELETE FROM briefs WHERE article_id NOT IN (SELECT article_id FROM articles)",
    "DELETE FROM layouts WHERE article_id NOT IN (SELECT article_id FROM articles)",
    "DELETE FROM pictures WHERE entry_id NOT IN (SELECT entry_id FROM entries)",
    "UPDATE briefs SET has_occurrences = 0, wants_story = 1",
    "UPDATE status SET wants_brief = (SELECT e.article_id IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM briefs b WHERE b.article_id = e.article_id) "
    "FROM entries e WHERE e.entry_id = status.entry_id) "
    "WHERE entry_id IN (SELECT entry_id FROM entries)",
    # What the reader keeps of entries
    "DELETE FROM entry_tags WHERE entry_id NOT IN (SELECT entry_id FROM status) "
    "OR tag_id NOT IN (SELECT tag_id FROM tags)",
    "DELETE FROM notes WHERE entry_id NOT IN (SELECT entry_id FROM status)",
    "DELETE FROM reading_places WHERE entry_id NOT IN (SELECT entry_id FROM status)",
    "DELETE FROM openings WHERE entry_id NOT IN (SELECT entry_id FROM status)",
    "DELETE FROM rule_hits WHERE entry_id NOT IN (SELECT entry_id FROM status) "
    "OR rule_id NOT IN (SELECT rule_id FROM rules)",
    # Accounts
    "DELETE FROM remote_feeds WHERE account_id NOT IN (SELECT account_id FROM accounts) "
    "OR feed_id NOT IN (SELECT feed_id FROM feeds)",
    "DELETE FROM remote_entries WHERE account_id NOT IN (SELECT account_id FROM accounts) "
    "OR (entry_id IS NOT NULL AND entry_id NOT IN (SELECT entry_id FROM status))",
    "DELETE FROM sync_queue WHERE account_id NOT IN (SELECT account_id FROM accounts) "
    "OR (entry_id IS NOT NULL AND entry_id NOT IN (SELECT entry_id FROM status)) "
    "OR (feed_id IS NOT NULL AND feed_id NOT IN (SELECT feed_id FROM feeds))",
)


def mend(connection: Connection) -> None:
    """Delete dangling references, mark what must be made again, update counts and index."""
    connection.run(
        "INSERT OR IGNORE INTO folders (folder_id, path) VALUES (?, '')", [TOP_FOLDER_ID]
    )
    connection.run(
        "UPDATE feeds SET folder_id = ? WHERE folder_id NOT IN (SELECT folder_id FROM folders)",
        [TOP_FOLDER_ID],
    )
    connection.run(
        "UPDATE status SET wants_article = 1 WHERE entry_id IN (SELECT entry_id FROM entries "
        "WHERE article_id IS NOT NULL AND article_id NOT IN (SELECT article_id FROM articles))"
    )
    for statement in _ONE_BY_ONE:
        connection.run(statement)
    recount(connection, [row[0] for row in connection.rows("SELECT feed_id FROM feeds")])
    rebuild(connection)
