"""What is particular to the Google Reader API, and to the servers that speak it."""

from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fetch.sync import reader_session
from fetch.sync.api_calls import ApiCaller
from fetch.sync.google_reader import MAX_LABEL_LISTS, GoogleReaderClient
from fetch.sync.reader_items import READ, READING_LIST, remote_id
from fetch.sync.reader_quirks import KNOWN_READERS, OTHER_READER, quirks_of
from fetch.sync.reader_session import ReaderSession, list_ids
from fetch.sync.sync_model import Mark, RemoteId, SyncError, SyncFailureKind
from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.faults import Fault, FaultKind
from tests.support.reader_servers.google_reader import (
    FRESHRSS,
    INOREADER,
    OF_MINIFLUX,
    OLD_READER,
    GoogleReaderServer,
)
from tests.support.reader_servers.running import NOW, OPTIONS, client_of
from tests.support.reader_servers.server import SeenRequest

LONG = "tag:google.com,2005:reader/item/"


@pytest.fixture
def server() -> Iterator[GoogleReaderServer]:
    with GoogleReaderServer(FRESHRSS) as running:
        yield running


@pytest.fixture
async def client(server: GoogleReaderServer) -> AsyncIterator[SyncClient]:
    opened = client_of(server)
    yield opened
    await opened.close()


# Ids.


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("1795361739165987", "1795361739165987"),
        (f"{LONG}000660df3ab4d123", "1795361739165987"),
        (f"{LONG}00000000000009de", "2526"),
        (f"{LONG}ffffffffffffffff", "-1"),
        ("ffffffffffffffff", "-1"),
        ("-1", "-1"),
        ("007", "7"),
        ("5e4b4aa1c5a2b3d4e5f60718", "5e4b4aa1c5a2b3d4e5f60718"),
        (f"{LONG}5e4b4aa1c5a2b3d4e5f60718", "5e4b4aa1c5a2b3d4e5f60718"),
        (f"{LONG}00157a17b192950b65be3791", "00157a17b192950b65be3791"),
        ("", None),
        (LONG, None),
        ("a\x1bb", None),
        ("a" * 500, None),
    ],
)
def test_an_id_has_one_form(said: str, known: str | None) -> None:
    assert remote_id(said) == known


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_decimal_and_hexadecimal_forms_of_a_number_are_the_same_id(number: int) -> None:
    hexadecimal = f"{number & (1 << 64) - 1:016x}"

    assert remote_id(f"{LONG}{hexadecimal}") == remote_id(str(number)) == str(number)


@given(st.text())
def test_an_id_is_clean_and_stays_the_same_when_it_comes_back(said: str) -> None:
    known = remote_id(said)

    assert known is None or remote_id(known) == known


async def test_ids_of_24_digits_go_back_as_they_came() -> None:
    with GoogleReaderServer(OLD_READER) as server:
        entry = server.publish(server.add_feed())
        client = client_of(server)
        (known,) = (await client.state()).unread
        await client.mark([known], Mark.READ, is_set=True)
        await client.close()

    assert len(known) == 24
    assert server.requests[-1].form["i"] == [known]
    assert entry.is_read


# Login and tokens.


