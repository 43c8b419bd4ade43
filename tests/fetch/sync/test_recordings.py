"""Answers of real servers, recorded: the clients read every one of them."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from fetch.sync.api_calls import ApiCaller
from fetch.sync.google_reader import GoogleReaderClient
from fetch.sync.json_values import fields_of, objects, parse_json, text
from fetch.sync.open_client import open_client
from fetch.sync.reader_items import READING_LIST, STARRED, remote_id
from fetch.sync.reader_quirks import FRESHRSS
from fetch.sync.reader_session import ReaderSession, list_ids
from fetch.sync.sync_model import (
    Api,
    Login,
    Mark,
    RemoteFeedId,
    RemoteId,
    SyncError,
    SyncFailureKind,
)
from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.running import NOW, OPTIONS
from tests.support.reader_servers.server import NOT_FOUND, ReaderServer, Reply, SeenRequest
from tests.support.samples.clean_characters import is_clean
from tests.support.shared_data import require_shared, shared_folder

PLACE = ("eval", "reader-api")
READERS = ("freshrss-1.25-dev", "freshrss-1.25-dev-delta", "miniflux-2.3-dev")
COLDSWEAT = "coldsweat-0.10.2-fever"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and its answer, as they were recorded."""

    name: str
    method: str
    path: str
    query: dict[str, str]
    body: str
    reply: Reply

    @property
    def form(self) -> list[tuple[str, str]]:
        return parse_qsl(self.body, keep_blank_values=True)


def exchange_in(path: Path) -> Exchange:
    told = json.loads(path.read_text("utf-8"))
    asked, answered = told["request"], told["response"]
    parts = urlsplit(asked["url"].replace("{BASE}", "http://base"))
    headers = {
        name: value
        for name, value in answered["headers"].items()
        if name not in {"content-type", "connection", "transfer-encoding"}
    }
    reply = Reply(
        status=answered["status"],
        body=(answered["body"] or "").encode(),
        content_type=answered["headers"].get("content-type", ""),
        headers=headers,
    )
    return Exchange(
        name=path.stem,
        method=asked["method"],
        path=parts.path,
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        body=asked["body"] or "",
        reply=reply,
    )


@cache
def exchanges(*folders: str) -> list[Exchange]:
    """Return all exchanges, none if there are no recordings."""
    shared = shared_folder()
    root = shared.joinpath(*PLACE) if shared else None
    paths = [it for folder in folders if root for it in sorted((root / folder).glob("*.json"))]
    return [exchange_in(it) for it in paths]


def one(folder: str, name: str) -> Exchange:
    """Return an exchange; skip the test if there are no recordings."""
    return exchange_in(require_shared(*PLACE, folder, f"{name}.json"))


Place = tuple[str, str, str]


def place_of(method: str, path: str, query: Iterable[str]) -> Place:
    """Return what an answer is known by; the Fever API has one path for all."""
    is_fever = "fever" in path
    names = ",".join(sorted(set(query) - {"since_id", "with_ids"})) if is_fever else ""
    return method, path.rstrip("/"), names


class Replay(ReaderServer):
    """Answers with what is to be played for a request, else with what was once recorded for it."""

    def __init__(self, recorded: list[Exchange]) -> None:
        super().__init__()
        self.played: dict[Place, list[Reply]] = {}
        self.known: dict[Place, Reply] = {}
        for it in recorded:
            if it.reply.status < 300:
                self.known.setdefault(place_of(it.method, it.path, it.query), it.reply)

    def play(self, *played: Exchange) -> None:
        """Answer with these, one after another where they have the same place."""
        for it in played:
            self.played.setdefault(place_of(it.method, it.path, it.query), []).append(it.reply)

    def answer(self, request: SeenRequest) -> Reply:
        place = place_of(request.method, request.path, request.query)
        if left := self.played.get(place):
            return left.pop(0) if len(left) > 1 else left[0]
        return self.known.get(place, NOT_FOUND)


def login_at(server: Replay, api: Api, path: str) -> Login:
    return Login(api=api, url=server.url + path, user="alice", secret="x")  # noqa: S106


