"""Sync accounts: set the sync up, and send what waits when the app ends."""

import asyncio
from collections.abc import Sequence

from cache.errors import CacheError
from cache.library import Library
from cache.values.account_rows import Account
from cache.writer import Writer
from tui.headless.cli.session import Session, utc_now
from tui.headless.services.sync.sync_accounts import (
    AccountsSync,
    opener,
    welcome_accounts,
)
from tui.headless.services.sync.sync_tools import SyncTools
from tui.headless.settings.log import LOGGER


def accounts_sync(
    session: Session, writer: Writer, library: Library, accounts: Sequence[Account]
) -> AccountsSync:
    """Return the sync of some accounts on the session's configuration."""
    tools = SyncTools(library=library, writer=writer, clock=utc_now)
    return AccountsSync(accounts, tools, opener(session.fetch_options()))


def send_before_the_end(session: Session, writer: Writer, library: Library) -> None:
    """Tell the servers what waits, for a few seconds; the next refresh sends the rest.

    Nothing is said of what goes wrong: it is not lost, and the next refresh says it.
    """
    try:
        accounts = welcome_accounts(library.accounts.all(), utc_now())
        waiting = [one for one in accounts if one.waiting_count]
        if waiting:
            with session.refresh_lock():
                asyncio.run(accounts_sync(session, writer, library, waiting).send())
    except CacheError as error:
        # Another process is syncing, or there is no room: what waits is in the cache.
        LOGGER.info("nothing was sent before the end: %s", error)
