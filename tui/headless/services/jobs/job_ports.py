"""What the application needs from background jobs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cache.values.list_rows import EntryId, FeedId
from tui.headless.services.jobs.job_events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequest:
    """An account to sign in to.

    Attributes:
        url: what was found at the address that was typed.
        allows_plain_http: the reader said yes to a password that is sent unencrypted.
    """

    url: str
    user: str = ""
    secret: str = field(default="", repr=False)
    app_id: str = ""
    app_key: str = field(default="", repr=False)
    allows_plain_http: bool = False


OnEvent = Callable[[Event], None]
"""Called on the event loop for each event of a job, in order."""


class Jobs(Protocol):
    """Work in a process of its own: each method returns when the job has ended.

    A job that can't do its work says so with a last `JobFailed` event; nothing is raised.
    Cancelling the awaiting task ends the job; what it stored stays.
    """

    async def refresh(self, feed_ids: Sequence[FeedId] | None, on_event: OnEvent) -> None:
        """Ask the feeds (None: all), fetch new articles and make their briefs."""
        ...

    async def refresh_due(self, on_event: OnEvent) -> None:
        """Ask the feeds whose time has come, fetch new articles and make their briefs."""
        ...

    async def add(self, urls: Sequence[str], folder: str, on_event: OnEvent) -> None:
        """Subscribe to the feeds behind addresses, then refresh them."""
        ...

    async def preview(self, url: str, on_event: OnEvent) -> None:
        """Look into the feed behind an address, storing nothing."""
        ...

    async def save_pages(self, urls: Sequence[str], on_event: OnEvent) -> None:
        """Save pages by their addresses, fetch them and make their briefs."""
        ...

    async def picture(self, entry_id: EntryId, url: str, on_event: OnEvent) -> None:
        """Fetch a picture of an article into the cache."""
        ...

    async def download(self, entry_id: EntryId, number: int, on_event: OnEvent) -> None:
        """Fetch a file that comes with an entry, by its number."""
        ...

    async def find_account(self, url: str, on_event: OnEvent) -> None:
        """Find out which reader server answers at an address; nothing is stored."""
        ...

    async def add_account(self, request: AccountRequest, on_event: OnEvent) -> None:
        """Sign in to a reader server, store the account, and sync it."""
        ...

    async def import_opml(self, path: Path, folder: str, on_event: OnEvent) -> None:
        """Subscribe to the feeds of an OPML file, then refresh them.

        Args:
            folder: for feeds that have none in the file; "" for none.
        """
        ...
