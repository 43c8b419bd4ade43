"""Read and write the options of single feeds."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

from cache.db.connection import Connection
from cache.db.rows import FEED_COLUMNS, feed_order, feed_row_from, maybe_time
from cache.reader.kept import NOT_KEPT
from cache.reader.marks import mark_read
from cache.reader.seen_versions import stories_of, touch
from cache.values.list_rows import EntryId, FeedId, FeedRow
from fetch.rules import NO_RULES, PageRules


class CredentialKind(StrEnum):
    """What a server is shown."""

    BASIC = "basic"
    """A user's name and password."""
    BEARER = "bearer"
    """A token."""
    COOKIES = "cookies"
    """Cookies in a file as browsers export them."""


class CredentialPlace(StrEnum):
    """Where a secret lies."""

    KEYRING = "keyring"
    ENVIRONMENT = "environment"
    FILE = "file"


class CredentialLink(Struct, frozen=True, kw_only=True):
    """Which secret a feed's server is shown, and where it lies; never the secret.

    Attributes:
        name: of the keyring's item or the environment's variable, or the file's path.
        origin: scheme, host and port of the only server that gets it: a feed may move.
    """

    kind: CredentialKind
    place: CredentialPlace
    name: str
    origin: str


class FeedOptions(Struct, frozen=True, kw_only=True):
    """How one feed differs from the configuration; None and "" for what that says.

    Attributes:
        is_quiet: its entries stand in no list but its own, its folder's and what is searched for.
        latest_count: so many of its entries, the newest, stay unread; None for all.
    """

    full_articles: bool | None = None
    interval_minutes: int | None = None
    user_agent: str = ""
    pages: PageRules = NO_RULES.pages
    prefers_feed: bool = False
    credential: CredentialLink | None = None
    is_quiet: bool = False
    latest_count: int | None = None


NO_OPTIONS = FeedOptions()


class ManagedFeed(Struct, frozen=True, kw_only=True):
    """A subscription with all that a reader can say of it.

    Attributes:
        given_title: the reader's own name for it, "" for none.
        newest_at: when its newest entry was published or came in, None if it has none.
        subscribed_at: when it was first subscribed to.
        left_out_count: so many of its entries, the oldest, are too many and not read.
    """

    row: FeedRow
    given_title: str
    newest_at: datetime | None
    subscribed_at: datetime | None
    options: FeedOptions = NO_OPTIONS
    left_out_count: int = 0


_COLUMNS = (
    "o.full_articles, o.interval_minutes, o.user_agent, o.article_selector, o.strip_selector, "
    "o.prefers_feed, o.credential_kind, o.credential_place, o.credential_name, "
    "o.credential_origin, o.is_quiet, o.latest_count"
)


def _options_from(row: Sequence[Any]) -> FeedOptions:
    full, minutes, agent, article, strip, prefers_feed, kind, place, name, origin, *own = row
    if agent is None:  # no row
        return NO_OPTIONS
    link = None
    if kind:
        link = CredentialLink(
            kind=CredentialKind(kind), place=CredentialPlace(place), name=name, origin=origin
        )
    return FeedOptions(
        full_articles=None if full is None else bool(full),
        interval_minutes=minutes,
        user_agent=agent,
        pages=PageRules(article=article, strip=strip),
        prefers_feed=bool(prefers_feed),
        credential=link,
        is_quiet=bool(own[0]),
        latest_count=own[1],
    )


def options_of_all(connection: Connection) -> dict[FeedId, FeedOptions]:
    """Return the options of all feeds that have some."""
    rows = connection.rows(f"SELECT o.feed_id, {_COLUMNS} FROM feed_options o")
    return {FeedId(row[0]): _options_from(row[1:]) for row in rows}


def save_options(connection: Connection, feed_id: FeedId, options: FeedOptions) -> None:
    """Store the options of a feed in place of those it had."""
    connection.run("DELETE FROM feed_options WHERE feed_id = ?", (feed_id,))
    _keep_quiet(connection, feed_id, is_quiet=options.is_quiet)
    if options == NO_OPTIONS:
        return
    link = options.credential
    secret = (link.kind.value, link.place.value, link.name, link.origin) if link else ("",) * 4
    connection.run(
        "INSERT INTO feed_options (feed_id, full_articles, interval_minutes, user_agent, "
        "article_selector, strip_selector, prefers_feed, credential_kind, credential_place, "
        "credential_name, credential_origin, is_quiet, latest_count) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            feed_id,
            None if options.full_articles is None else int(options.full_articles),
            options.interval_minutes,
            options.user_agent,
            options.pages.article,
            options.pages.strip,
            int(options.prefers_feed),
            *secret,
            options.is_quiet,
            options.latest_count,
        ),
    )


def _keep_quiet(connection: Connection, feed_id: FeedId, *, is_quiet: bool) -> None:
    """Let the entries of a feed stand in the lists of all feeds, or not."""
    rows = connection.rows(
        "UPDATE status SET is_quiet = ?1 WHERE feed_id = ?2 AND is_quiet <> ?1 RETURNING entry_id",
        (is_quiet, feed_id),
    )
    if rows:
        touch(connection, stories_of(connection, [row[0] for row in rows]))


def mark_older_read(connection: Connection, feed_id: FeedId, now: int) -> None:
    """Of a feed of which only the newest stay unread: mark the others read that are not kept."""
    count = connection.value("SELECT latest_count FROM feed_options WHERE feed_id = ?", (feed_id,))
    if count is None:
        return
    rows = connection.rows(
        "SELECT entry_id FROM (SELECT entry_id FROM status INDEXED BY status_feed "
        "WHERE feed_id = ? AND is_listed = 1 ORDER BY sort_at DESC, entry_id DESC "
        f"LIMIT -1 OFFSET ?) JOIN status USING (entry_id) WHERE is_read = 0 AND {NOT_KEPT}",
        (feed_id, count),
    )
    mark_read(connection, [EntryId(row[0]) for row in rows], is_read=True, now=now)


def managed_feeds(connection: Connection) -> tuple[ManagedFeed, ...]:
    """Return the subscriptions with their options, by folder and title."""
    rows = connection.rows(
        f"SELECT f.given_title, f.subscribed_at, (SELECT max(s.sort_at) FROM status s "
        f"WHERE s.feed_id = f.feed_id AND s.is_listed = 1), h.left_out_count, "
        f"{_COLUMNS}, {FEED_COLUMNS} "
        "FROM feeds f JOIN folders d USING (folder_id) JOIN feed_counts n USING (feed_id) "
        "JOIN feed_health h USING (feed_id) LEFT JOIN feed_options o USING (feed_id) "
        "WHERE f.is_subscribed = 1"
    )
    found = (
        ManagedFeed(
            row=feed_row_from(row[16:]),
            given_title=row[0],
            subscribed_at=maybe_time(row[1]),
            newest_at=maybe_time(row[2]),
            left_out_count=row[3],
            options=_options_from(row[4:16]),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda feed: feed_order(feed.row)))
