"""The errors of the cache, one class for each case that callers handle differently."""

# ruff: noqa: N818 - the names say what is the case, as the builtin StopIteration does.

from pathlib import Path


class CacheError(Exception):
    """The cache can't be used as it is; the message says what to do.

    Attributes:
        path: the database.
    """

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class CacheMissing(CacheError):
    """There is no database; opening it for writing makes one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, "there is no cache yet; `nutgraf add URL` or `nutgraf account add URL` makes one"
        )


class CacheTooNew(CacheError):
    """A later version of the program wrote the database."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path,
            f"a newer nutgraf wrote this cache (schema {found}, this one knows {known}); "
            "update nutgraf, or name another file with --cache",
        )
        self.found = found
        self.known = known


class CacheOutdated(CacheError):
    """An earlier version wrote the database; opening it for writing brings it up to date."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path, f"the cache has schema {found} and {known} is needed; run `nutgraf check`"
        )
        self.found = found
        self.known = known


class CacheForeign(CacheError):
    """The file is no cache of this program; nothing was changed in it."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            path, f"{what}, not a nutgraf cache; move it away, or name another with --cache"
        )


class CacheDamaged(CacheError):
    """The database can't be read."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"the cache is damaged ({detail}); `nutgraf check --repair` saves what can be read, "
            "takes the rest from the last backup and keeps the damaged file",
        )


class NothingToSave(CacheError):
    """A damaged database holds nothing that can be read, and there is no copy of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "nothing in it can be read, and there is no backup beside it; nothing was changed; "
            "move it away to start with an empty cache",
        )


class CacheReadOnly(CacheError):
    """The database or its folder can't be written."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"the cache can't be opened or written ({detail}); check the permissions of the file "
            f"and of its folder {path.parent}",
        )


class CacheBusy(CacheError):
    """Another process held the write lock for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "another program has locked the cache; try again when it is done")


class Interrupted(CacheError):
    """A read was ended before it was done, because nobody waits for it any more."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the search was stopped")


class DiskFull(CacheError):
    """There is no room; what was stored before is whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"the disk is full; make room in {path.parent} and try again")


class RefreshInProgress(CacheError):
    """Another process is refreshing.

    Attributes:
        pid: its number, None if it can't be told.
    """

    def __init__(self, path: Path, pid: int | None) -> None:
        who = "another process" if pid is None else f"process {pid}"
        super().__init__(path, f"{who} is refreshing; try again when it is done")
        self.pid = pid


class WriterClosed(CacheError):
    """Something was to be written after the writer had been closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the cache has been closed for writing")


class QueryError(ValueError):
    """A search query can't be understood.

    Attributes:
        position: where in the query, counted from 0.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class NothingToMatch(ValueError):
    """A name or a phrase has no letter or digit: nothing could be compared with it."""

    def __init__(self, text: str) -> None:
        message = f"{text!r} has no letter or digit"
        super().__init__(message)
        self.text = text


class AddressTaken(CacheError):
    """Another subscription has that address.

    Attributes:
        url: the address.
    """

    def __init__(self, url: str) -> None:
        Exception.__init__(self, f"{url}: you are already subscribed to this")
        self.url = url
