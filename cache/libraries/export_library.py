"""Read everything that the reader said and did, for a whole export."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from cache.db.connection import Connection
from cache.db.rows import (
    ARTICLE_COLUMNS,
    ENTRY_COLUMNS,
    article_from,
    entry_from,
    from_milliseconds,
    id_list,
)
from cache.entries.enclosures import enclosures_of
from cache.entries.layouts import layout_from
from cache.feeds.feed_options import NO_OPTIONS, options_of_all
from cache.feeds.feed_sources import COLUMNS as SOURCE_COLUMNS
from cache.feeds.feed_sources import source_from
from cache.reader import follows, kept, mutes, rules
from cache.values.export_records import (
    EntryRecord,
    FeedRecord,
    FollowRecord,
    KnownRecord,
    MuteRecord,
    Record,
    RuleRecord,
)
from cache.values.interest_rows import MuteKind
from cache.values.list_rows import EntryId, FeedId
from fetch.feeds.made.saved_pages import is_saved_address
from fetch.model import Article, PageList, Program

_AT_ONCE = 200


class ExportLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def records(self) -> Iterator[Record]:
        """Yield what stands in no account, as it is at one moment: feeds before their entries."""
        connection = self._connection
        with connection.snapshot():
            feeds = tuple(_feeds(connection))
            yield from feeds
            for feed in feeds:
                yield from _entries(connection, feed)
            for follow in reversed(follows.list_follows(connection)):
                yield FollowRecord(
                    kind=follow.kind.value, subject=follow.subject, title=follow.title
                )
            for mute in reversed(mutes.list_mutes(connection)):
                if mute.rule.kind is not MuteKind.RULE:
                    yield MuteRecord(
                        kind=mute.rule.kind.value,
                        pattern=mute.rule.pattern,
                        feed=mute.rule.feed_id,
                        expires_at=mute.rule.expires_at,
                    )
            for rule in rules.list_rules(connection):
                actions = rule.actions
                yield RuleRecord(
                    query=rule.query,
                    stars=actions.stars,
                    keeps_later=actions.keeps_later,
                    marks_read=actions.marks_read,
                    mutes=actions.mutes,
                    notifies=actions.notifies,
                    tags=actions.tags,
                    command=actions.command,
                )


def _feeds(connection: Connection) -> Iterator[FeedRecord]:
    options = options_of_all(connection)
    rows = connection.rows(
        "SELECT f.feed_id, f.url, f.given_title, f.title, d.path, f.site_url, f.is_subscribed, "
        f"{SOURCE_COLUMNS} FROM feeds f JOIN folders d USING (folder_id) "
        "LEFT JOIN feed_sources x USING (feed_id) WHERE f.account_id IS NULL "
        "AND (f.is_subscribed = 1 OR EXISTS (SELECT 1 FROM status s WHERE s.feed_id = f.feed_id "
        "AND s.is_listed = 1)) ORDER BY f.feed_id"
    )
    for feed_id, url, given, own, folder, site_url, is_subscribed, *source in rows:
        own_options = options.get(FeedId(feed_id), NO_OPTIONS)
        made = source_from(url, source)
        yield FeedRecord(
            number=feed_id,
            url=url,
            title=given,
            own_title=own,
            folder=folder,
            site_url=site_url,
            is_subscribed=bool(is_subscribed),
            full_articles=own_options.full_articles,
            interval_minutes=own_options.interval_minutes,
            user_agent=own_options.user_agent,
            article_selector=own_options.pages.article,
            strip_selector=own_options.pages.strip,
            prefers_feed=own_options.prefers_feed,
            is_quiet=own_options.is_quiet,
            latest_count=own_options.latest_count,
            has_credential=own_options.credential is not None,
            program=made.arguments if isinstance(made, Program) else (),
            page_list=made if isinstance(made, PageList) else None,
        )


def _entries(connection: Connection, feed: FeedRecord) -> Iterator[EntryRecord | KnownRecord]:
    rows = connection.rows(
        "SELECT entry_id FROM status WHERE feed_id = ? ORDER BY entry_id DESC", (feed.number,)
    )
    numbers = [EntryId(row[0]) for row in rows]
    keeps_all = is_saved_address(feed.url)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        yield from _whole(connection, feed.number, some, keeps_all=keeps_all)
        yield from _known(connection, feed.number, some)


def _whole(
    connection: Connection, feed: int, numbers: Sequence[EntryId], *, keeps_all: bool
) -> Iterator[EntryRecord]:
    rows = connection.rows(
        "SELECT s.entry_id, s.first_seen_at, s.is_read, s.is_starred, s.is_later, "
        "s.wants_article OR e.article_id IS NOT NULL, "
        f"{ENTRY_COLUMNS} FROM status s JOIN entries e USING (entry_id) "
        "LEFT JOIN entry_contents c USING (entry_id) "
        "WHERE s.entry_id IN (SELECT value FROM json_each(?)) "
        "AND (s.is_listed = 1 OR s.muted_by IS NOT NULL) ORDER BY s.entry_id DESC",
        (id_list(numbers),),
    )
    tags = kept.tags_of(connection, numbers)
    for row in rows:
        entry_id, seen, is_read, is_starred, is_later, is_fetched, *said = row
        note = kept.note_of(connection, entry_id)
        is_kept = keeps_all or is_starred or is_later or note or tags[entry_id]
        yield EntryRecord(
            feed=feed,
            entry=replace(entry_from(said), enclosures=enclosures_of(connection, entry_id)),
            first_seen_at=from_milliseconds(seen),
            is_read=bool(is_read),
            is_starred=bool(is_starred),
            is_later=bool(is_later),
            tags=tags[entry_id],
            note=note,
            is_fetched=bool(is_fetched),
            article=_article(connection, entry_id) if is_kept else None,
        )


def _article(connection: Connection, entry_id: EntryId) -> Article | None:
    row: Any = connection.row(
        f"SELECT y.body, {ARTICLE_COLUMNS} FROM entries e JOIN articles a USING (article_id) "
        "LEFT JOIN layouts y USING (article_id) WHERE entry_id = ?",
        (entry_id,),
    )
    if row is None:
        return None
    article = article_from(row[1:])
    return replace(article, layout=layout_from(row[0], len(article.text)))


def _known(connection: Connection, feed: int, numbers: Sequence[EntryId]) -> Iterator[KnownRecord]:
    rows = connection.rows(
        "SELECT key_hash, alternate_hash, page_hash, title_hash, sort_at, first_seen_at, is_read, "
        "is_dropped FROM status s WHERE entry_id IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.entry_id = s.entry_id)",
        (id_list(numbers),),
    )
    for key, alternate, page, title, sort_at, seen, is_read, is_dropped in rows:
        yield KnownRecord(
            feed=feed,
            key_hash=key,
            alternate_hash=alternate,
            page_hash=page,
            title_hash=title,
            sort_at=sort_at,
            first_seen_at=seen,
            is_read=bool(is_read),
            is_dropped=bool(is_dropped),
        )
