"""Every write of pages that the reader saved by their addresses."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from cache.db.connection import Connection, give_way
from cache.db.feed_counts import recount
from cache.db.hashes import hash_of
from cache.db.rows import id_list, to_milliseconds
from cache.entries import entry_writes, removal
from cache.feeds import subscriptions
from cache.feeds.feed_options import FeedOptions, save_options
from cache.reader import kept, marks
from cache.values.list_rows import EntryId, FeedId
from fetch.feeds.made.saved_pages import SAVED_ADDRESS, SAVED_TITLE, SavedPage, entry_of_page
from fetch.model import Entry, Outline

_AT_ONCE = 500
"""Pages stored in one transaction: a mark waits no longer than for that."""
_OPTIONS = FeedOptions(full_articles=True, is_quiet=True)
"""What is saved is no news of today; its pages are what it was saved for."""


_NONE = (EntryId(0), False)


class PutPages(Struct, frozen=True, kw_only=True):
    """What became of pages that were to be saved.

    Attributes:
        entry_ids: of each page, in the order given.
        new: those that were not saved before; the others were left as the reader has them.
    """

    entry_ids: tuple[EntryId, ...] = ()
    new: frozenset[EntryId] = frozenset()


class SavedStore:
    """Writes through the store's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, pages: Sequence[SavedPage], *, now: datetime) -> PutPages:
        """Save pages with their marks; a page that is saved already stays as it is.

        Raises:
            ValueError: an address is none of the web; nothing is stored.
        """
        entries = [(page, entry_of_page(page)) for page in pages]
        ids: list[EntryId] = []
        new: set[EntryId] = set()
        for start in range(0, len(entries), _AT_ONCE):
            with self._connection.transaction(is_durable=True):
                put, added = self._put(entries[start : start + _AT_ONCE], to_milliseconds(now))
            ids += put
            new |= added
            give_way()
        return PutPages(entry_ids=tuple(ids), new=frozenset(new))

    def take_back(self, entry_ids: Sequence[EntryId]) -> None:
        """Remove pages that were saved a moment ago, with all that was made of them."""
        connection = self._connection
        with connection.transaction(is_durable=True):
            rows = connection.rows(
                "UPDATE status SET is_listed = 0, is_starred = 0, is_later = 0, muted_by = NULL "
                "WHERE entry_id IN (SELECT value FROM json_each(?)) "
                "AND feed_id IN (SELECT feed_id FROM feeds WHERE url = ?) "
                "RETURNING entry_id, feed_id, "
                "(SELECT article_id FROM entries e WHERE e.entry_id = status.entry_id)",
                (id_list(entry_ids), SAVED_ADDRESS),
            )
            gone = id_list([row[0] for row in rows])
            for table in ("entry_tags", "notes", "reading_places", "openings"):
                connection.run(
                    f"DELETE FROM {table} WHERE entry_id IN (SELECT value FROM json_each(?))",  # noqa: S608 - a constant
                    (gone,),
                )
            removal.remove_entries(connection, [(row[0], row[2]) for row in rows])
            recount(connection, (row[1] for row in rows))

    def _put(
        self, pages: Sequence[tuple[SavedPage, Entry]], now: int
    ) -> tuple[list[EntryId], set[EntryId]]:
        """Return the entries of some pages, and those that are new."""
        connection = self._connection
        feed_id = _saved_feed(connection, now)
        keys = [hash_of(entry.key) for _, entry in pages]
        before = _stored(connection, feed_id, keys)
        unknown = [entry for _, entry in pages if not before.get(hash_of(entry.key), _NONE)[1]]
        new, _ = entry_writes.save_entries(connection, feed_id, unknown, now, applies_rules=False)
        back = {entry_id for entry_id, is_listed in before.values() if not is_listed}
        after = _stored(connection, feed_id, keys)
        ids = [after[key][0] for key in keys]
        # Of two that are one page, the first says what the reader did with it. One that is known
        # under another address (http for https) is neither new nor back.
        fresh: dict[EntryId, SavedPage] = {}
        for entry_id, (page, _) in zip(ids, pages, strict=True):
            if entry_id in back or entry_id in new:
                fresh.setdefault(entry_id, page)
        _mark(connection, fresh, now)
        return ids, set(fresh)


def _saved_feed(connection: Connection, now: int) -> FeedId:
    """Return the feed of saved pages; made, or taken up again, where it is not subscribed to."""
    known = subscriptions.find_feed(connection, SAVED_ADDRESS)
    if known is not None:
        return known
    outline = Outline(url=SAVED_ADDRESS, title=SAVED_TITLE)
    feed_id = subscriptions.add_feed(connection, outline, now=now)
    save_options(connection, feed_id, _OPTIONS)
    return feed_id


def _stored(
    connection: Connection, feed_id: FeedId, keys: Sequence[int]
) -> dict[int, tuple[EntryId, bool]]:
    """Return by hashes of keys the entries, and whether they are in lists or hidden from them."""
    rows = connection.rows(
        "SELECT key_hash, entry_id, is_listed OR muted_by IS NOT NULL FROM status "
        "WHERE feed_id = ? AND key_hash IN (SELECT value FROM json_each(?))",
        (feed_id, id_list(keys)),
    )
    return {row[0]: (EntryId(row[1]), bool(row[2])) for row in rows}


def _mark(connection: Connection, pages: Mapping[EntryId, SavedPage], now: int) -> None:
    """Give entries the marks that their pages came with."""
    read = [entry_id for entry_id, page in pages.items() if page.is_read]
    starred = [entry_id for entry_id, page in pages.items() if page.is_starred]
    later = [entry_id for entry_id, page in pages.items() if page.is_later]
    unfetched = [entry_id for entry_id, page in pages.items() if not page.is_fetched]
    connection.run(
        "UPDATE status SET wants_article = 0 WHERE entry_id IN (SELECT value FROM json_each(?))",
        (id_list(unfetched),),
    )
    marks.mark_read(connection, read, is_read=True, now=now)
    marks.mark_starred(connection, starred, is_starred=True, now=now)
    kept.mark_later(connection, later, is_later=True)
    kept.put_tags(connection, {it: page.tags for it, page in pages.items() if page.tags})
    for entry_id, page in pages.items():
        if page.note:
            kept.put_note(connection, entry_id, page.note, now)
