"""Every write of entries that come from another program or machine, with their marks.

A mark that is set there is set here; none is taken away, so that taking over twice changes nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cache.db.connection import Connection, give_way
from cache.db.hashes import hash_of
from cache.db.rows import maybe_milliseconds, to_milliseconds
from cache.entries import article_writes, entry_writes
from cache.entries.recognise import candidates
from cache.feeds import subscriptions
from cache.feeds.feed_options import FeedOptions, save_options
from cache.feeds.feed_sources import save_source
from cache.reader import kept, marks
from cache.values.export_records import FeedRecord, KnownRecord
from cache.values.list_rows import EntryId, FeedId
from cache.values.moved_rows import MovedEntry, TakenCounts
from fetch.model import Outline, Program
from fetch.rules import PageRules

_AT_ONCE = 2000
"""Entries stored in one transaction. What one feed lists together is recognised together: of two
that are one page, a part would take the second for the first with another guid.
"""


class MovingStore:
    """Writes through the store's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, feed_id: FeedId, entries: Sequence[MovedEntry], *, now: datetime) -> TakenCounts:
        """Take over entries of a feed; nothing if it is not subscribed to."""
        added = known_read = marked = 0
        for start in range(0, len(entries), _AT_ONCE):
            some = entries[start : start + _AT_ONCE]
            with self._connection.transaction(is_durable=True):
                if not subscriptions.is_subscribed(self._connection, feed_id):
                    break
                counts = self._take(feed_id, some, to_milliseconds(now))
            added += counts.added
            known_read += counts.known_read
            marked += counts.marked
            give_way()
        return TakenCounts(added=added, known_read=known_read, marked=marked)

    def take_feed(self, record: FeedRecord, *, now: datetime) -> FeedId:
        """Subscribe to a feed with its options; one that is known stays as it is."""
        connection = self._connection
        with connection.transaction(is_durable=True):
            known = subscriptions.find_feed(connection, record.url)
            if known is not None:
                return known
            outline = Outline(
                url=record.url, title=record.title, folder=record.folder, site_url=record.site_url
            )
            feed_id = subscriptions.add_feed(connection, outline, now=to_milliseconds(now))
            connection.run(
                "UPDATE feeds SET title = ? WHERE feed_id = ? AND title = ''",
                (record.own_title, feed_id),
            )
            save_options(connection, feed_id, _options_of(record))
            source = Program(arguments=record.program) if record.program else record.page_list
            if source is not None:
                save_source(connection, feed_id, source)
            return feed_id

    def take_known(self, feed_id: FeedId, records: Sequence[KnownRecord]) -> int:
        """Keep of entries that are gone that they were known; return how many were not."""
        connection = self._connection
        with connection.transaction(is_durable=True):
            folder_id = connection.value(
                "SELECT folder_id FROM feeds WHERE feed_id = ?", (feed_id,)
            )
            new = {
                connection.value(
                    "INSERT INTO status (feed_id, folder_id, sort_at, first_seen_at, is_listed, "
                    "is_dropped, key_hash, alternate_hash, page_hash, title_hash) "
                    "VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?) "
                    "ON CONFLICT (feed_id, key_hash) DO NOTHING RETURNING entry_id",
                    (
                        feed_id,
                        folder_id,
                        it.sort_at,
                        it.first_seen_at,
                        it.is_dropped,
                        it.key_hash,
                        it.alternate_hash,
                        it.page_hash,
                        it.title_hash,
                    ),
                ): it
                for it in records
            }
            new.pop(None, None)
            connection.run_many(
                "UPDATE status SET is_read = 1 WHERE entry_id = ?",
                ((entry_id,) for entry_id, it in new.items() if it.is_read),
            )
            return len(new)

    def _take(self, feed_id: FeedId, moved: Sequence[MovedEntry], now: int) -> TakenCounts:
        connection = self._connection
        before = _numbers(connection, feed_id, moved)
        whole = [it for it in moved if it.is_text_kept]
        unknown = [it for it in whole if hash_of(it.entry.key) not in before]
        entry_writes.save_entries(
            connection, feed_id, [it.entry for it in unknown], now, applies_rules=False
        )
        numbers = _numbers(connection, feed_id, moved)
        fresh = {number for key, number in numbers.items() if key not in before}
        _set_times(connection, ((numbers.get(hash_of(it.entry.key)), it) for it in unknown), now)
        for it in unknown:
            number = numbers.get(hash_of(it.entry.key))
            if number not in fresh:
                continue
            if it.article is not None:
                article_writes.save_page(connection, number, it.article, None, now)
            elif not it.is_fetched:
                connection.run("UPDATE status SET wants_article = 0 WHERE entry_id = ?", (number,))
        changed = _mark(
            connection,
            {
                number: it
                for it in moved
                if (number := numbers.get(hash_of(it.entry.key))) is not None
            },
            now,
        )
        rest = [it for it in moved if hash_of(it.entry.key) not in numbers]
        known_read = _know_as_read(connection, feed_id, rest, now)
        return TakenCounts(added=len(fresh), known_read=known_read, marked=len(changed - fresh))


