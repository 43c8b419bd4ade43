"""One stage of a refresh: takes work from the cache until no more can come.

The cache is the queue between stages. It is queried for several items at a time, and again when
they are used up or newer ones may have come, because a query costs more than many items do.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from time import monotonic
from typing import Generic, Protocol, TypeVar

from cache.values.list_rows import EntryId

AGAIN_SECONDS = 0.25
"""For so long an answer of the cache will do: news of this age may wait behind older items."""
_AHEAD = 2
"""Items asked for, for each that is worked on at a time."""


class Pending(Protocol):
    """Something that is still to be done for an entry."""

    @property
    def entry_id(self) -> EntryId:
        """Whose it is."""
        ...


Item = TypeVar("Item", bound=Pending)


class Stage(Generic[Item]):
    """Work on items, newest first, several at a time.

    Arguments:
        pending: return at most so many of the items that the cache has, newest first.
        count: return how many it has.
        work: do one.
        places: return how many may be worked on at a time by now.
        key: return what is not tried twice; whose the item is, if nothing else is said.
        clock: seconds, for how old an answer of the cache is.
    """

    def __init__(
        self,
        *,
        pending: Callable[[int], Sequence[Item]],
        count: Callable[[], int],
        work: Callable[[Item], Awaitable[None]],
        places: Callable[[], int],
        key: Callable[[Item], Hashable] = lambda item: item.entry_id,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._pending = pending
        self._count = count
        self._work = work
        self._places = places
        self._key = key
        self._clock = clock
        self._is_fed = asyncio.Event()
        self._has_news = asyncio.Event()
        self._tried: set[Hashable] = set()
        self._ahead: deque[Item] = deque()
        self._asked_at = self._counted_at = float("-inf")
        self._total = 0
        self.done_count = 0

    def wake(self) -> None:
        """Say that there may be something new to do."""
        self._has_news.set()

    def end_feeding(self) -> None:
        """Say that nothing more will come from the stage before."""
        self._is_fed.set()
        self._has_news.set()

    def count_one(self) -> int:
        """Count an item as done; return how many there are in all, as far as is known."""
        self.done_count += 1
        if self._clock() - self._counted_at >= AGAIN_SECONDS or self.done_count >= self._total:
            self._total = self.done_count + self._count()
            self._counted_at = self._clock()
        return self._total

    async def run(self) -> None:
        """Do what the cache has until the stage before is over and nothing is left.

        Raises whatever the work raises; what else is under way is cancelled then.
        """
        running: set[asyncio.Task[None]] = set()
        wake: asyncio.Task[bool] | None = None
        try:
            while True:
                self._has_news.clear()
                is_fed = self._is_fed.is_set()
                for item in self._next(self._places() - len(running), len(running)):
                    running.add(asyncio.ensure_future(self._work(item)))
                if not running and is_fed:
                    return
                wake = asyncio.ensure_future(self._has_news.wait())
                await asyncio.wait({*running, wake}, return_when=asyncio.FIRST_COMPLETED)
                wake.cancel()
                for task in [task for task in running if task.done()]:
                    running.remove(task)
                    task.result()
        finally:
            for task in (*running, *((wake,) if wake else ())):
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def _next(self, room: int, running_count: int) -> list[Item]:
        """Return at most `room` items that were not tried."""
        if room <= 0:
            return []
        if len(self._ahead) < room or self._clock() - self._asked_at >= AGAIN_SECONDS:
            # Those under way are still among the answers.
            found = self._pending(running_count + _AHEAD * (running_count + room))
            self._ahead = deque(item for item in found if self._key(item) not in self._tried)
            self._asked_at = self._clock()
        taken = [self._ahead.popleft() for _ in range(min(room, len(self._ahead)))]
        self._tried.update(map(self._key, taken))
        return taken
