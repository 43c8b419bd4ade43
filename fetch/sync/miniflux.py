"""The client of Miniflux's own API.

Marks are set to a value, never toggled.
"""

from collections.abc import Sequence

from fetch.access import basic_authorization
from fetch.sync.api_calls import ApiCall, ApiCaller
from fetch.sync.json_values import (
    Fields,
    as_whole,
    bad_answer,
    fields_of,
    objects,
    parse_json,
    require_fields,
    require_list,
    text,
    whole,
)
from fetch.sync.miniflux_lists import MinifluxLists
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

DEFAULT_FOLDER = "All"
"""The category that every account begins with: a feed in it is in no folder here."""

_BAD_REQUEST = 400
_NOT_FOUND = 404
_SERVER_FAULT = 500
_ABILITIES = Abilities(
    labels=False, edits_feeds=True, moves_feeds=True, ids_at_once=1_000, contents_at_once=250
)


class MinifluxClient:
    """One account. Satisfies `fetch.sync.sync_ports.SyncClient`."""

    def __init__(self, caller: ApiCaller, login: Login) -> None:
        self._caller = caller
        self._headers = {"X-Auth-Token": login.secret}
        if login.user:
            authorization = basic_authorization(f"{login.user}:{login.secret}")
            self._headers = {"Authorization": authorization}
            caller.keep_secret(authorization.partition(" ")[2])
        self._lists = MinifluxLists(caller, self._headers)

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return _ABILITIES

    async def _get(self, path: str, *query: tuple[str, str]) -> object:
        call = ApiCall(path=path, query=query, headers=self._headers)
        return await self._caller.send_json(call)

    async def sign_in(self) -> ServerFacts:
        """Ask whose token it is, and which version answers."""
        me = require_fields(await self._get("/v1/me"))
        call = ApiCall(path="/v1/version", headers=self._headers, accepts=frozenset({_NOT_FOUND}))
        answer = await self._caller.send(call)
        version = fields_of(parse_json(answer.body)) if answer.status != _NOT_FOUND else {}
        product = label_name(f"Miniflux {text(version, 'version')}")
        return ServerFacts(
            product=product, user=label_name(text(me, "username")), abilities=_ABILITIES
        )

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return all subscriptions."""
        listed = require_list({"feeds": await self._get("/v1/feeds")}, "feeds")
        return each_feed_once(_remote_feed(fields_of(it)) for it in listed)

    async def state(self) -> ServerState:
        """Return the lists of unread and starred entries."""
        return await self._lists.state()

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        """Return entries by id."""
        return await self._lists.contents(ids)

    # Changes.

    async def mark(
        self, ids: Sequence[RemoteId], mark: Mark, *, is_set: bool, label: str = ""
    ) -> None:
        """Set a mark to a value for many entries at once."""
        if mark is Mark.LABEL:
            detail = f"Miniflux has no labels; “{label}” stays here"
            raise self._caller.failure(SyncFailureKind.REFUSED, detail)
        numbers = [number for known in ids if (number := as_whole(known)) is not None]
        if not numbers:
            return
        change: dict[str, object] = {"entry_ids": numbers}
        if mark is Mark.READ:
            change["status"] = "read" if is_set else "unread"
        else:
            change["starred"] = is_set
        accepts = frozenset({_BAD_REQUEST}) if mark is Mark.STAR else frozenset[int]()
        status, document = await self._change("PUT", "/v1/entries", change, accepts=accepts)
        if status == _BAD_REQUEST:
            said = self._caller.said_error(document)
            detail = (
                "this Miniflux is too old to set stars; update it, or use its Google Reader API "
                f"({said})"
            )
            raise self._caller.failure(SyncFailureKind.REFUSED, detail, status=status)

    async def _change(
        self,
        method: str,
        path: str,
        document: object = None,
        *,
        accepts: frozenset[int] = frozenset(),
        is_long: bool = False,
    ) -> tuple[int, object]:
        """Change something; return the status and the JSON of the answer, None for no body."""
        answer = await self._caller.send(
            ApiCall(
                path=path,
                method=method,
                document=document,
                headers=self._headers,
                accepts=accepts,
                is_reading=False,
                is_long=is_long,
            )
        )
        return answer.status, parse_json(answer.body) if answer.body.strip() else None

    async def add_feed(self, url: str, *, title: str = "", folder: str = "") -> RemoteFeed:
        """Subscribe; an address that the server knows gives the feed that is there."""
        wanted: dict[str, object] = {"feed_url": url, "category_id": await self._category(folder)}
        status, document = await self._change(
            "POST",
            "/v1/feeds",
            wanted,
            accepts=frozenset({_BAD_REQUEST, _SERVER_FAULT}),
            is_long=True,
        )
        number = text(fields_of(document), "feed_id")
        feeds = await self.feeds()
        by_id = next((it for it in feeds if it.remote_id == number), None)
        feed = by_id or next((it for it in feeds if it.url == url), None)
        if feed is None:
            said = self._caller.said_error(document) or "the server did not add the feed"
            raise self._caller.failure(SyncFailureKind.REFUSED, said, status=status)
        new_title, new_folder = title or feed.title, folder or feed.folder
        if (new_title, new_folder) == (feed.title, feed.folder):
            return feed
        return await self._changed(feed.remote_id, new_title, new_folder)

    async def _category(self, folder: str) -> int:
        """Return the number of a category, which is made if it is not there."""
        name = folder or DEFAULT_FOLDER
        for _ in range(2):
            listed = require_list({"all": await self._get("/v1/categories")}, "all")
            numbers = {
                label_name(text(it, "title")): number
                for it in objects(listed)
                if (number := whole(it, "id")) is not None
            }
            if name in numbers:
                return numbers[name]
            if not folder and numbers:
                return min(numbers.values())
            _, made = await self._change(
                "POST", "/v1/categories", {"title": name}, accepts=frozenset({_BAD_REQUEST})
            )
            if (number := whole(fields_of(made), "id")) is not None:
                return number
        raise bad_answer("the server did not make the category")

    async def remove_feed(self, feed_id: RemoteFeedId) -> None:
        """Unsubscribe."""
        await self._change("DELETE", self._path(feed_id), accepts=frozenset({_NOT_FOUND}))

    async def change_feed(self, feed_id: RemoteFeedId, *, title: str, folder: str) -> None:
        """Give a subscription this title and category."""
        await self._changed(feed_id, title, folder)

    async def _changed(self, feed_id: RemoteFeedId, title: str, folder: str) -> RemoteFeed:
        wanted: dict[str, object] = {"category_id": await self._category(folder)}
        if title:
            wanted["title"] = title
        status, document = await self._change(
            "PUT", self._path(feed_id), wanted, accepts=frozenset({_NOT_FOUND})
        )
        feed = _remote_feed(fields_of(document))
        if status == _NOT_FOUND or feed is None:
            detail = "the server has no such feed"
            raise self._caller.failure(SyncFailureKind.REFUSED, detail, status=status)
        return feed

    def _path(self, feed_id: RemoteFeedId) -> str:
        if not (feed_id.isascii() and feed_id.isdigit()):
            raise self._caller.failure(SyncFailureKind.REFUSED, "this is no feed of Miniflux")
        return f"/v1/feeds/{feed_id}"

    async def close(self) -> None:
        """Give the connection up."""
        await self._caller.close()


def _remote_feed(fields: Fields) -> RemoteFeed | None:
    number = whole(fields, "id")
    if number is None:
        return None
    folder = label_name(text(fields_of(fields.get("category")), "title"))
    return RemoteFeed(
        remote_id=RemoteFeedId(str(number)),
        url=web_address(text(fields, "feed_url")),
        title=label_name(text(fields, "title")),
        site_url=web_address(text(fields, "site_url")),
        folder="" if folder == DEFAULT_FOLDER else folder,
    )
