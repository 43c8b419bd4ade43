"""What is particular to the Fever API."""

import hashlib
from collections.abc import Iterator

import pytest

from fetch.sync.sync_model import Mark, RemoteId, SyncError, SyncFailureKind
from tests.support.reader_servers.faults import Fault, FaultKind
from tests.support.reader_servers.fever import FeverServer
from tests.support.reader_servers.running import client_of


@pytest.fixture
def server() -> Iterator[FeverServer]:
    with FeverServer() as running:
        yield running


async def test_the_key_stands_in_the_body_and_is_never_shown(server: FeverServer) -> None:
    key = hashlib.md5(f"{server.user}:{server.password}".encode()).hexdigest()  # noqa: S324
    client = client_of(server)
    await client.sign_in()
    server.faults.append(Fault(kind=FaultKind.STATUS, status=400, body=f"no {key}".encode()))

    with pytest.raises(SyncError) as caught:
        await client.state()
    await client.close()

    assert all(it.form["api_key"] == [key] for it in server.requests)
    assert not any(key in str(it.query) for it in server.requests)
    assert caught.value.failure.detail == "the server answered 400: no …"


async def test_a_key_that_was_copied_does_without_a_user(server: FeverServer) -> None:
    key = hashlib.md5(f"{server.user}:{server.password}".encode()).hexdigest()  # noqa: S324
    client = client_of(server, user="", secret=key.upper())

    await client.sign_in()
    await client.close()


@pytest.mark.parametrize("fault", ["status", "redirect"])
async def test_the_address_with_or_without_a_slash_is_found_once(
    server: FeverServer, fault: str
) -> None:
    location = server.url + "/fever?api"
    server.faults.append(
        Fault(kind=FaultKind(fault), status=404, location=location, path="/fever/", times=None)
    )
    client = client_of(server)

    await client.sign_in()
    await client.state()
    await client.close()

    assert [it.path for it in server.requests] == ["/fever/", "/fever", "/fever", "/fever"]


async def test_what_is_not_of_the_api_is_a_bad_answer(server: FeverServer) -> None:
    client = client_of(server)
    bodies = (
        b'{"api_version": 3}',
        b"[]",
        b'{"auth": 1}',
        b'{"auth": 1, "unread_item_ids": null}',
        b'{"auth": 1, "unread_item_ids": []}',
    )
    for body in bodies:
        server.faults.append(Fault(kind=FaultKind.REPLACED, body=body))
        with pytest.raises(SyncError) as caught:
            await client.state()
        assert caught.value.failure.kind is SyncFailureKind.BAD_ANSWER
    await client.close()


async def test_ids_that_are_no_numbers_leave_the_list_not_whole(server: FeverServer) -> None:
    client = client_of(server)
    body = b'{"auth": 1, "unread_item_ids": "3, 4,x,,4"}'
    server.faults.append(Fault(kind=FaultKind.REPLACED, body=body))

    state = await client.state()
    await client.close()

    assert state.unread == {"3", "4"}
    assert not state.is_unread_whole


async def test_more_ids_than_are_kept_leave_the_newest(server: FeverServer) -> None:
    client = client_of(server)
    ids = ",".join(map(str, range(1, 26_001)))
    body = f'{{"auth": 1, "unread_item_ids": "{ids}"}}'.encode()
    server.faults.append(Fault(kind=FaultKind.REPLACED, body=body))

    state = await client.state()
    await client.close()

    assert len(state.unread) == 25_000
    assert "26000" in state.unread
    assert not state.is_unread_whole


async def test_a_mark_that_fails_half_way_can_be_repeated(server: FeverServer) -> None:
    entries = server.publish_many(server.add_feed(), 4)
    ids = [server.remote_id(it) for it in entries]
    client = client_of(server)
    server.faults.append(Fault(kind=FaultKind.STATUS, skip=3))

    with pytest.raises(SyncError):
        await client.mark(ids, Mark.READ, is_set=True)
    half = [it.is_read for it in entries]
    await client.mark([*ids, RemoteId("nonsense")], Mark.READ, is_set=True)
    await client.close()

    assert half == [True, True, False, False]
    assert all(it.is_read for it in entries)


async def test_a_mark_of_an_entry_that_the_server_removed_stops_no_other(
    server: FeverServer,
) -> None:
    server.refuses_unknown = True
    entry = server.publish(server.add_feed())
    client = client_of(server)

    await client.mark([RemoteId("999"), server.remote_id(entry)], Mark.READ, is_set=True)
    await client.close()

    assert entry.is_read


async def test_a_star_stays_where_the_server_turns_stars_over(server: FeverServer) -> None:
    server.turns_stars_over = True
    entries = server.publish_many(server.add_feed(), 3)
    server.mark_elsewhere(entries[:1], is_starred=True)
    ids = [server.remote_id(it) for it in entries]
    client = client_of(server)

    seen = []
    for is_set in (True, True, False, False):
        await client.mark(ids[:2], Mark.STAR, is_set=is_set)
        seen.append([it.is_starred for it in entries])
    await client.close()

    assert seen == [[True, True, False]] * 2 + [[False, False, False]] * 2


async def test_a_mark_at_an_address_without_the_api_is_not_taken_for_done(
    server: FeverServer,
) -> None:
    client = client_of(server, url=server.url + "/elsewhere")

    with pytest.raises(SyncError) as caught:
        await client.mark([RemoteId("1")], Mark.READ, is_set=True)
    await client.close()

    assert caught.value.failure.kind is SyncFailureKind.NO_API
