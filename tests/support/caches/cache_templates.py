"""Caches that are made once in a process and copied for each test: to make one takes 30 ms."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cache.writer import Writer

Make = Callable[[Path], None]
"""Makes a cache at a path, and closes it."""


def put_cache(path: Path, make: Make | None = None) -> None:
    """Put a copy of the cache that `make` makes at a path, an empty one without it."""
    assert not path.exists()
    for suffix, content in _made(make or _make_empty).items():
        file = path.with_name(path.name + suffix)
        file.touch(mode=0o600)
        file.write_bytes(content)


@cache
def _made(make: Make) -> Mapping[str, bytes]:
    """Return the files of a cache by what stands behind the cache's name."""
    with TemporaryDirectory(prefix="nutgraf-ready-") as folder:
        path = Path(folder) / "cache.db"
        make(path)
        return {it.name.removeprefix(path.name): it.read_bytes() for it in Path(folder).iterdir()}


def _make_empty(path: Path) -> None:
    Writer(path).close()
