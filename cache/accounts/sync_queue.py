"""The queue of changes to send to servers. Runs inside the store's transactions.

A row is written in the transaction that changes what the reader sees, and deleted once the server
has said yes to just that value. It is marked as tried before it is sent: what may have arrived can
no longer be taken back by saying nothing.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

from cache.accounts.queue_rules import after
from cache.db.connection import Connection
from cache.db.rows import id_list
from cache.values.account_rows import FeedChange, Queued, QueuedMarks, Refusal
from cache.values.list_rows import AccountId, EntryId, FeedId
from fetch.sync.sync_model import Mark, RemoteId

MOST_REFUSALS = 3
"""What a server refused so often is no longer sent to it; here it stays as the reader has it."""
_FEED = "feed"


def has_accounts(connection: Connection) -> bool:
    """Whether there is any account: without one nothing is to be told to anybody."""
    return connection.value("SELECT 1 FROM accounts LIMIT 1") is not None


def enqueue_marks(
    connection: Connection,
    entry_ids: Sequence[EntryId],
    mark: Mark,
    *,
    is_set: bool,
    label: str = "",
) -> None:
    """Note that the reader set or cleared a mark, on entries where that changed something.

    What waits with the opposite value and was never sent is taken back by that.
    """
    if not entry_ids or not has_accounts(connection):
        return
    value = str(int(is_set))
    taken_back = {
        row[0]
        for row in connection.rows(
            "DELETE FROM sync_queue WHERE entry_id IN (SELECT value FROM json_each(?)) "
            "AND kind = ? AND label = ? AND value <> ? AND is_tried = 0 RETURNING entry_id",
            (id_list(entry_ids), mark.value, label, value),
        )
    }
    connection.run(
        "INSERT INTO sync_queue (account_id, kind, entry_id, label, value) "
        "SELECT f.account_id, ?2, s.entry_id, ?3, ?4 FROM status s JOIN feeds f "
        "ON f.feed_id = s.feed_id WHERE s.entry_id IN (SELECT value FROM json_each(?1)) "
        "AND EXISTS (SELECT 1 FROM remote_entries r WHERE r.entry_id = s.entry_id) "
        "AND f.account_id IS NOT NULL "
        "ON CONFLICT (entry_id, kind, label) WHERE entry_id IS NOT NULL DO UPDATE SET "
        "value = excluded.value, version = version + 1, refusal_count = 0, refusal = ''",
        (id_list([it for it in entry_ids if it not in taken_back]), mark.value, label, value),
    )


def enqueue_labels(
    connection: Connection,
    entry_id: EntryId,
    *,
    added: Sequence[str],
    removed: Sequence[str],
) -> None:
    """Note that the reader tagged an entry, if its server has labels."""
    has_labels = connection.value(
        "SELECT a.has_labels FROM status s JOIN feeds f ON f.feed_id = s.feed_id "
        "JOIN accounts a ON a.account_id = f.account_id WHERE s.entry_id = ?",
        (entry_id,),
    )
    if not has_labels:
        return
    for names, is_set in ((added, True), (removed, False)):
        for name in names:
            enqueue_marks(connection, [entry_id], Mark.LABEL, is_set=is_set, label=name)


def enqueue_feed(connection: Connection, feed_id: FeedId, change: FeedChange) -> None:
    """Note what the reader did to a feed; nothing for a local one.

    Nor for one of a server that takes no changes: there it stays between the reader and us.
    """
    account_id = connection.value(
        "SELECT account_id FROM feeds JOIN accounts USING (account_id) "
        "WHERE feed_id = ? AND edits_feeds = 1",
        (feed_id,),
    )
    if account_id is None:
        return
    row = connection.row("SELECT value, is_tried FROM sync_queue WHERE feed_id = ?", (feed_id,))
    waiting = FeedChange(row[0]) if row else None
    waits = after(waiting, change, was_tried=bool(row and row[1]))
    if waits is None:
        connection.run("DELETE FROM sync_queue WHERE feed_id = ?", (feed_id,))
        return
    connection.run(
        "INSERT INTO sync_queue (account_id, kind, feed_id, value) "
        "VALUES (?, ?, ?, ?) ON CONFLICT (feed_id) WHERE feed_id IS NOT NULL DO UPDATE SET "
        "value = excluded.value, version = version + 1, refusal_count = 0, refusal = ''",
        (account_id, _FEED, feed_id, waits.value),
    )


def take_marks(
    connection: Connection, account_id: AccountId, limit: int, passed_over: Sequence[int]
) -> QueuedMarks | None:
    """Take the marks that waited longest and fit into one call; None if none waits.

    They count as tried from now on.

    Args:
        limit: so many ids fit into a call.
        passed_over: rows that are left for another time.
    """
    _forget_unknown(connection, account_id)
    wanted = (
        "account_id = ?1 AND entry_id IS NOT NULL AND refusal_count < ?2 "
        "AND queue_id NOT IN (SELECT value FROM json_each(?3))"
    )
    parameters = (account_id, MOST_REFUSALS, id_list(list(passed_over)))
    first = connection.row(
        f"SELECT kind, label, value FROM sync_queue WHERE {wanted} ORDER BY queue_id LIMIT 1",
        parameters,
    )
    if first is None:
        return None
    kind, label, value = first
    found = connection.rows(
        "SELECT q.queue_id, q.version, r.remote_id FROM (SELECT queue_id, version, entry_id "
        f"FROM sync_queue WHERE {wanted} AND kind = ?4 AND label = ?5 AND value = ?6 "
        "ORDER BY queue_id LIMIT ?7) q JOIN remote_entries r ON r.entry_id = q.entry_id "
        "AND r.account_id = ?1 ORDER BY q.queue_id, r.link_id",
        (*parameters, kind, label, value, limit),
    )
    rows: dict[int, Queued] = {}
    remote_ids: list[RemoteId] = []
    for queue_id, version, remote_id in found:
        if queue_id not in rows and len(remote_ids) >= limit:
            break
        rows[queue_id] = Queued(queue_id=queue_id, version=version)
        remote_ids.append(RemoteId(remote_id))
    _set_tried(connection, list(rows))
    return QueuedMarks(
        mark=Mark(kind),
        is_set=value == "1",
        label=label,
        rows=tuple(rows.values()),
        remote_ids=tuple(remote_ids),
    )


def _set_tried(connection: Connection, queue_ids: Sequence[int]) -> None:
    connection.run(
        "UPDATE sync_queue SET is_tried = 1 WHERE queue_id IN (SELECT value FROM json_each(?))",
        (id_list(list(queue_ids)),),
    )


def try_feed(connection: Connection, row: Queued) -> bool:
    """Count a change of a feed as tried; False if it is another one by now."""
    return bool(
        connection.run(
            "UPDATE sync_queue SET is_tried = 1 WHERE queue_id = ? AND version = ?",
            (row.queue_id, row.version),
        )
    )


def confirm(connection: Connection, rows: Sequence[Queued]) -> None:
    """Forget what the server has taken, but for what the reader has changed since."""
    connection.run_many(
        "DELETE FROM sync_queue WHERE queue_id = ? AND version = ?",
        ((row.queue_id, row.version) for row in rows),
    )


def refuse(connection: Connection, rows: Sequence[Queued], detail: str) -> None:
    """Note that the server refused something, so that it does not hold up the rest for ever.

    Args:
        detail: what the server said.
    """
    connection.run_many(
        "UPDATE sync_queue SET refusal_count = refusal_count + 1, refusal = ? "
        "WHERE queue_id = ? AND version = ?",
        ((detail, row.queue_id, row.version) for row in rows),
    )


def refusals(connection: Connection, account_id: AccountId) -> tuple[Refusal, ...]:
    """Return what the server refused when it was last told, in the order of the deeds."""
    rows = connection.rows(
        "SELECT q.queue_id, q.kind, q.value, q.label, q.refusal, q.refusal_count, "
        "coalesce(nullif(f.given_title, ''), nullif(f.title, ''), f.url, nullif(e.title, ''), "
        "e.url, '') FROM sync_queue q LEFT JOIN feeds f ON f.feed_id = q.feed_id "
        "LEFT JOIN entries e ON e.entry_id = q.entry_id "
        "WHERE q.account_id = ? AND q.refusal_count > 0 ORDER BY q.queue_id",
        (account_id,),
    )
    return tuple(
        Refusal(
            queue_id=queue_id,
            change=FeedChange(value) if kind == _FEED else Mark(kind),
            is_set=value == "1",
            label=label,
            title=title,
            detail=detail,
            is_final=count >= MOST_REFUSALS,
        )
        for queue_id, kind, value, label, detail, count, title in rows
    )


def _forget_unknown(connection: Connection, account_id: AccountId) -> None:
    """Forget marks on entries that the server no longer has: nobody could be told."""
    connection.run(
        "DELETE FROM sync_queue WHERE account_id = ? AND entry_id IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM remote_entries r WHERE r.entry_id = sync_queue.entry_id)",
        (account_id,),
    )
