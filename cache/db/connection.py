"""Open SQLite connections and run transactions. Contains no business logic."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar
from urllib.parse import quote

from cache.db.migrations import migrate, require_current
from cache.db.open_files import close_checked, open_checked
from cache.db.reserve import Reserve
from cache.db.sqlite_errors import UNWRITABLE, primary_code, translated
from cache.errors import CacheBusy, CacheError, CacheMissing

Row = tuple[Any, ...]
T = TypeVar("T")

_OWN = 0o600
"""What was read is its reader's own business, in a shared folder too."""
SQLITE_VERSION = sqlite3.sqlite_version
BUSY_SECONDS = 10.0
"""How long a write waits for its turn."""
_POLL_MILLISECONDS = 2
"""SQLite's own waiting backs off to 100 ms and starves beside a writer that never rests: 2.5 s at
the 99th percentile. Short waits, repeated here, get in between any two transactions."""
_CACHE_KIB = 8_000
_WAL_LIMIT_BYTES = 32 << 20
"""From here on the log is emptied after each commit, if nobody reads from it."""
_WAL_CEILING_BYTES = 48 << 20
"""From here on what can be fetched again waits until the log has been emptied: a reader that never
ends (somebody looks at the file with another tool) must not fill the disk. Marks don't wait."""
_LOG_POLL_SECONDS = 0.05
WAY_SECONDS = 0.003
"""A pause in which another process gets the lock: one that waits asks every two milliseconds."""
_CHECKPOINT_PAGES = 4_000
"""16 MiB of log before it is written back: a refresh touches the same pages again and again."""
_MARKS_BEFORE_CHECKPOINT = 200
"""Marks don't write the log back, which takes 100 ms: `write_back` does, when they are done."""


class Connection:
    """One SQLite connection, usable in the thread that opened it."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        path: Path,
        *,
        checkpoint_pages: int = _CHECKPOINT_PAGES,
        reserve: Reserve | None = None,
    ) -> None:
        self._raw = raw
        self._reserve = reserve
        self._checkpoint_pages = checkpoint_pages
        self._marks_in_log = 0
        self.path = path
        self._log_path = Path(f"{path}-wal")
        self._is_synchronous_full = True

    def rows(self, sql: str, parameters: Iterable[object] = ()) -> list[Row]:
        """Return all rows; no cursor stays open."""
        with translated(self.path):
            return self._raw.execute(sql, tuple(parameters)).fetchall()

    def row(self, sql: str, parameters: Iterable[object] = ()) -> Row | None:
        """Return the first row, None if there is none."""
        rows = self.rows(sql, parameters)
        return rows[0] if rows else None

    def value(self, sql: str, parameters: Iterable[object] = ()) -> Any:
        """Return the first column of the first row, None if there is none."""
        row = self.row(sql, parameters)
        return row[0] if row else None

    def run(self, sql: str, parameters: Iterable[object] = ()) -> int:
        """Execute a statement; return the number of rows it changed."""
        with translated(self.path):
            return self._raw.execute(sql, tuple(parameters)).rowcount

    def run_many(self, sql: str, parameters: Iterable[Iterable[object]]) -> None:
        """Execute a statement once for each set of parameters."""
        with translated(self.path):
            self._raw.executemany(sql, (tuple(each) for each in parameters))

    @contextmanager
    def transaction(self, *, is_durable: bool) -> Iterator[None]:
        """Write in one transaction, begun at once; rolled back if anything is raised.

        Args:
            is_durable: survive a power cut (FULL); otherwise only the end of the process (NORMAL),
                for what can be fetched again.

        Raises:
            CacheBusy: another process did not give way, or has been reading for so long that
                the log can't be emptied.
        """
        if not is_durable:
            self._await_short_log()
        if is_durable != self._is_synchronous_full:
            self.run("PRAGMA synchronous = FULL" if is_durable else "PRAGMA synchronous = NORMAL")
            self.rows(f"PRAGMA wal_autocheckpoint = {0 if is_durable else self._checkpoint_pages}")
            self._is_synchronous_full = is_durable
        with translated(self.path):
            waiting_for_turn(lambda: self._raw.execute("BEGIN IMMEDIATE"))
        try:
            yield
            with translated(self.path):
                self._raw.execute("COMMIT")
        except BaseException:
            # A full disk has SQLite roll back by itself.
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")
            raise
        if is_durable:
            self._marks_in_log += 1
        else:
            self._marks_in_log = 0
            self._shorten_log()
        self.fill_reserve()

    def fill_reserve(self, *, is_asked: bool = False) -> None:
        """Copy what the reader did to its second place; where the tables begin, too, if asked."""
        if self._reserve is not None:
            self._reserve.catch_up(is_asked=is_asked)

    def write_back(self) -> None:
        """Write marks from the log to their places if there are many; for quiet moments."""
        if self._marks_in_log >= _MARKS_BEFORE_CHECKPOINT:
            self._marks_in_log = 0
            # What a reader still needs stays in the log.
            with suppress(CacheError):
                self.rows("PRAGMA wal_checkpoint (PASSIVE)")

    def _log_bytes(self) -> int:
        try:
            return self._log_path.stat().st_size
        except FileNotFoundError:
            return 0

    def _shorten_log(self) -> None:
        """Empty the log once it is long: beside another writer it never restarts by itself."""
        if self._log_bytes() > _WAL_LIMIT_BYTES:
            # What was to be written is written: trouble here is the next transaction's to report.
            with suppress(CacheError):
                self.rows("PRAGMA wal_checkpoint (TRUNCATE)")

    def _await_short_log(self) -> None:
        deadline = monotonic() + BUSY_SECONDS
        while self._log_bytes() > _WAL_CEILING_BYTES:
            self._shorten_log()
            if self._log_bytes() > _WAL_CEILING_BYTES:
                if monotonic() > deadline:
                    raise CacheBusy(self.path)
                sleep(_LOG_POLL_SECONDS)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several times from one state of the database."""
        with translated(self.path):
            self._raw.execute("BEGIN")
        try:
            yield
        finally:
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")

    def interrupt(self) -> None:
        """End the statement that runs, from any thread."""
        self._raw.interrupt()

    def is_alone(self) -> bool:
        """Whether no other connection has the database open: only then can it leave its log."""
        try:
            with translated(self.path):
                self._raw.execute("PRAGMA journal_mode = DELETE").fetchall()
        except CacheBusy:
            return False
        finally:
            with translated(self.path):
                waiting_for_turn(lambda: self._raw.execute("PRAGMA journal_mode = WAL").fetchall())
        return True

    def close(self) -> None:
        """Close the connection."""
        if self._reserve is not None:
            self._reserve.close()
        with translated(self.path):
            close_checked(self._raw)


