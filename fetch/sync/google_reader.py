"""The client of servers with the Google Reader API: FreshRSS, The Old Reader, BazQux, Inoreader.

An unknown stream answers with all entries, so nothing here asks for one that the server did not
name itself; the delta by time (`ot`) knows nothing of marks and is not used.
"""

from collections.abc import Sequence

from fetch.sync.api_calls import ApiCaller, in_halves
from fetch.sync.json_values import (
    fields_of,
    objects,
    parse_json,
    require_fields,
    require_list,
    text,
)
from fetch.sync.reader_items import (
    READ,
    READING_LIST,
    STARRED,
    folder_streams,
    label_of,
    label_stream,
    plain,
    remote_feed,
    remote_item,
)
from fetch.sync.reader_quirks import quirks_of
from fetch.sync.reader_session import ReaderSession, list_ids
from fetch.sync.remote_entries import cleaned, each_feed_once, label_name
from fetch.sync.sync_model import (
    Abilities,
    Login,
    Mark,
    RemoteEntry,
    RemoteFeed,
    RemoteFeedId,
    RemoteId,
    ServerFacts,
    ServerState,
    SyncFailureKind,
)

MAX_LABEL_LISTS = 4
"""The entries of so many labels are listed in one sync, of others in the next ones."""

_UNKNOWN = frozenset({400, 404})


