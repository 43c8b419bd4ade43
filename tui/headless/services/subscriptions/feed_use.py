"""How useful each feed is, and which to give up first. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import IntEnum

from msgspec import Struct

from cache.feeds.feed_options import ManagedFeed
from cache.feeds.feed_statistics import FeedStatistics
from cache.values.list_rows import FeedId
from fetch.feeds.made.saved_pages import is_saved_address
from tui.headless.services.subscriptions.feed_status import Health, health_of

TRIAL = timedelta(weeks=2)
"""A feed that was subscribed to less long ago can't be judged yet."""
_LONG_AGO = float("-inf")


class Verdict(IntEnum):
    """What speaks for giving a feed up, the strongest first."""

    DEAD = 0
    JUDGED = 1
    SILENT = 2
    """It brings nothing, and so costs nothing."""
    ON_TRIAL = 3
    SAVED = 4
    """Nobody prunes what was saved page by page."""


class FeedUse(Struct, frozen=True, kw_only=True):
    """A subscription with its health and its statistics."""

    feed: ManagedFeed
    health: Health
    statistics: FeedStatistics
    verdict: Verdict


def use_of(feed: ManagedFeed, statistics: FeedStatistics | None, now: datetime) -> FeedUse:
    """Return the use of a feed; one without statistics was subscribed to a moment ago."""
    health = health_of(feed, now)
    found = statistics or FeedStatistics(feed_id=feed.row.feed_id)
    if is_saved_address(feed.row.url):
        verdict = Verdict.SAVED
    elif health.is_dead:
        verdict = Verdict.DEAD
    elif feed.subscribed_at is not None and now - feed.subscribed_at < TRIAL:
        verdict = Verdict.ON_TRIAL
    else:
        verdict = Verdict.JUDGED if found.entry_count else Verdict.SILENT
    return FeedUse(feed=feed, health=health, statistics=found, verdict=verdict)


def prune_first(
    feeds: Iterable[ManagedFeed], statistics: Mapping[FeedId, FeedStatistics], now: datetime
) -> list[FeedUse]:
    """Return the feeds with those to give up first on top.

    Dead ones come first, then those of whose entries the smallest share was used; of several
    that were not used at all the one with most entries a week, then the one used longest ago.
    """
    uses = (use_of(feed, statistics.get(feed.row.feed_id), now) for feed in feeds)
    return sorted(uses, key=_rank)


def _rank(use: FeedUse) -> tuple[int, float, float, float]:
    found = use.statistics
    last = found.last_used_at.timestamp() if found.last_used_at else _LONG_AGO
    share = found.share(found.used_count) if use.verdict is Verdict.JUDGED else None
    return use.verdict, share or 0.0, -found.weekly, last


def share_words(share: float | None) -> str:
    """Return a share for a column: "12 %", "<1 %", "–" of nothing."""
    if share is None:
        return "–"
    return "<1 %" if 0 < share < 0.005 else f"{share:.0%}".replace("%", " %")  # noqa: PLR2004


def rate_words(weekly: float) -> str:
    """Return entries a week for a column: "142", "3.5", "<0.1", "0"."""
    if 0 < weekly < 0.1:  # noqa: PLR2004 - it would be drawn as 0
        return "<0.1"
    return f"{weekly:,.0f}" if weekly >= 10 or weekly == 0 else f"{weekly:.1f}"  # noqa: PLR2004
