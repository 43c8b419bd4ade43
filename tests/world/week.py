"""A week of polling the small hostile internet, hour by hour: is the fetcher polite?

    python -m tests.world.week [--feeds 200] [--hours 168] [--shared DIR]

The server publishes something new every hour and keeps a record of impolite requests. The fetcher's
clock is ours, the server's is real: an hour takes at least as long as the server asks to wait.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cache.library import Library
from cache.writer import Writer
from fetch.feeds.opml import read_opml
from fetch.feeds.refresh import refresh_feeds
from fetch.http.client import HttpClient
from fetch.model import FeedBegun, FeedOutcome, FeedUnchanged
from fetch.options import FetchOptions
from fetch.ports import FeedReader
from tests.world.world import SHARED, World, running_world
from tui.headless.services.refresh.due_feeds import due_feeds
from tui.headless.services.subscriptions.subscribe import subscribe
from tui.headless.services.worker_pool import PooledFeedParser, fetch_pool

BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
RETRY_AFTER = 1
"""Seconds that the server asks to wait, so that an hour need not take longer."""
OPTIONS = FetchOptions(
    timeout_seconds=4, uses_proxy_environment=False, user_agent="nutgraf/test (+feed reader)"
)


@dataclass(slots=True)
class Week:
    """What came of the polls.

    Attributes:
        polls: requests for feeds, as the fetcher counts them.
        unchanged: polls that gave nothing new.
        not_modified: answers 304, as the server counts them.
        violations: what the server found impolite, by kind.
    """

    polls: int = 0
    unchanged: int = 0
    not_modified: int = 0
    violations: dict[str, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Of the polls that gave nothing new, those without a body."""
        return self.not_modified / max(1, self.unchanged)


async def poll(
    library: Library, writer: Writer, parser: FeedReader, now: datetime
) -> list[FeedOutcome]:
    """Ask the feeds that are due and store what they say."""
    due = due_feeds(library.feeds.timings(), now)
    targets = [target for target in library.feeds.targets() if target.feed_id in due]
    async with HttpClient(OPTIONS) as client:
        asked = refresh_feeds(targets, client=client, parser=parser, options=OPTIONS)
        outcomes = [it async for it in asked if not isinstance(it, FeedBegun)]
    writer.submit(lambda store: store.entries.save_outcomes(outcomes, now=now)).result()
    return outcomes


async def live(
    world: World, folder: Path, *, hours: int, tell: Callable[[int, Week], None] | None = None
) -> Week:
    """Poll a world for so many hours of the fetcher's clock."""
    week = Week()
    async with fetch_pool(1) as pool:
        parser = PooledFeedParser(pool, OPTIONS)
        await _live(world, folder, parser, week, hours=hours, tell=tell)
    stats = await asyncio.to_thread(world.ask, "/_stats")
    week.not_modified = stats["status"].get("304", 0)
    week.violations = stats["violations"]
    return week


async def _live(
    world: World,
    folder: Path,
    parser: FeedReader,
    week: Week,
    *,
    hours: int,
    tell: Callable[[int, Week], None] | None,
) -> None:
    loop = asyncio.get_running_loop()
    with Writer(folder / "week.db") as writer, Library(folder / "week.db") as library:
        for outline in read_opml(await asyncio.to_thread(world.opml)).outlines:
            subscribe(writer, outline, BEGIN).result()
        for hour in range(hours):
            began = loop.time()
            outcomes = await poll(library, writer, parser, BEGIN + timedelta(hours=hour))
            week.polls += len(outcomes)
            week.unchanged += sum(isinstance(it, FeedUnchanged) for it in outcomes)
            await asyncio.to_thread(world.ask, "/_tick")
            await asyncio.sleep(max(0.0, began + RETRY_AFTER + 0.1 - loop.time()))
            if tell is not None:
                tell(hour, week)


def main(arguments: Sequence[str] | None = None) -> int:
    """Poll for a week and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--hours", type=int, default=168)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args(arguments)

    def tell(hour: int, week: Week) -> None:
        if hour % 24 == 0:
            sys.stdout.write(f"hour {hour}: {week.polls:,} polls\n")
            sys.stdout.flush()

    with (
        tempfile.TemporaryDirectory() as place,
        running_world(
            Path(place),
            feeds=options.feeds,
            items=10,
            seconds=7200,
            shared=options.shared,
            retry_after=RETRY_AFTER,
        ) as world,
    ):
        week = asyncio.run(live(world, Path(place), hours=options.hours, tell=tell))
    sys.stdout.write(
        f"{week.polls:,} polls in {options.hours} hours of {options.feeds} feeds; "
        f"{week.unchanged:,} gave nothing new, {week.not_modified:,} of them 304 "
        f"({week.share:.1%}); impolite: {week.violations or 'nothing'}\n"
    )
    return 1 if week.violations else 0


if __name__ == "__main__":
    sys.exit(main())
