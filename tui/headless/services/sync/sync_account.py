"""Sync one account: send the queue, ask for the server's state, take over what is new.

Each step is stored as it is done: a sync that ends early goes on with the next one. The marks that
wait in the queue are the truth; the server has not heard of them.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from cache.sync.reconcile import MarkChanges, decide_marks
from cache.values.account_rows import Account, newest_first
from fetch.sync.sync_model import (
    RemoteEntry,
    RemoteFeed,
    RemoteId,
    ServerState,
    SyncError,
    SyncFailure,
    SyncFailureKind,
)
from fetch.sync.sync_ports import SyncClient
from tui.headless.services.sync.send_queue import Sending
from tui.headless.services.sync.sync_tools import SyncOutcome, SyncTools

_MARKS_AT_ONCE = 500
_STORED_AT_ONCE = 50
"""Entries in one transaction: a mark of the reader waits until it is over."""

OnProgress = Callable[[int, int, int], None]
"""Told how many entries are here, of how many, and how many of the last ones are new."""


class AccountSync:
    """One sync of one account: made, run once, and gone."""

    def __init__(
        self, account: Account, client: SyncClient, tools: SyncTools, on_progress: OnProgress
    ) -> None:
        self._account = account
        self._client = client
        self._tools = tools
        self._on_progress = on_progress
        self._new_count = 0

    async def run(self) -> SyncOutcome:
        """Sync; what failed is in the outcome, and noted with the account.

        Raises:
            CacheError: the cache can't be read or written.
        """
        account_id, tools = self._account.account_id, self._tools
        sent = await Sending(account_id, self._client, tools).run()
        failure = sent.failure
        try:
            await self._take_over()
        except SyncError as error:
            failure = failure or error.failure
        now = tools.clock()
        if failure is None:
            await tools.write(lambda store: store.sync.note_synced(account_id, now=now))
        else:
            reason = failure
            await tools.write(lambda store: store.sync.note_failure(account_id, reason, now=now))
        return SyncOutcome(
            account_id=account_id,
            new_count=self._new_count,
            sent_count=sent.count,
            refused_ids=sent.refused_ids,
            failure=failure,
        )

    async def _take_over(self) -> None:
        account, client, tools = self._account, self._client, self._tools
        able = client.abilities
        if (able.labels, able.edits_feeds) != (account.has_labels, account.edits_feeds):
            await tools.write(lambda store: store.sync.note_abilities(account.account_id, able))
        # The feeds after the state: what is starred in a feed that is deleted between the two is
        # then not taken for unstarred.
        state = await client.state()
        listed = await client.feeds()
        self._refuse_empty(listed)
        now = tools.clock()
        await tools.write(lambda store: store.sync.apply_feeds(account.account_id, listed, now=now))
        wanted = state.unread | state.starred
        came_along = [one for one in state.entries if one.remote_id in wanted]
        if came_along:
            await self._store(came_along, (), state)
        await self._apply_marks(state)
        await self._fetch_missing(state)

    def _refuse_empty(self, listed: Sequence[RemoteFeed]) -> None:
        """Take a list without any feed for a fault of the server, not for the end of all feeds."""
        if not listed and self._tools.library.accounts.known_feeds(self._account.account_id):
            raise SyncError(
                SyncFailure(
                    kind=SyncFailureKind.BAD_ANSWER,
                    detail="it lists no feed any more; all that was here was kept",
                )
            )

    async def _apply_marks(self, state: ServerState) -> None:
        known = self._tools.library.accounts.known_entries(self._account.account_id, state)
        now = self._tools.clock()
        for piece in decide_marks(known, state).pieces(_MARKS_AT_ONCE):
            await self._apply(piece, now)

    async def _apply(self, changes: MarkChanges, now: datetime) -> None:
        await self._tools.write(lambda store: store.sync.apply_marks(changes, now=now))

    async def _fetch_missing(self, state: ServerState) -> None:
        """Fetch the entries that are not here, the newest first; each batch is stored at once."""
        account_id, tools = self._account.account_id, self._tools
        wanted = state.unread | state.starred
        missing = newest_first(tools.library.accounts.missing(account_id, wanted, tools.clock()))
        if not missing:
            return
        total = len(missing)
        await tools.write(lambda store: store.sync.note_missing(account_id, total))
        size = max(1, self._client.abilities.contents_at_once)
        batches = [missing[start : start + size] for start in range(0, total, size)]
        done = 0
        try:
            # One after the other: while the next batch is read, the thread that stores this one
            # would get its turn too rarely, and a mark of the reader would wait for it.
            for batch in batches:
                new_count = await self._store(await self._client.contents(batch), batch, state)
                done += len(batch)
                self._on_progress(done, total, new_count)
        finally:
            left = total - done
            if left:
                await tools.write(lambda store: store.sync.note_missing(account_id, left))

    async def _store(
        self, given: Sequence[RemoteEntry], asked: Sequence[RemoteId], state: ServerState
    ) -> int:
        """Store entries, a few at a time; return how many were new."""
        new_count = 0
        places = range(0, max(len(given), 1), _STORED_AT_ONCE)
        for start in places:
            # What was not given is only known with the last part.
            rest = asked if start == places[-1] else ()
            new_count += await self._save(given[start : start + _STORED_AT_ONCE], rest, state)
        self._new_count += new_count
        return new_count

    async def _save(
        self, given: Sequence[RemoteEntry], asked: Sequence[RemoteId], state: ServerState
    ) -> int:
        account_id, now = self._account.account_id, self._tools.clock()
        new = await self._tools.write(
            lambda store: store.sync.save_contents(
                account_id, given, asked=asked, state=state, now=now
            )
        )
        return len(new)
