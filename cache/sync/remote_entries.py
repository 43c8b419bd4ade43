"""The entries of an account: store those that are not here, and apply the server's marks.

Runs inside the store's transactions.
"""

from collections import defaultdict
from collections.abc import Sequence

from cache.accounts.sync_queue import enqueue_labels, enqueue_marks
from cache.db.connection import Connection
from cache.db.hashes import hash_of
from cache.db.rows import id_list
from cache.entries.entry_writes import save_entries
from cache.feeds.feed_options import mark_older_read
from cache.reader import kept, marks, rule_hits
from cache.sync.reconcile import KnownEntry, MarkChanges, decide_marks
from cache.values.list_rows import AccountId, EntryId, FeedId
from fetch.sync.sync_model import Mark, RemoteEntry, RemoteId, ServerState


def apply_marks(connection: Connection, changes: MarkChanges, now: int) -> None:
    """Make entries what the server says, unless the reader has done something since."""
    for ids, is_read in ((changes.read, True), (changes.unread, False)):
        free = _without_pending(connection, ids, Mark.READ)
        marks.mark_read(connection, free, is_read=is_read, now=now, is_from_server=True)
    for ids, is_starred in ((changes.starred, True), (changes.unstarred, False)):
        free = _without_pending(connection, ids, Mark.STAR)
        marks.mark_starred(connection, free, is_starred=is_starred, now=now, is_from_server=True)
    if changes.tags:
        free = _without_pending(connection, list(changes.tags), Mark.LABEL)
        tags = {entry_id: changes.tags[entry_id] for entry_id in free}
        kept.put_tags(connection, tags, is_from_server=True)


def _without_pending(
    connection: Connection, entry_ids: Sequence[EntryId], mark: Mark
) -> list[EntryId]:
    if not entry_ids:
        return []
    waiting = {
        row[0]
        for row in connection.rows(
            "SELECT entry_id FROM sync_queue WHERE kind = ? "
            "AND entry_id IN (SELECT value FROM json_each(?))",
            (mark.value, id_list(list(entry_ids))),
        )
    }
    return [entry_id for entry_id in entry_ids if entry_id not in waiting]


# Storing.


def save_contents(
    connection: Connection,
    account_id: AccountId,
    given: Sequence[RemoteEntry],
    *,
    asked: Sequence[RemoteId],
    state: ServerState,
    now: int,
) -> tuple[EntryId, ...]:
    """Store entries of a server with their marks; return those that are new here.

    Args:
        given: what the server gave.
        asked: what it was asked for; what of it is not given is asked for again another day.
        state: the server's marks.
    """
    feeds = {
        row[0]: (FeedId(row[1]), bool(row[2]))
        for row in connection.rows(
            "SELECT r.remote_id, r.feed_id, f.is_subscribed FROM remote_feeds r "
            "JOIN feeds f USING (feed_id) WHERE r.account_id = ?",
            (account_id,),
        )
    }
    by_feed: defaultdict[FeedId, list[RemoteEntry]] = defaultdict(list)
    for one in given:
        feed_id, is_read_here = feeds.get(one.feed_id, (FeedId(0), False))
        if is_read_here:
            by_feed[feed_id].append(one)
    stored: set[RemoteId] = set()
    new: list[EntryId] = []
    for feed_id, entries in by_feed.items():
        added, placed = _save_of_feed(
            connection, account_id, feed_id, entries, state=state, now=now
        )
        new += added
        stored.update(placed)
    feed_of = {one.remote_id: one.feed_id for one in given}
    connection.run_many(
        "INSERT INTO remote_entries (account_id, remote_id, remote_feed_id, asked_at) "
        "VALUES (?, ?, ?, ?) ON CONFLICT (account_id, remote_id) DO UPDATE SET "
        "asked_at = excluded.asked_at",
        ((account_id, it, feed_of.get(it, ""), now) for it in asked if it not in stored),
    )
    return tuple(new)


