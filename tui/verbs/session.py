"""What every verb starts from: the configuration, the cache and the standard streams."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from cache.backup import find_backups, was_emptied
from cache.errors import CacheMissing, CacheOutdated, CacheReadOnly
from cache.library import Library
from cache.model import FeedRow
from cache.writer import Writer
from fetch.options import MIB, FetchOptions, user_agent
from tui.config import Config, load_config
from tui.exits import complain, version
from tui.paths import Paths, reader_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The configuration and the files of one run."""

    config: Config
    paths: Paths

    def fetch_options(self) -> FetchOptions:
        """Return what the configuration says about fetching."""
        settings = self.config.fetch
        return FetchOptions(
            timeout_seconds=settings.timeout_seconds,
            max_body_bytes=settings.max_body_mib * MIB,
            concurrency=settings.concurrency,
            concurrency_per_host=settings.concurrency_per_host,
            pause_per_host_seconds=settings.pause_per_host_ms / 1000,
            user_agent=user_agent(version()),
            uses_proxy_environment=settings.use_proxy_environment,
        )

    @contextmanager
    def writer(self, *, may_refuse: bool = False) -> Iterator[Writer]:
        """Open the cache for writing, making it if there is none.

        Args:
            may_refuse: go on with a writer that refuses where a cache can only be read.
        """
        path = self.paths.cache
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CacheReadOnly(path, str(error.strerror)) from error
        if was_emptied(path):
            complain(
                f"{path} is empty, though it was in use before; "
                f"`nutgraf check --repair` takes the backup {find_backups(path)[0]}"
            )
        writer = Writer(path, may_refuse=may_refuse)
        try:
            yield writer
        finally:
            writer.close()

    def open_library(self) -> Library:
        """Return a reading connection of its own; whoever asks closes it."""
        return Library(self.paths.cache)

    @contextmanager
    def library(self) -> Iterator[Library]:
        """Open the cache for reading; it exists once it has been opened for writing."""
        library = self.open_library()
        try:
            yield library
        finally:
            library.close()

    @contextmanager
    def reader(self) -> Iterator[Library]:
        """Open the cache for reading only, once it is there and up to date.

        So what is stored can be read on a full disk, and in a folder that can't be written.
        """
        try:
            library = self.open_library()
        except (CacheMissing, CacheOutdated):
            with self.writer():
                library = self.open_library()
        try:
            yield library
        finally:
            library.close()


def open_session(arguments: argparse.Namespace) -> Session:
    """Return the session that the common options ask for.

    Raises:
        ConfigError: the configuration can't be used.
    """
    paths = reader_paths()
    if arguments.config is not None:
        paths = replace(paths, config=arguments.config)
    if arguments.cache is not None:
        paths = replace(paths, cache=arguments.cache)
    return Session(config=load_config(paths.config), paths=paths)


def feed_named(name: str, rows: tuple[FeedRow, ...]) -> FeedRow | None:
    """Return the feed with that number or address, None if there is none."""
    for row in rows:
        if name in (str(row.feed_id), row.url):
            return row
    return None


def utc_now() -> datetime:
    """Return the time; handed to everything that needs a clock."""
    return datetime.now(UTC)


def put_line(line: str = "") -> None:
    """Write one line of data to standard output."""
    sys.stdout.write(line + "\n")


def put_json(value: object) -> None:
    """Write a JSON document to standard output, indented."""
    put_line(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())
