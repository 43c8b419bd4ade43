"""The feeds of a view, and the query that finds the same rows in the whole cache."""

from collections.abc import Sequence

from cache.values.account_rows import is_of_account
from cache.values.list_rows import FeedId, FeedRow, Scope, View


def feeds_of(view: View, feeds: Sequence[FeedRow]) -> list[FeedRow]:
    """Return the feeds that a view of a feed, a folder or an account is about."""
    return [
        feed
        for feed in feeds
        if feed.feed_id == view.feed_id
        or (view.folder and feed.folder == view.folder)
        or (view.scope is Scope.ACCOUNT and is_of_account(feed, view.subject))
    ]


def feed_name(feeds: Sequence[FeedRow], feed_id: FeedId | None) -> str:
    """Return what a feed is called, "" if it is gone."""
    return next((it.title or it.url for it in feeds if it.feed_id == feed_id), "")


def whole_query(view: View, feeds: Sequence[FeedRow]) -> str:
    """Return a search as one query that finds the same from everywhere."""
    match view.scope:
        case Scope.FEED:
            scope = _quoted("feed", feed_name(feeds, view.feed_id))
        case Scope.FOLDER:
            scope = _quoted("folder", view.folder)
        case Scope.ACCOUNT:
            scope = _quoted("folder", view.subject)
        case Scope.ACTOR:
            scope = _quoted("actor", view.subject)
        case Scope.SEARCH:
            scope = view.subject
        case Scope.TAG:
            scope = _quoted("tag", view.subject) or "is:tagged"
        case Scope.UNREAD | Scope.STARRED | Scope.LATER | Scope.MUTED:
            scope = f"is:{view.scope.value}"
        case _:
            scope = ""
    return f"{scope} {view.query.text}".strip()


def _quoted(field: str, value: str) -> str:
    words = " ".join(value.replace('"', " ").split())
    return f'{field}:"{words}"' if words else ""
