"""What every client does, whichever API its server speaks."""

import pytest
from msgspec.structs import replace

from fetch.sync import api_calls
from fetch.sync.open_client import open_client
from fetch.sync.sync_model import (
    Mark,
    RemoteFeedId,
    RemoteId,
    SyncError,
    SyncFailure,
    SyncFailureKind,
)
from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.faults import Fault, FaultKind, rate_limit
from tests.support.reader_servers.fever import FeverServer
from tests.support.reader_servers.google_reader import GoogleReaderServer
from tests.support.reader_servers.miniflux import MinifluxServer
from tests.support.reader_servers.running import NOW, OPTIONS, client_of
from tests.support.reader_servers.server import ReaderServer
from tests.support.samples.clean_characters import is_clean

WRONG = "not-the-one"
MOST_REQUESTS = 12
"""Of a sync in which nothing changed."""


def ids_of(server: ReaderServer, *numbers: int) -> frozenset[RemoteId]:
    entries = list(server.entries.values())
    return frozenset(server.remote_id(entries[it]) for it in numbers)


def can_star(server: ReaderServer) -> bool:
    return not (isinstance(server, MinifluxServer) and server.is_old)


async def failure_of(client: SyncClient) -> SyncFailure:
    with pytest.raises(SyncError) as caught:
        await client.state()
    assert is_clean(caught.value.failure.detail)
    return caught.value.failure


async def test_a_login_is_checked(server: ReaderServer, client: SyncClient) -> None:
    facts = await client.sign_in()

    assert facts.user == server.user
    assert facts.abilities == client.abilities
    assert facts.product


async def test_a_wrong_password_is_said_and_never_shown(server: ReaderServer) -> None:
    client = client_of(server, secret=WRONG)

    failure = await failure_of(client)
    await client.close()

    assert failure.kind is SyncFailureKind.WRONG_PASSWORD
    assert WRONG not in f"{failure}"


async def test_feeds_come_with_title_and_folder(server: ReaderServer, client: SyncClient) -> None:
    feed = server.add_feed("http://feeds.example/a.xml", title="Süd & <Co>", folder="News desk")
    server.add_feed("http://feeds.example/b.xml", title="B\x1b[31m\u202e")

    found = await client.feeds()

    assert [it.remote_id for it in found] == [
        server.remote_feed_id(it) for it in server.feeds.values()
    ]
    assert found[0].url == feed.url
    assert found[0].site_url == "http://feeds.example/"
    assert found[0].folder == "News desk"
    assert found[0].title == "Süd & <Co>" or not isinstance(
        server, MinifluxServer | GoogleReaderServer
    )
    assert (found[1].title, found[1].folder) == ("B[31m", "")


async def test_an_account_without_anything_is_no_failure(client: SyncClient) -> None:
    state = await client.state()

    assert await client.feeds() == ()
    assert (state.unread, state.starred) == (frozenset(), frozenset())
    assert state.is_unread_whole
    assert state.is_starred_whole


async def test_the_state_is_that_of_the_server(server: ReaderServer, client: SyncClient) -> None:
    entries = server.publish_many(server.add_feed(), 5)
    server.mark_elsewhere(entries[:2], is_read=True)
    server.mark_elsewhere(entries[1:3], is_starred=True)

    state = await client.state()

    assert state.unread == ids_of(server, 2, 3, 4)
    assert state.starred == ids_of(server, 1, 2)
    assert state.is_unread_whole
    assert state.is_starred_whole


async def test_entries_come_clean_and_whole(server: ReaderServer, client: SyncClient) -> None:
    feed = server.add_feed()
    entry = server.publish(
        feed,
        title="Rates \x1b]0;x\x07kept",
        html="<p>One <script>x()</script>text</p><p>Two\u202e</p>",
        enclosure_url="http://feeds.example/1.mp3",
        is_starred=True,
    )
    await client.state()

    (found,) = await client.contents([server.remote_id(entry)])

    assert found.remote_id == server.remote_id(entry)
    assert found.feed_id == server.remote_feed_id(feed)
    assert found.entry.title == "Rates ]0;xkept"
    assert found.entry.url == entry.url
    assert found.entry.author == "Jane Poe"
    assert found.entry.summary.split() == ["One", "text", "Two"]
    assert "script" not in found.entry.content_html
    assert found.entry.published is not None
    assert int(found.entry.published.timestamp()) == entry.published
    assert found.is_read is False
    assert found.is_starred is True
    urls = [it.url for it in found.entry.enclosures]
    assert urls == ([] if isinstance(server, FeverServer) else [entry.enclosure_url])


