"""Store and read the files that come with entries. Runs inside the store's transactions."""

from collections.abc import Iterable

from cache.db.connection import Connection
from cache.db.rows import bounded
from cache.values.list_rows import EntryId
from fetch.model import Enclosure, Entry


def add_enclosures(connection: Connection, entries: Iterable[tuple[EntryId, Entry]]) -> None:
    """Store the files of entries that have none stored."""
    connection.run_many(
        "INSERT INTO enclosures (entry_id, number, url, media_type, byte_count) "
        "VALUES (?, ?, ?, ?, ?)",
        (
            (entry_id, number, it.url, it.media_type, bounded(it.byte_count))
            for entry_id, entry in entries
            for number, it in enumerate(entry.enclosures, 1)
        ),
    )


def replace_enclosures(connection: Connection, entry_id: EntryId, entry: Entry) -> None:
    """Store what an entry comes with now, if it is not what is stored."""
    if enclosures_of(connection, entry_id) != entry.enclosures:
        connection.run("DELETE FROM enclosures WHERE entry_id = ?", (entry_id,))
        add_enclosures(connection, [(entry_id, entry)])


def enclosures_of(connection: Connection, entry_id: EntryId) -> tuple[Enclosure, ...]:
    """Return the files that come with an entry, in the feed's order."""
    rows = connection.rows(
        "SELECT url, media_type, byte_count FROM enclosures WHERE entry_id = ? ORDER BY number",
        (entry_id,),
    )
    return tuple(
        Enclosure(url=url, media_type=media_type, byte_count=byte_count)
        for url, media_type, byte_count in rows
    )
