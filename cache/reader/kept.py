"""Kept entries: for later, with tags, with a note. Runs inside the store's transactions."""

from collections.abc import Iterable, Mapping, Sequence

from cache.accounts.sync_queue import enqueue_labels, has_accounts
from cache.db.connection import Connection
from cache.db.rows import id_list
from cache.text.folding import folded
from cache.text.tag_names import clean_tag, tag_key
from cache.values.list_rows import EntryId, TagRow
from fetch.text.clean import strip_controls

NOT_KEPT = (
    "is_starred = 0 AND is_later = 0 "
    "AND NOT EXISTS (SELECT 1 FROM entry_tags t WHERE t.entry_id = status.entry_id) "
    "AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.entry_id = status.entry_id)"
)
"""Of `status`: what may go with its feed."""

Tags = Mapping[EntryId, Sequence[str]]


def mark_later(
    connection: Connection, entry_ids: Sequence[EntryId], *, is_later: bool
) -> tuple[EntryId, ...]:
    """Keep entries for later, or no longer; return those that this changed, ascending."""
    rows = connection.rows(
        "UPDATE status SET is_later = ?1 "
        "WHERE entry_id IN (SELECT value FROM json_each(?2)) AND is_later <> ?1 "
        "RETURNING entry_id",
        (is_later, id_list(entry_ids)),
    )
    changed = tuple(sorted(EntryId(row[0]) for row in rows))
    if not is_later:
        clear_again(connection, changed)
    return changed


def put_tags(connection: Connection, tags: Tags, *, is_from_server: bool = False) -> Tags:
    """Give entries exactly these tags; return those that they had before.

    Args:
        is_from_server: the server of their account said so: it need not be told.
    """
    before = tags_of(connection, list(tags))
    for entry_id, names in tags.items():
        connection.run("DELETE FROM entry_tags WHERE entry_id = ?", (entry_id,))
        for name in filter(None, map(clean_tag, names)):
            connection.run(
                "INSERT OR IGNORE INTO entry_tags (entry_id, tag_id) "
                "SELECT entry_id, ? FROM status WHERE entry_id = ?",
                (_tag_id(connection, name), entry_id),
            )
    _forget_unused(connection)
    clear_again(connection, list(tags))
    if not is_from_server and has_accounts(connection):
        _queue_changes(connection, before)
    return before


def _queue_changes(connection: Connection, before: Tags) -> None:
    """Queue the tags that entries have now and had not, and those that they had."""
    for entry_id, names in tags_of(connection, list(before)).items():
        old = {tag_key(name): name for name in before[entry_id]}
        new = {tag_key(name): name for name in names}
        enqueue_labels(
            connection,
            entry_id,
            added=[new[key] for key in new.keys() - old.keys()],
            removed=[old[key] for key in old.keys() - new.keys()],
        )


def rename_tag(connection: Connection, old: str, new: str) -> Tags:
    """Call a tag something else, "" to delete it; return the tags its entries had before.

    A tag that is called so already takes the entries in.
    """
    rows = connection.rows(
        "SELECT entry_id FROM entry_tags JOIN tags USING (tag_id) WHERE folded = ?",
        (tag_key(old),),
    )
    before = tags_of(connection, [EntryId(row[0]) for row in rows])
    if clean_tag(new) and tag_key(new) == tag_key(old):
        connection.run("UPDATE tags SET name = ? WHERE folded = ?", (clean_tag(new), tag_key(old)))
        return before
    key = tag_key(old)
    put_tags(
        connection,
        {
            entry_id: [*(name for name in names if tag_key(name) != key), new]
            for entry_id, names in before.items()
        },
    )
    return before


def put_note(connection: Connection, entry_id: EntryId, text: str, now: int) -> str:
    """Give an entry a note, "" for none; return the one it had before.

    What a reader pastes comes from outside, too: control characters are left out.
    """
    text = strip_controls(text)
    before = note_of(connection, entry_id)
    connection.run("DELETE FROM notes WHERE entry_id = ?", (entry_id,))
    if text.strip():
        connection.run(
            "INSERT INTO notes (entry_id, text, folded, changed_at) "
            "SELECT entry_id, ?, ?, ? FROM status WHERE entry_id = ?",
            (text, folded(text), now, entry_id),
        )
    else:
        clear_again(connection, [entry_id])
    return before


def note_of(connection: Connection, entry_id: EntryId) -> str:
    """Return the note of an entry, "" if it has none."""
    return str(connection.value("SELECT text FROM notes WHERE entry_id = ?", (entry_id,)) or "")


def tags_of(connection: Connection, entry_ids: Iterable[EntryId]) -> dict[EntryId, tuple[str, ...]]:
    """Return the tags of each of some entries, by name."""
    found: dict[EntryId, tuple[str, ...]] = dict.fromkeys(entry_ids, ())
    for entry_id, name in connection.rows(
        "SELECT entry_id, name FROM entry_tags JOIN tags USING (tag_id) "
        "WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY folded",
        (id_list(list(found)),),
    ):
        found[EntryId(entry_id)] += (name,)
    return found


def list_tags(connection: Connection) -> tuple[TagRow, ...]:
    """Return the tags by name, each with how many entries in lists have it."""
    rows = connection.rows(
        "SELECT name, count(*) FILTER (WHERE is_listed = 1) FROM tags "
        "CROSS JOIN entry_tags USING (tag_id) CROSS JOIN status USING (entry_id) "
        "GROUP BY tag_id ORDER BY folded"
    )
    return tuple(TagRow(name=row[0], entry_count=row[1]) for row in rows)


def clear_again(connection: Connection, entry_ids: Sequence[EntryId]) -> None:
    """Let the feeds be cleared that were given up: of those only what is kept has stayed."""
    connection.run(
        "UPDATE feeds SET needs_clearing = 1 WHERE is_subscribed = 0 AND feed_id IN "
        "(SELECT feed_id FROM status WHERE entry_id IN (SELECT value FROM json_each(?)))",
        (id_list(entry_ids),),
    )


def _tag_id(connection: Connection, name: str) -> int:
    connection.run("INSERT OR IGNORE INTO tags (name, folded) VALUES (?, ?)", (name, tag_key(name)))
    return int(connection.value("SELECT tag_id FROM tags WHERE folded = ?", (tag_key(name),)))


def _forget_unused(connection: Connection) -> None:
    connection.run("DELETE FROM tags WHERE tag_id NOT IN (SELECT tag_id FROM entry_tags)")
