"""Read which entries of an account are stored, and their marks. Only reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from cache.db.connection import Connection
from cache.db.rows import id_list
from cache.reader import kept
from cache.sync.reconcile import KnownEntry
from cache.text.tag_names import tag_key
from cache.values.list_rows import AccountId, EntryId
from fetch.sync.sync_model import Mark, RemoteId, ServerState

ASKED_AGAIN_MILLISECONDS = 24 * 60 * 60 * 1000
"""What a server lists but does not give is asked for again once a day."""


# Through the indices of the lists: most of what was ever synced is read, and says nothing.
_KNOWN = (
    "SELECT DISTINCT r.entry_id, s.is_read, s.is_starred FROM ("
    "SELECT n.entry_id FROM json_each(?2) j CROSS JOIN remote_entries n "
    "ON n.account_id = ?1 AND n.remote_id = j.value WHERE n.entry_id IS NOT NULL "
    "UNION SELECT entry_id FROM status INDEXED BY status_unread "
    "WHERE is_listed = 1 AND is_read = 0 "
    "UNION SELECT entry_id FROM status INDEXED BY status_starred "
    "WHERE is_listed = 1 AND is_starred = 1 "
    "UNION SELECT entry_id FROM status INDEXED BY status_muted WHERE muted_by IS NOT NULL "
    "UNION SELECT entry_id FROM entry_tags WHERE ?3) c "
    "CROSS JOIN remote_entries r ON r.entry_id = c.entry_id "
    "CROSS JOIN status s ON s.entry_id = r.entry_id "
    "CROSS JOIN feeds f ON f.feed_id = s.feed_id "
    "WHERE r.account_id = ?1 AND f.account_id = ?1 AND f.is_subscribed = 1 "
    "AND EXISTS (SELECT 1 FROM remote_feeds p WHERE p.account_id = ?1 "
    "AND p.remote_id = r.remote_feed_id)"
)


def missing_entries(
    connection: Connection, account_id: AccountId, ids: Iterable[RemoteId], now: int
) -> tuple[RemoteId, ...]:
    """Return which of a server's entries are not here, or no longer here."""
    rows = connection.rows(
        "SELECT j.value FROM json_each(?1) j LEFT JOIN remote_entries r "
        "ON r.account_id = ?2 AND r.remote_id = j.value LEFT JOIN entries e "
        "ON e.entry_id = r.entry_id WHERE CASE WHEN r.link_id IS NULL THEN 1 "
        "WHEN r.entry_id IS NULL THEN r.asked_at < ?3 OR r.asked_at > ?4 "
        "ELSE e.entry_id IS NULL END",
        (
            _texts(ids),
            account_id,
            now - ASKED_AGAIN_MILLISECONDS,
            now,
        ),
    )
    return tuple(RemoteId(row[0]) for row in rows)


def known_entries(
    connection: Connection, account_id: AccountId, state: ServerState
) -> tuple[KnownEntry, ...]:
    """Return the entries here that the server's state may say something new about.

    Only of feeds that the server has and the reader reads: an entry whose feed was deleted there
    is not unstarred by that.
    """
    labelled = {one for ids in state.labelled.values() for one in ids}
    named = state.unread | state.starred | labelled
    has_labels = bool(state.labelled)
    rows = connection.rows(_KNOWN, (account_id, _texts(named), int(has_labels)))
    entry_ids = sorted({row[0] for row in rows})
    # Of an entry that the server has twice both count, also the one that it says nothing about.
    ids_of = _ids_of(connection, account_id, entry_ids)
    pending, pending_labels = _pending(connection, account_id)
    tags = kept.tags_of(connection, [EntryId(it) for it in entry_ids]) if has_labels else {}
    facts = {row[0]: (bool(row[1]), bool(row[2])) for row in rows}
    return tuple(
        KnownEntry(
            entry_id=EntryId(entry_id),
            remote_ids=ids_of[entry_id],
            is_read=facts[entry_id][0],
            is_starred=facts[entry_id][1],
            tags=tags.get(EntryId(entry_id), ()),
            pending=frozenset(pending[entry_id]),
            pending_labels=frozenset(pending_labels[entry_id]),
        )
        for entry_id in entry_ids
    )


def _texts(ids: Iterable[str]) -> str:
    return msgspec.json.encode(list(ids)).decode()


def _ids_of(
    connection: Connection, account_id: AccountId, entry_ids: Sequence[int]
) -> dict[int, tuple[RemoteId, ...]]:
    found: dict[int, tuple[RemoteId, ...]] = dict.fromkeys(entry_ids, ())
    for entry_id, remote_id in connection.rows(
        "SELECT entry_id, remote_id FROM remote_entries WHERE account_id = ? "
        "AND entry_id IN (SELECT value FROM json_each(?)) ORDER BY link_id",
        (account_id, id_list(list(entry_ids))),
    ):
        found[entry_id] += (RemoteId(remote_id),)
    return found


def _pending(
    connection: Connection, account_id: AccountId
) -> tuple[defaultdict[int, set[Mark]], defaultdict[int, set[str]]]:
    """Return what waits to be sent of each entry."""
    waiting: defaultdict[int, set[Mark]] = defaultdict(set)
    labels: defaultdict[int, set[str]] = defaultdict(set)
    for entry_id, kind, label in connection.rows(
        "SELECT entry_id, kind, label FROM sync_queue "
        "WHERE account_id = ? AND entry_id IS NOT NULL",
        (account_id,),
    ):
        waiting[entry_id].add(Mark(kind))
        if kind == Mark.LABEL:
            labels[entry_id].add(tag_key(label))
    return waiting, labels
