"""The status of subscriptions: failing, gone or silent, and why. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from cache.feeds.feed_options import ManagedFeed
from fetch.feeds.made.saved_pages import is_saved_address
from fetch.feeds.newest_items import MAX_ITEMS
from fetch.model import FailureKind
from tui.headless.words.notices import describe_failure, plural

QUIET_AFTER = timedelta(days=90)
"""Without anything new for so long a feed is worth a remark …"""
SILENT_AFTER = timedelta(days=365)
"""… and after this it counts as dead."""
_YEARS = 2
"""From so many on, days are told in years."""
LOST_AFTER = timedelta(days=30)
"""A feed that fails for longer is hardly coming back."""


class State(StrEnum):
    """How a feed is."""

    OK = "ok"
    NEW = "new"
    QUIET = "quiet"
    FAILING = "failing"
    GONE = "gone"


RANKS = {State.GONE: 0, State.FAILING: 1, State.QUIET: 2, State.NEW: 3, State.OK: 4}
"""What needs the reader most comes first."""


class Health(Struct, frozen=True, kw_only=True):
    """How one feed is.

    Attributes:
        words: a few, for a column: "failing 3 d".
        reason: a sentence or two; "" when all is well and there is nothing to say.
        since: since when it is so, None if that is not known or all is well.
        is_dead: it seems dead: it is gone, or has failed or been silent for long.
    """

    state: State
    words: str
    reason: str = ""
    since: datetime | None = None
    is_dead: bool = False


def _left_out(feed: ManagedFeed) -> str:
    if not feed.left_out_count:
        return ""
    count = feed.left_out_count + MAX_ITEMS
    return f"It has {count:,} entries: the newest {MAX_ITEMS:,} are read."


def health_of(feed: ManagedFeed, now: datetime) -> Health:
    """Return how a feed is."""
    row = feed.row
    if is_saved_address(row.url):
        # No server is asked for it, and nothing new is expected.
        return Health(state=State.OK, words="ok")
    if row.failure is not None:
        since = row.failed_since or row.last_attempt_at
        is_gone = row.failure.kind is FailureKind.GONE
        lasted = now - since if since else timedelta(0)
        return Health(
            state=State.GONE if is_gone else State.FAILING,
            words="gone" if is_gone else f"failing {_span(lasted)}".rstrip(),
            reason=describe_failure(row.failure),
            since=since,
            is_dead=is_gone or lasted > LOST_AFTER,
        )
    if row.last_success_at is None and row.account_id is None:
        return Health(state=State.NEW, words="not asked yet")
    newest = feed.newest_at or feed.subscribed_at or row.last_success_at or now
    silence = now - newest
    if silence < QUIET_AFTER:
        return Health(state=State.OK, words="ok", reason=_left_out(feed))
    return Health(
        state=State.QUIET,
        words=f"quiet {_span(silence)}",
        reason=f"Nothing new for {plural(silence.days, 'day')}. {_left_out(feed)}".rstrip(),
        since=newest,
        is_dead=silence >= SILENT_AFTER,
    )


def _span(lasted: timedelta) -> str:
    hours = int(lasted.total_seconds() // 3600)
    if lasted.days >= _YEARS * 365:
        return f"{lasted.days // 365} y"
    if lasted.days > 0:
        return f"{lasted.days:,} d"
    return f"{hours} h" if hours > 0 else ""


def interval_words(feed: ManagedFeed) -> str:
    """Return how often a feed is asked: "30 min", "2 h", or "auto" for its own rhythm.

    "account" for one that comes with an account, "never" for the saved pages.
    """
    if is_saved_address(feed.row.url):
        return "never"
    if feed.row.account_id is not None:
        return "account"
    minutes = feed.options.interval_minutes
    if minutes is None:
        return "auto"
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"
