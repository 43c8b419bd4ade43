"""The writer thread: runs queued writes one at a time, so that the screen never waits."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from cache.db.connection import WAY_SECONDS, Connection, give_way, open_writer
from cache.errors import CacheReadOnly, WriterClosed

if TYPE_CHECKING:
    from cache.store import Store


T = TypeVar("T")

_WITHOUT_PAUSE_SECONDS = 0.02
"""For so long others that want to write may have to wait for a gap, plus one transaction."""

_Job = tuple[Callable[["Store"], Any], Future[Any]]


class Writer:
    """A thread with a connection of its own; what is submitted is done in order."""

    def __init__(self, path: Path, *, may_refuse: bool = False) -> None:
        """Open the database, making it or bringing it up to date if need be.

        Args:
            may_refuse: where the database is there but can't be written, go on without writing:
                all that is submitted fails with `refusal`.

        Raises:
            CacheError: the database can't be used.
        """
        self.path = path
        self.refusal: CacheReadOnly | None = None
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closing = Lock()
        self._is_closed = False
        opened: Future[None] = Future()
        # A daemon: a program that ends without closing must end. `close` waits for all work.
        self._thread = Thread(
            target=self._run, args=(opened,), name="nutgraf-cache-writer", daemon=True
        )
        self._thread.start()
        try:
            opened.result()
        except CacheReadOnly as error:
            if not (may_refuse and path.exists()):
                raise
            self.refusal = error

    def submit(self, work: Callable[["Store"], T]) -> Future[T]:
        """Have `work` done with the store; its result or exception is the future's.

        Raises:
            WriterClosed: the writer has been closed.
        """
        future: Future[T] = Future()
        with self._closing:
            if self._is_closed:
                raise WriterClosed(self.path)
            if self.refusal is not None:
                future.set_exception(self.refusal)
                return future
            self._jobs.put((work, future))
        return future

    def close(self) -> None:
        """Do all that was submitted, tidy up and close the database."""
        with self._closing:
            if not self._is_closed:
                self._is_closed = True
                self._jobs.put(None)
        self._thread.join()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, opened: Future[None]) -> None:
        try:
            connection = open_writer(self.path)
        except BaseException as error:  # noqa: BLE001 - it is raised where the writer was made
            opened.set_exception(error)
            return
        opened.set_result(None)
        store: Store | None = None
        paused_at = asked_at = monotonic()
        try:
            while (job := self._jobs.get()) is not None:
                if monotonic() - asked_at >= WAY_SECONDS:
                    paused_at = monotonic()
                if store is None:
                    # What it takes to write loads when something is written: not at the start.
                    store = _store_on(connection)
                _do(job, store)
                if self._jobs.empty():
                    connection.write_back()
                if monotonic() - paused_at >= _WITHOUT_PAUSE_SECONDS:
                    give_way()
                    paused_at = monotonic()
                asked_at = monotonic()
            (store or _store_on(connection)).tidy()
        finally:
            connection.close()


def _store_on(connection: Connection) -> "Store":
    from cache.store import Store  # noqa: PLC0415 - see where it is called

    return Store(connection)


def _do(job: "_Job", store: "Store") -> None:
    work, future = job
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work(store)
    except BaseException as error:  # noqa: BLE001 - it is raised where the work was submitted
        future.set_exception(error)
    else:
        future.set_result(result)
