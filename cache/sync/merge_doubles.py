"""Find local feeds that an account has, too, and merge them into the account's.

Runs inside the store's transactions.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

from cache.db.connection import Connection
from cache.db.feed_counts import recount
from cache.db.rows import FEED_TITLE, id_list
from cache.entries.recognise import page_hash
from cache.entries.removal import remove_entries
from cache.feeds import subscriptions
from cache.reader import kept, marks
from cache.reader.seen_versions import stories_of, touch
from cache.values.account_rows import Double
from cache.values.list_rows import EntryId, FeedId


def doubles(connection: Connection) -> tuple[Double, ...]:
    """Return the local feeds that an account has under the same address, whatever its scheme."""
    rows = connection.rows(
        f"SELECT f.feed_id, f.url, {FEED_TITLE}, f.account_id, a.name FROM feeds f "
        "LEFT JOIN accounts a USING (account_id) WHERE f.is_subscribed = 1 ORDER BY f.feed_id"
    )
    if all(row[3] is None for row in rows):
        return ()
    of_accounts: dict[object, tuple[int, str]] = {}
    for feed_id, url, _, account_id, name in rows:
        if account_id is not None:
            of_accounts.setdefault(_place(url), (feed_id, name))
    return tuple(
        Double(
            local_id=FeedId(feed_id),
            account_feed_id=FeedId(of_accounts[_place(url)][0]),
            title=title,
            account_name=of_accounts[_place(url)][1],
        )
        for feed_id, url, title, account_id, _ in rows
        if account_id is None and _place(url) in of_accounts
    )


def _place(url: str) -> object:
    """Return what is the same for http and https, and with or without a slash at the end."""
    return page_hash(url) or url.rstrip("/").removeprefix("https://").removeprefix("http://")


def merge(connection: Connection, local_id: FeedId, account_feed_id: FeedId, now: int) -> None:
    """Let the feed of an account have the entries and marks of a local one, which ends."""
    pairs = _pairs(connection, local_id, account_feed_id)
    twice = {local for local, _ in pairs}
    for local, other in pairs:
        _give_marks(connection, local, other, now)
    moved = [
        row[0]
        for row in connection.rows("SELECT entry_id FROM status WHERE feed_id = ?", (local_id,))
        if row[0] not in twice
    ]
    _move(connection, moved, account_feed_id)
    _remove(connection, sorted(twice))
    subscriptions.end_subscription(connection, local_id)
    recount(connection, [local_id, account_feed_id])


def _pairs(
    connection: Connection, local_id: FeedId, account_feed_id: FeedId
) -> list[tuple[int, int]]:
    """Return the entries that both feeds have: of one key, or one page and title."""
    rows = connection.rows(
        "SELECT l.entry_id, o.entry_id FROM status l JOIN status o ON o.feed_id = ?2 "
        "AND (o.key_hash = l.key_hash OR (o.page_hash = l.page_hash "
        "AND o.title_hash IS l.title_hash)) WHERE l.feed_id = ?1 ORDER BY l.entry_id, o.entry_id",
        (local_id, account_feed_id),
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for local, other in rows:
        if local not in found and other not in taken:
            found[local] = other
            taken.add(other)
    return list(found.items())


def _give_marks(connection: Connection, local: int, other: int, now: int) -> None:
    """Let an entry have all marks that its double has; they are queued like the reader's deeds."""
    row = connection.rows(
        "SELECT is_read, is_starred, is_later FROM status WHERE entry_id = ?", (local,)
    )[0]
    target = [EntryId(other)]
    if row[0]:
        marks.mark_read(connection, target, is_read=True, now=now)
    if row[1]:
        marks.mark_starred(connection, target, is_starred=True, now=now)
    if row[2]:
        kept.mark_later(connection, target, is_later=True)
    tags = kept.tags_of(connection, [EntryId(local), EntryId(other)])
    if tags[EntryId(local)]:
        both = (*tags[EntryId(other)], *tags[EntryId(local)])
        kept.put_tags(connection, {EntryId(other): both})
    note = kept.note_of(connection, EntryId(local))
    if note:
        here = kept.note_of(connection, EntryId(other))
        words = note if not here or here == note else f"{here}\n\n{note}"
        kept.put_note(connection, EntryId(other), words, now)
    connection.run(
        "INSERT INTO openings (entry_id, opened_at) SELECT ?, opened_at FROM openings "
        "WHERE entry_id = ? "
        "ON CONFLICT (entry_id) DO UPDATE SET opened_at = max(opened_at, excluded.opened_at)",
        (other, local),
    )


def _move(connection: Connection, entry_ids: Sequence[int], feed_id: FeedId) -> None:
    ids = id_list(list(entry_ids))
    connection.run(
        "UPDATE status SET feed_id = ?1, folder_id = (SELECT folder_id FROM feeds "
        "WHERE feed_id = ?1), is_quiet = EXISTS (SELECT 1 FROM feed_options o "
        "WHERE o.feed_id = ?1 AND o.is_quiet = 1) "
        "WHERE entry_id IN (SELECT value FROM json_each(?2))",
        (feed_id, ids),
    )
    connection.run(
        "UPDATE page_failures SET feed_id = ? WHERE entry_id IN (SELECT value FROM json_each(?))",
        (feed_id, ids),
    )


def _remove(connection: Connection, entry_ids: Sequence[int]) -> None:
    """Remove doubles whose marks another entry has by now."""
    ids = id_list(list(entry_ids))
    here = "entry_id IN (SELECT value FROM json_each(?))"
    connection.run(
        "UPDATE status SET is_starred = 0, is_later = 0, is_listed = 0, muted_by = NULL "
        f"WHERE {here}",
        (ids,),
    )
    for table in ("entry_tags", "notes", "reading_places", "openings"):
        connection.run(f"DELETE FROM {table} WHERE {here}", (ids,))
    story_ids = stories_of(connection, entry_ids)
    rows = connection.rows(f"SELECT entry_id, article_id FROM entries WHERE {here}", (ids,))
    remove_entries(connection, rows)
    touch(connection, story_ids)