@asynccontextmanager
async def client_playing(*played: Exchange, api: Api, path: str) -> AsyncIterator[SyncClient]:
    """Yield a client of a server that answers with these exchanges, in their order."""
    with Replay(exchanges(*READERS)) as server:
        server.play(*played)
        login = login_at(server, api, path)
        client = open_client(login, OPTIONS, clock=lambda: NOW)
        try:
            yield client
        finally:
            await client.close()


def api_of(it: Exchange) -> tuple[Api, str] | None:
    """Return which client an exchange is for, and the path of its account; None for none."""
    if it.path.startswith("/v1/"):
        return Api.MINIFLUX, ""
    if "greader.php" in it.path:
        return Api.GOOGLE_READER, "/api/greader.php"
    if it.path.startswith(("/reader/", "/accounts/")):
        return Api.GOOGLE_READER, ""
    if "fever" in it.path:
        return Api.FEVER, it.path.rstrip("/")
    return None


async def use(client: SyncClient, it: Exchange) -> None:
    """Make the client ask for what was recorded, by whichever of its methods does."""
    if "fever" in it.path:
        await use_fever(client, it)
        return
    ids = [RemoteId(known) for said in values(it, "i") if (known := remote_id(said))]
    if it.path.startswith("/v1/"):
        await use_miniflux(client, it)
        return
    match it.path.rpartition("/api/0/")[2].partition("/user")[0]:
        case "stream/items/contents" | "stream/contents":
            await client.contents(ids or ids_in(it))
        case "stream/items/ids" | "tag/list":
            await client.state()
        case "subscription/list":
            await client.feeds()
        case "edit-tag":
            await client.mark(ids or [RemoteId("1")], Mark.READ, is_set=True)
        case "subscription/quickadd":
            await client.add_feed(values(it, "quickadd")[0])
        case "subscription/edit":
            await client.remove_feed(RemoteFeedId("feed/1"))
        case _:
            await client.sign_in()


async def use_miniflux(client: SyncClient, it: Exchange) -> None:
    match it.method, it.path.split("/")[2:]:
        case "GET", ["entries"]:
            await client.state()
            await client.contents(ids_in(it))
        case "GET", ["entries", "ids"]:
            await client.state()
        case "GET", ["entries", number]:
            await client.contents([RemoteId(number)])
        case "PUT", ["entries"]:
            await client.mark([RemoteId("1")], Mark.STAR, is_set=True)
        case "GET", ["feeds"]:
            await client.feeds()
        case "POST", ["feeds"]:
            await client.add_feed(json.loads(it.body)["feed_url"])
        case "PUT", ["feeds", number]:
            await client.change_feed(RemoteFeedId(number), title="Renamed", folder="")
        case "DELETE", ["feeds", number]:
            await client.remove_feed(RemoteFeedId(number))
        case _:
            await client.sign_in()


async def use_fever(client: SyncClient, it: Exchange) -> None:
    if {"feeds", "groups"} & it.query.keys():
        await client.feeds()
    elif {"unread_item_ids", "saved_item_ids"} & it.query.keys():
        await client.state()
    elif "items" in it.query:
        assert await client.contents(ids_in(it))
    elif values(it, "mark"):
        await client.mark([RemoteId(values(it, "id")[0])], Mark.READ, is_set=True)
    else:
        await client.sign_in()


def ids_in(it: Exchange) -> list[RemoteId]:
    """Return the ids of the entries in a recorded answer."""
    listed = fields_of(parse_json(it.reply.body))
    items = objects(listed.get("items") or listed.get("entries"))
    return [known for item in items if (known := remote_id(text(item, "id")))]


def values(it: Exchange, name: str) -> list[str]:
    return [value for key, value in it.form if key == name]


ALL = [it for it in exchanges(*READERS) if api_of(it)]


def test_there_are_recordings() -> None:
    require_shared(*PLACE)

    assert len(ALL) > 150


