"""The client of Nextcloud News, version 1-3 of its API, or 1-2 where the server knows no other.

Of the two, only the newer one sets stars by the entry's number.
"""

from collections.abc import Mapping, Sequence

from fetch.html.markup import title_to_line
from fetch.sync.api_calls import ApiCaller
from fetch.sync.json_values import (
    Fields,
    as_whole,
    bad_answer,
    fields_of,
    objects,
    parse_json,
    require_list,
    text,
    whole,
)
from fetch.sync.nextcloud_lists import NextcloudLists
from fetch.sync.remote_entries import each_feed_once, label_name
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
from fetch.text.identity import web_address

_NOT_FOUND = 404
_CONFLICT = 409
_UNREADABLE = 422
_ABILITIES = Abilities(
    labels=False, edits_feeds=True, moves_feeds=True, ids_at_once=500, contents_at_once=250
)


class NextcloudNewsClient:
    """One account. Satisfies `fetch.sync.sync_ports.SyncClient`."""

    def __init__(self, caller: ApiCaller, login: Login) -> None:
        self._caller = caller
        self._login = login
        self._server = NextcloudLists(caller, login)

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return _ABILITIES

    async def sign_in(self) -> ServerFacts:
        """Check the password, and ask for the version."""
        said = await self._server.find_version()
        return ServerFacts(
            product=f"Nextcloud News {said}".strip(),
            user=label_name(self._login.user),
            abilities=_ABILITIES,
        )

    async def _folders(self) -> dict[int, str]:
        listed = require_list(await self._server.get("/folders"), "folders")
        return {
            number: label_name(text(it, "name"))
            for it in objects(listed)
            if (number := whole(it, "id")) is not None
        }

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return all subscriptions."""
        folders = await self._folders()
        listed = require_list(await self._server.get("/feeds"), "feeds")
        return each_feed_once(_remote_feed(fields_of(it), folders) for it in listed)

    async def state(self) -> ServerState:
        """Return which entries are unread and starred."""
        return await self._server.state()

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        """Return entries by id."""
        return await self._server.contents(ids)

    async def mark(
        self, ids: Sequence[RemoteId], mark: Mark, *, is_set: bool, label: str = ""
    ) -> None:
        """Set a mark to a value for many entries at once."""
        if mark is Mark.LABEL:
            detail = f"Nextcloud News has no labels; “{label}” stays here"
            raise self._caller.failure(SyncFailureKind.REFUSED, detail)
        numbers = [number for known in ids if (number := as_whole(known)) is not None]
        if not numbers:
            return
        name = "read" if mark is Mark.READ else "star"
        path = f"/items/{name if is_set else f'un{name}'}/multiple"
        if await self._server.is_new():
            await self._server.send("POST", path, {"itemIds": numbers})
        elif mark is Mark.READ:
            await self._server.send("PUT", path, {"items": numbers})
        elif named := await self._server.by_guid(ids):
            await self._server.send("PUT", path, {"items": named})

    # Feeds.

    async def add_feed(self, url: str, *, title: str = "", folder: str = "") -> RemoteFeed:
        """Subscribe; an address that the server knows gives the feed that is there."""
        number = await self._folder(folder) if folder else None
        answer = await self._server.send(
            "POST",
            "/feeds",
            {"url": url, "folderId": number},
            accepts=frozenset({_CONFLICT, _UNREADABLE}),
        )
        document = fields_of(parse_json(answer.body))
        made = next(objects(document.get("feeds")), fields_of(None))
        feeds = await self.feeds()
        by_id = (it for it in feeds if it.remote_id == text(made, "id"))
        feed = next(by_id, next((it for it in feeds if it.url == url), None))
        if feed is None:
            said = self._caller.said_error(document) or "the server did not add the feed"
            raise self._caller.failure(SyncFailureKind.REFUSED, said, status=answer.status)
        wanted = (title or feed.title, folder or feed.folder)
        if wanted == (feed.title, feed.folder):
            return feed
        await self.change_feed(feed.remote_id, title=wanted[0], folder=wanted[1])
        return next((it for it in await self.feeds() if it.remote_id == feed.remote_id), feed)

    async def _folder(self, name: str) -> int:
        """Return the number of a folder, which is made if it is not there."""
        for _ in range(2):
            folders = await self._folders()
            number = next((it for it, known in folders.items() if known == name), None)
            if number is not None:
                return number
            await self._server.send(
                "POST", "/folders", {"name": name}, accepts=frozenset({_CONFLICT})
            )
        raise bad_answer("the server did not make the folder")

    async def remove_feed(self, feed_id: RemoteFeedId) -> None:
        """Unsubscribe."""
        await self._server.send("DELETE", self._path(feed_id), accepts=frozenset({_NOT_FOUND}))

    async def change_feed(self, feed_id: RemoteFeedId, *, title: str, folder: str) -> None:
        """Give a subscription this title and folder."""
        path = self._path(feed_id)
        number = await self._folder(folder) if folder else None
        method = "POST" if await self._server.is_new() else "PUT"
        changes: list[tuple[str, object]] = [("/move", {"folderId": number})]
        changes += [("/rename", {"feedTitle": title})] if title else []
        for action, document in changes:
            answer = await self._server.send(
                method, path + action, document, accepts=frozenset({_NOT_FOUND})
            )
            if answer.status == _NOT_FOUND:
                detail = "the server has no such feed"
                raise self._caller.failure(SyncFailureKind.REFUSED, detail, status=_NOT_FOUND)

    def _path(self, feed_id: RemoteFeedId) -> str:
        if not (feed_id.isascii() and feed_id.isdigit()):
            raise self._caller.failure(SyncFailureKind.REFUSED, "this is no feed of Nextcloud News")
        return f"/feeds/{feed_id}"

    async def close(self) -> None:
        """Give the connection up."""
        await self._caller.close()


def _remote_feed(fields: Fields, folders: Mapping[int, str]) -> RemoteFeed | None:
    number = whole(fields, "id")
    if number is None:
        return None
    return RemoteFeed(
        remote_id=RemoteFeedId(str(number)),
        url=web_address(text(fields, "url")),
        title=title_to_line(text(fields, "title")),
        site_url=web_address(text(fields, "link")),
        folder=folders.get(whole(fields, "folderId") or 0, ""),
    )
