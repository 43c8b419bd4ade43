"""Store robots.txt files in the cache for the fetcher."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from cache.library import Library
from cache.writer import Writer


class CachedRules:
    """Reads and keeps rules of servers; they hold for a day."""

    def __init__(self, library: Library, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._library = library
        self._writer = writer
        self._clock = clock

    def rules(self, origin: str) -> str | None:
        """Return the rules of a server, None if they were not asked for within a day."""
        return self._library.feeds.robots_rules(origin, self._clock())

    async def keep(self, origin: str, rules: str) -> None:
        """Keep the rules of a server."""
        now = self._clock()
        submitted = self._writer.submit(
            lambda store: store.feeds.keep_robots(origin, rules, now=now)
        )
        await asyncio.wrap_future(submitted)