def _options_of(record: FeedRecord) -> FeedOptions:
    """Return the options of a feed; a secret is none of them: it lies on the other machine."""
    return FeedOptions(
        full_articles=record.full_articles,
        interval_minutes=record.interval_minutes,
        user_agent=record.user_agent,
        pages=PageRules(article=record.article_selector, strip=record.strip_selector),
        prefers_feed=record.prefers_feed,
        is_quiet=record.is_quiet,
        latest_count=record.latest_count,
    )


def _numbers(
    connection: Connection, feed_id: FeedId, moved: Iterable[MovedEntry]
) -> dict[int, EntryId]:
    """Return the numbers of those entries that are in lists, or muted, by their keys' hashes."""
    found: dict[int, EntryId] = {}
    for it in moved:
        row = connection.row(
            "SELECT entry_id, is_listed OR muted_by IS NOT NULL FROM status "
            "WHERE feed_id = ? AND key_hash = ?",
            (feed_id, hash_of(it.entry.key)),
        )
        if row is not None and row[1]:
            found[hash_of(it.entry.key)] = EntryId(row[0])
    return found


def _set_times(
    connection: Connection, numbered: Iterable[tuple[EntryId | None, MovedEntry]], now: int
) -> None:
    """Let entries stand where they stood by the time at which they first came in."""
    rows = []
    for entry_id, it in numbered:
        seen = maybe_milliseconds(it.first_seen_at)
        if entry_id is None or seen is None or seen > now:
            continue
        published = maybe_milliseconds(it.entry.published)
        rows.append((seen, seen if published is None else min(published, seen), entry_id))
    connection.run_many("UPDATE status SET first_seen_at = ?, sort_at = ? WHERE entry_id = ?", rows)


def _mark(connection: Connection, moved: dict[EntryId, MovedEntry], now: int) -> set[EntryId]:
    """Set the marks of entries; return those that this changed."""
    read = [number for number, it in moved.items() if it.is_read]
    starred = [number for number, it in moved.items() if it.is_starred]
    later = [number for number, it in moved.items() if it.is_later]
    changed = {
        *marks.mark_read(connection, read, is_read=True, now=now),
        *marks.mark_starred(connection, starred, is_starred=True, now=now),
        *kept.mark_later(connection, later, is_later=True),
    }
    tagged = [number for number, it in moved.items() if it.tags]
    before = kept.tags_of(connection, tagged)
    kept.put_tags(connection, {it: (*before[it], *moved[it].tags) for it in tagged})
    after = kept.tags_of(connection, tagged)
    changed |= {number for number in tagged if before[number] != after[number]}
    for number, it in moved.items():
        if it.note and not kept.note_of(connection, number):
            kept.put_note(connection, number, it.note, now)
            changed.add(number)
    return changed


def _know_as_read(
    connection: Connection, feed_id: FeedId, moved: Sequence[MovedEntry], now: int
) -> int:
    """Keep of articles that they were read, in case their feed lists them; return how many."""
    read = [it for it in moved if it.is_read]
    items = candidates(
        [it.entry for it in read], [maybe_milliseconds(it.entry.published) for it in read]
    )
    folder_id = connection.value("SELECT folder_id FROM feeds WHERE feed_id = ?", (feed_id,))
    new: set[int | None] = set()
    for item in items:
        sort_at = now if item.published is None else min(item.published, now)
        new |= {
            connection.value(
                "INSERT INTO status (feed_id, folder_id, sort_at, first_seen_at, is_listed, "
                "key_hash, alternate_hash, page_hash, title_hash) "
                "VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?) ON CONFLICT (feed_id, key_hash) DO NOTHING "
                "RETURNING entry_id",
                (
                    feed_id,
                    folder_id,
                    sort_at,
                    now,
                    item.key_hash,
                    item.alternate_hash,
                    item.page_hash,
                    item.title_hash,
                ),
            )
        }
    new.discard(None)
    connection.run_many(
        "UPDATE status SET is_read = 1, read_changed_at = ? WHERE entry_id = ?",
        ((now, entry_id) for entry_id in new),
    )
    return len(new)
