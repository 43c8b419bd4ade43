"""Sync the accounts of a reader, all at once; one that fails does not stop the others."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from cache.values.account_rows import Account
from fetch.options import FetchOptions
from fetch.sync.sync_model import Login, SyncError, SyncFailure, SyncFailureKind
from fetch.sync.sync_ports import SyncClient
from tui.headless.services.jobs.job_events import AccountDone, AccountEvent, AccountProgress
from tui.headless.services.subscriptions.credentials import CredentialError
from tui.headless.services.sync.account_secrets import login_with_secrets
from tui.headless.services.sync.send_queue import Sending
from tui.headless.services.sync.sync_account import AccountSync
from tui.headless.services.sync.sync_tools import SyncOutcome, SyncTools
from tui.headless.words.sync_words import (
    account_failure,
    describe_refusals,
    describe_sync_failure,
)

DUE_AFTER = timedelta(minutes=10)
"""A server is asked so often when only what is due is asked for."""
SEND_SECONDS = 3.0
"""So long the end of the app waits for what is to be sent; the rest goes the next time."""

OpenClient = Callable[[Login], SyncClient]


def opener(options: FetchOptions) -> OpenClient:
    """Return what opens the client of an account."""

    def opened(login: Login) -> SyncClient:
        # Who has no account need not wait for the clients of four APIs.
        from fetch.sync.open_client import open_client  # noqa: PLC0415

        return open_client(login, options)

    return opened


def due_accounts(accounts: Sequence[Account], now: datetime) -> tuple[Account, ...]:
    """Return the accounts whose time has come, or that are to be told something."""
    return tuple(
        one
        for one in welcome_accounts(accounts, now)
        if one.waiting_count
        or one.missing_count
        or one.last_sync_at is None
        or not timedelta(0) <= now - one.last_sync_at < DUE_AFTER
    )


def welcome_accounts(accounts: Sequence[Account], now: datetime) -> tuple[Account, ...]:
    """Return the accounts whose servers did not ask to be left alone."""
    return tuple(one for one in accounts if one.retry_at is None or one.retry_at <= now)


class AccountsSync:
    """One sync of some accounts: made, run once, and gone."""

    def __init__(
        self,
        accounts: Sequence[Account],
        tools: SyncTools,
        open_account: OpenClient,
    ) -> None:
        self._accounts = accounts
        self._tools = tools
        self._open = open_account

    async def run(
        self, on_new: Callable[[], None], on_event: Callable[[AccountEvent], None]
    ) -> tuple[SyncOutcome, ...]:
        """Sync the accounts; `on_new` is called when new entries are in the cache.

        Raises:
            CacheError: the cache can't be read or written.
        """
        syncs = (self._sync(one, on_new, on_event) for one in self._accounts)
        return tuple(await asyncio.gather(*syncs))

    async def _sync(
        self,
        account: Account,
        on_new: Callable[[], None],
        on_event: Callable[[AccountEvent], None],
    ) -> SyncOutcome:
        def progress(done: int, total: int, new_count: int) -> None:
            if new_count:
                on_new()
            on_event(
                AccountProgress(
                    account_id=account.account_id, name=account.name, done=done, total=total
                )
            )

        try:
            client = await self._opened(account)
        except SyncError as error:
            outcome = await self._fail(account, error.failure)
        else:
            try:
                outcome = await AccountSync(account, client, self._tools, progress).run()
            finally:
                await _close(client)
        if outcome.new_count:
            on_new()
        on_event(self._done(account, outcome))
        return outcome

    async def _opened(self, account: Account) -> SyncClient:
        """Return the client of an account. Raises SyncError: there is none, or no secret."""
        try:
            # A keyring may ask its owner to unlock it.
            login = await asyncio.to_thread(login_with_secrets, account.login)
        except CredentialError as error:
            failure = SyncFailure(kind=SyncFailureKind.NO_PASSWORD, detail=str(error))
            raise SyncError(failure) from error
        return self._open(login)

    async def _fail(self, account: Account, failure: SyncFailure) -> SyncOutcome:
        account_id, now = account.account_id, self._tools.clock()
        await self._tools.write(lambda store: store.sync.note_failure(account_id, failure, now=now))
        return SyncOutcome(account_id=account_id, failure=failure)

    def _done(self, account: Account, outcome: SyncOutcome) -> AccountDone:
        after = self._tools.library.accounts.account(account.account_id)
        failure = "" if after is None else account_failure(after, self._tools.clock())
        if outcome.failure is not None and not failure:
            login = account.login
            failure = describe_sync_failure(outcome.failure, login.api, has_user=bool(login.user))
        refused = [
            one
            for one in self._tools.library.accounts.refusals(account.account_id)
            if one.queue_id in outcome.refused_ids
        ]
        failure = " ".join(filter(None, [failure, *describe_refusals(refused)]))
        return AccountDone(
            account_id=account.account_id,
            name=account.name,
            new_count=outcome.new_count,
            sent_count=outcome.sent_count,
            waiting_count=0 if after is None else after.waiting_count,
            failure=failure,
            is_offline=outcome.failure is not None
            and outcome.failure.kind is SyncFailureKind.OFFLINE,
        )

    async def send(self, seconds: float = SEND_SECONDS) -> None:
        """Only tell the servers what waits, for so long at most: the app is about to end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.gather(*(self._send(one) for one in self._accounts))

    async def _send(self, account: Account) -> None:
        # What failed is tried again with the next sync, which says so.
        with suppress(SyncError):
            client = await self._opened(account)
            try:
                await Sending(account.account_id, client, self._tools).run()
            finally:
                await _close(client)


async def _close(client: SyncClient) -> None:
    with suppress(SyncError):
        await client.close()
