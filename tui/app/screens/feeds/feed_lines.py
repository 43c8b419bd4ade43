"""Make the lines and details of the feed manager from subscriptions. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from textual.content import Content

from cache.feeds.feed_options import ManagedFeed
from cache.feeds.feed_statistics import WINDOW, FeedStatistics
from cache.text.folding import folded
from cache.values.list_rows import FeedId
from fetch.access import without_secret
from tui.app.widgets.lists.feed_table import FeedLine
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import drawable
from tui.headless.services.subscriptions.feed_status import (
    RANKS,
    Health,
    State,
    health_of,
    interval_words,
)
from tui.headless.services.subscriptions.feed_use import (
    FeedUse,
    prune_first,
    rate_words,
    share_words,
)
from tui.headless.words.file_sizes import describe_size

_ROOM = 26
"""Columns for a fact beside its name; a longer one stands under it."""
_TROUBLE = {State.FAILING, State.GONE, State.QUIET}


class Order(StrEnum):
    """How the feeds are sorted."""

    NAME = "by folder and name"
    HEALTH = "by health"
    ACTIVITY = "by activity"
    USE = "least useful first"


def chosen(
    feeds: Sequence[ManagedFeed], words: str, now: datetime, *, is_dead_only: bool
) -> list[ManagedFeed]:
    """Return the feeds that have all words in name, folder or address."""
    wanted = folded(words).split()
    return [
        feed
        for feed in feeds
        if all(
            word in folded(f"{feed.row.title} {feed.row.folder} {feed.row.url}") for word in wanted
        )
        and (not is_dead_only or health_of(feed, now).is_dead)
    ]


def lines_of(feeds: Sequence[ManagedFeed], order: Order, now: datetime) -> list[FeedLine]:
    """Return the lines; sorted by name, each folder has a heading."""
    if order is not Order.NAME:
        return [_line(feed, now) for feed in _sorted(feeds, order, now)]
    lines: list[FeedLine] = []
    folder: str | None = None
    for feed in feeds:
        if feed.row.folder != folder:
            folder = feed.row.folder
            lines.append(FeedLine(feed_id=None, title=folder or "Without a folder", folder=folder))
        lines.append(_line(feed, now))
    return lines


def lines_of_use(
    feeds: Sequence[ManagedFeed], statistics: Mapping[FeedId, FeedStatistics], now: datetime
) -> list[FeedLine]:
    """Return the lines with what was used of each feed, those to give up first on top."""
    return [_line_of_use(use, now) for use in prune_first(feeds, statistics, now)]


def _line_of_use(use: FeedUse, now: datetime) -> FeedLine:
    row, found = use.feed.row, use.statistics
    has_trouble = use.health.state in _TROUBLE
    return FeedLine(
        feed_id=row.feed_id,
        title=row.title,
        folder=row.folder,
        weekly=rate_words(found.weekly),
        opened=share_words(found.share(found.opened_count)),
        starred=share_words(found.share(found.starred_count)),
        kept=share_words(found.share(found.kept_count)),
        size=describe_size(found.byte_count),
        state=use.health.words if has_trouble else _age(found.last_used_at, now),
        has_trouble=has_trouble,
    )


def _sorted(feeds: Sequence[ManagedFeed], order: Order, now: datetime) -> list[ManagedFeed]:
    if order is Order.HEALTH:
        return sorted(feeds, key=lambda feed: RANKS[health_of(feed, now).state])
    return sorted(
        feeds,
        key=lambda feed: feed.newest_at.timestamp() if feed.newest_at else 0.0,
        reverse=True,
    )


def _line(feed: ManagedFeed, now: datetime) -> FeedLine:
    row, health = feed.row, health_of(feed, now)
    return FeedLine(
        feed_id=row.feed_id,
        title=row.title,
        folder=row.folder,
        counts=f"{row.unread_count:,}/{row.entry_count:,}",
        last=_age(row.last_success_at, now),
        state=health.words,
        interval=interval_words(feed),
        has_trouble=health.state in _TROUBLE,
    )


def _age(moment: datetime | None, now: datetime) -> str:
    return relative_times.age(moment.astimezone(now.tzinfo), now) if moment else "never"


def details_of(
    feed: ManagedFeed,
    now: datetime,
    due: datetime | None,
    statistics: FeedStatistics | None = None,
) -> Content:
    """Return all that is known of a feed, for the pane at the right."""
    row, options, health = feed.row, feed.options, health_of(feed, now)
    full = {None: "as configured", True: "yes", False: "no"}[options.full_articles]
    link = options.credential
    facts = (
        ("Address", without_secret(row.url)[0]),
        ("Site", row.site_url),
        ("Folder", row.folder),
        ("Entries", f"{row.entry_count:,}, {row.unread_count:,} unread"),
        ("Newest", _moment(feed.newest_at, now)),
        ("Last success", _moment(row.last_success_at, now)),
        ("Asked", interval_words(feed)),
        ("Next", _moment(due, now) if due else "never"),
        ("Full articles", full),
        ("Own text", "preferred" if options.prefers_feed else ""),
        ("User agent", options.user_agent),
        ("Article at", options.pages.article),
        ("Without", options.pages.strip),
        ("Credential", f"{link.kind} for {link.origin}, {link.place}" if link else ""),
        *_use_facts(statistics, now),
    )
    parts = [Content.styled(drawable(row.title), "bold"), _state(health, now), Content("")]
    parts += [
        Content.assemble(
            (name + "\n  " if len(words) > _ROOM else f"{name:<14}", "dim"), drawable(words)
        )
        for name, words in facts
        if words
    ]
    return Content("\n").join(parts)


def _use_facts(statistics: FeedStatistics | None, now: datetime) -> tuple[tuple[str, str], ...]:
    if statistics is None:
        return ()
    counts = (
        f"{statistics.opened_count:,} opened, {statistics.starred_count:,} starred, "
        f"{statistics.kept_count:,} kept of {statistics.entry_count:,}"
    )
    return (
        ("A week", f"{rate_words(statistics.weekly)} new"),
        (f"In {WINDOW.days // 7} weeks", counts),
        ("Last useful", _moment(statistics.last_used_at, now) or "never"),
        ("Size", describe_size(statistics.byte_count)),
    )


def _state(health: Health, now: datetime) -> Content:
    words = health.reason or health.words
    since = f" Since {_moment(health.since, now)}." if health.since else ""
    style = "$error" if health.state in _TROUBLE else "dim"
    return Content.styled(drawable(words + since), style)


def _moment(moment: datetime | None, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%d %b %Y %H:%M}" if moment else ""
