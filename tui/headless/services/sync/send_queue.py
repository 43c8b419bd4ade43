"""Send what the reader did to the server of an account.

A change is noted as tried before it is sent, and forgotten once the server has said yes; whatever
happens in between, it is sent again. All that is sent can be repeated with the same result.
"""

from collections.abc import Sequence

from msgspec import Struct

from cache.values.account_rows import FeedChange, Queued, QueuedFeed, QueuedMarks
from cache.values.list_rows import AccountId
from fetch.sync.sync_model import RemoteFeed, SyncError, SyncFailure, SyncFailureKind
from fetch.sync.sync_ports import SyncClient
from tui.headless.services.sync.sync_tools import SyncTools

_MOST_REFUSED = 5
"""A server that refuses more than that in a row is left alone until the next sync."""


class Sent(Struct, frozen=True, kw_only=True):
    """How much was sent.

    Attributes:
        refused_ids: rows of the queue that the server refused.
        failure: why the rest was not, None if all was.
    """

    count: int
    refused_ids: tuple[int, ...] = ()
    failure: SyncFailure | None = None


class Sending:
    """Sends the queue of one account, once."""

    def __init__(self, account_id: AccountId, client: SyncClient, tools: SyncTools) -> None:
        self._account_id = account_id
        self._client = client
        self._tools = tools
        self._count = 0
        self._refused: list[int] = []

    async def run(self) -> Sent:
        """Send what waits; a failure is in the result, for it must not keep news away."""
        failure = None
        try:
            await self._send_marks()
            await self._send_feeds()
        except SyncError as error:
            failure = error.failure
        return Sent(count=self._count, refused_ids=tuple(self._refused), failure=failure)

    async def _send_marks(self) -> None:
        most = self._client.abilities.ids_at_once
        limit = most
        while len(self._refused) < _MOST_REFUSED:
            batch = await self._take(limit)
            if batch is None:
                return
            refusal = await self._mark(batch)
            if refusal is None:
                self._count += len(batch.rows)
                await self._confirm(batch.rows)
                limit = min(most, limit * 2)
            elif len(batch.rows) > 1:
                # One of them is to blame: the others must not wait for it.
                limit = len(batch.rows) // 2
            else:
                await self._refuse(batch.rows, refusal)
                limit = most

    async def _take(self, limit: int) -> QueuedMarks | None:
        return await self._tools.write(
            lambda store: store.sync.take_marks(self._account_id, limit, self._refused)
        )

    async def _confirm(self, rows: Sequence[Queued]) -> None:
        await self._tools.write(lambda store: store.sync.confirm(rows))

    async def _refuse(self, rows: Sequence[Queued], refusal: SyncFailure) -> None:
        await self._tools.write(lambda store: store.sync.refuse(rows, refusal.detail))
        self._refused += [row.queue_id for row in rows]

    async def _try_feed(self, queued: QueuedFeed) -> bool:
        return await self._tools.write(lambda store: store.sync.try_feed(queued.row))

    async def _note_changed(self, queued: QueuedFeed) -> None:
        await self._tools.write(lambda store: store.sync.changed(queued))

    async def _mark(self, batch: QueuedMarks) -> SyncFailure | None:
        """Send marks; return why the server refuses them, None if it took them."""
        try:
            await self._client.mark(
                batch.remote_ids, batch.mark, is_set=batch.is_set, label=batch.label
            )
        except SyncError as error:
            if error.failure.kind is not SyncFailureKind.REFUSED:
                raise
            return error.failure
        return None

    async def _send_feeds(self) -> None:
        for queued in self._tools.library.accounts.feed_changes(self._account_id):
            if queued.change is FeedChange.CHANGE and queued.is_known and not queued.was_tried:
                # Changed and changed back: there is nothing to say.
                await self._note_changed(queued)
                continue
            if not await self._try_feed(queued):
                continue
            try:
                await self._send_feed(queued)
            except SyncError as error:
                if error.failure.kind is not SyncFailureKind.REFUSED:
                    raise
                await self._refuse([queued.row], error.failure)
            else:
                self._count += 1

    async def _send_feed(self, queued: QueuedFeed) -> None:
        client, tools = self._client, self._tools
        match queued.change:
            case FeedChange.SUBSCRIBE:
                feed = await self._subscribe(queued)
                await tools.write(
                    lambda store: store.sync.subscribed(self._account_id, queued, feed)
                )
            case FeedChange.CHANGE:
                for remote_id in queued.remote_ids:
                    await client.change_feed(remote_id, title=queued.title, folder=queued.folder)
                await self._note_changed(queued)
            case FeedChange.UNSUBSCRIBE:
                ids = queued.remote_ids or tuple(
                    feed.remote_id for feed in await client.feeds() if feed.url == queued.url
                )
                for remote_id in ids:
                    await client.remove_feed(remote_id)
                await tools.write(lambda store: store.sync.unsubscribed(self._account_id, queued))

    async def _subscribe(self, queued: QueuedFeed) -> RemoteFeed:
        client, title, folder = self._client, queued.title, queued.folder
        feed = await client.add_feed(queued.url, title=title, folder=folder)
        if (title and feed.title != title) or feed.folder != folder:
            # It was there already, or the server takes no name with the address.
            title = title or feed.title
            await client.change_feed(feed.remote_id, title=title, folder=folder)
            feed = RemoteFeed(
                remote_id=feed.remote_id,
                url=feed.url,
                title=title,
                site_url=feed.site_url,
                folder=folder,
            )
        return feed
