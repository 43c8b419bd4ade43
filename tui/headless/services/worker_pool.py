"""A pool of worker processes that can be killed; the only module that starts them.

A page can keep C code busy for minutes, and only a process can be stopped from outside. This module
imports no language model, no parser and no Textual: workers load those, by module name.
"""

import asyncio
import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from msgspec.structs import replace
from pebble import ProcessExpired, ProcessFuture, ProcessPool

import fetch.pictures.pillow_adapter
import fetch.worker
from fetch.errors import FetchError
from fetch.feeds.spooled_entries import SpooledEntries
from fetch.mail_model import MailAnswer, MailRequest
from fetch.model import Failure, FailureKind, Feed, PageList
from fetch.options import FetchOptions
from fetch.ports import ExtractedPage, PageRequest, Shrunk
from fetch.spool import Spool
from tui.headless.services.priority_slots import Places

T = TypeVar("T")

QUEUED_PER_WORKER = 2
"""Tasks handed over beyond those that run: enough to keep workers busy, little enough to wait."""

NICENESS = 5
"""Workers fill every core: a key that is pressed meanwhile goes before them."""

_PICTURE_SECONDS = 15.0
"""For one picture: the largest that is read takes one of them."""

_ANSWERS_OF_MAIL = 4
"""A mail server is asked for many things: a few slow answers are borne, and no more."""

_FILES = "60 open files (`ulimit -n`)"

START_METHOD = "spawn"
"""How workers begin. Never as a fork of this process: it has threads, and a fork of those can hang.

A test that starts many programs has the workers forked from a process without threads.
"""

_START_SECONDS = 60.0
"""For workers to start in: on a busy machine, loading the language model takes a while."""


def _end_with_the_parent() -> None:
    """Exit when the parent is gone, however it went: it may have been killed in the middle."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _start_worker(
    initialiser_module: str, initialiser_arguments: tuple[Any, ...], niceness: int
) -> None:
    # The system's own answer to SIGTERM: Python's would wait for the C code that hangs.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "nice"):
        os.nice(niceness)
    threading.Thread(target=_end_with_the_parent, name="parent-watch", daemon=True).start()
    if initialiser_module:
        importlib.import_module(initialiser_module).initialise(*initialiser_arguments)


def _killed(detail: str) -> FetchError:
    return FetchError(Failure(kind=FailureKind.WORKER_KILLED, detail=detail))


class ComputePool:
    """Worker processes behind `await run(...)`. An async context manager.

    Arguments:
        initialiser_module: a module with a function `initialise`, run once in each new worker.
        niceness: 0 to 19; what is nicer waits for the others.
    """

    def __init__(
        self,
        *,
        worker_count: int,
        initialiser_module: str = "",
        initialiser_arguments: tuple[Any, ...] = (),
        niceness: int = NICENESS,
    ) -> None:
        if worker_count < 1:
            message = f"worker_count: expected int >= 1, got {worker_count!r}"
            raise ValueError(message)
        self._worker_count = worker_count
        self._initialiser = (initialiser_module, initialiser_arguments, niceness)
        self._pool: ProcessPool | None = None
        self._pending: dict[ProcessFuture[Any], ProcessPool] = {}
        self._discarding = asyncio.Lock()
        self._is_closed = False
        # Who waits here holds its own arguments: a queue inside the pool would have no bound.
        self._places = Places(worker_count * (1 + QUEUED_PER_WORKER))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def run(
        self,
        function: Callable[..., T],
        *args: Any,
        timeout_seconds: float,
        is_urgent: bool = False,
    ) -> T:
        """Return `function(*args)`, computed in a worker; both must be picklable.

        What is urgent goes before all that waits and is not.

        The time counts from when a worker begins. Raises what the function raises, and FetchError
        (WORKER_KILLED) when the worker was stopped or died.
        """
        async with self._places.one(is_urgent=is_urgent):
            try:
                return await self._attempt(function, args, timeout_seconds)
            except BrokenProcessPool:
                # A worker that dies while it waits (the system kills when memory runs out) takes
                # the pool with it, and all that is in it. Whose own worker dies learns it below.
                try:
                    return await self._attempt(function, args, timeout_seconds)
                except BrokenProcessPool as error:
                    raise _killed("the worker processes ended") from error

    async def _attempt(
        self, function: Callable[..., T], args: tuple[Any, ...], timeout_seconds: float
    ) -> T:
        """Return what a worker computed. Raises BrokenProcessPool: the pool broke."""
        future, pool = self._schedule(function, args, timeout_seconds)
        self._pending[future] = pool
        patience = asyncio.timeout(self._longest_wait(timeout_seconds))
        try:
            async with patience:
                return await asyncio.wrap_future(future)
        except TimeoutError as error:
            if patience.expired():
                await self._discard(pool)
                raise _killed("the worker processes do not answer") from error
            # A server's time-out is another thing: the reader may try that again at once.
            detail = f"took longer than {timeout_seconds:g} seconds"
            raise _killed(detail) from error
        except MemoryError as error:
            raise _killed("needed more memory than a worker process may use") from error
        except ProcessExpired as error:
            raise _killed("crashed its worker process") from error
        except BrokenProcessPool:
            await self._discard(pool)
            raise
        finally:
            self._pending.pop(future, None)

    def _longest_wait(self, timeout_seconds: float) -> float:
        """Return when a result is overdue even if every task before it took all its time."""
        return _START_SECONDS + timeout_seconds * (2 + QUEUED_PER_WORKER)

    def _schedule(
        self, function: Callable[..., T], args: tuple[Any, ...], timeout_seconds: float
    ) -> tuple[ProcessFuture[T], ProcessPool]:
        if self._is_closed:
            raise _killed("the work was stopped")
        try:
            pool = self._ready_pool()
            try:
                return pool.schedule(function, args=args, timeout=timeout_seconds), pool
            except RuntimeError:
                # A pool that broke while nobody waited says so only now.
                self._pool = None
                pool = self._ready_pool()
                return pool.schedule(function, args=args, timeout=timeout_seconds), pool
        except (OSError, ImportError) as error:
            # Processes share locks in /dev/shm, and each needs a few open files.
            reason = getattr(error, "strerror", None) or error
            message = (
                f"no worker process can be started ({reason}); it needs /dev/shm and some {_FILES}"
            )
            raise _killed(message) from error

    def _ready_pool(self) -> ProcessPool:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._worker_count,
                initializer=_start_worker,
                initargs=self._initialiser,
                context=multiprocessing.get_context(START_METHOD),
            )
        return self._pool

    async def _discard(self, pool: ProcessPool) -> None:
        """End a pool; whoever is among the first to see it broken does, the others wait."""
        async with self._discarding:
            if self._pool is pool:
                self._pool = None
                pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it bare
                await asyncio.to_thread(pool.join)
        # The pool forgets what it did not finish; somebody waits for it.
        for future, where in list(self._pending.items()):
            if where is pool and not future.done():
                future.set_exception(BrokenProcessPool("the pool was ended"))

    def start(self) -> None:
        """Have the workers started: there will be work. Whoever brings it hears if they can't."""
        with suppress(OSError, ImportError):
            _ = self._ready_pool().active  # asked, a pool starts

    def end(self) -> None:
        """End workers that no work was given to; after `close` there are none."""
        self._is_closed = True
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it bare
            self._pool.join()
            self._pool = None

    async def close(self) -> None:
        """End the workers now; what still runs is lost."""
        self._is_closed = True
        if self._pool is not None:
            await self._discard(self._pool)


