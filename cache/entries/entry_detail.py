"""Read single records: counts, feeds, and one entry with everything."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cache.db.connection import Connection
from cache.db.feed_counts import LOUD_FEEDS
from cache.db.rows import (
    ARTICLE_COLUMNS,
    FAILURE_COLUMNS,
    FEED_COLUMNS,
    article_from,
    brief_from,
    failure_from,
    feed_order,
    feed_row_from,
    from_bits,
    from_milliseconds,
    id_list,
    maybe_time,
)
from cache.entries.enclosures import enclosures_of
from cache.entries.layouts import layout_from
from cache.errors import CacheDamaged
from cache.feeds.feed_sources import COLUMNS as SOURCE_COLUMNS
from cache.feeds.feed_sources import source_from
from cache.lists import list_sql
from cache.reader.kept import list_tags, note_of
from cache.values.list_rows import Counts, EntryDetail, EntryId, FeedId, FeedRow, FeedTiming
from fetch.model import FeedTarget, Validators
from fetch.quiet_times import QuietTimes

_LATE_ENTRIES = 2_000
"""Looked at for names of authors: milliseconds, between two keys."""
_TIMED_ENTRIES = 20
"""So many of a feed's newest entries tell its rhythm."""


def counts(connection: Connection) -> Counts:
    """Return the numbers over the whole cache."""
    row = connection.rows(
        "SELECT coalesce(sum(entry_count), 0), coalesce(sum(unread_count), 0), "
        "(SELECT count(*) FROM status INDEXED BY status_starred "
        "WHERE is_listed = 1 AND is_starred = 1), "
        "(SELECT count(*) FROM feeds WHERE is_subscribed = 1), "
        "(SELECT count(*) FROM feeds JOIN feed_health USING (feed_id) "
        "WHERE is_subscribed = 1 AND failure_kind IS NOT NULL), "
        "(SELECT count(*) FROM status INDEXED BY status_muted WHERE muted_by IS NOT NULL), "
        "(SELECT count(*) FROM status INDEXED BY status_later "
        "WHERE is_listed = 1 AND is_later = 1) "
        f"FROM feed_counts WHERE {LOUD_FEEDS}"
    )[0]
    return Counts(
        entries=row[0],
        unread=row[1],
        starred=row[2],
        feeds=row[3],
        failing_feeds=row[4],
        muted=row[5],
        later=row[6],
        tags=list_tags(connection),
    )


