"""Whatever a server answers, a client gives something clean, or a `SyncError`, and nothing else."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetch.exchange import Answered
from fetch.sync.api_calls import ApiCall, ApiCaller
from fetch.sync.fever import FeverClient
from fetch.sync.google_reader import GoogleReaderClient
from fetch.sync.json_values import as_whole, date_text, flag, whole
from fetch.sync.miniflux import MinifluxClient
from fetch.sync.nextcloud_news import NextcloudNewsClient
from fetch.sync.sync_model import (
    Api,
    Login,
    Mark,
    RemoteEntry,
    RemoteFeed,
    RemoteFeedId,
    RemoteId,
    SyncError,
)
from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.running import NOW, OPTIONS
from tests.support.samples.clean_characters import is_clean

ADDRESS = "https://reader.example/api/greader.php"
FEED = "http://feeds.example/a.xml"

READER_ITEM = {
    "id": "tag:google.com,2005:reader/item/0000000000000001",
    "published": 1796000000,
    "title": "T",
    "canonical": [{"href": "http://feeds.example/1"}],
    "categories": ["user/-/state/com.google/read", "user/-/label/later", "own"],
    "origin": {"streamId": "feed/1"},
    "summary": {"content": "<p>Text</p>"},
    "author": "A",
    "enclosure": [{"href": "http://feeds.example/1.mp3", "type": "audio/mpeg", "length": "99"}],
}
READER = {
    "user-info": {"userName": "alice"},
    "subscription/list": {
        "subscriptions": [
            {
                "id": "feed/1",
                "title": "F",
                "categories": [{"id": "user/-/label/News", "label": "News"}],
                "url": FEED,
                "htmlUrl": "http://feeds.example/",
            }
        ]
    },
    "tag/list": {"tags": [{"id": "user/-/label/later", "type": "tag"}]},
    "stream/items/ids": {"itemRefs": [{"id": "1"}, {"id": "2"}]},
    "stream/items/contents": {"items": [READER_ITEM]},
    "subscription/quickadd": {"numResults": 1, "streamId": "feed/1", "streamName": "F"},
}
MINIFLUX_FEED = {
    "id": 1,
    "feed_url": FEED,
    "site_url": "http://feeds.example/",
    "title": "F",
    "category": {"id": 1, "title": "News"},
}
MINIFLUX_ENTRY = {
    "id": 1,
    "feed_id": 1,
    "status": "unread",
    "title": "T",
    "url": "http://feeds.example/1",
    "published_at": "2026-11-28T11:32:00Z",
    "content": "<p>Text</p>",
    "author": "A",
    "starred": False,
    "enclosures": [{"url": "http://feeds.example/1.mp3", "mime_type": "audio/mpeg", "size": 99}],
    "tags": ["x"],
}
MINIFLUX = {
    "/v1/me": {"username": "alice"},
    "/v1/version": {"version": "2.2"},
    "/v1/categories": [{"id": 1, "title": "News"}],
    "/v1/feeds": [MINIFLUX_FEED],
    "/v1/entries/ids": {"total": 2, "entry_ids": [1, 2]},
    "/v1/entries": {"total": 1, "entries": [MINIFLUX_ENTRY]},
    "/v1/entries/2": MINIFLUX_ENTRY,
}
FEVER = {
    "": {
        "api_version": 3,
        "auth": 1,
        "groups": [{"id": 1, "title": "News"}],
        "feeds": [{"id": 1, "title": "F", "url": FEED, "site_url": "http://feeds.example/"}],
        "feeds_groups": [{"group_id": 1, "feed_ids": "1,2"}],
        "unread_item_ids": "1,2",
        "saved_item_ids": "1",
        "items": [
            {
                "id": 1,
                "feed_id": 1,
                "title": "T",
                "author": "A",
                "html": "<p>Text</p>",
                "url": "http://feeds.example/1",
                "is_saved": 0,
                "is_read": 1,
                "created_on_time": 1796000000,
            }
        ],
    }
}
NEXTCLOUD = {
    "/version": {"version": "25.0"},
    "/folders": {"folders": [{"id": 1, "name": "News"}]},
    "/feeds": {
        "feeds": [{"id": 1, "url": FEED, "title": "F", "folderId": 1, "link": "http://x.example"}]
    },
    "/items": {
        "items": [
            {
                "id": 1,
                "guid": "g",
                "guidHash": "h",
                "url": "http://feeds.example/1",
                "title": "T",
                "author": "A",
                "pubDate": 1796000000,
                "body": "<p>Text</p>",
                "enclosureMime": "audio/mpeg",
                "enclosureLink": "http://feeds.example/1.mp3",
                "feedId": 1,
                "unread": True,
                "starred": False,
            }
        ]
    },
}
ANSWERS: dict[Api, dict[str, Any]] = {
    Api.GOOGLE_READER: READER,
    Api.MINIFLUX: MINIFLUX,
    Api.FEVER: FEVER,
    Api.NEXTCLOUD_NEWS: NEXTCLOUD,
}
CLIENTS: dict[Api, Callable[[ApiCaller, Login], SyncClient]] = {
    Api.GOOGLE_READER: GoogleReaderClient,
    Api.MINIFLUX: MinifluxClient,
    Api.FEVER: FeverClient,
    Api.NEXTCLOUD_NEWS: NextcloudNewsClient,
}

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=8)
    | st.sampled_from(
        ["\ud800", "\x1b[31m", "\u202e", "1" * 400, "feed/", "feed/\n", "-1", "٣", "//[", 10**400]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "items"]) | st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)


class Played(ApiCaller):
    """A connection whose server answers with what it is given, each path with one document."""

    def __init__(self, login: Login, answers: dict[str, Any]) -> None:
        super().__init__(login, OPTIONS, clock=lambda: NOW)
        self.answers = answers

    async def send(self, call: ApiCall) -> Answered:
        if call.path.endswith("ClientLogin"):
            return Answered(status=200, body=b"Auth=x")
        if call.path.endswith("/token"):
            return Answered(status=200, body=b"T")
        path = call.path.partition("/api/0/")[2] or call.path
        path = path if path in self.answers else f"/{path.rpartition('/')[2]}"
        document = self.answers.get(path, self.answers.get("", {}))
        return Answered(status=200, body=json.dumps(document).encode())


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value in a document."""
    yield path
    if isinstance(document, dict):
        for key, value in document.items():
            yield from places(value, (*path, key))
    elif isinstance(document, list):
        for number, value in enumerate(document):
            yield from places(value, (*path, number))