class PooledFeedParser:
    """Feeds read in the pool: satisfies `fetch.ports.FeedReader`."""

    def __init__(self, pool: ComputePool, options: FetchOptions) -> None:
        self._pool = pool
        self._seconds = options.parse_seconds

    async def parse(self, body: bytes | Spool, url: str, content_type: str) -> Feed:
        """Return the feed. Raises FetchError."""
        if isinstance(body, Spool):
            return await self._parse_spooled(body, url, content_type)
        return await self._pool.run(
            fetch.worker.parse_feed,
            body,
            url,
            content_type,
            timeout_seconds=self._seconds,
            # The list fills before its articles do.
            is_urgent=True,
        )

    async def parse_newest(self, spool: Spool, url: str, content_type: str) -> Feed | None:
        """Return a large feed with its newest entries alone. Raises FetchError."""
        arguments = (spool.path, url, content_type)
        return await self._pool.run(
            fetch.worker.parse_newest, *arguments, timeout_seconds=self._seconds, is_urgent=True
        )

    async def list_page(self, body: bytes, url: str, content_type: str, rules: PageList) -> Feed:
        """Return what a page lists, as a feed. Raises FetchError."""
        arguments = (body, url, content_type, rules)
        return await self._pool.run(
            fetch.worker.list_page, *arguments, timeout_seconds=self._seconds, is_urgent=True
        )

    async def guess_list(self, body: bytes, url: str, content_type: str) -> PageList:
        """Return selectors for the articles that a page lists. Raises FetchError."""
        arguments = (body, url, content_type)
        return await self._pool.run(
            fetch.worker.guess_list, *arguments, timeout_seconds=self._seconds
        )

    async def _parse_spooled(self, spool: Spool, url: str, content_type: str) -> Feed:
        try:
            feed, parts = await self._pool.run(
                fetch.worker.parse_spooled_feed,
                spool.path,
                url,
                content_type,
                timeout_seconds=self._seconds,
                is_urgent=True,
            )
        finally:
            spool.hide()
        return replace(feed, entries=SpooledEntries(spool, parts))


class PooledMailReader:
    """Mailboxes read in the pool: satisfies `fetch.ports.MailReader`."""

    def __init__(self, pool: ComputePool, options: FetchOptions) -> None:
        self._pool = pool
        self._seconds = options.timeout_seconds * _ANSWERS_OF_MAIL

    async def read(self, request: MailRequest) -> MailAnswer:
        """Return what is new in a mailbox. Raises FetchError."""
        return await self._pool.run(
            fetch.worker.read_mailbox, request, timeout_seconds=self._seconds
        )


class PooledPageExtractor:
    """Articles taken out of pages in the pool: satisfies `fetch.ports.PageExtractor`."""

    def __init__(self, pool: ComputePool, options: FetchOptions) -> None:
        self._pool = pool
        self._seconds = options.extract_seconds

    async def extract(self, request: PageRequest) -> ExtractedPage:
        """Return the article and where it goes on. Raises FetchError."""
        return await self._pool.run(
            fetch.worker.extract_page, request, timeout_seconds=self._seconds
        )


class PooledShrinker:
    """Pictures read in the pool: satisfies `fetch.ports.PictureShrinker`."""

    def __init__(self, pool: ComputePool) -> None:
        self._pool = pool

    async def shrink(self, body: bytes) -> Shrunk:
        """Return the picture as it is kept. Raises FetchError."""
        return await self._pool.run(
            fetch.pictures.pillow_adapter.shrunk, body, timeout_seconds=_PICTURE_SECONDS
        )


def fetch_pool(worker_count: int) -> ComputePool:
    """Return a pool for feeds and pages."""
    return ComputePool(worker_count=worker_count, initialiser_module=fetch.worker.__name__)


def picture_pool() -> ComputePool:
    """Return a pool for pictures; its worker starts with the first one."""
    return ComputePool(worker_count=1, initialiser_module=fetch.pictures.pillow_adapter.__name__)
