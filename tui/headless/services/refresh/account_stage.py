"""Sync the accounts beside the asking of feeds, and count what came of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.headless.services.jobs.job_events import AccountDone, AccountEvent

if TYPE_CHECKING:
    from tui.headless.services.sync.sync_accounts import AccountsSync


class AccountStage:
    """The accounts' part of a refresh; nothing at all where there is none."""

    def __init__(
        self,
        accounts: "AccountsSync | None",
        *,
        on_new: Callable[[], None],
        on_event: Callable[[AccountEvent], None],
    ) -> None:
        self._accounts = accounts
        self._on_new = on_new
        self._on_event = on_event
        self._offline: list[bool] = []
        self.new_count = 0
        self.failures: list[str] = []

    async def run(self) -> None:
        """Sync. Raises CacheError: the cache can't be read or written."""
        if self._accounts is None:
            return
        # Most readers have no account, and need not know of any server's ways.
        from fetch.sync.sync_model import SyncFailureKind  # noqa: PLC0415

        outcomes = await self._accounts.run(self._on_new, self._told)
        self.new_count = sum(one.new_count for one in outcomes)
        self._offline = [
            one.failure is not None and one.failure.kind is SyncFailureKind.OFFLINE
            for one in outcomes
        ]

    def _told(self, event: AccountEvent) -> None:
        if isinstance(event, AccountDone) and event.failure:
            self.failures.append(f"{event.name}: {event.failure}")
        self._on_event(event)

    @property
    def count(self) -> int:
        """How many accounts were synced, or should have been."""
        return len(self._offline)

    @property
    def is_offline(self) -> bool:
        """Whether none could be reached for want of a network; True for no account, too."""
        return all(self._offline)
