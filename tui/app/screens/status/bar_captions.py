"""The captions of the bars, from rows and counts. Pure."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from cache.values.account_rows import Account
from cache.values.list_rows import Counts, FeedRow, Order, Scope, View
from tui.app.screens.view_query import feed_name, feeds_of
from tui.app.widgets.lists.section_rows import Section, SectionKind
from tui.app.widgets.text import relative_times
from tui.headless.words.notices import plural
from tui.headless.words.sync_words import short_sync_status, sync_status

_ORDERS = {
    Order.NEWEST: "",
    Order.OLDEST: ", oldest first",
    Order.SOURCE: ", by source",
    Order.LENGTH: ", longest first",
}
_NEVER = datetime.min.replace(tzinfo=UTC)
_NOTHING_FOUND = "No articles yet. They come in here when feeds bring them."


def view_title(view: View, feeds: Sequence[FeedRow]) -> str:
    """Return what the list shows."""
    match view.scope:
        case Scope.FEED:
            title = feed_name(feeds, view.feed_id)
        case Scope.FOLDER:
            title = view.folder
        case Scope.ACTOR | Scope.SEARCH | Scope.ACCOUNT:
            title = view.subject
        case Scope.TAG:
            title = f"#{view.subject}" if view.subject else "Tags"
        case Scope.FOLLOWED:
            title = "Following"
        case Scope.STORIES:
            title = "Top stories"
        case scope:
            title = scope.value.capitalize()
    if view.scope is not Scope.STORIES:
        title += _ORDERS[view.order]
    if view.is_unread_only:
        title += ", unread only"
    return f"“{view.query.text}” in {title}" if view.query else title


def view_counts(view: View, count: int, feeds: Sequence[FeedRow], counts: Counts) -> str:
    """Return how many articles a view has, and how many of them are unread."""
    if view.query:
        return f"{count:,} found"
    if view.is_unread_only:
        return f"{count:,} unread"
    match view.scope:
        case Scope.FEED | Scope.FOLDER | Scope.ACCOUNT:
            unread = sum(feed.unread_count for feed in feeds_of(view, feeds))
            return f"{unread:,} unread of {count:,}"
        case Scope.ALL:
            muted = f" · {counts.muted:,} muted" if counts.muted else ""
            return f"{counts.unread:,} unread of {count:,}{muted}"
        case _:
            return plural(count, "article")


def freshness(
    refreshed_at: datetime | None,
    now: datetime,
    *,
    is_offline: bool,
    accounts: Sequence[Account] = (),
) -> str:
    """Return how old the news is; offline only if a refresh found no network.

    With accounts: when they were synced, what waits for them, or why one was not.
    """
    if accounts:
        failing = next((it for it in accounts if it.failure is not None), None)
        if failing is None:
            oldest = min(accounts, key=lambda it: it.last_sync_at or _NEVER)
            words = sync_status(_together(oldest, accounts), now)
        else:
            words = sync_status(_together(failing, accounts), now)
            words = f"{failing.name} {words}" if len(accounts) > 1 else words
        return f"offline · {words}" if is_offline else words
    words = (
        f"refreshed {relative_times.ago(refreshed_at, now)}" if refreshed_at else "never refreshed"
    )
    return f"offline · {words}" if is_offline else words


def short_freshness(accounts: Sequence[Account]) -> str:
    """Return the same for a narrow screen: only what the reader may not miss."""
    if not accounts:
        return ""
    failing = next((it for it in accounts if it.failure is not None), accounts[0])
    return short_sync_status(_together(failing, accounts))


def _together(shown: Account, accounts: Sequence[Account]) -> Account:
    """Return an account with what waits for all of them."""
    return replace(
        shown,
        waiting_count=sum(it.waiting_count for it in accounts),
        missing_count=sum(it.missing_count for it in accounts),
        refused_count=0,
    )


def position(
    cursor: int, count: int, feeds: Sequence[FeedRow], *, share_read: float | None = None
) -> str:
    """Return where one is in the list and in its article, and how many feeds fail.

    Args:
        share_read: how much of the article one has seen, 0 to 1; None outside of one.
    """
    if not count:
        return ""
    words = f"{cursor + 1:,} of {count:,}"
    if share_read is not None:
        words += f" · {share_read:.0%}"
    failing = sum(feed.failure is not None for feed in feeds)
    if failing:
        words += f" · {plural(failing, 'feed')} {'fails' if failing == 1 else 'fail'}"
    return words


def failure_line(section: Section, feeds: Sequence[FeedRow], now: datetime) -> str:
    """Return why the feed of a section fails, and since when."""
    if section.kind is SectionKind.ACCOUNT:
        return f"! {section.reason}"
    feed = next((it for it in feeds if it.feed_id == section.view.feed_id), None)
    if feed is None:
        return "A feed in this folder fails"
    since = relative_times.age(feed.failed_since, now) if feed.failed_since else "now"
    if since == "now":
        return f"! {section.reason}"
    words = f"For {since} now." if since[-2:] in {" m", " h"} else f"Since {since}."
    return f"! {section.reason} {words}"


def list_hint(
    view: View,
    key_of: Callable[[str], str],
    *,
    has_feeds: bool,
    has_articles: bool = False,
    failing_count: int = 0,
) -> str:
    """Return what stands in a list without articles: why, and what to do.

    Arguments:
        view: what the list shows.
        key_of: the key of a command.
        has_feeds: whether there is a feed or an account.
        has_articles: whether the feeds have articles, which this list does not show.
        failing_count: how many feeds the list is about, if all of them fail.
    """
    if view.is_unread_only:
        return f"Nothing is unread here: {key_of('toggle_unread_only')} shows all."
    if view.query:
        return "Nothing found. Fewer words find more; Esc ends the search."
    hints = {
        Scope.UNREAD: "Everything is read.",
        Scope.STARRED: f"No stars yet: {key_of('toggle_star')} puts one on an article.",
        Scope.LATER: f"Nothing is kept for later: {key_of('read_later')} keeps an article.",
        Scope.TAG: f"Nothing has this tag any more: {key_of('edit_tags')} puts one on an article.",
        Scope.MUTED: f"Nothing is muted: {key_of('mute')} hides articles like the selected one.",
        Scope.ACTOR: _NOTHING_FOUND,
        Scope.SEARCH: _NOTHING_FOUND,
        Scope.FOLLOWED: _NOTHING_FOUND,
    }
    if view.scope in hints:
        return hints[view.scope]
    if not has_feeds:
        return f"No feeds yet: {key_of('add_feed')} adds one."
    if has_articles and view.scope in {Scope.ALL, Scope.STORIES}:
        return "Nothing here. Quiet feeds show their articles only in their own lists."
    return _nothing_yet(key_of, failing_count)


def _nothing_yet(key_of: Callable[[str], str], failing_count: int) -> str:
    again = key_of("refresh_all")
    if not failing_count:
        return f"No articles yet: {again} asks the feeds."
    which, them = f"all {failing_count:,} feeds fail", "them"
    if failing_count == 1:
        which, them = "the feed fails", "it"
    return (
        f"No articles yet: {which}. {key_of('manage_feeds')} shows why, {again} asks {them} again."
    )