async def test_an_impossible_date_is_none(server: ReaderServer, client: SyncClient) -> None:
    feed = server.add_feed()
    dates = (None, 0, -(10**30), 10**30, "yesterday?", 33_000_000_000, {"a": 1})
    entries = [server.publish(feed, published=it) for it in dates]
    await client.state()

    found = await client.contents([server.remote_id(it) for it in entries])

    assert [it.entry.published for it in found] == [None] * len(dates)


async def test_unknown_ids_are_left_out(server: ReaderServer, client: SyncClient) -> None:
    entry = server.publish(server.add_feed())

    known = server.remote_id(entry)
    found = await client.contents([RemoteId("1" * 15), known, RemoteId("7" * 12)])

    assert [it.remote_id for it in found] == [known]


async def test_entries_of_all_kinds_come_by_id(server: ReaderServer, client: SyncClient) -> None:
    entries = server.publish_many(server.add_feed(), 30)
    server.mark_elsewhere(entries[::2], is_read=True)
    server.mark_elsewhere(entries[::3], is_starred=True)
    ids = [server.remote_id(it) for it in entries]
    await client.state()

    found = await client.contents(ids)

    assert {it.remote_id for it in found} == set(ids)
    assert {it.remote_id for it in found if it.is_read} == set(ids[::2])
    assert {it.remote_id for it in found if it.is_starred} == set(ids[::3])


async def test_as_many_entries_come_in_one_call_as_are_promised(
    server: ReaderServer, client: SyncClient
) -> None:
    count = client.abilities.contents_at_once
    entries = server.publish_many(server.add_feed(), count)
    ids = [server.remote_id(it) for it in entries]
    await client.state()
    before = len(server.requests)

    found = await client.contents(ids)

    assert {it.remote_id for it in found} == set(ids)
    assert len(server.requests) - before <= 3
    assert count >= 100 or isinstance(server, FeverServer)


@pytest.mark.parametrize("mark", [Mark.READ, Mark.STAR])
async def test_a_mark_is_set_and_cleared_and_setting_it_twice_changes_nothing(
    server: ReaderServer, client: SyncClient, mark: Mark
) -> None:
    entries = server.publish_many(server.add_feed(), 4)
    ids = [server.remote_id(it) for it in entries[:3]]
    name = {Mark.READ: "is_read", Mark.STAR: "is_starred"}[mark]
    if mark is Mark.STAR and not can_star(server):
        with pytest.raises(SyncError, match="too old"):
            await client.mark(ids, mark, is_set=True)
        return

    for _ in range(2):
        await client.mark(ids, mark, is_set=True)
        assert [getattr(it, name) for it in entries] == [True, True, True, False]
    for _ in range(2):
        await client.mark(ids[:2], mark, is_set=False)
        assert [getattr(it, name) for it in entries] == [False, False, True, False]


async def test_marking_what_is_unknown_or_nothing_is_no_failure(
    server: ReaderServer, client: SyncClient
) -> None:
    await client.mark([RemoteId("999")], Mark.READ, is_set=True)
    before = len(server.requests)

    await client.mark([], Mark.READ, is_set=True)

    assert len(server.requests) == before


async def test_labels_go_where_there_are_labels(server: ReaderServer, client: SyncClient) -> None:
    entry = server.publish(server.add_feed())
    known = server.remote_id(entry)
    if not client.abilities.labels:
        with pytest.raises(SyncError) as caught:
            await client.mark([known], Mark.LABEL, is_set=True, label="to cite")
        assert caught.value.failure.kind is SyncFailureKind.REFUSED
        return

    await client.mark([known], Mark.LABEL, is_set=True, label="to cite & read")

    state = await client.state()
    (found,) = await client.contents([known])
    assert state.labelled == {"to cite & read": frozenset({known})}
    assert found.labels == ("to cite & read",)
    await client.mark([known], Mark.LABEL, is_set=False, label="to cite & read")
    assert entry.labels == set()


async def test_a_feed_is_added_changed_and_removed(
    server: ReaderServer, client: SyncClient
) -> None:
    url = "http://feeds.example/new.xml"
    if not client.abilities.edits_feeds:
        with pytest.raises(SyncError) as caught:
            await client.add_feed(url)
        assert caught.value.failure.kind is SyncFailureKind.REFUSED
        assert server.requests == []
        return

    added = await client.add_feed(url, title="New", folder="Desk & Co")
    again = await client.add_feed(url)
    assert (added.url, added.title, added.folder) == (url, "New", "Desk & Co")
    assert again == added

    await client.change_feed(added.remote_id, title="Newer", folder="")
    (found,) = await client.feeds()
    assert (found.title, found.folder) == ("Newer", "")

    for _ in range(2):
        await client.remove_feed(added.remote_id)
    assert await client.feeds() == ()


