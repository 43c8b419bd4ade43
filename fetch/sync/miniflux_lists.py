"""What Miniflux lists: ids of unread and starred entries, and the entries themselves.

Deletions and the time of a change are not asked for: the lists of ids say all. Older servers have
no such lists; there the entries themselves are listed, and kept for when they are asked for.
"""

from collections.abc import Mapping, Sequence

from fetch.feeds.enclosures import EnclosureDraft
from fetch.feeds.feed_drafts import Draft
from fetch.sync.api_calls import MAX_PAGES, ApiCall, ApiCaller, TooLargeError
from fetch.sync.json_values import (
    Fields,
    as_whole,
    date_text,
    flag,
    objects,
    parse_json,
    require_fields,
    require_list,
    text,
    texts,
    whole,
)
from fetch.sync.remote_entries import RemoteItem, cleaned
from fetch.sync.sync_model import RemoteEntry, RemoteFeedId, RemoteId, ServerState, SyncError

MAX_IDS = 25_000
IDS_AT_ONCE = 10_000
ENTRIES_AT_ONCE = 1_000
_FEWEST_AT_ONCE = 50
_NOT_FOUND = 404
_UNREAD = ("status", "unread")
_STARRED = ("starred", "true")


class MinifluxLists:
    """The reading half of a client: what it was told last is kept, to ask in few calls."""

    def __init__(self, caller: ApiCaller, headers: Mapping[str, str]) -> None:
        self._caller = caller
        self._headers = headers
        self._listed: dict[tuple[str, str], frozenset[RemoteId]] = {}
        self._came: dict[RemoteId, Fields] = {}

    async def _get(self, path: str, *query: tuple[str, str]) -> object:
        call = ApiCall(path=path, query=query, headers=self._headers, is_long=path == "/v1/entries")
        return await self._caller.send_json(call)

    async def state(self) -> ServerState:
        """Return the lists of unread and starred entries."""
        self._came = {}
        unread, is_unread_whole = await self._list(_UNREAD)
        starred, is_starred_whole = await self._list(_STARRED)
        self._listed = {_UNREAD: unread, _STARRED: starred}
        return ServerState(
            unread=unread,
            is_unread_whole=is_unread_whole,
            starred=starred,
            is_starred_whole=is_starred_whole,
        )

    async def _list(self, kind: tuple[str, str]) -> tuple[frozenset[RemoteId], bool]:
        try:
            found, is_whole, has_shifted = await self._list_ids(kind)
            if has_shifted:
                found, is_whole, has_shifted = await self._list_ids(kind)
        except SyncError as error:
            if error.failure.status != _NOT_FOUND:
                raise
            return await self._list_entries(kind)
        return frozenset(found), is_whole and not has_shifted

    async def _list_ids(self, kind: tuple[str, str]) -> tuple[set[RemoteId], bool, bool]:
        """Return ids, whether they are all, and whether the list changed between its pages."""
        found: set[RemoteId] = set()
        total: int | None = None
        count = 0
        is_whole = True
        for _ in range(MAX_PAGES):
            offset = [("offset", str(count))] if count else []
            answer = require_fields(
                await self._get("/v1/entries/ids", kind, ("limit", str(IDS_AT_ONCE)), *offset)
            )
            page = require_list(answer, "entry_ids")
            known = [number for it in page if (number := as_whole(it)) is not None]
            is_whole = is_whole and len(known) == len(page)
            before = len(found)
            found.update(RemoteId(str(it)) for it in known)
            count += len(page)
            said = whole(answer, "total")
            if total is not None and said != total:
                return found, is_whole, True
            total = said
            if total is None:  # not said: a full page may be followed by another
                return found, is_whole and len(page) < IDS_AT_ONCE, False
            if not page or count >= total:
                return found, is_whole and count >= total, False
            if len(found) == before or len(found) >= MAX_IDS:
                break
        return found, False, False

    async def _list_entries(self, kind: tuple[str, str]) -> tuple[frozenset[RemoteId], bool]:
        """Return ids where the server lists only whole entries, which are kept for `contents`."""
        found: set[RemoteId] = set()
        last = 0
        for _ in range(MAX_PAGES):
            page = await self._entries(kind, after=last, count=ENTRIES_AT_ONCE)
            numbers = [number for it in page if (number := whole(it, "id")) is not None]
            self._came |= {RemoteId(str(whole(it, "id"))): it for it in page}
            found.update(RemoteId(str(it)) for it in numbers)
            if not numbers or max(numbers) <= last:
                return frozenset(found), len(numbers) == len(page)
            last = max(numbers)
            if len(found) >= MAX_IDS:
                break
        return frozenset(found), False

    async def _entries(self, kind: tuple[str, str], *, after: int, count: int) -> list[Fields]:
        query = [kind, ("order", "id"), ("direction", "asc"), ("limit", str(count))]
        query += [("after_entry_id", str(after))] if after > 0 else []
        try:
            answer = require_fields(await self._get("/v1/entries", *query))
        except TooLargeError:
            if count <= 1:
                raise
            return await self._entries(kind, after=after, count=count // 2)
        return list(objects(require_list(answer, "entries")))

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        """Return entries by id: from the lists that they are in, else one by one."""
        wanted = set(ids)
        found = {known: self._came[known] for known in wanted & self._came.keys()}
        for kind in (_UNREAD, _STARRED):
            missing = (wanted - found.keys()) & self._listed.get(kind, frozenset())
            found |= await self._from_list(kind, missing)
        for known in sorted(wanted - found.keys()):
            entry = await self._one(known)
            if entry is not None:
                found[known] = entry
        items = (_remote_item(found[known]) for known in ids if known in found)
        return await cleaned(items, wanted=wanted, now=self._caller.clock())

    async def _from_list(
        self, kind: tuple[str, str], wanted: set[RemoteId]
    ) -> dict[RemoteId, Fields]:
        """Return the entries that lie close enough together in a list to come in few pages."""
        found: dict[RemoteId, Fields] = {}
        numbers = sorted(int(known) for known in wanted)
        while numbers:
            after = numbers[0] - 1
            count = max(len(numbers), _FEWEST_AT_ONCE)
            try:
                page = await self._entries(kind, after=after, count=count)
            except TooLargeError:  # one entry alone
                break
            named = {number: it for it in page if (number := whole(it, "id")) is not None}
            hits = named.keys() & set(numbers)
            found |= {RemoteId(str(it)): named[it] for it in hits}
            last = max(named, default=0)
            if not hits or last < numbers[0]:
                break
            numbers = [it for it in numbers if it > last]
        return found

    async def _one(self, known: RemoteId) -> Fields | None:
        if not (known.isascii() and known.isdigit()):
            return None
        call = ApiCall(
            path=f"/v1/entries/{known}",
            headers=self._headers,
            accepts=frozenset({_NOT_FOUND}),
        )
        try:
            answer = await self._caller.send(call)
        except TooLargeError:
            return None
        return None if answer.status == _NOT_FOUND else require_fields(parse_json(answer.body))


def _remote_item(fields: Fields) -> RemoteItem | None:
    number, feed_number = whole(fields, "id"), whole(fields, "feed_id")
    if number is None or feed_number is None:
        return None
    status = text(fields, "status")
    return RemoteItem(
        remote_id=RemoteId(str(number)),
        feed_id=RemoteFeedId(str(feed_number)),
        draft=Draft(
            url=text(fields, "url"),
            title=text(fields, "title"),
            is_title_literal=True,
            authors=tuple(filter(None, [text(fields, "author")])),
            published=date_text(fields.get("published_at")),
            content=text(fields, "content"),
            categories=tuple(texts(fields.get("tags"))),
            enclosures=tuple(
                EnclosureDraft(
                    url=text(it, "url"), media_type=text(it, "mime_type"), length=text(it, "size")
                )
                for it in objects(fields.get("enclosures"))
            ),
        ),
        is_read={"read": True, "unread": False}.get(status),
        is_starred=flag(fields, "starred"),
    )