@pytest.mark.parametrize("it", ALL, ids=lambda it: it.name)
async def test_every_recorded_answer_is_read(it: Exchange) -> None:
    found = api_of(it)
    assert found is not None
    api, path = found

    async with client_playing(it, api=api, path=path) as client:
        try:
            await use(client, it)
        except SyncError as error:
            failure = error.failure
        else:
            return

    assert is_clean(failure.detail)
    refusals = {
        SyncFailureKind.WRONG_PASSWORD,
        SyncFailureKind.REFUSED,
        SyncFailureKind.NO_API,
        SyncFailureKind.SERVER_ERROR,
    }
    # A list that is no list ("[]" for an object) is the one good status that is not believed.
    is_refusal = it.reply.status >= 400 or b'"auth":0' in it.reply.body or b"error" in it.reply.body
    assert (failure.kind in refusals and is_refusal) or it.reply.body.strip() in {b"[]", b""}


# The ten facts.


@asynccontextmanager
async def reader_playing(*played: Exchange) -> AsyncIterator[SyncClient]:
    async with client_playing(*played, api=Api.GOOGLE_READER, path="/api/greader.php") as client:
        yield client


def recorded(name: str) -> Exchange:
    return one("freshrss-1.25-dev", name)


async def test_facts_2_and_9_a_wrong_password_and_a_wrong_token_are_wrong_passwords() -> None:
    for name in ("05-login-webpassword", "03-login-wrong"):
        async with reader_playing(recorded(name)) as client:
            with pytest.raises(SyncError) as caught:
                await client.sign_in()
        assert caught.value.failure.kind is SyncFailureKind.WRONG_PASSWORD

    async with reader_playing(recorded("44-mark-bad-token")) as client:
        with pytest.raises(SyncError) as caught:
            await client.mark([RemoteId("1")], Mark.READ, is_set=True)
    assert caught.value.failure.kind is SyncFailureKind.WRONG_PASSWORD


async def test_fact_3_lists_are_asked_for_as_json() -> None:
    listed = recorded("19-subs")
    with Replay(exchanges(*READERS)) as server:
        login = login_at(server, Api.GOOGLE_READER, "/api/greader.php")
        client = open_client(login, OPTIONS, clock=lambda: NOW)
        server.play(listed)
        await client.feeds()
        await client.close()

        assert server.requests[-1].query["output"] == ["json"]


async def test_facts_4_and_10_ids_of_both_forms_are_one_and_titles_are_turned_back() -> None:
    listed, contents = recorded("23-ids-p1"), recorded("35-items-250")
    ids = [RemoteId(it) for it in values(contents, "i")]
    async with reader_playing(contents, recorded("61-subs-end")) as client:
        found = await client.contents(ids)
        feeds = await client.feeds()

    refs = objects(fields_of(parse_json(listed.reply.body))["itemRefs"])
    assert {it.remote_id for it in found} == set(ids)
    assert {text(it, "id") for it in refs} <= set(ids)
    assert 'World & "Co"' in {it.title for it in feeds}
    assert {it.title: it.folder for it in feeds}["Tech renamed"] == ""
    assert all(is_clean(it.entry.title) and it.entry.published for it in found)
    assert all(it.entry.author == "Ann Author" for it in found)


async def test_fact_5_pages_end_with_an_empty_one() -> None:
    pages = [
        one("freshrss-1.25-dev-delta", name) for name in ("14-paging-exact", "15-paging-past-end")
    ]
    with Replay(exchanges(*READERS)) as server:
        server.play(*pages)
        login = login_at(server, Api.GOOGLE_READER, "/api/greader.php")
        caller = ApiCaller(login, OPTIONS, clock=lambda: NOW)
        found = await list_ids(ReaderSession(caller, login), FRESHRSS, STARRED)
        await caller.close()

    assert list(found.ids) == ["1795361824205477"]
    assert found.is_whole
    assert server.requests[-1].query["c"] == ["1795361824205477"]