async def test_a_feed_that_is_none_is_refused_in_the_servers_words(
    server: ReaderServer, client: SyncClient
) -> None:
    if not client.abilities.edits_feeds:
        return
    url = "http://user:pass-word@feeds.example/none.xml"
    server.missing_feeds.add(url)

    with pytest.raises(SyncError) as caught:
        await client.add_feed(url)

    assert caught.value.failure.kind is SyncFailureKind.REFUSED
    assert "pass-word" not in caught.value.failure.detail


async def test_a_feed_that_is_not_there_cannot_be_changed(
    server: ReaderServer, client: SyncClient
) -> None:
    if not client.abilities.moves_feeds:
        return

    for feed_id in ("12345", "feed/12345", "nonsense"):
        with pytest.raises(SyncError) as caught:
            await client.change_feed(RemoteFeedId(feed_id), title="x", folder="")
        assert caught.value.failure.kind is SyncFailureKind.REFUSED


async def test_a_sync_without_changes_takes_few_requests(
    server: ReaderServer, client: SyncClient
) -> None:
    for number in range(60):
        feed = server.add_feed(f"http://feeds.example/{number}.xml", folder=f"Folder {number % 7}")
        server.publish_many(feed, 20)

    await client.sign_in()
    assert len(await client.feeds()) == 60
    assert len((await client.state()).unread) == 1200

    assert len(server.requests) <= MOST_REQUESTS


async def test_ids_that_come_twice_and_in_no_order_are_each_there_once(
    server: ReaderServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 9)
    server.quirks.doubles_ids = server.quirks.shuffles_ids = True

    state = await client.state()
    found = await client.contents([server.remote_id(it) for it in entries])

    assert state.unread == ids_of(server, *range(9))
    assert len(found) == 9


# Faults.


@pytest.mark.parametrize("server", ["miniflux", "freshrss", "fever", "nextcloud"], indirect=True)
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(kind=FaultKind.HTML), SyncFailureKind.BAD_ANSWER),
        (Fault(kind=FaultKind.CUT), SyncFailureKind.BAD_ANSWER),
        (Fault(kind=FaultKind.LOST), SyncFailureKind.UNREACHABLE),
        (Fault(kind=FaultKind.STATUS, status=500), SyncFailureKind.SERVER_ERROR),
        (Fault(kind=FaultKind.STATUS, status=503), SyncFailureKind.SERVER_ERROR),
        (
            Fault(kind=FaultKind.STATUS, status=503, body=b"Service Unavailable!"),
            SyncFailureKind.API_OFF,
        ),
        (Fault(kind=FaultKind.REPLACED, body=b"[[[["), SyncFailureKind.BAD_ANSWER),
        (Fault(kind=FaultKind.REPLACED, body=b"{}"), SyncFailureKind.BAD_ANSWER),
        (Fault(kind=FaultKind.REPLACED, body=b""), SyncFailureKind.BAD_ANSWER),
        (Fault(kind=FaultKind.REPLACED, body=b"[" * 100_000), SyncFailureKind.BAD_ANSWER),
        (rate_limit(times=None), SyncFailureKind.RATE_LIMITED),
    ],
    ids=lambda it: f"{it.kind}-{it.status}-{it.body[:3]!r}" if isinstance(it, Fault) else str(it),
)
async def test_a_fault_is_told_by_its_name(
    server: ReaderServer, client: SyncClient, fault: Fault, kind: SyncFailureKind
) -> None:
    server.publish_many(server.add_feed(), 3)
    await client.state()
    server.faults.append(Fault(**{**vars(fault), "times": None}))

    failure = await failure_of(client)

    assert failure.kind is kind
    if kind is SyncFailureKind.RATE_LIMITED:
        assert failure.retry_after_seconds == 120


async def test_a_server_that_wants_to_be_left_alone_says_for_how_long_with_503_too(
    server: ReaderServer, client: SyncClient
) -> None:
    headers = {"Retry-After": "60"}
    server.faults.append(Fault(kind=FaultKind.STATUS, status=503, headers=headers, times=None))

    failure = await failure_of(client)

    assert (failure.kind, failure.retry_after_seconds) == (SyncFailureKind.RATE_LIMITED, 60)


async def test_a_server_that_does_not_listen_is_unreachable(server: ReaderServer) -> None:
    client = client_of(server)
    server.stop()

    failure = await failure_of(client)
    await client.close()
    server.start()

    assert failure.kind is SyncFailureKind.UNREACHABLE


async def test_a_lost_acknowledgement_is_repeated_with_the_same_result(
    server: ReaderServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 3)
    ids = [server.remote_id(it) for it in entries[:2]]
    await client.state()
    await client.mark(ids[:1], Mark.READ, is_set=False)
    server.faults.append(Fault(kind=FaultKind.LOST, method="POST", times=None))
    server.faults.append(Fault(kind=FaultKind.LOST, method="PUT", times=None))

    with pytest.raises(SyncError) as caught:
        await client.mark(ids, Mark.READ, is_set=True)
    server.faults.clear()
    await client.mark(ids, Mark.READ, is_set=True)

    assert caught.value.failure.kind is SyncFailureKind.UNREACHABLE
    assert [it.is_read for it in entries] == [True, True, False]


