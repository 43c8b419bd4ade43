"""`fetch --history`: fetch older entries before the refresh."""

import asyncio
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cache.values.list_rows import FeedId
from cache.writer import Writer
from fetch.http.client import HttpClient
from fetch.model import FeedTarget
from fetch.rules import NO_RULES
from tui.headless.cli.progress_report import Narrator
from tui.headless.cli.session import Session, utc_now
from tui.headless.services.refresh.brief_stage import page_worker_count
from tui.headless.services.refresh.feed_history import HistoryTools, PastOfFeed, fetch_history
from tui.headless.services.subscriptions.credentials import rules_of_feeds
from tui.headless.services.worker_pool import PooledFeedParser, fetch_pool
from tui.headless.words.notices import describe_failure, plural


class Past(Struct, frozen=True, kw_only=True):
    """How much of the past of which feeds is wanted.

    Attributes:
        feed_ids: None for all.
        entry_count: of each feed, those that its document has among them.
        is_read: what is found counts as read.
        wait_seconds: how long to wait for another refresh to end.
    """

    feed_ids: Sequence[FeedId] | None
    entry_count: int
    is_read: bool = True
    wait_seconds: float = 0.0


def fetch_past(session: Session, writer: Writer, narrator: Narrator, past: Past) -> bool:
    """Store the past of feeds; return whether all of it could be fetched.

    Raises:
        RefreshInProgress: another process is at it.
        CacheError: the cache can't be used.
    """
    with session.refresh_lock(past.wait_seconds, narrator.say), session.library() as library:
        rules = rules_of_feeds(library)
        targets = [
            replace(target, access=rules.get(FeedId(target.feed_id), NO_RULES).access)
            for target in library.feeds.targets(past.feed_ids)
        ]
        titles = {row.feed_id: row.title or row.url for row in library.feeds.rows()}
        return asyncio.run(_run(session, writer, narrator, targets, past, titles=titles))


async def _run(
    session: Session,
    writer: Writer,
    narrator: Narrator,
    targets: Sequence[FeedTarget],
    past: Past,
    *,
    titles: dict[FeedId, str],
) -> bool:
    is_complete = True

    def told(done: PastOfFeed) -> None:
        nonlocal is_complete
        is_complete = is_complete and done.failure is None
        narrator.say(f"{titles[done.feed_id]}: {_words(done)}")

    options = session.fetch_options()
    async with HttpClient(options) as client, fetch_pool(page_worker_count()) as pool:
        tools = HistoryTools(
            writer=writer, client=client, parser=PooledFeedParser(pool, options), clock=utc_now
        )
        await fetch_history(
            targets, tools, entry_count=past.entry_count, is_read=past.is_read, on_feed=told
        )
    return is_complete


def _words(done: PastOfFeed) -> str:
    words = plural(done.new_count, "older entry", "older entries")
    if done.failure is not None:
        return f"{words}, then: {describe_failure(done.failure)}"
    if done.page_count == 1:
        return "no older entries were found or needed."
    return f"{words} on {plural(done.page_count - 1, 'page')}."
