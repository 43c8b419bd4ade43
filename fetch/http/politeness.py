"""Limit requests per server: few at a time, pauses between them, `Retry-After`."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fetch.errors import FetchError
from fetch.model import Failure, FailureKind
from fetch.options import FetchOptions
from fetch.private_addresses import slot_of

REFUSALS_OF_A_HOST = 3
"""So many addresses of one host that ask to wait mean the host; fewer may mean themselves."""

WAIT_SECONDS = 300.0
"""For a server that asks to wait and does not say how long."""


class Manners:
    """Who may ask which server when, for the length of one piece of work."""

    def __init__(self, options: FetchOptions, *, is_own: Callable[[str], bool]) -> None:
        """Begin without any turn taken.

        Args:
            is_own: whether an address is in the user's own network, whose servers need no pauses.
        """
        self._pause_seconds = options.pause_per_host_seconds
        self._is_own = is_own
        self._all_slots = asyncio.Semaphore(options.concurrency)
        self._host_slots: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(options.concurrency_per_host)
        )
        self._next_turn: dict[str, float] = {}
        self._refusing: defaultdict[str, set[str]] = defaultdict(set)
        self._held_until: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for a turn at the server of an address and hold it.

        Raises:
            FetchError: the server asks to be left alone.
        """
        slot = slot_of(url)
        # The host first: who waits for a busy host must not hold a place of the others.
        async with self._host_slots[slot]:
            self._refuse_if_held(slot)
            await self._pause(slot, url)
            async with self._all_slots:
                yield

    def refused(self, url: str, failure: Failure) -> None:
        """Note that a server answered with "not now" (429 or 503)."""
        if failure.kind is not FailureKind.RATE_LIMITED:
            return
        slot = slot_of(url)
        self._refusing[slot].add(url)
        if len(self._refusing[slot]) >= REFUSALS_OF_A_HOST:
            until = self._now() + (failure.retry_after_seconds or WAIT_SECONDS)
            self._held_until[slot] = max(until, self._held_until.get(slot, until))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _pause(self, slot: str, url: str) -> None:
        if not self._pause_seconds or self._is_own(url):
            return
        now = self._now()
        turn = max(now, self._next_turn.get(slot, now))
        self._next_turn[slot] = turn + self._pause_seconds
        if turn > now:
            await asyncio.sleep(turn - now)

    def _refuse_if_held(self, slot: str) -> None:
        seconds = self._held_until.get(slot, 0.0) - self._now()
        if slot in self._held_until and seconds > 0:
            raise FetchError(
                Failure(
                    kind=FailureKind.RATE_LIMITED,
                    detail="not requested: its server refused other requests and asks to wait",
                    retry_after_seconds=seconds,
                )
            )
