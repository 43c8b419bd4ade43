"""A reader server in memory, its client, and a device that syncs with it; each can break off."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from cache.values.account_rows import AccountLogin, SecretPlace
from cache.values.list_rows import AccountId, EntryId, EntryRow, Scope, View
from fetch.model import Entry
from fetch.sync.sync_model import (
    Abilities,
    Api,
    Mark,
    RemoteEntry,
    RemoteFeed,
    RemoteFeedId,
    RemoteId,
    ServerFacts,
    ServerState,
    SyncError,
    SyncFailure,
    SyncFailureKind,
)
from tests.support.samples.builders import NOW, make_entry
from tui.headless.services.sync.sync_account import AccountSync
from tui.headless.services.sync.sync_tools import SyncOutcome, SyncTools

T = TypeVar("T")

ABILITIES = Abilities(labels=True, edits_feeds=True, ids_at_once=3, contents_at_once=4)
URL = "http://reader.example.org"


class KilledError(BaseException):
    """The process ended here."""


@dataclass
class StoredEntry:
    """An entry with its marks."""

    feed_id: RemoteFeedId
    entry: Entry
    is_read: bool = False
    is_starred: bool = False
    labels: set[str] = field(default_factory=set)


class FakeReader:
    """The state of a server with one account.

    Attributes:
        abilities: what its protocol can do.
        most_unread: so many unread ids it lists.
        refused: entries that it takes no mark of.
    """

    def __init__(self, abilities: Abilities = ABILITIES) -> None:
        self.abilities = abilities
        self.feeds: dict[RemoteFeedId, RemoteFeed] = {}
        self.entries: dict[RemoteId, StoredEntry] = {}
        self.most_unread: int | None = None
        self.refused: set[RemoteId] = set()
        self._number = 0

    def add_feed(self, url: str, *, title: str = "", folder: str = "") -> RemoteFeed:
        """Subscribe to an address."""
        for feed in self.feeds.values():
            if feed.url == url:
                return feed
        self._number += 1
        feed = RemoteFeed(
            remote_id=RemoteFeedId(f"feed/{self._number}"),
            url=url,
            title=title or f"Feed {self._number}",
            folder=folder,
        )
        self.feeds[feed.remote_id] = feed
        return feed

    def publish(
        self, feed: RemoteFeed, number: int, *, is_read: bool = False, is_starred: bool = False
    ) -> RemoteId:
        """Give a feed an entry."""
        self._number += 1
        remote_id = RemoteId(str(1000 + self._number))
        self.entries[remote_id] = StoredEntry(
            feed.remote_id, make_entry(number), is_read=is_read, is_starred=is_starred
        )
        return remote_id

    def remove_feed(self, feed_id: RemoteFeedId) -> None:
        """Unsubscribe; the entries go with the feed."""
        self.feeds.pop(feed_id, None)
        self.entries = {it: one for it, one in self.entries.items() if one.feed_id != feed_id}


@dataclass
class Faults:
    """What goes wrong at which call: called with its name before and after it has its effect."""

    before: Callable[[str], None] = lambda _: None
    after: Callable[[str], None] = lambda _: None


class FakeClient:
    """Satisfies `fetch.sync.sync_ports.SyncClient` on a server in memory."""

    def __init__(self, server: FakeReader, faults: Faults | None = None) -> None:
        self._server = server
        self._faults = faults or Faults()
        self.calls: list[str] = []

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return self._server.abilities

    def _call(self, name: str, work: Callable[[], T]) -> T:
        self.calls.append(name)
        self._faults.before(name)
        result = work()
        self._faults.after(name)
        return result

    async def sign_in(self) -> ServerFacts:
        return self._call(
            "sign_in",
            lambda: ServerFacts(product="Fake 1.0", user="me", abilities=self.abilities),
        )

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        return self._call("feeds", lambda: tuple(self._server.feeds.values()))

    async def state(self) -> ServerState:
        return self._call("state", self._state)

    def _state(self) -> ServerState:
        entries = self._server.entries
        unread = [it for it, one in entries.items() if not one.is_read]
        most = self._server.most_unread
        labels = {label for one in entries.values() for label in one.labels}
        return ServerState(
            unread=frozenset(unread[:most]),
            is_unread_whole=most is None or len(unread) <= most,
            starred=frozenset(it for it, one in entries.items() if one.is_starred),
            labelled={
                label: frozenset(it for it, one in entries.items() if label in one.labels)
                for label in labels
            }
            # A server names its labels also when no entry has them any more.
            or ({"unused": frozenset()} if self.abilities.labels else {}),
        )

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        assert len(ids) <= self.abilities.contents_at_once
        return self._call("contents", lambda: tuple(self._given(ids)))

    def _given(self, ids: Sequence[RemoteId]) -> list[RemoteEntry]:
        return [
            RemoteEntry(
                remote_id=it,
                feed_id=one.feed_id,
                entry=one.entry,
                is_read=one.is_read,
                is_starred=one.is_starred,
                labels=tuple(one.labels),
            )
            for it in ids
            if (one := self._server.entries.get(it)) is not None
        ]

    async def mark(
        self, ids: Sequence[RemoteId], mark: Mark, *, is_set: bool, label: str = ""
    ) -> None:
        assert len(ids) <= self.abilities.ids_at_once
        if not self._server.refused.isdisjoint(ids):
            raise SyncError(SyncFailure(kind=SyncFailureKind.REFUSED, detail="no such entry"))
        self._call(f"mark {mark.value}", lambda: self._mark(ids, mark, is_set, label))

    def _mark(self, ids: Sequence[RemoteId], mark: Mark, is_set: bool, label: str) -> None:
        for one in (self._server.entries[it] for it in ids if it in self._server.entries):
            if mark is Mark.READ:
                one.is_read = is_set
            elif mark is Mark.STAR:
                one.is_starred = is_set
            elif is_set:
                one.labels.add(label)
            else:
                one.labels.discard(label)

    async def add_feed(self, url: str, *, title: str = "", folder: str = "") -> RemoteFeed:
        return self._call(
            "add_feed", lambda: self._server.add_feed(url, title=title, folder=folder)
        )

    async def remove_feed(self, feed_id: RemoteFeedId) -> None:
        self._call("remove_feed", lambda: self._server.remove_feed(feed_id))

    async def change_feed(self, feed_id: RemoteFeedId, *, title: str, folder: str) -> None:
        def change() -> None:
            if feed_id in self._server.feeds:
                feed = self._server.feeds[feed_id]
                self._server.feeds[feed_id] = replace(feed, title=title, folder=folder)

        self._call("change_feed", change)

    async def close(self) -> None:
        self.calls.append("close")


class DirectWriter:
    """Writes at once; may be told to end the process at a write."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.before_write: Callable[[], None] = lambda: None
        self.after_write: Callable[[], None] = lambda: None

    def submit(self, work: Callable[[Store], T]) -> Future[T]:
        """Do the work."""
        self.before_write()
        future: Future[T] = Future()
        future.set_result(work(self._store))
        self.after_write()
        return future


