"""What is particular to Nextcloud News."""

from collections.abc import AsyncIterator, Iterator

import pytest

from fetch.sync import nextcloud_lists
from fetch.sync.sync_model import Mark, RemoteId, SyncError, SyncFailureKind
from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.faults import Fault, FaultKind
from tests.support.reader_servers.nextcloud_news import NextcloudNewsServer, guid_hash
from tests.support.reader_servers.running import client_of


@pytest.fixture
def server() -> Iterator[NextcloudNewsServer]:
    with NextcloudNewsServer() as running:
        yield running


@pytest.fixture
async def client(server: NextcloudNewsServer) -> AsyncIterator[SyncClient]:
    opened = client_of(server)
    yield opened
    await opened.close()


async def test_an_entry_is_known_by_the_feeds_own_guid(
    server: NextcloudNewsServer, client: SyncClient
) -> None:
    entry = server.publish(server.add_feed(), guid="tag:feeds.example,2026:own")

    (found,) = await client.contents([server.remote_id(entry)])

    assert found.entry.key == "tag:feeds.example,2026:own"
    assert found.remote_id == "1"


async def test_an_old_server_is_told_of_stars_by_guid(
    server: NextcloudNewsServer, client: SyncClient
) -> None:
    server.is_old = True
    feed = server.add_feed()
    entries = server.publish_many(feed, 3, is_read=True)

    await client.mark([server.remote_id(it) for it in entries[:2]], Mark.STAR, is_set=True)

    assert [it.is_starred for it in entries] == [True, True, False]
    request = server.requests[-1]
    assert (request.method, request.path) == (
        "PUT",
        "/index.php/apps/news/api/v1-2/items/star/multiple",
    )
    assert request.json["items"][0] == {"feedId": feed.id, "guidHash": guid_hash(entries[0])}


async def test_a_star_for_what_an_old_server_does_not_know_is_no_failure(
    server: NextcloudNewsServer, client: SyncClient
) -> None:
    server.is_old = True

    await client.mark([RemoteId("77")], Mark.STAR, is_set=True)


async def test_what_a_list_brought_is_not_asked_for_again(
    server: NextcloudNewsServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 20)
    await client.state()
    before = len(server.requests)

    found = await client.contents([server.remote_id(it) for it in entries])

    assert len(found) == 20
    assert len(server.requests) == before


async def test_entries_far_apart_are_found_without_reading_all_between(
    server: NextcloudNewsServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 200, is_read=True)
    ids = [server.remote_id(entries[it]) for it in (3, 100, 101, 198)]

    found = await client.contents([*ids, RemoteId("9999")])

    assert {it.remote_id for it in found} == set(ids)
    assert len(server.requests) <= 6


async def test_all_pages_are_read_and_pages_that_repeat_end_the_list(
    server: NextcloudNewsServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nextcloud_lists, "LISTED_AT_ONCE", 10)
    server.publish_many(server.add_feed(), 35)

    whole = await client.state()
    server.quirks.repeats_continuation = True
    cut = await client.state()

    assert (len(whole.unread), whole.is_unread_whole) == (35, True)
    assert (len(cut.unread), cut.is_unread_whole) == (10, False)


async def test_a_list_in_very_many_small_pages_is_given_up(
    server: NextcloudNewsServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nextcloud_lists, "MAX_PAGES", 5)
    monkeypatch.setattr(nextcloud_lists, "LISTED_AT_ONCE", 1)
    server.publish_many(server.add_feed(), 20)

    state = await client.state()

    assert len(state.unread) == 5
    assert not state.is_unread_whole


async def test_an_entry_without_a_number_leaves_the_list_not_whole(
    server: NextcloudNewsServer, client: SyncClient
) -> None:
    await client.sign_in()
    body = b'{"items": [{"id": 1}, {"id": "x"}, 3]}'
    server.faults.append(Fault(kind=FaultKind.REPLACED, path="/items", body=body))

    state = await client.state()

    assert state.unread == {"1"}
    assert not state.is_unread_whole


async def test_a_server_without_the_app_has_no_api(
    server: NextcloudNewsServer, client: SyncClient
) -> None:
    server.faults.append(Fault(kind=FaultKind.STATUS, path="/apps/", status=404, times=None))

    with pytest.raises(SyncError) as caught:
        await client.feeds()

    assert caught.value.failure.kind is SyncFailureKind.NO_API