def give_way() -> None:
    """Let another process write."""
    sleep(WAY_SECONDS)


def waiting_for_turn(work: Callable[[], T]) -> T:
    """Return what `work` returns, trying again while another process has the lock."""
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise


def _text(stored: bytes) -> str:
    """Return a text; one that a damaged page or another tool spoilt is shown with its holes."""
    return stored.decode("utf-8", "replace")


def _connect(path: Path, parameters: str, *, busy_milliseconds: int) -> sqlite3.Connection:
    raw = sqlite3.connect(
        f"file:{quote(str(path))}?{parameters}",
        uri=True,
        isolation_level=None,
        timeout=busy_milliseconds / 1000,
        cached_statements=256,
    )
    raw.text_factory = _text
    try:
        raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        raw.execute("PRAGMA trusted_schema = OFF")
        # The first look into the file: what is wrong with it comes out here.
        raw.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    except BaseException:
        raw.close()
        raise
    return raw


def open_writer(path: Path, *, has_reserve: bool = True) -> Connection:
    """Open the database for reading and writing; make it, or bring it up to date, if need be.

    Nothing is written to a file before it is known to be a cache of this program.

    Args:
        has_reserve: keep the second copy of what the reader does; not for a file in the making.

    Raises:
        CacheForeign: the file is something else.
        CacheTooNew: a later version of the program wrote it.
        CacheDamaged: it can't be read.
        CacheReadOnly: it can't be written.
    """
    with translated(path):
        raw = open_checked(path, lambda: _connect_to_write(path))
        try:
            prepare_to_write(raw, path)
            reserve = Reserve(raw, path) if has_reserve else None
        except BaseException:
            close_checked(raw)
            raise
    return Connection(raw, path, reserve=reserve)


def _connect_to_write(path: Path) -> sqlite3.Connection:
    # SQLite gives the files beside the database the permissions that this one has.
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _OWN))
    except FileExistsError:
        found = path.stat()
        if found.st_uid == os.geteuid() and found.st_mode & ~_OWN & 0o777:
            # An earlier version left it to the umask.
            with suppress(OSError):
                path.chmod(_OWN)
    except OSError:
        # SQLite says it in its own words.
        pass
    return _connect(path, "mode=rwc", busy_milliseconds=_POLL_MILLISECONDS)


def prepare_to_write(raw: sqlite3.Connection, path: Path) -> None:
    """Bring the database of a connection up to date and set how it is written."""
    waiting_for_turn(lambda: migrate(raw, path))
    waiting_for_turn(lambda: raw.execute("PRAGMA journal_mode = WAL").fetchall())
    raw.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
    # As for marks; transactions of what was fetched write the log back.
    raw.execute("PRAGMA wal_autocheckpoint = 0")
    raw.execute("PRAGMA secure_delete = FAST")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = FULL")


def open_reader(path: Path) -> Connection:
    """Open the database for reading only.

    Raises:
        CacheMissing: there is none.
        CacheOutdated: it has to be opened for writing first.
        CacheForeign, CacheTooNew, CacheDamaged, CacheReadOnly: as for `open_writer`.
    """
    if not path.exists():
        raise CacheMissing(path)
    with translated(path):
        raw = open_checked(path, lambda: _open_read_only(path))
        try:
            require_current(raw, path)
            raw.execute("PRAGMA query_only = ON")
        except BaseException:
            close_checked(raw)
            raise
    return Connection(raw, path)


def _open_read_only(path: Path) -> sqlite3.Connection:
    milliseconds = int(BUSY_SECONDS * 1000)
    try:
        return _connect(path, "mode=ro", busy_milliseconds=milliseconds)
    except sqlite3.OperationalError as error:
        # A WAL database needs a file beside it even to be read. In a folder that can't be written,
        # or is full, nobody else writes either, and after a clean end there is no log to miss.
        log = Path(f"{path}-wal")
        has_log = log.exists() and log.stat().st_size > 0
        if has_log or primary_code(error) not in UNWRITABLE:
            raise
        return _connect(path, "mode=ro&immutable=1", busy_milliseconds=milliseconds)
