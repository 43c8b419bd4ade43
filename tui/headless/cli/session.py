"""What every verb starts with: configuration, cache and output functions."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cache.db.backup import find_backups, was_emptied
from cache.db.refresh_lock import RefreshLock
from cache.errors import CacheOutdated, CacheReadOnly, RefreshInProgress
from cache.library import Library
from cache.writer import Writer
from fetch.options import MIB, FetchOptions, user_agent
from tui.headless.cli.exit_codes import complain, version, writing_output
from tui.headless.settings.automation_settings import HookSettings, NotifySettings
from tui.headless.settings.config import Config, ConfigError, load_config
from tui.headless.settings.paths import Paths, reader_paths

if TYPE_CHECKING:
    from tui.headless.services.worker_pool import ComputePool


class Session(Struct, frozen=True, kw_only=True):
    """The configuration and the files of one run.

    Attributes:
        is_throw_away: the cache is gone when the run ends; nobody is told that it is made.
    """

    config: Config
    paths: Paths
    is_throw_away: bool = False

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

    def brief_pool(self, workers: int) -> "ComputePool":
        """Return a pool whose workers make briefs; what is wrong with the models is said."""
        from tui.headless.services.refresh.brief_stage import brief_pool

        return brief_pool(
            workers,
            self.config.summarise.key_points,
            state=self.paths.state,
            warn=complain,
        )

    @contextmanager
    def writer(self, *, may_refuse: bool = False) -> Iterator[Writer]:
        """Open the cache for writing, making it and saying so if there is none.

        Args:
            may_refuse: go on with a writer that refuses where a cache can only be read.
        """
        path = self.paths.cache
        is_new = not path.exists()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CacheReadOnly(path, str(error.strerror)) from error
        if was_emptied(path):
            backups = find_backups(path)
            copy = f"the backup {backups[0]}" if backups else "its second copy of what you did"
            complain(
                f"{path} is empty, though it was in use before; "
                f"`nutgraf check --repair` takes {copy}"
            )
        writer = Writer(path, may_refuse=may_refuse)
        if is_new and not self.is_throw_away:
            sys.stderr.write(f"nutgraf: made a new cache at {path}\n")
        try:
            yield writer
        finally:
            writer.close()

    def refresh_lock(
        self, wait_seconds: float = 0.0, say: Callable[[str], None] = lambda _: None
    ) -> RefreshLock:
        """Return the lock of a refresh, which waits for one that is running; says so if it does."""

        def on_wait(error: RefreshInProgress) -> None:
            who = "Another process" if error.pid is None else f"Process {error.pid}"
            say(f"{who} is refreshing; waiting until it is done.")

        return RefreshLock(self.paths.cache, wait_seconds=wait_seconds, on_wait=on_wait)

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
        """Open the cache for reading only; one of an earlier version is brought up to date.

        So what is stored can be read on a full disk, and in a folder that can't be written.

        Raises:
            CacheMissing: there is none; reading makes none.
        """
        try:
            library = self.open_library()
        except CacheOutdated:
            with self.writer():
                library = self.open_library()
        try:
            yield library
        finally:
            library.close()


def open_session(arguments: argparse.Namespace) -> Session:
    """Return the session that the common options ask for.

    Raises:
        ConfigError: the configuration can't be used, or the one that was named is not there.
    """
    paths = reader_paths()
    if arguments.config is not None:
        if not arguments.config.exists():
            message = f"--config: there is no file {arguments.config}"
            raise ConfigError(message)
        paths = replace(paths, config=arguments.config)
    if arguments.cache is not None:
        paths = replace(paths, cache=arguments.cache)
    config = load_config(paths.config)
    if arguments.no_hooks:
        config = replace(config, hooks=HookSettings(), notify=NotifySettings(terminal="off"))
    return Session(config=config, paths=paths)


def utc_now() -> datetime:
    """Return the time; handed to everything that needs a clock."""
    return datetime.now(UTC)


def put_line(line: str = "") -> None:
    """Write one line of data to standard output."""
    with writing_output():
        sys.stdout.write(line + "\n")


def put_json(value: object) -> None:
    """Write a JSON document to standard output, indented."""
    put_line(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())
