"""What a sync needs of a server: one protocol, satisfied by the client of each API."""

from collections.abc import Sequence
from typing import Protocol

from fetch.sync.sync_model import (
    Abilities,
    Mark,
    RemoteEntry,
    RemoteFeed,
    RemoteFeedId,
    RemoteId,
    ServerFacts,
    ServerState,
)


class SyncClient(Protocol):
    """One account at one server. Every method may raise SyncError, and nothing else.

    A call that failed may have been carried out: all that change something can be repeated with
    the same result.
    """

    @property
    def abilities(self) -> Abilities:
        """What this server can do; known before it is asked anything."""
        ...

    async def sign_in(self) -> ServerFacts:
        """Check the login; a client signs in anew by itself when a token ends."""
        ...

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return all subscriptions."""
        ...

    async def state(self) -> ServerState:
        """Return which entries are unread and starred, in as few calls as the server allows."""
        ...

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        """Return entries by id, at most `abilities.contents_at_once`; unknown ids are left out."""
        ...

    async def mark(
        self, ids: Sequence[RemoteId], mark: Mark, *, is_set: bool, label: str = ""
    ) -> None:
        """Set or clear a mark on entries, at most `abilities.ids_at_once` of them."""
        ...

    async def add_feed(self, url: str, *, title: str = "", folder: str = "") -> RemoteFeed:
        """Subscribe; an address that is subscribed to already gives what is there."""
        ...

    async def remove_feed(self, feed_id: RemoteFeedId) -> None:
        """Unsubscribe; a feed that is not there is no failure."""
        ...

    async def change_feed(self, feed_id: RemoteFeedId, *, title: str, folder: str) -> None:
        """Give a subscription this title and folder."""
        ...

    async def close(self) -> None:
        """Give the connection up."""
        ...