class Device:
    """A cache with one account at a server."""

    def __init__(self, path: Path, server: FakeReader) -> None:
        self.path = path
        self.server = server
        self._open()
        login = AccountLogin(
            name="Home",
            api=Api.MINIFLUX,
            url=URL,
            user="me",
            secret_place=SecretPlace.KEYRING,
            stored_as="home",
        )
        facts = ServerFacts(product="Fake 1.0", user="me", abilities=server.abilities)
        self.account_id: AccountId = self.store.sync.add_account(login, facts, now=NOW)

    def _open(self) -> None:
        self.connection = open_writer(self.path, has_reserve=False)
        self.store = Store(self.connection)
        self.library = Library(self.path)
        self.writer = DirectWriter(self.store)

    def restart(self) -> None:
        """Drop the state of the process, and begin again with what was stored."""
        self.close()
        self._open()

    def close(self) -> None:
        """Close the cache, without tidying."""
        self.library.close()
        self.connection.close()

    def sync(self, faults: Faults | None = None) -> SyncOutcome:
        """Sync once.

        Raises:
            KilledError: the faults wanted it.
        """
        client = FakeClient(self.server, faults)
        self.calls = client.calls
        account = self.library.accounts.account(self.account_id)
        assert account is not None
        tools = SyncTools(library=self.library, writer=self.writer, clock=lambda: NOW)
        self.progress: list[tuple[int, int, int]] = []
        sync = AccountSync(account, client, tools, lambda *it: self.progress.append(it))
        return asyncio.run(sync.run())

    @property
    def rows(self) -> dict[str, EntryRow]:
        """The entries in lists, by title."""
        page = self.library.lists.page(View(scope=Scope.ALL), 0, 100_000)
        return {row.title: row for row in page}

    def entry(self, title: str) -> EntryId:
        """Return the number of an entry."""
        return self.rows[title].entry_id

    @property
    def waiting_count(self) -> int:
        """How many changes wait to be sent."""
        account = self.library.accounts.account(self.account_id)
        assert account is not None
        return account.waiting_count
