"""Run jobs as child processes that report events line by line.

Fetching and summarising in the drawing process would block the interpreter lock and load large
libraries. A child process does neither, and is the same program that cron runs. It ends with the
application: when its standard output is closed, or when it is told to.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from cache.values.list_rows import EntryId, FeedId
from fetch.access import without_secret
from fetch.feeds.known_sites import typed_address
from tui.headless.services.jobs.end_child import end_child
from tui.headless.services.jobs.job_events import (
    AccountFound,
    ChoiceNeeded,
    Downloaded,
    Event,
    JobFailed,
    PageSaved,
    PictureKept,
    Previewed,
    RefreshFinished,
    decode_event,
)
from tui.headless.services.jobs.job_ports import AccountRequest, OnEvent
from tui.headless.settings.paths import CREDENTIAL_PREFIX, environment_with

# What a child is given to stop its workers and close the cache before it is killed.
_GRACE_SECONDS = 5.0
# Longest line of an event that is read; a choice of many feeds is the longest there is.
_LINE_LIMIT = 1 << 20
_LAST = (
    *(RefreshFinished, AccountFound, ChoiceNeeded, Previewed),
    *(PictureKept, Downloaded, PageSaved, JobFailed),
)
"""What the last event of a job that came to its end is."""
TYPED_VARIABLE = f"{CREDENTIAL_PREFIX}OF_ADDRESS"
"""In this one the app tells a child what was typed; nobody else sets it."""


class ChildJobs(Struct, frozen=True, kw_only=True):
    """Jobs by `nutgraf …  --events` on the same configuration and cache.

    Attributes:
        has_hooks: run the reader's hooks and show notices: not for feeds that are not the reader's.
    """

    config: Path
    cache: Path
    has_hooks: bool = True

    async def refresh(self, feed_ids: Sequence[FeedId] | None, on_event: OnEvent) -> None:
        """Ask the feeds (None: all), fetch new articles and make their briefs."""
        chosen = [f"--feed={feed_id}" for feed_id in feed_ids or ()]
        await self._run(["fetch", "--events", *chosen], on_event)

    async def refresh_due(self, on_event: OnEvent) -> None:
        """Ask the feeds whose time has come, fetch new articles and make their briefs."""
        await self._run(["fetch", "--events", "--due"], on_event)

    async def add(self, urls: Sequence[str], folder: str, on_event: OnEvent) -> None:
        """Subscribe to the feeds behind addresses, then refresh them."""
        plain, options, environment = _without_secrets(urls)
        # "--" first: an address that starts with a dash is an address all the same.
        arguments = ["add", "--events", f"--folder={folder}", *options, "--", *plain]
        await self._run(arguments, on_event, environment)

    async def preview(self, url: str, on_event: OnEvent) -> None:
        """Look into the feed behind an address, storing nothing."""
        plain, options, environment = _without_secrets([url])
        arguments = ["add", "--events", "--preview", *options, "--", *plain]
        await self._run(arguments, on_event, environment)

    async def save_pages(self, urls: Sequence[str], on_event: OnEvent) -> None:
        """Save pages by their addresses, fetch them and make their briefs."""
        await self._run(["save-page", "--events", "--", *urls], on_event)

    async def picture(self, entry_id: EntryId, url: str, on_event: OnEvent) -> None:
        """Fetch a picture of an article into the cache."""
        arguments = ["pictures", "--events", f"--url={url}", "--", str(entry_id)]
        await self._run(arguments, on_event)

    async def find_account(self, url: str, on_event: OnEvent) -> None:
        """Find out which reader server answers at an address; nothing is stored."""
        await self._run(["account", "add", "--events", "--preview", "--", url], on_event)

    async def add_account(self, request: AccountRequest, on_event: OnEvent) -> None:
        """Sign in to a reader server, store the account, and sync it."""
        options = [f"--user={request.user}", f"--credential={TYPED_VARIABLE}"]
        options += [f"--app-id={request.app_id}"] if request.app_id else []
        options += ["--allow-http"] if request.allows_plain_http else []
        arguments = ["account", "add", "--events", *options, "--", request.url]
        environment = {TYPED_VARIABLE: request.secret, f"{TYPED_VARIABLE}_APP_KEY": request.app_key}
        await self._run(arguments, on_event, environment)

    async def import_opml(self, path: Path, folder: str, on_event: OnEvent) -> None:
        """Subscribe to the feeds of an OPML file, then refresh them."""
        options = [f"--folder={folder}"] if folder else []
        await self._run(["import", "--events", "--fetch", *options, "--", str(path)], on_event)

    async def download(self, entry_id: EntryId, number: int, on_event: OnEvent) -> None:
        """Fetch a file that comes with an entry."""
        await self._run(["download", "--events", str(entry_id), str(number)], on_event)

    async def _run(
        self,
        arguments: Sequence[str],
        on_event: OnEvent,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tui"),
            *(("--config", str(self.config)) if self.config.exists() else ()),
            *("--cache", str(self.cache)),
            *(() if self.has_hooks else ("--no-hooks",)),
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LINE_LIMIT,
            env=environment_with(environment) if environment else None,
        )
        complaint = asyncio.create_task(_complaint(child))
        try:
            last = await _pass_on(child, on_event)
            said, status = await complaint, await child.wait()
        finally:
            complaint.cancel()
            await asyncio.wait([complaint])
            await end_child(child, grace_seconds=_GRACE_SECONDS)
        # A job that came to its end has said how: anything else broke off, whatever its status.
        if not isinstance(last, _LAST):
            on_event(JobFailed(message=said or f"The process ended with status {status}."))


def _without_secrets(urls: Sequence[str]) -> tuple[list[str], list[str], dict[str, str]]:
    """Return addresses, options and environment for a child: others can read its arguments."""
    if len(urls) != 1:
        return list(urls), [], {}
    plain, secret = without_secret(typed_address(urls[0]))
    if not secret:
        return list(urls), [], {}
    return [plain], [f"--credential={TYPED_VARIABLE}"], {TYPED_VARIABLE: secret}


async def _pass_on(child: asyncio.subprocess.Process, on_event: OnEvent) -> Event | None:
    """Hand each event on; return the last one, None if there was none."""
    assert child.stdout is not None  # noqa: S101  # a pipe was asked for
    last: Event | None = None
    async for line in child.stdout:
        last = decode_event(line)
        on_event(last)
    return last


async def _complaint(child: asyncio.subprocess.Process) -> str:
    """Return the last line that the child wrote to its standard error, without its name."""
    assert child.stderr is not None  # noqa: S101  # a pipe was asked for
    last = ""
    async for line in child.stderr:
        last = line.decode("utf-8", "replace").strip() or last
    return last.removeprefix("nutgraf: ")