async def test_the_password_is_sent_once_in_a_body_and_never_in_an_address(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    await client.sign_in()
    await client.feeds()
    await client.mark([RemoteId("1")], Mark.READ, is_set=True)

    assert server.login_count == 1
    assert [it.method for it in server.requests if it.path.endswith("ClientLogin")] == ["POST"]
    assert not any(server.password in str(it.query) for it in server.requests)


async def test_a_token_that_ended_is_renewed_once_and_no_mark_is_lost(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 3)
    await client.mark([server.remote_id(entries[0])], Mark.READ, is_set=True)
    server.expire_tokens()

    await client.mark([server.remote_id(entries[1])], Mark.READ, is_set=True)
    state = await client.state()

    assert [it.is_read for it in entries] == [True, True, False]
    assert state.unread == {server.remote_id(entries[2])}
    assert server.login_count == 2


async def test_a_refusal_in_the_middle_of_a_sync_is_got_over(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    server.publish_many(server.add_feed(), 3)
    headers = {"Google-Bad-Token": "true"}
    fault = Fault(kind=FaultKind.STATUS, path="/reader/", skip=2, status=401, headers=headers)
    server.faults.append(fault)

    await client.sign_in()
    await client.feeds()
    state = await client.state()

    assert len(state.unread) == 3
    assert server.login_count == 2


async def test_a_server_that_refuses_its_own_tokens_is_not_asked_for_ever(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    server.faults.append(Fault(kind=FaultKind.STATUS, path="/reader/", status=401, times=None))

    with pytest.raises(SyncError) as caught:
        await client.feeds()
    with pytest.raises(SyncError):
        await client.feeds()

    assert caught.value.failure.kind is SyncFailureKind.WRONG_PASSWORD
    assert "Authorization" in caught.value.failure.detail
    assert server.login_count == 2


async def test_a_password_that_was_changed_meanwhile_is_said(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    await client.feeds()
    server.expire_tokens()
    server.password = "another"  # noqa: S105

    with pytest.raises(SyncError) as caught:
        await client.feeds()

    assert caught.value.failure.kind is SyncFailureKind.WRONG_PASSWORD


@pytest.mark.parametrize("body", [b"", b"Auth=", b"Auth=a\x01b", b"SID=a", b"Auth=" + b"x" * 9999])
async def test_a_login_without_a_token_is_a_bad_answer(
    server: GoogleReaderServer, client: SyncClient, body: bytes
) -> None:
    server.faults.append(Fault(kind=FaultKind.REPLACED, path="ClientLogin", body=body))

    with pytest.raises(SyncError) as caught:
        await client.feeds()

    assert caught.value.failure.kind is SyncFailureKind.BAD_ANSWER


async def test_a_refusal_with_a_good_status_is_a_wrong_password(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    body = b"Error=BadAuthentication\n"
    server.faults.append(Fault(kind=FaultKind.REPLACED, path="ClientLogin", body=body))

    with pytest.raises(SyncError) as caught:
        await client.feeds()

    assert caught.value.failure.kind is SyncFailureKind.WRONG_PASSWORD
    assert "BadAuthentication" in caught.value.failure.detail


@pytest.mark.parametrize("body", [b"", b"a\x01b", b"x" * 9999, b"a b"])
async def test_a_token_for_changes_that_is_none_is_a_bad_answer(
    server: GoogleReaderServer, client: SyncClient, body: bytes
) -> None:
    server.faults.append(Fault(kind=FaultKind.REPLACED, path="/token", body=body))

    with pytest.raises(SyncError) as caught:
        await client.mark([RemoteId("1")], Mark.READ, is_set=True)

    assert caught.value.failure.kind is SyncFailureKind.BAD_ANSWER


async def test_the_key_of_the_program_goes_along_where_there_is_one() -> None:
    with GoogleReaderServer(INOREADER) as server:
        server.publish(server.add_feed(), labels={"later"})
        client = client_of(server)
        await client.sign_in()
        state = await client.state()
        await client.close()

        stranger = client_of(server, app_key="another")
        with pytest.raises(SyncError) as caught:
            await stranger.sign_in()
        await stranger.close()

    assert len(state.unread) == 1
    assert caught.value.failure.kind is SyncFailureKind.WRONG_PASSWORD
    assert "another" not in caught.value.failure.detail
    assert not any("app-key" in str(it.query) for it in server.requests)


async def test_ids_of_a_users_own_number_are_read_as_labels_and_marks() -> None:
    with GoogleReaderServer(INOREADER) as server:
        entry = server.publish(server.add_feed(folder="News"), is_read=True, is_starred=True)
        client = client_of(server)
        (found,) = await client.contents([server.remote_id(entry)])
        await client.close()

    assert (found.is_read, found.is_starred) == (True, True)
    assert found.entry.categories == ()


# Pages of ids.


async def listed(
    server: GoogleReaderServer, *, ids_at_once: int, max_ids: int = 25_000
) -> tuple[set[str], bool]:
    """Return the unread ids, listed in small pages, and whether they are all."""
    login = server.login()
    caller = ApiCaller(login, OPTIONS, clock=lambda: NOW)
    quirks = replace(quirks_of(login.url), ids_at_once=ids_at_once, max_ids=max_ids)
    found = await list_ids(ReaderSession(caller, login), quirks, READING_LIST, without=READ)
    await caller.close()
    return set(found.ids), found.is_whole


def all_ids(server: GoogleReaderServer) -> set[str]:
    return {server.remote_id(it) for it in server.entries.values()}


@pytest.mark.parametrize("flavour", [FRESHRSS, OF_MINIFLUX], ids=lambda it: it.name)
@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 20, 25])
async def test_all_pages_are_read(flavour: object, count: int) -> None:
    with GoogleReaderServer(flavour) as server:  # type: ignore[arg-type] # of the list above
        server.publish_many(server.add_feed(), count)

        assert await listed(server, ids_at_once=10) == (all_ids(server), True)


async def test_a_server_that_gives_fewer_than_were_asked_for_is_read_to_the_end(
    server: GoogleReaderServer,
) -> None:
    server.max_ids = 7
    server.publish_many(server.add_feed(), 30)

    assert await listed(server, ids_at_once=10_000) == (all_ids(server), True)


@pytest.mark.parametrize("flavour", [FRESHRSS, OF_MINIFLUX], ids=lambda it: it.name)
async def test_a_continuation_that_repeats_ends_the_list_which_is_not_whole(
    flavour: object,
) -> None:
    with GoogleReaderServer(flavour) as server:  # type: ignore[arg-type] # of the list above
        server.publish_many(server.add_feed(), 30)
        server.quirks.repeats_continuation = True

        found, is_whole = await listed(server, ids_at_once=10)

    assert len(found) == 10
    assert not is_whole
    assert len(server.requests) <= 4


async def test_a_list_in_very_many_small_pages_is_given_up(
    server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_session, "MAX_PAGES", 5)
    server.publish_many(server.add_feed(), 20)

    found, is_whole = await listed(server, ids_at_once=1)

    assert len(found) == 5
    assert not is_whole


async def test_a_list_is_cut_at_the_most_ids(server: GoogleReaderServer) -> None:
    server.publish_many(server.add_feed(), 60)

    found, is_whole = await listed(server, ids_at_once=10, max_ids=30)

    assert len(found) == 30
    assert not is_whole


@pytest.mark.parametrize("flavour", [FRESHRSS, OF_MINIFLUX], ids=lambda it: it.name)
async def test_entries_read_elsewhere_between_two_pages_hide_no_others(flavour: object) -> None:
    with GoogleReaderServer(flavour) as server:  # type: ignore[arg-type] # of the list above
        entries = server.publish_many(server.add_feed(), 40)

        def read_elsewhere(request: SeenRequest) -> None:
            if request.value("c") and not entries[-1].is_read:
                server.mark_elsewhere(entries[-5:], is_read=True)

        server.on_request = read_elsewhere
        found, is_whole = await listed(server, ids_at_once=10)

    assert found >= {server.remote_id(it) for it in entries[:-5]}
    assert is_whole


async def test_a_list_that_never_stands_still_is_not_taken_for_whole() -> None:
    with GoogleReaderServer(OF_MINIFLUX) as server:
        entries = server.publish_many(server.add_feed(), 60)

        def read_elsewhere(request: SeenRequest) -> None:
            if request.value("c"):
                unread = [it for it in entries if not it.is_read]
                server.mark_elsewhere(unread[-1:], is_read=True)

        server.on_request = read_elsewhere
        _, is_whole = await listed(server, ids_at_once=10)

    assert not is_whole


@pytest.mark.parametrize(
    ("body", "is_whole"),
    [
        (b'{"itemRefs": [{"id": "1"}, {"id": null}]}', False),
        (b'{"itemRefs": [{"id": "1"}, 7]}', False),
        (b'{"itemRefs": [{"id": "1"}, {"id": "1"}]}', True),
        (b'{"itemRefs": [{"id": 1}]}', True),
    ],
)
async def test_ids_that_cannot_be_read_leave_the_list_not_whole(
    server: GoogleReaderServer, body: bytes, is_whole: bool
) -> None:
    server.faults.append(Fault(kind=FaultKind.REPLACED, path="items/ids", body=body))

    assert await listed(server, ids_at_once=10) == ({"1"}, is_whole)


async def test_nothing_unread_and_nothing_said_are_not_the_same(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    server.faults.append(Fault(kind=FaultKind.REPLACED, path="items/ids", body=b"[]", times=None))

    with pytest.raises(SyncError) as caught:
        await client.state()

    assert caught.value.failure.kind is SyncFailureKind.BAD_ANSWER


# Labels and folders.


async def test_a_folder_is_no_label(server: GoogleReaderServer, client: SyncClient) -> None:
    entry = server.publish(server.add_feed(folder="News"), labels={"later", "News"})

    await client.feeds()
    state = await client.state()
    (found,) = await client.contents([server.remote_id(entry)])

    assert state.labelled == {"later": frozenset({server.remote_id(entry)})}
    assert found.labels == ("later",)


async def test_a_label_that_is_removed_meanwhile_is_not_put_on_every_entry(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    entries = server.publish_many(server.add_feed(), 5)
    server.mark_elsewhere(entries[:1], label="gone")

    def remove(request: SeenRequest) -> None:
        if "label" in request.value("s"):
            entries[0].labels.clear()

    server.on_request = remove
    state = await client.state()

    assert state.labelled == {}


async def test_of_many_labels_some_are_listed_in_each_sync(server: GoogleReaderServer) -> None:
    (entry,) = server.publish_many(server.add_feed(), 1)
    for number in range(10):
        server.mark_elsewhere([entry], label=f"label {number}")
    seen: set[str] = set()
    for minute in range(10):
        login = server.login()
        moment = NOW.replace(minute=minute)
        caller = ApiCaller(login, OPTIONS, clock=lambda moment=moment: moment)  # type: ignore[misc] # the moment of this round
        client = GoogleReaderClient(caller, login)
        labelled = (await client.state()).labelled
        await client.close()
        assert len(labelled) == MAX_LABEL_LISTS
        seen |= labelled.keys()

    assert len(seen) == 10


async def test_the_default_folder_is_no_folder(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    feed = server.add_feed(folder="Uncategorized")

    (found,) = await client.feeds()
    await client.change_feed(found.remote_id, title="x", folder="")

    assert found.folder == ""
    assert feed.title == "x"


# Texts.


async def test_full_width_signs_are_turned_back_only_where_the_server_makes_them() -> None:
    title = 'AT&T <b>and</b> "Co"'
    for flavour, shown in ((FRESHRSS, title), (OLD_READER, title)):
        with GoogleReaderServer(flavour) as server:
            entry = server.publish(server.add_feed(title=title), title=title)
            client = client_of(server)
            (feed,) = await client.feeds()
            (found,) = await client.contents([server.remote_id(entry)])
            await client.close()
        assert (feed.title, found.entry.title) == (shown, shown)


async def test_files_that_freshrss_shows_in_the_text_are_enclosures_only(
    server: GoogleReaderServer, client: SyncClient
) -> None:
    figure = (
        '<figure class="enclosure"><p><audio src="/a.mp3"></audio> <a href="/a">💾</a></p></figure>'
    )
    picture = '<figure class="enclosure"><p><img src="http://x.example/a.png" alt="A"></p></figure>'
    entry = server.publish(
        server.add_feed(),
        html=f"<p>Text.</p>\n{figure}\n{picture}",
        enclosure_url="http://feeds.example/a.mp3",
    )

    (found,) = await client.contents([server.remote_id(entry)])

    assert found.entry.summary == "Text."
    assert "img" in found.entry.content_html
    assert [it.url for it in found.entry.enclosures] == ["http://feeds.example/a.mp3"]


# The table.


@pytest.mark.parametrize(
    ("url", "product"),
    [
        ("https://theoldreader.com", "The Old Reader"),
        ("https://www.inoreader.com", "Inoreader"),
        ("https://bazqux.com", "BazQux Reader"),
        ("https://rss.example.org/api/greader.php", "FreshRSS"),
        ("https://example.org/theoldreader.com", OTHER_READER.product),
        ("https://notinoreader.com", OTHER_READER.product),
    ],
)
def test_a_server_is_known_by_its_address(url: str, product: str) -> None:
    assert quirks_of(url).product == product


def test_each_known_server_says_what_it_needs() -> None:
    for quirks in (*KNOWN_READERS, OTHER_READER):
        assert quirks.needs.endswith(".")
        assert quirks.contents_at_once >= 100
        assert quirks.abilities.edits_feeds
