"""The calls of Nextcloud News, and its lists of entries.

The API lists whole entries only, so what a list brought is kept for when it is asked for. The time
of the last change is not relied on: it is not true on all servers.
"""

from collections.abc import Sequence

from fetch.access import basic_authorization
from fetch.exchange import Answered
from fetch.feeds.enclosures import EnclosureDraft
from fetch.feeds.feed_drafts import Draft
from fetch.sync.api_calls import MAX_PAGES, ApiCall, ApiCaller, TooLargeError
from fetch.sync.json_values import (
    Fields,
    as_whole,
    bad_answer,
    date_text,
    fields_of,
    flag,
    objects,
    parse_json,
    require_fields,
    require_list,
    text,
    whole,
)
from fetch.sync.remote_entries import RemoteItem, cleaned, label_name
from fetch.sync.sync_model import Login, RemoteEntry, RemoteFeedId, RemoteId, ServerState

ROOT = "/index.php/apps/news/api"
MAX_IDS = 25_000
LISTED_AT_ONCE = 1_000
_NEW, _OLD = "/v1-3", "/v1-2"
_NOT_FOUND = 404
_STARRED, _ALL = "2", "3"


class NextcloudLists:
    """The connection of one account, in the newest version of the API that the server speaks."""

    def __init__(self, caller: ApiCaller, login: Login) -> None:
        self._caller = caller
        authorization = basic_authorization(f"{login.user}:{login.secret}")
        caller.keep_secret(authorization.partition(" ")[2])
        self._headers = {"Authorization": authorization}
        self._version = ""
        self._came: dict[RemoteId, Fields] = {}

    async def send(
        self,
        method: str,
        path: str,
        document: object = None,
        *,
        query: Sequence[tuple[str, str]] = (),
        accepts: frozenset[int] = frozenset(),
    ) -> Answered:
        """Make a call in the version that the server speaks. Raises SyncError."""
        if not self._version:
            await self.find_version()
        return await self._caller.send(
            ApiCall(
                path=f"{ROOT}{self._version}{path}",
                method=method,
                query=query,
                document=document,
                headers=self._headers,
                accepts=accepts,
                is_reading=method == "GET",
                is_long=path in {"/feeds", "/items"},
            )
        )

    async def find_version(self) -> str:
        """Settle which version is spoken; return that of the program."""
        for version in (_NEW, _OLD):
            accepts = frozenset({_NOT_FOUND}) if version == _NEW else frozenset[int]()
            call = ApiCall(path=f"{ROOT}{version}/version", headers=self._headers, accepts=accepts)
            answer = await self._caller.send(call)
            if answer.status != _NOT_FOUND:
                said = text(require_fields(parse_json(answer.body)), "version")
                self._version = version
                return label_name(said)
        raise bad_answer("the server speaks no version of the API that is known here")

    async def is_new(self) -> bool:
        """Tell whether the newer version is spoken."""
        if not self._version:
            await self.find_version()
        return self._version == _NEW

    async def get(self, path: str, *query: tuple[str, str]) -> Fields:
        """Return what a list says. Raises SyncError."""
        answer = await self.send("GET", path, query=query)
        return require_fields(parse_json(answer.body))

    async def state(self) -> ServerState:
        """Return which entries are unread and starred; their contents are kept."""
        self._came = {}
        unread, is_unread_whole = await self._list(("type", _ALL), ("getRead", "false"))
        starred, is_starred_whole = await self._list(("type", _STARRED), ("getRead", "true"))
        return ServerState(
            unread=unread,
            is_unread_whole=is_unread_whole,
            starred=starred,
            is_starred_whole=is_starred_whole,
        )

    async def _list(self, *kind: tuple[str, str]) -> tuple[frozenset[RemoteId], bool]:
        """Return the ids of one kind of entries, newest first, and whether they are all."""
        found: set[RemoteId] = set()
        is_whole = True
        lowest = 0
        for _ in range(MAX_PAGES):
            page, is_sound = await self._page(*kind, below=lowest, count=LISTED_AT_ONCE)
            is_whole = is_whole and is_sound
            if page.keys() <= found:
                # Nothing, or only what is known: some servers count the offset itself in.
                return frozenset(found), is_whole and len(page) <= 1
            found |= page.keys()
            self._came |= page
            lowest = min(int(it) for it in page)
            if len(found) >= MAX_IDS:
                break
        return frozenset(found), False

    async def _page(
        self, *kind: tuple[str, str], below: int, count: int
    ) -> tuple[dict[RemoteId, Fields], bool]:
        """Return entries with ids below a number, and whether all of the answer could be read."""
        offset = [("offset", str(below))] if below else []
        try:
            answer = await self.get(
                "/items", *kind, ("id", "0"), ("batchSize", str(count)), *offset
            )
        except TooLargeError:
            if count <= 1:
                raise
            return await self._page(*kind, below=below, count=count // 2)
        listed = require_list(answer, "items")
        found = {
            RemoteId(str(number)): it
            for it in objects(listed)
            if (number := whole(it, "id")) is not None
        }
        return found, all(whole(fields_of(it), "id") is not None for it in listed)

    async def _learn(self, ids: Sequence[RemoteId]) -> None:
        """Have the server tell of entries that no list has brought yet."""
        missing = sorted(
            {number for it in ids if it not in self._came and (number := as_whole(it))},
            reverse=True,
        )
        while missing:
            kind = (("type", _ALL), ("getRead", "true"))
            try:
                page, _ = await self._page(*kind, below=missing[0] + 1, count=len(missing) + 1)
            except TooLargeError:  # one entry alone
                missing = missing[1:]
                continue
            wanted = {RemoteId(str(it)) for it in missing}
            self._came |= {known: it for known, it in page.items() if known in wanted}
            lowest = min((int(it) for it in page), default=0)
            # The first one is there or will never come; those above the page's end neither.
            missing = [it for it in missing[1:] if it < lowest]

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        """Return entries by id."""
        await self._learn(ids)
        items = (_remote_item(self._came[known]) for known in ids if known in self._came)
        return await cleaned(items, wanted=frozenset(ids), now=self._caller.clock())

    async def by_guid(self, ids: Sequence[RemoteId]) -> list[dict[str, object]]:
        """Return entries as version 1-2 names them for a star: by feed and hash of the guid."""
        await self._learn(ids)
        came = [self._came[known] for known in ids if known in self._came]
        return [{"feedId": whole(it, "feedId"), "guidHash": text(it, "guidHash")} for it in came]


def _remote_item(fields: Fields) -> RemoteItem | None:
    number, feed_number = whole(fields, "id"), whole(fields, "feedId")
    if number is None or feed_number is None:
        return None
    is_unread = flag(fields, "unread")
    return RemoteItem(
        remote_id=RemoteId(str(number)),
        feed_id=RemoteFeedId(str(feed_number)),
        draft=Draft(
            guid=text(fields, "guid"),
            url=text(fields, "url"),
            title=text(fields, "title"),
            authors=tuple(filter(None, [text(fields, "author")])),
            published=date_text(fields.get("pubDate")),
            content=text(fields, "body"),
            enclosures=(
                EnclosureDraft(
                    url=text(fields, "enclosureLink"), media_type=text(fields, "enclosureMime")
                ),
            ),
        ),
        is_read=None if is_unread is None else not is_unread,
        is_starred=flag(fields, "starred"),
    )