def problems(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the database: its pages, its references, its numbers."""
    try:
        pages = [row[0] for row in connection.rows("PRAGMA integrity_check(20)")]
        references = [
            f"{table}: row {row_id} points to a row of {parent} that is gone"
            for table, row_id, parent, _ in connection.rows("PRAGMA foreign_key_check")
        ]
        numbers = [
            f"feed {feed_id}: the stored number of entries is wrong"
            for (feed_id,) in connection.rows(
                "SELECT n.feed_id FROM feed_counts n WHERE (entry_count, unread_count) <> "
                "(SELECT count(*), count(*) FILTER (WHERE is_read = 0) FROM status s "
                "WHERE s.feed_id = n.feed_id AND s.is_listed = 1)"
            )
        ]
    except CacheDamaged as error:
        return (str(error),)
    return (*(page for page in pages if page != "ok"), *references, *numbers)


def last_refresh_at(connection: Connection) -> datetime | None:
    """Return when the feeds were last asked."""
    stored = connection.value("SELECT value FROM meta WHERE name = 'last_refresh_at'")
    return None if stored is None else from_milliseconds(int(stored))


def feeds(connection: Connection) -> tuple[FeedRow, ...]:
    """Return the subscriptions, by folder and title."""
    rows = connection.rows(
        f"SELECT {FEED_COLUMNS} FROM feeds f JOIN folders d USING (folder_id) "
        "JOIN feed_counts n USING (feed_id) JOIN feed_health h USING (feed_id) "
        "WHERE f.is_subscribed = 1"
    )
    return tuple(sorted((feed_row_from(row) for row in rows), key=feed_order))


def authors_of_late(connection: Connection) -> tuple[str, ...]:
    """Return who wrote the entries that came last, by name."""
    rows = connection.rows(
        "SELECT DISTINCT author FROM (SELECT author FROM entries ORDER BY entry_id DESC LIMIT ?) "
        "WHERE author <> '' ORDER BY author",
        (_LATE_ENTRIES,),
    )
    return tuple(row[0] for row in rows)


def targets(
    connection: Connection, feed_ids: Sequence[FeedId] | None, *, is_forced: bool
) -> tuple[FeedTarget, ...]:
    """Return what is needed to ask feeds."""
    rows = connection.rows(
        f"SELECT feed_id, url, v.etag, v.last_modified, v.body_hash, {SOURCE_COLUMNS} FROM feeds "
        "JOIN feed_validators v USING (feed_id) JOIN feed_health h USING (feed_id) "
        "LEFT JOIN feed_sources x USING (feed_id) "
        "WHERE is_subscribed = 1 AND account_id IS NULL "
        "AND (?1 IS NULL OR feed_id IN (SELECT value FROM json_each(?1))) "
        "ORDER BY coalesce(h.last_attempt_at, 0), feed_id",
        (None if feed_ids is None else id_list(feed_ids),),
    )
    return tuple(
        FeedTarget(
            feed_id=row[0],
            url=row[1],
            validators=Validators(etag=row[2], last_modified=row[3]),
            body_hash=row[4],
            is_forced=is_forced,
            source=source_from(row[1], row[5:]),
        )
        for row in rows
    )


def timings(connection: Connection) -> tuple[FeedTiming, ...]:
    """Return what decides when each feed is asked next."""
    rows = connection.rows(
        "SELECT feed_id, h.last_attempt_at, ttl_minutes, h.failure_count, "
        "h.failure_kind, h.failure_detail, h.failure_status, h.retry_after_seconds, "
        "o.interval_minutes, h.max_age_seconds, skip_hours, skip_days "
        "FROM feeds JOIN feed_health h USING (feed_id) "
        "LEFT JOIN feed_options o USING (feed_id) WHERE is_subscribed = 1 AND account_id IS NULL"
    )
    return tuple(
        FeedTiming(
            feed_id=FeedId(row[0]),
            asked_at=maybe_time(row[1]),
            ttl_minutes=row[2],
            failure_count=row[3],
            failure=failure_from(row[4:8]),
            published=_newest_times(connection, row[0]),
            interval_minutes=row[8],
            max_age_seconds=row[9],
            quiet=QuietTimes(hours=from_bits(row[10]), days=from_bits(row[11])),
        )
        for row in rows
    )


def _newest_times(connection: Connection, feed_id: int) -> tuple[datetime, ...]:
    rows = connection.rows(
        "SELECT sort_at FROM status INDEXED BY status_feed WHERE feed_id = ? AND is_listed = 1 "
        "ORDER BY sort_at DESC LIMIT ?",
        (feed_id, _TIMED_ENTRIES),
    )
    return tuple(from_milliseconds(row[0]) for row in rows)


def first_unread(connection: Connection, ids: Sequence[EntryId]) -> EntryId | None:
    """Return the first of `ids` that is unread."""
    rows = connection.rows(
        "SELECT entry_id FROM status WHERE is_read = 0 "
        "AND entry_id IN (SELECT value FROM json_each(?))",
        (id_list(ids),),
    )
    unread = {row[0] for row in rows}
    return next((entry_id for entry_id in ids if entry_id in unread), None)


def detail(connection: Connection, entry_id: EntryId) -> EntryDetail | None:
    """Return everything about an entry."""
    line = next(iter(list_sql.lines(connection, [entry_id])), None)
    if line is None:
        return None
    failures = ", ".join(f"p.{column}" for column in FAILURE_COLUMNS)
    row = connection.rows(
        f"SELECT e.summary, b.body, y.body, {failures}, {ARTICLE_COLUMNS} FROM entries e "
        "LEFT JOIN articles a USING (article_id) LEFT JOIN briefs b USING (article_id) "
        "LEFT JOIN layouts y USING (article_id) LEFT JOIN page_failures p USING (entry_id) "
        "WHERE entry_id = ?",
        (entry_id,),
    )[0]
    summary, body, layout, failure, stored = row[0], row[1], row[2], row[3:7], row[7:]
    article = None if stored[0] is None else article_from(stored)
    if article is not None:
        article = replace(article, layout=layout_from(layout, len(article.text)))
    brief = None
    if article is not None and body is not None:
        brief = brief_from(body, entry_id, article.text)
    return EntryDetail(
        row=line,
        summary=summary,
        article=article,
        brief=brief,
        page_failure=failure_from(failure),
        kept_note=note_of(connection, entry_id),
        enclosures=enclosures_of(connection, entry_id),
    )
