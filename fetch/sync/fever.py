"""The client of servers with the Fever API: reading and marks, one by one; no change of feeds.

Each list is asked for alone, because some servers answer only the first of several questions.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fetch.exchange import Answered
from fetch.feeds.feed_drafts import Draft
from fetch.html.markup import title_to_line
from fetch.sync.api_calls import ApiCall, ApiCaller, Pairs, in_halves
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
from fetch.sync.reader_items import plain
from fetch.sync.reader_quirks import FRESHRSS, OTHER_READER
from fetch.sync.remote_entries import RemoteItem, cleaned, each_feed_once, label_name
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
    SyncError,
    SyncFailureKind,
)
from fetch.text.identity import web_address

MAX_IDS = 25_000
_KEY = re.compile(r"[0-9a-fA-F]{32}")
_ABILITIES = Abilities(
    labels=False,
    edits_feeds=False,
    moves_feeds=False,
    ids_at_once=25,  # one call for each
    contents_at_once=50,  # what the protocol gives
)
_NO_CHANGES = "the Fever API cannot change feeds; do it on the server's own pages"
_NOT_FOUND = 404
_ELSEWHERE = frozenset({SyncFailureKind.NO_API, SyncFailureKind.BAD_REDIRECT})


def _key(login: Login) -> str:
    if not login.user and _KEY.fullmatch(login.secret):
        return login.secret.lower()
    # The protocol's own way to show that the password is known.
    return hashlib.md5(f"{login.user}:{login.secret}".encode(), usedforsecurity=False).hexdigest()


class FeverClient:
    """One account. Satisfies `fetch.sync.sync_ports.SyncClient`."""

    def __init__(self, caller: ApiCaller, login: Login) -> None:
        self._caller = caller
        self._login = login
        self._key = _key(login)
        caller.keep_secret(self._key)
        # With a slash at the end, or without: each is right for some servers.
        self._paths = ["", "/"] if login.url.endswith(".php") else ["/", ""]
        self._is_freshrss = login.url.endswith("/fever.php")

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return _ABILITIES

    async def _ask(self, *query: tuple[str, str], form: Pairs = ()) -> Fields:
        """Return the answer of a call that the server took as from the account's owner."""
        call = ApiCall(
            path=self._paths[0],
            method="POST",
            query=(("api", ""), *query),
            form=(("api_key", self._key), *form),
            is_reading=not form,
            is_long=("items", "") in query,
        )
        fields = require_fields(parse_json((await self._send(call)).body))
        if flag(fields, "auth") is None:
            raise bad_answer("the server's answer is none of the Fever API")
        if not flag(fields, "auth"):
            detail = "the server does not accept this user name and password"
            raise self._caller.failure(SyncFailureKind.WRONG_PASSWORD, detail)
        return fields

    async def _send(self, call: ApiCall) -> Answered:
        """Make a call; the first one settles at which of the paths."""
        first, *others = self._paths
        try:
            answer = await self._caller.send(replace(call, path=first))
        except SyncError as error:
            if not others or error.failure.kind not in _ELSEWHERE:
                raise
            self._paths = others
            return await self._send(call)
        self._paths = [first]
        return answer

    async def sign_in(self) -> ServerFacts:
        """Ask whether the server knows the account."""
        answer = await self._ask()
        version = label_name(text(answer, "api_version"))
        return ServerFacts(
            product=f"Fever API {version}".strip(),
            user=label_name(self._login.user),
            abilities=_ABILITIES,
        )

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return all subscriptions, each in the first of its groups."""
        answer = await self._ask(("feeds", ""))
        groups = await self._ask(("groups", ""))
        names = {
            number: self._name(text(it, "title"))
            for it in objects(groups.get("groups"))
            if (number := whole(it, "id")) is not None
        }
        folders: dict[str, str] = {}
        for pair in objects(groups.get("feeds_groups", answer.get("feeds_groups"))):
            name = names.get(whole(pair, "group_id") or 0, "")
            for feed_id in text(pair, "feed_ids").split(","):
                folders.setdefault(feed_id.strip(), name)
        listed = require_list(answer, "feeds")
        return each_feed_once(self._feed(fields_of(it), folders) for it in listed)

    def _feed(self, fields: Fields, folders: Mapping[str, str]) -> RemoteFeed | None:
        number = whole(fields, "id")
        if number is None:
            return None
        return RemoteFeed(
            remote_id=RemoteFeedId(str(number)),
            url=web_address(text(fields, "url")),
            title=self._title(text(fields, "title")),
            site_url=web_address(text(fields, "site_url")),
            folder=folders.get(str(number), ""),
        )

    def _title(self, said: str) -> str:
        plain_title = plain(said, FRESHRSS) if self._is_freshrss else said
        return title_to_line(plain_title, is_literal=self._is_freshrss)

    def _name(self, said: str) -> str:
        return label_name(plain(said, FRESHRSS if self._is_freshrss else OTHER_READER))

    async def state(self) -> ServerState:
        """Return the lists of unread and saved entries, which the protocol never pages."""
        unread, is_unread_whole = _ids(await self._ask(("unread_item_ids", "")), "unread_item_ids")
        saved, is_saved_whole = _ids(await self._ask(("saved_item_ids", "")), "saved_item_ids")
        return ServerState(
            unread=unread,
            is_unread_whole=is_unread_whole,
            starred=saved,
            is_starred_whole=is_saved_whole,
        )

    async def contents(self, ids: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        """Return entries by id."""
        numbers = [known for known in ids if as_whole(known) is not None]
        return await in_halves(numbers, self._contents) if numbers else ()

    async def _contents(self, numbers: Sequence[RemoteId]) -> tuple[RemoteEntry, ...]:
        answer = await self._ask(("items", ""), ("with_ids", ",".join(numbers)))
        wanted = frozenset(numbers)
        items = (self._item(it) for it in objects(require_list(answer, "items")))
        return await cleaned(items, wanted=wanted, now=self._caller.clock())

    def _item(self, fields: Fields) -> RemoteItem | None:
        number, feed_number = whole(fields, "id"), whole(fields, "feed_id")
        if number is None or feed_number is None:
            return None
        title = text(fields, "title")
        return RemoteItem(
            remote_id=RemoteId(str(number)),
            feed_id=RemoteFeedId(str(feed_number)),
            draft=Draft(
                url=text(fields, "url"),
                title=plain(title, FRESHRSS) if self._is_freshrss else title,
                is_title_literal=self._is_freshrss,
                authors=tuple(filter(None, [text(fields, "author")])),
                published=date_text(fields.get("created_on_time")),
                content=text(fields, "html"),
            ),
            is_read=flag(fields, "is_read"),
            is_starred=flag(fields, "is_saved"),
        )

    async def mark(
        self, ids: Sequence[RemoteId], mark: Mark, *, is_set: bool, label: str = ""
    ) -> None:
        """Set a mark to a value, with one call for each entry."""
        if mark is Mark.LABEL:
            detail = f"the Fever API has no labels; “{label}” stays here"
            raise self._caller.failure(SyncFailureKind.REFUSED, detail)
        if mark is Mark.READ:
            said = "read" if is_set else "unread"
        else:
            said = "saved" if is_set else "unsaved"
        numbers = [known for known in ids if as_whole(known) is not None]
        if numbers and mark is Mark.STAR:
            # Miniflux turns a star over, whatever is said: ask only for what is to change.
            saved, _ = _ids(await self._ask(("saved_item_ids", "")), "saved_item_ids")
            numbers = [known for known in numbers if (known in saved) != is_set]
        elif numbers and len(self._paths) > 1:
            await self._ask()  # so that 404 can only mean the entry
        for known in numbers:
            await self._mark_one(known, said)

    async def _mark_one(self, known: RemoteId, said: str) -> None:
        try:
            await self._ask(form=(("mark", "item"), ("as", said), ("id", known)))
        except SyncError as error:
            # Some servers say so of an entry that they have removed.
            if error.failure.status != _NOT_FOUND:
                raise

    async def add_feed(
        self,
        url: str,  # noqa: ARG002
        *,
        title: str = "",  # noqa: ARG002
        folder: str = "",  # noqa: ARG002
    ) -> RemoteFeed:
        """Refuse: the protocol cannot."""
        raise self._caller.failure(SyncFailureKind.REFUSED, _NO_CHANGES)

    async def remove_feed(self, feed_id: RemoteFeedId) -> None:  # noqa: ARG002
        """Refuse: the protocol cannot."""
        raise self._caller.failure(SyncFailureKind.REFUSED, _NO_CHANGES)

    async def change_feed(
        self,
        feed_id: RemoteFeedId,  # noqa: ARG002
        *,
        title: str,  # noqa: ARG002
        folder: str,  # noqa: ARG002
    ) -> None:
        """Refuse: the protocol cannot."""
        raise self._caller.failure(SyncFailureKind.REFUSED, _NO_CHANGES)

    async def close(self) -> None:
        """Give the connection up."""
        await self._caller.close()


def _ids(answer: Fields, name: str) -> tuple[frozenset[RemoteId], bool]:
    """Return a list of ids, and whether it is whole.

    Raises SyncError: BAD_ANSWER if the list is missing.
    """
    said = answer.get(name)
    if said is None or isinstance(said, bool) or not isinstance(said, str | int):
        detail = f"the server's answer has no list “{name}”"
        raise bad_answer(detail)
    parts = [part for part in str(said).split(",") if part.strip()]
    numbers = dict.fromkeys(number for it in parts if (number := as_whole(it)) is not None)
    is_whole = all(as_whole(it) is not None for it in parts) and len(numbers) <= MAX_IDS
    newest = sorted(numbers, reverse=True)[:MAX_IDS]
    return frozenset(RemoteId(str(it)) for it in newest), is_whole
