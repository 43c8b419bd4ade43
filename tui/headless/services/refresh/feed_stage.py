"""Fetch feeds and store them; waiting results are written together."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from msgspec import Struct, field

from cache.values.list_rows import StoredFeed
from fetch.feeds.refresh import refresh_feeds
from fetch.model import (
    FailureKind,
    FeedBegun,
    FeedFailed,
    FeedNews,
    FeedRefreshed,
    FeedTarget,
    FeedUnchanged,
)
from fetch.options import FetchOptions
from fetch.ports import FeedReader, MailReader, WebClient
from tui.headless.services.jobs.job_events import FeedDone
from tui.headless.words.notices import describe_failure

BATCH = 32
"""Feeds in one transaction at most."""
BATCH_ENTRIES = 220
"""No feed joins a transaction with so many entries: a mark of the reader waits until it is over."""

Save = Callable[[Sequence[FeedNews]], Awaitable[Sequence[StoredFeed]]]


_NO_NETWORK = frozenset({FailureKind.OFFLINE, FailureKind.UNREACHABLE})


class Tally(Struct, kw_only=True):
    """What came of the feeds so far.

    Attributes:
        failures: by kind.
        wire_bytes: of the answers that came whole, as transferred.
        server_time: the newest that a server said.
    """

    done: int = 0
    new: int = 0
    unchanged: int = 0
    wire_bytes: int = 0
    server_time: datetime | None = None
    failures: Counter[FailureKind] = field(default_factory=Counter)

    @property
    def failed(self) -> int:
        """How many feeds failed."""
        return self.failures.total()

    @property
    def is_offline(self) -> bool:
        """Whether all failed, and for want of a network.

        A server that refuses, or that is not there, is no sign of that: others may be reached.
        """
        kinds = set(self.failures)
        return self.done == self.failed and FailureKind.OFFLINE in kinds and kinds <= _NO_NETWORK


class Asking:
    """Asks feeds while others are being stored."""

    def __init__(
        self,
        *,
        client: WebClient,
        parser: FeedReader,
        options: FetchOptions,
        save: Save,
        on_done: Callable[[FeedDone, StoredFeed], None],
        mail: MailReader | None = None,
    ) -> None:
        self._client = client
        self._parser = parser
        self._options = options
        self._save = save
        self._on_done = on_done
        self._mail = mail
        self.tally = Tally()

    async def run(self, targets: Sequence[FeedTarget], titles: dict[int, str]) -> None:
        """Ask the feeds and store what they say.

        Raises:
            CacheError: the cache can't be written.
        """
        waiting: asyncio.Queue[FeedNews | None] = asyncio.Queue(maxsize=BATCH)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._ask(targets, waiting))
                group.create_task(self._store(waiting, len(targets), titles))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from errors

    async def _ask(
        self, targets: Sequence[FeedTarget], waiting: asyncio.Queue[FeedNews | None]
    ) -> None:
        async for outcome in refresh_feeds(
            targets,
            client=self._client,
            parser=self._parser,
            options=self._options,
            mail=self._mail,
        ):
            await waiting.put(outcome)
        await waiting.put(None)

    async def _store(
        self,
        waiting: asyncio.Queue[FeedNews | None],
        total: int,
        titles: dict[int, str],
    ) -> None:
        is_over = False
        while not is_over:
            taken = [await waiting.get()]
            entry_count = _entry_count(taken[0])
            while not waiting.empty() and entry_count < BATCH_ENTRIES:
                taken.append(waiting.get_nowait())
                entry_count += _entry_count(taken[-1])
            is_over = None in taken
            outcomes = [outcome for outcome in taken if outcome is not None]
            if not outcomes:
                continue
            for outcome, stored in zip(outcomes, await self._save(outcomes), strict=True):
                self._count(outcome, stored)
                feed_id = outcome.target.feed_id
                self._on_done(
                    FeedDone(
                        done=self.tally.done,
                        total=total,
                        feed_id=feed_id,
                        title=titles.get(feed_id, outcome.target.url),
                        new_count=len(stored.new_entries),
                        failure=_reason(outcome),
                        note=_note(outcome),
                        is_whole=not isinstance(outcome, FeedBegun),
                    ),
                    stored,
                )

    def _count(self, outcome: FeedNews, stored: StoredFeed) -> None:
        tally = self.tally
        if isinstance(outcome, FeedBegun):
            tally.new += len(stored.new_entries)
            return
        tally.done += 1
        if not isinstance(outcome, FeedFailed) and outcome.server_time is not None:
            tally.server_time = max(tally.server_time or outcome.server_time, outcome.server_time)
        match outcome:
            case FeedRefreshed():
                tally.new += len(stored.new_entries)
                tally.wire_bytes += outcome.wire_bytes
            case FeedUnchanged():
                tally.unchanged += 1
                tally.wire_bytes += outcome.wire_bytes
            case FeedFailed(failure=failure):
                tally.failures[failure.kind] += 1


def _entry_count(outcome: FeedNews | None) -> int:
    if isinstance(outcome, FeedBegun):
        return len(outcome.feed.entries)
    if not isinstance(outcome, FeedRefreshed):
        return 0
    return len(outcome.feed.entries) + sum(len(part.entries) for part in outcome.parts)


def _note(outcome: FeedNews) -> str:
    if not isinstance(outcome, FeedRefreshed) or not outcome.feed.left_out_count:
        return ""
    kept, left = len(outcome.feed.entries), outcome.feed.left_out_count
    return f"It has {kept + left:,} entries; only the newest {kept:,} were read."


def _reason(outcome: FeedNews) -> str:
    return describe_failure(outcome.failure) if isinstance(outcome, FeedFailed) else ""