def _save_of_feed(
    connection: Connection,
    account_id: AccountId,
    feed_id: FeedId,
    given: Sequence[RemoteEntry],
    *,
    state: ServerState,
    now: int,
) -> tuple[tuple[EntryId, ...], list[RemoteId]]:
    """Store entries of one feed; return those that are new, and all that have their place now."""
    hashes = {one.remote_id: hash_of(one.entry.key) for one in given}
    # What was dropped for its age and is unread or starred on the server by now comes back.
    connection.run(
        "UPDATE status SET is_dropped = 0 WHERE feed_id = ? AND is_dropped = 1 "
        "AND key_hash IN (SELECT value FROM json_each(?))",
        (feed_id, id_list(list(hashes.values()))),
    )
    # The rules act when the entries are known as the server's, which is told of their marks.
    new, _ = save_entries(
        connection, feed_id, [one.entry for one in given], now, applies_rules=False
    )
    entry_of = {
        row[0]: EntryId(row[1])
        for row in connection.rows(
            "SELECT key_hash, entry_id FROM status WHERE feed_id = ? "
            "AND key_hash IN (SELECT value FROM json_each(?))",
            (feed_id, id_list(list(hashes.values()))),
        )
    }
    linked = {
        row[0]
        for row in connection.rows(
            "SELECT DISTINCT entry_id FROM remote_entries WHERE entry_id IS NOT NULL "
            "AND entry_id IN (SELECT value FROM json_each(?))",
            (id_list(list(entry_of.values())),),
        )
    }
    placed = [(one, entry_of[it]) for one in given if (it := hashes[one.remote_id]) in entry_of]
    connection.run_many(
        "INSERT INTO remote_entries (account_id, remote_id, remote_feed_id, entry_id, asked_at) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (account_id, remote_id) DO UPDATE SET "
        "remote_feed_id = excluded.remote_feed_id, entry_id = excluded.entry_id",
        ((account_id, one.remote_id, one.feed_id, entry_id, now) for one, entry_id in placed),
    )
    fresh = set(new)
    _mark_new(connection, [pair for pair in placed if pair[1] in fresh], state, now)
    _push_own(
        connection,
        [pair for pair in placed if pair[1] not in fresh and pair[1] not in linked],
        state,
    )
    rule_hits.settle(connection, new, now)
    if new:
        mark_older_read(connection, feed_id, now)
    return new, [one.remote_id for one, _ in placed]


def _mark_new(
    connection: Connection,
    placed: Sequence[tuple[RemoteEntry, EntryId]],
    state: ServerState,
    now: int,
) -> None:
    """Give new entries the server's marks."""
    ids: defaultdict[EntryId, list[RemoteEntry]] = defaultdict(list)
    for one, entry_id in placed:
        ids[entry_id].append(one)
    is_whole = state.is_unread_whole
    known = [
        KnownEntry(
            entry_id=entry_id,
            remote_ids=tuple(one.remote_id for one in ones),
            is_read=False,
            is_starred=False,
        )
        for entry_id, ones in ids.items()
    ]
    changes = decide_marks(known, state)
    if not is_whole:
        said = [
            entry_id
            for entry_id, ones in ids.items()
            if all(one.is_read and one.remote_id not in state.unread for one in ones)
        ]
        marks.mark_read(connection, said, is_read=True, now=now, is_from_server=True)
    apply_marks(connection, changes, now)
    labels = {
        entry_id: tuple(dict.fromkeys(label for one in ones for label in one.labels))
        for entry_id, ones in ids.items()
        if any(one.labels for one in ones)
    }
    if labels and not state.labelled:
        kept.put_tags(connection, labels, is_from_server=True)


def _push_own(
    connection: Connection,
    placed: Sequence[tuple[RemoteEntry, EntryId]],
    state: ServerState,
) -> None:
    """Queue what the reader did with entries that were here before their server had them."""
    if not placed:
        return
    tags = kept.tags_of(connection, [entry_id for _, entry_id in placed])
    rows = {
        row[0]: (bool(row[1]), bool(row[2]))
        for row in connection.rows(
            "SELECT entry_id, is_read, is_starred FROM status "
            "WHERE entry_id IN (SELECT value FROM json_each(?))",
            (id_list([entry_id for _, entry_id in placed]),),
        )
    }
    read = [it for one, it in placed if rows[it][0] and one.remote_id in state.unread]
    starred = [it for one, it in placed if rows[it][1] and one.remote_id not in state.starred]
    enqueue_marks(connection, read, Mark.READ, is_set=True)
    enqueue_marks(connection, starred, Mark.STAR, is_set=True)
    for entry_id, names in tags.items():
        enqueue_labels(connection, entry_id, added=names, removed=())
