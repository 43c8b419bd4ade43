"""What is particular to Miniflux's own API."""

from collections.abc import AsyncIterator, Iterator

import pytest

from fetch.sync import miniflux_lists
from fetch.sync.sync_model import Mark, SyncError, SyncFailureKind
from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.faults import Fault, FaultKind
from tests.support.reader_servers.miniflux import MinifluxServer
from tests.support.reader_servers.running import client_of
from tests.support.reader_servers.server import SeenRequest


@pytest.fixture
def server() -> Iterator[MinifluxServer]:
    with MinifluxServer() as running:
        yield running


@pytest.fixture
async def client(server: MinifluxServer) -> AsyncIterator[SyncClient]:
    opened = client_of(server)
    yield opened
    await opened.close()


async def test_user_and_password_do_as_well_as_a_token(server: MinifluxServer) -> None:
    client = client_of(server, user=server.user, secret=server.password)

    facts = await client.sign_in()
    await client.close()

    assert (facts.user, facts.product) == ("alice", "Miniflux 2.2.1")


async def test_the_password_is_not_shown_in_the_form_in_which_it_is_sent(
    server: MinifluxServer,
) -> None:
    client = client_of(server, user=server.user, secret=server.password)
    await client.sign_in()
    sent = server.requests[0].headers["authorization"]
    server.faults.append(Fault(kind=FaultKind.STATUS, status=400, body=sent.encode()))

    with pytest.raises(SyncError) as caught:
        await client.feeds()
    await client.close()

    assert caught.value.failure.detail == "the server answered 400: Basic …"


async def test_marks_are_values_and_never_toggled(
    server: MinifluxServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 3)
    ids = [server.remote_id(it) for it in entries]

    await client.mark(ids, Mark.STAR, is_set=True)
    await client.mark(ids, Mark.READ, is_set=False)

    assert [(it.method, it.path, it.json) for it in server.requests] == [
        ("PUT", "/v1/entries", {"entry_ids": [1, 2, 3], "starred": True}),
        ("PUT", "/v1/entries", {"entry_ids": [1, 2, 3], "status": "unread"}),
    ]


async def test_a_server_without_a_page_for_its_version_is_still_signed_in_to(
    server: MinifluxServer, client: SyncClient
) -> None:
    server.faults.append(Fault(kind=FaultKind.STATUS, path="/v1/version", status=404))

    assert (await client.sign_in()).product == "Miniflux"


async def test_all_pages_of_ids_are_read(server: MinifluxServer, client: SyncClient) -> None:
    server.max_ids = 10
    entries = server.publish_many(server.add_feed(), 35)

    state = await client.state()

    assert state.unread == {server.remote_id(it) for it in entries}
    assert state.is_unread_whole


async def test_a_list_that_shrinks_between_its_pages_is_read_again(
    server: MinifluxServer, client: SyncClient
) -> None:
    server.max_ids = 10
    entries = server.publish_many(server.add_feed(), 35)

    def read_elsewhere(request: SeenRequest) -> None:
        if request.value("offset") and not entries[-1].is_read:
            server.mark_elsewhere(entries[-3:], is_read=True)

    server.on_request = read_elsewhere
    state = await client.state()

    assert state.unread == {server.remote_id(it) for it in entries[:-3]}
    assert state.is_unread_whole


async def test_a_list_that_never_stands_still_is_not_taken_for_whole(
    server: MinifluxServer, client: SyncClient
) -> None:
    server.max_ids = 10
    entries = server.publish_many(server.add_feed(), 60)

    def read_elsewhere(request: SeenRequest) -> None:
        unread = [it for it in entries if not it.is_read]
        server.mark_elsewhere(unread[-1:], is_read=True)

    server.on_request = read_elsewhere
    state = await client.state()

    assert not state.is_unread_whole


@pytest.mark.parametrize("is_old", [False, True])
async def test_a_list_in_very_many_small_pages_is_given_up(
    server: MinifluxServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch, is_old: bool
) -> None:
    monkeypatch.setattr(miniflux_lists, "MAX_PAGES", 5)
    monkeypatch.setattr(miniflux_lists, "ENTRIES_AT_ONCE", 1)
    server.is_old = is_old
    server.max_ids = 1
    server.publish_many(server.add_feed(), 20)

    state = await client.state()

    assert len(state.unread) == 5
    assert not state.is_unread_whole


async def test_pages_that_repeat_end_the_list_which_is_not_whole(
    server: MinifluxServer, client: SyncClient
) -> None:
    server.max_ids = 10
    server.publish_many(server.add_feed(), 35)
    server.quirks.repeats_continuation = True

    state = await client.state()

    assert len(state.unread) == 10
    assert not state.is_unread_whole
    assert len(server.requests) <= 6


@pytest.mark.parametrize(
    ("body", "is_whole"),
    [
        (b'{"total": 1, "entry_ids": [7]}', True),
        (b'{"total": 0, "entry_ids": null}', True),
        (b'{"total": 2, "entry_ids": [7, "x"]}', False),
        (b'{"entry_ids": [7]}', True),
    ],
)
async def test_ids_that_cannot_be_read_leave_the_list_not_whole(
    server: MinifluxServer, client: SyncClient, body: bytes, is_whole: bool
) -> None:
    server.faults.append(Fault(kind=FaultKind.REPLACED, path="status=unread", body=body))

    assert (await client.state()).is_unread_whole == is_whole


async def test_new_entries_come_in_one_call_and_others_one_by_one(
    server: MinifluxServer, client: SyncClient
) -> None:
    feed = server.add_feed()
    old = server.publish_many(feed, 100, is_read=True)
    new = server.publish_many(feed, 30)
    await client.state()
    before = len(server.requests)

    found = await client.contents([server.remote_id(it) for it in [*new, old[5], old[70]]])

    assert len(found) == 32
    assert len(server.requests) - before == 3


async def test_an_entry_that_was_read_since_the_list_is_still_found(
    server: MinifluxServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 3)
    await client.state()
    server.mark_elsewhere(entries[1:2], is_read=True)

    found = await client.contents([server.remote_id(it) for it in entries])

    assert len(found) == 3
    assert [it.is_read for it in found] == [False, True, False]


async def test_the_category_that_everybody_has_is_no_folder(
    server: MinifluxServer, client: SyncClient
) -> None:
    feed = server.add_feed(folder="News")

    await client.change_feed(server.remote_feed_id(feed), title="Newer", folder="")

    assert (feed.title, feed.folder) == ("Newer", "All")
    assert [it.folder for it in await client.feeds()] == [""]


async def test_a_category_is_made_once(server: MinifluxServer, client: SyncClient) -> None:
    feed = server.add_feed()

    for _ in range(2):
        await client.change_feed(server.remote_feed_id(feed), title="", folder="Désk")

    assert server.categories == ["All", "Désk"]
    assert feed.folder == "Désk"


async def test_an_old_server_keeps_its_stars_and_says_why(
    server: MinifluxServer, client: SyncClient
) -> None:
    server.is_old = True
    entry = server.publish(server.add_feed(), is_starred=True)

    with pytest.raises(SyncError) as caught:
        await client.mark([server.remote_id(entry)], Mark.STAR, is_set=False)

    assert caught.value.failure.kind is SyncFailureKind.REFUSED
    assert entry.is_starred