class GoogleReaderClient:
    """One account. Satisfies `fetch.sync.sync_ports.SyncClient`."""

    def __init__(self, caller: ApiCaller, login: Login) -> None:
        self._caller = caller
        self._login = login
        self._quirks = quirks_of(login.url)
        self._session = ReaderSession(caller, login)
        self._folders: dict[RemoteFeedId, tuple[str, ...]] = {}
        self._labels: dict[str, str] | None = None

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return self._quirks.abilities

    async def sign_in(self) -> ServerFacts:
        """Get a token, and ask whose it is."""
        await self._session.sign_in()
        info = require_fields(await self._session.get("user-info"))
        user = text(info, "userName") or text(info, "userEmail") or self._login.user
        return ServerFacts(
            product=self._quirks.product, user=label_name(user), abilities=self.abilities
        )

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return all subscriptions."""
        answer = require_fields(await self._session.get("subscription/list"))
        listed = [fields_of(it) for it in require_list(answer, "subscriptions")]
        found = [remote_feed(fields, self._quirks) for fields in listed]
        feeds = each_feed_once(found)
        for fields, feed in zip(listed, found, strict=True):
            if feed is not None:
                self._folders[feed.remote_id] = tuple(folder_streams(fields.get("categories")))
        return feeds

    async def state(self) -> ServerState:
        """Return the lists of unread, starred and labelled entries."""
        unread = await list_ids(self._session, self._quirks, READING_LIST, without=READ)
        starred = await list_ids(self._session, self._quirks, STARRED)
        return ServerState(
            unread=frozenset(unread.ids),
            is_unread_whole=unread.is_whole,
            starred=frozenset(starred.ids),
            is_starred_whole=starred.is_whole,
            labelled=await self._labelled() if self._quirks.has_labels else {},
        )

    async def _labelled(self) -> dict[str, frozenset[RemoteId]]:
        self._labels = await self._label_streams()
        names = sorted(self._labels)
        if len(names) > MAX_LABEL_LISTS:
            first = int(self._caller.clock().timestamp() / 60) % len(names)
            names = (names + names)[first : first + MAX_LABEL_LISTS]
        listed = {
            name: await list_ids(self._session, self._quirks, self._labels[name]) for name in names
        }
        # A label that was removed before its list was asked for would have had all entries.
        still_there = await self._label_streams() if listed else {}
        return {
            label_name(plain(name, self._quirks)): frozenset(found.ids)
            for name, found in listed.items()
            if name in still_there and found.is_whole
        }

    async def _label_streams(self) -> dict[str, str]:
        """Return the stream of each label by its name; folders are not among them."""
        answer = require_fields(await self._session.get("tag/list"))
        tags = [
            (text(tag, "id"), text(tag, "type")) for tag in objects(require_list(answer, "tags"))
        ]
        folders = {name for names in self._folders.values() for name in names}
        folders |= {label_of(stream) for stream, kind in tags if kind == "folder"}
        found: dict[str, str] = {}
        for stream, kind in tags:
            name = label_of(stream)
            # A label with the name of a folder has the folder's stream.
            is_label = kind == "tag" or (not kind and bool(self._folders))
            if label_name(name) and is_label and name not in folders:
                found[name] = stream
        return found

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        """Return entries by id."""
        if not ids:
            return ()
        if self._labels is None:
            self._labels = await self._label_streams() if self._quirks.has_labels else {}
        return await in_halves(ids, self._contents)

    async def _contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        form = [("i", known) for known in ids]
        answer = require_fields(await self._session.post_reading("stream/items/contents", form))
        wanted = frozenset(ids)
        items = (
            remote_item(fields, self._quirks, self._labels or {})
            for fields in objects(require_list(answer, "items"))
        )
        return await cleaned(items, wanted=wanted, now=self._caller.clock())

    async def mark(
        self, ids: Sequence[RemoteId], mark: Mark, *, is_set: bool, label: str = ""
    ) -> None:
        """Add or remove the tag that stands for a mark."""
        if not ids:
            return
        if mark is Mark.LABEL:
            self._require_labels(label)
        stream = {Mark.READ: READ, Mark.STAR: STARRED, Mark.LABEL: label_stream(label)}[mark]
        form = [("a" if is_set else "r", stream), *(("i", known) for known in ids)]
        await self._session.post("edit-tag", form)

    def _require_labels(self, label: str) -> None:
        if not self._quirks.has_labels or not label_name(label):
            detail = "this server has no labels for entries"
            raise self._caller.failure(SyncFailureKind.REFUSED, detail)

    async def add_feed(self, url: str, *, title: str = "", folder: str = "") -> RemoteFeed:
        """Subscribe; the server looks for the feed itself."""
        answer = await self._session.post(
            "subscription/quickadd", [("quickadd", url)], is_long=True
        )
        fields = require_fields(parse_json(answer.body))
        stream = text(fields, "streamId")
        feed = _found(await self.feeds(), stream, url)
        if feed is None and stream:  # the server's list is behind
            made = {"id": stream, "url": url, "title": fields.get("streamName")}
            feed = remote_feed(made, self._quirks)
        if feed is None:
            said = self._caller.said_error(fields) or "the server did not add the feed"
            raise self._caller.failure(SyncFailureKind.REFUSED, said)
        wanted = (title or feed.title, folder or feed.folder)
        if wanted != (feed.title, feed.folder):
            await self.change_feed(feed.remote_id, title=wanted[0], folder=wanted[1])
            feed = _found(await self.feeds(), feed.remote_id, url) or feed
        return feed

    async def remove_feed(self, feed_id: RemoteFeedId) -> None:
        """Unsubscribe."""
        form = [("ac", "unsubscribe"), ("s", feed_id)]
        await self._session.post("subscription/edit", form, accepts=_UNKNOWN)

    async def change_feed(self, feed_id: RemoteFeedId, *, title: str, folder: str) -> None:
        """Rename a subscription, and take it out of all folders but this one."""
        if feed_id not in self._folders:
            await self.feeds()
        if feed_id not in self._folders:
            detail = "the server has no such feed"
            raise self._caller.failure(SyncFailureKind.REFUSED, detail)
        form = [("ac", "edit"), ("s", feed_id)]
        form += [("t", title)] if title else []
        form += [("a", label_stream(folder))] if folder else []
        for name in self._folders[feed_id]:
            is_default = name == self._quirks.default_folder
            if not is_default and label_name(plain(name, self._quirks)) != folder:
                form.append(("r", label_stream(plain(name, self._quirks))))
        await self._session.post("subscription/edit", form)

    async def close(self) -> None:
        """Give the connection up."""
        await self._caller.close()


def _found(feeds: tuple[RemoteFeed, ...], stream: str, url: str) -> RemoteFeed | None:
    by_id = (it for it in feeds if it.remote_id == stream)
    return next(by_id, next((it for it in feeds if it.url == url), None))
