"""The lock file beside the database that allows only one refresh at a time."""

import errno
import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

from cache.errors import CacheReadOnly, DiskFull, RefreshInProgress

_POLL_SECONDS = 0.1


class RefreshLock:
    """Held from `with` to its end; the system lets go of it if the process dies."""

    def __init__(
        self,
        path: Path,
        *,
        wait_seconds: float = 0.0,
        on_wait: Callable[[RefreshInProgress], None] = lambda _: None,
    ) -> None:
        """Prepare to lock refreshing of a database.

        Args:
            path: of the database.
            wait_seconds: how long to wait for another process to end its refresh.
            on_wait: is told once, before the waiting begins, who refreshes.
        """
        self._path = path
        self._wait_seconds = wait_seconds
        self._on_wait = on_wait
        self._lock_path = path.with_name(f"{path.name}.refresh-lock")
        self._descriptor: int | None = None

    def __enter__(self) -> "RefreshLock":
        descriptor = self._take_in_time()
        # The file stays when the lock goes: to remove it would let two processes lock two files.
        # The number is for the sentence that others get; on a full disk they do without it.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        self._descriptor = descriptor
        return self

    def _take_in_time(self) -> int:
        deadline = monotonic() + self._wait_seconds
        has_waited = False
        while True:
            try:
                return self._take()
            except RefreshInProgress as error:
                if monotonic() >= deadline:
                    raise
                if not has_waited:
                    self._on_wait(error)
                has_waited = True
                sleep(min(_POLL_SECONDS, max(0.0, deadline - monotonic())))

    def _take(self) -> int:
        """Lock the file and return its descriptor. Raises RefreshInProgress, CacheReadOnly."""
        try:
            descriptor = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFull(self._path) from error
            raise CacheReadOnly(self._path, str(error.strerror)) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(descriptor, 20, 0)
            os.close(descriptor)
            pid = int(owner) if owner.strip().isdigit() else None
            raise RefreshInProgress(self._path, pid) from error
        return descriptor

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None