async def test_fact_5_a_page_that_begins_again_ends_the_list() -> None:
    again = one("freshrss-1.25-dev-delta", "16-paging-bad-token")
    with Replay(exchanges(*READERS)) as server:
        server.play(again)
        login = login_at(server, Api.GOOGLE_READER, "/api/greader.php")
        caller = ApiCaller(login, OPTIONS, clock=lambda: NOW)
        found = await list_ids(ReaderSession(caller, login), FRESHRSS, READING_LIST)
        await caller.close()

    assert len(found.ids) == 2
    assert not found.is_whole


async def test_facts_6_to_8_no_delta_by_time_and_no_unknown_stream_is_asked_for() -> None:
    require_shared(*PLACE)
    with Replay(exchanges(*READERS)) as server:
        login = login_at(server, Api.GOOGLE_READER, "/api/greader.php")
        caller = ApiCaller(login, OPTIONS, clock=lambda: NOW)
        client = GoogleReaderClient(caller, login)
        await client.feeds()
        await client.state()
        await client.close()

    asked = [it for it in server.requests if it.path.endswith("/ids")]
    assert {it.query["s"][0] for it in asked} == {READING_LIST, STARRED}
    assert not any("ot" in it.query for it in asked)


async def test_fact_9_marks_of_unknown_ids_and_of_a_thousand_are_taken() -> None:
    for name in ("46-mark-unknown-id", "47-mark-1000"):
        async with reader_playing(recorded(name)) as client:
            ids = [RemoteId(it) for it in values(recorded(name), "i")]
            await client.mark(ids, Mark.READ, is_set=True)
            assert client.abilities.ids_at_once >= len(ids)


async def test_fact_1_the_address_itself_is_asked_without_a_slash() -> None:
    root = recorded("01-root")

    assert (root.path, root.reply.status) == ("/api/greader.php/", 400)


# Miniflux and Fever.


async def test_ids_of_miniflux_are_listed_to_the_end() -> None:
    lists = [one("miniflux-2.3-dev", name) for name in ("22-ids", "35-starred-ids")]
    async with client_playing(*lists, api=Api.MINIFLUX, path="") as client:
        state = await client.state()

    assert len(state.unread) == 2529
    assert state.starred == {"1", "2"}
    assert state.is_unread_whole


async def test_titles_of_miniflux_are_plain_text() -> None:
    delta = one("miniflux-2.3-dev", "112-delta-changed")
    ids = one("miniflux-2.3-dev", "120-ids-changed")
    async with client_playing(delta, ids, api=Api.MINIFLUX, path="") as client:
        await client.state()
        found = await client.contents([RemoteId("2533"), RemoteId("2534")])

    assert {it.entry.title for it in found} == {"grow 3 & co <b>", "grow 4 & co <b>"}
    assert {it.feed_id for it in found} == {"4"}
    assert all(it.entry.enclosures and it.entry.published for it in found)


class Coldsweat(ReaderServer):
    """Answers each question with what coldsweat answered to it."""

    def answer(self, request: SeenRequest) -> Reply:
        names = {
            "groups": "02",
            "feeds": "03",
            "unread_item_ids": "04",
            "saved_item_ids": "05",
            "items": "08",
        }
        number = next((names[it] for it in names if it in request.query), "01")
        (path,) = require_shared(*PLACE, COLDSWEAT).glob(f"{number}*.json")
        return Reply(body=path.read_bytes())


async def test_coldsweat_is_read() -> None:
    require_shared(*PLACE)
    with Coldsweat() as server:
        login = Login(api=Api.FEVER, url=server.url + "/fever", user="a", secret="b")  # noqa: S106
        client = open_client(login, OPTIONS, clock=lambda: NOW)
        await client.sign_in()
        feeds = await client.feeds()
        state = await client.state()
        found = await client.contents([RemoteId("1"), RemoteId("2"), RemoteId("3")])
        await client.close()

    assert {it.title: it.folder for it in feeds} == {"Tech": "Desk", "World": "Default"}
    assert state.unread == {str(it) for it in range(1, 86)}
    assert state.starred == frozenset()
    assert [it.entry.title for it in found] == [f"tech story {it}" for it in (29, 28, 27)]
    assert {it.feed_id for it in found} == {"1"}
