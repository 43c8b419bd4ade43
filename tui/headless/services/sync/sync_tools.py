"""The tools of a sync, and its outcome."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol, TypeVar

from msgspec import Struct

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import AccountId
from fetch.sync.sync_model import SyncFailure

T = TypeVar("T")


class Submits(Protocol):
    """Does writes in their turn: `cache.writer.Writer`."""

    def submit(self, work: Callable[[Store], T]) -> Future[T]:
        """Have `work` done with the store."""
        ...


class SyncTools(Struct, frozen=True, kw_only=True):
    """The cache and the clock of a sync."""

    library: Library
    writer: Submits
    clock: Callable[[], datetime]

    async def write(self, work: Callable[[Store], T]) -> T:
        """Have something written, in its turn."""
        return await asyncio.wrap_future(self.writer.submit(work))


class SyncOutcome(Struct, frozen=True, kw_only=True):
    """What came of syncing one account.

    Attributes:
        sent_count: changes that the server has taken.
        refused_ids: rows of the queue that it refused this time.
        failure: why the sync ended early, None if it did not.
    """

    account_id: AccountId
    new_count: int = 0
    sent_count: int = 0
    refused_ids: tuple[int, ...] = ()
    failure: SyncFailure | None = None