async def test_every_third_call_may_fail_and_a_state_is_right_or_an_error(
    server: ReaderServer, client: SyncClient
) -> None:
    server.publish_many(server.add_feed(), 4)
    server.faults.append(Fault(kind=FaultKind.STATUS, every=3, times=None))
    states, failures = [], set()

    for _ in range(8):
        try:
            states.append(await client.state())
        except SyncError as error:
            failures.add(error.failure.kind)

    assert failures == {SyncFailureKind.SERVER_ERROR}
    assert all(it.unread == ids_of(server, 0, 1, 2, 3) for it in states)


async def test_a_clock_that_is_off_by_a_day_changes_nothing(
    server: ReaderServer, client: SyncClient
) -> None:
    entry = server.publish(server.add_feed())
    server.quirks.clock_offset_seconds = -86_400

    state = await client.state()
    (found,) = await client.contents([server.remote_id(entry)])

    assert state.unread == ids_of(server, 0)
    assert found.entry.published is not None


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
async def test_a_secret_never_follows_a_redirect_to_another_server(
    server: ReaderServer, client: SyncClient, method: str
) -> None:
    entry = server.publish(server.add_feed())
    await client.state()
    await client.mark([server.remote_id(entry)], Mark.READ, is_set=False)
    with MinifluxServer() as other:
        fault = Fault(
            kind=FaultKind.REDIRECT, method=method, location=f"{other.url}/x?y=z", times=None
        )
        server.faults.append(fault)
        failures = []
        for attempt in (client.state, lambda: client.mark(["1"], Mark.READ, is_set=True)):  # type: ignore[list-item] # an id
            try:
                await attempt()
            except SyncError as error:
                failures.append(error.failure)

        assert other.requests == []
    if fault.seen_count:
        assert failures
        assert {it.kind for it in failures} == {SyncFailureKind.BAD_REDIRECT}
        assert all(other.url in it.detail for it in failures)
        assert "y=z" not in failures[0].detail


async def test_a_change_never_follows_a_redirect_even_on_its_own_server(
    server: ReaderServer, client: SyncClient
) -> None:
    entry = server.publish(server.add_feed())
    await client.state()
    await client.mark([server.remote_id(entry)], Mark.READ, is_set=False)
    for method in ("POST", "PUT"):
        server.faults.append(
            Fault(kind=FaultKind.REDIRECT, method=method, location="/elsewhere", times=None)
        )

    with pytest.raises(SyncError) as caught:
        await client.mark([server.remote_id(entry)], Mark.READ, is_set=True)

    assert caught.value.failure.kind is SyncFailureKind.BAD_REDIRECT
    assert "/elsewhere" not in server.request_counts()


# Answers that are too large, or too little.


async def test_entries_that_are_too_much_for_one_answer_come_in_several(
    server: ReaderServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = server.add_feed()
    entries = server.publish_many(feed, 24, html="<p>" + "Long text. " * 200 + "</p>")
    server.mark_elsewhere(entries[::2], is_read=True)
    huge = server.publish(feed, html="<p>" + "x" * 90_000 + "</p>")
    ids = [server.remote_id(it) for it in entries]
    monkeypatch.setattr(api_calls, "MAX_BODY_BYTES", 20_000)
    small = open_client(server.login(), replace(OPTIONS, max_body_bytes=20_000), clock=lambda: NOW)

    without_huge = await small.contents([*ids[:12], server.remote_id(huge), *ids[12:]])
    del server.entries[huge.id]
    state = await small.state()
    found = await small.contents(ids)
    await small.close()

    assert {it.remote_id for it in without_huge} == set(ids)

    assert state.unread == frozenset(ids[1::2])
    assert state.is_unread_whole
    assert {it.remote_id for it in found} == set(ids)


async def test_a_feed_that_cannot_be_read_does_not_pass_for_unsubscribed(
    server: ReaderServer, client: SyncClient
) -> None:
    server.add_feed()
    assert len(await client.feeds()) == 1
    body = b'[{"id": 1}, {"id": null}]'
    named = {
        "subscription/list": b'{"subscriptions": [{"id": "feed/1"}, {"id": null}]}',
        "/v1/feeds": body,
        "/feeds": b'{"feeds": ' + body + b"}",
        "api&feeds": b'{"auth": 1, "feeds": ' + body + b"}",
    }
    for path, answer in named.items():
        server.faults.append(Fault(kind=FaultKind.REPLACED, path=path, body=answer))

    with pytest.raises(SyncError) as caught:
        await client.feeds()

    assert caught.value.failure.kind is SyncFailureKind.BAD_ANSWER