def changed(answers: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return answers with another value at one place."""
    answers = copy.deepcopy(answers)
    holder: Any = answers
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return answers


def assert_clean_feed(feed: RemoteFeed) -> None:
    for said in (feed.title, feed.folder, feed.url, feed.site_url, feed.remote_id):
        assert is_clean(said)
        assert "\n" not in said


def assert_clean_entry(found: RemoteEntry) -> None:
    entry = found.entry
    assert is_clean(entry.summary + entry.content_html)
    for said in (entry.title, entry.author, entry.url, *entry.categories, *found.labels):
        assert is_clean(said)
        assert "\n" not in said
    assert found.remote_id
    assert found.feed_id


async def use_all(client: SyncClient) -> None:
    """Use all of a client; each part may fail."""
    with suppress(SyncError):
        assert is_clean((await client.sign_in()).product)
    with suppress(SyncError):
        for feed in await client.feeds():
            assert_clean_feed(feed)
    with suppress(SyncError):
        state = await client.state()
        assert all(is_clean(it) for it in (*state.unread, *state.starred, *state.labelled))
    with suppress(SyncError):
        for entry in await client.contents([RemoteId("1"), RemoteId("2")]):
            assert_clean_entry(entry)
    with suppress(SyncError):
        assert_clean_feed(await client.add_feed(FEED, title="T", folder="News"))
    with suppress(SyncError):
        await client.change_feed(RemoteFeedId("1"), title="x", folder="y")
    with suppress(SyncError):
        await client.mark([RemoteId("1")], Mark.STAR, is_set=True)


@pytest.mark.parametrize("api", ANSWERS)
@settings(max_examples=30)
@given(st.data())
async def test_any_value_at_any_place_is_taken_or_refused(api: Api, data: st.DataObject) -> None:
    answers = ANSWERS[api]
    path = data.draw(st.sampled_from([it for it in places(answers) if it]))
    login = Login(api=api, url=ADDRESS, user="alice", secret="x")  # noqa: S106
    played = Played(login, changed(answers, path, data.draw(values)))

    await use_all(CLIENTS[api](played, login))


@pytest.mark.parametrize("api", ANSWERS)
async def test_the_answers_that_are_changed_are_good_ones(api: Api) -> None:
    login = Login(api=api, url=ADDRESS, user="alice", secret="x")  # noqa: S106
    client: SyncClient = CLIENTS[api](Played(login, ANSWERS[api]), login)

    await client.sign_in()
    (feed,) = await client.feeds()
    state = await client.state()
    found = await client.contents([RemoteId("1"), RemoteId("2")])

    assert (feed.title, feed.folder, feed.url) == ("F", "News", FEED)
    assert "1" in state.unread
    assert found[0].entry.title == "T"


@given(values)
def test_numbers_and_dates_are_read_out_of_anything(value: object) -> None:
    number = as_whole(value)

    assert number is None or abs(number) < 1 << 64
    assert isinstance(date_text(value), str)
    assert flag({"x": value}, "x") in {None, True, False}
    assert whole({"x": value}, "x") == number


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (1796000000, "2026"),
        ("1796000000", "2026"),
        (1796000000.5, "2026"),
        (1796000000123, "2026"),
        (1796000000123456, "2026"),
        ("2026-11-28T11:32:00Z", "2026"),
        (-1, "1969"),
    ],
)
def test_a_date_is_read_in_seconds_and_their_parts(value: object, year: str) -> None:
    assert date_text(value).startswith(year)
