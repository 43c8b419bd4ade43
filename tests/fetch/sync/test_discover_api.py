"""Which API answers at an address that somebody typed."""

import pytest

from fetch.sync.discover_api import FoundApi, discover_api
from fetch.sync.sync_model import Api, SyncError, SyncFailure, SyncFailureKind
from tests.support.reader_servers.faults import Fault, FaultKind
from tests.support.reader_servers.fever import FeverServer
from tests.support.reader_servers.google_reader import (
    FRESHRSS,
    OLD_READER,
    Flavour,
    GoogleReaderServer,
)
from tests.support.reader_servers.miniflux import MinifluxServer
from tests.support.reader_servers.nextcloud_news import NextcloudNewsServer
from tests.support.reader_servers.running import OPTIONS, client_of
from tests.support.reader_servers.server import ReaderServer
from tests.support.samples.clean_characters import is_clean
from tests.support.servers.loopback import LoopbackServer, redirect, reply

BELOW = Flavour(name="FreshRSS", path="/p/api/greader.php", is_full_width=True)


async def found_at(server: ReaderServer, typed: str) -> FoundApi:
    found = await discover_api(server.url + typed, OPTIONS)
    assert is_clean(found.sentence)
    assert not any("authorization" in it.headers for it in server.requests)
    return found


async def failure_at(typed: str) -> SyncFailure:
    with pytest.raises(SyncError) as caught:
        await discover_api(typed, OPTIONS)
    assert is_clean(caught.value.failure.detail)
    return caught.value.failure


@pytest.mark.parametrize(
    "typed", ["", "/", "/v1", "/v1/", "/unread", "/feed/3/entries", "/login", "/?x=y#z"]
)
async def test_miniflux_is_found_and_wants_a_token(typed: str) -> None:
    with MinifluxServer() as server:
        found = await found_at(server, typed)

        assert (found.api, found.url) == (Api.MINIFLUX, server.url)
        assert not found.needs_user
        assert found.credential == "API token"
        assert "API keys" in found.sentence


@pytest.mark.parametrize(
    "typed", ["", "/", "/i/", "/api/", "/api/greader.php", "/api/greader.php/reader/api/0"]
)
async def test_freshrss_is_found_and_wants_the_api_password(typed: str) -> None:
    with GoogleReaderServer(FRESHRSS) as server:
        found = await found_at(server, typed)

        assert (found.api, found.url) == (
            Api.GOOGLE_READER,
            server.url + "/api/greader.php",
        )
        assert found.product == "FreshRSS"
        assert found.credential == "API password"


async def test_freshrss_below_its_public_folder_is_found() -> None:
    with GoogleReaderServer(BELOW) as server:
        found = await found_at(server, "/")

        assert found.url == server.url + "/p/api/greader.php"


async def test_another_google_reader_is_found() -> None:
    with GoogleReaderServer(OLD_READER) as server:
        found = await found_at(server, "")

        assert (found.api, found.url) == (Api.GOOGLE_READER, server.url)


@pytest.mark.parametrize(
    "typed", ["", "/index.php/apps/news", "/index.php/apps/news/api/v1-3", "/apps/news/"]
)
@pytest.mark.parametrize("is_old", [False, True])
async def test_nextcloud_is_found(typed: str, is_old: bool) -> None:
    with NextcloudNewsServer() as server:
        server.is_old = is_old
        found = await found_at(server, typed)

        assert (found.api, found.url) == (Api.NEXTCLOUD_NEWS, server.url)
        assert "app password" in found.sentence


@pytest.mark.parametrize("typed", ["", "/fever", "/fever/", "/fever/?api"])
async def test_fever_is_found(typed: str) -> None:
    with FeverServer() as server:
        found = await found_at(server, typed)

        assert (found.api, found.url) == (Api.FEVER, server.url + "/fever")


@pytest.mark.parametrize(
    "kind", [MinifluxServer, GoogleReaderServer, NextcloudNewsServer, FeverServer]
)
async def test_what_is_found_can_be_signed_in_to(kind: type[ReaderServer]) -> None:
    with kind() as server:
        found = await found_at(server, "")
        client = client_of(server, api=found.api, url=found.url)
        facts = await client.sign_in()
        await client.close()

        assert facts.user == server.user


@pytest.mark.parametrize(
    ("typed", "product"),
    [
        ("theoldreader.com", "The Old Reader"),
        ("https://www.inoreader.com/all_articles", "Inoreader"),
        ("https://bazqux.com/", "BazQux Reader"),
    ],
)
async def test_services_of_the_web_are_known_without_being_asked(typed: str, product: str) -> None:
    found = await discover_api(typed, OPTIONS)

    assert found.product == product
    assert found.needs_app == (product == "Inoreader")
    assert found.url.count("/") == 2


async def test_a_server_without_any_api_is_told_what_was_tried() -> None:
    with MinifluxServer() as server:
        server.faults.append(Fault(kind=FaultKind.HTML, times=None))
        failure = await failure_at(server.url)

    assert failure.kind is SyncFailureKind.NO_API
    for path in ("/v1/me", "/api/greader.php", "/fever/", "/index.php/apps/news/api", server.url):
        assert path in failure.detail


async def test_a_server_that_wants_a_password_for_everything_has_no_known_api() -> None:
    with MinifluxServer() as server:
        body = b"<html>401</html>"
        server.faults.append(Fault(kind=FaultKind.STATUS, status=401, body=body, times=None))
        failure = await failure_at(server.url)

    assert failure.kind is SyncFailureKind.NO_API


async def test_an_api_that_is_switched_off_is_said() -> None:
    with GoogleReaderServer(FRESHRSS) as server:
        body = b"Service Unavailable!"
        server.faults.append(
            Fault(kind=FaultKind.STATUS, path="greader", status=503, body=body, times=None)
        )
        failure = await failure_at(server.url)

    assert failure.kind is SyncFailureKind.API_OFF


async def test_nextcloud_without_its_news_app_is_said() -> None:
    with NextcloudNewsServer() as server:
        server.faults.append(Fault(kind=FaultKind.STATUS, path="/news/", status=404, times=None))
        failure = await failure_at(server.url)

    assert failure.kind is SyncFailureKind.NO_API
    assert "News app" in failure.detail


async def test_a_server_that_moved_is_found_where_it_is_now() -> None:
    with MinifluxServer() as server:
        async with LoopbackServer() as old:
            old.answers["/v1/me"] = redirect(f"{server.url}/v1/me", status="301 Moved")
            found = await discover_api(old.url("/"), OPTIONS)

        assert found.url == server.url


async def test_a_public_server_does_not_send_into_ones_own_network() -> None:
    with MinifluxServer() as server:
        async with LoopbackServer() as outside:
            target = server.url.replace("127.0.0.1", "localhost") + "/v1/me"
            outside.answers["/v1/me"] = redirect(target)
            with pytest.raises(SyncError):
                await discover_api(outside.url("/"), OPTIONS, is_private=lambda it: it == "::1")

        assert server.requests == []


async def test_redirects_in_a_circle_end() -> None:
    async with LoopbackServer() as server:
        server.answers["/v1/me"] = redirect("/v1/me")
        failure = await failure_at(server.url("/"))

    assert failure.kind is SyncFailureKind.NO_API


@pytest.mark.parametrize("typed", ["", "  ", "ftp://x.example", "http://", "\x1b"])
async def test_what_is_no_address_is_said(typed: str) -> None:
    assert (await failure_at(typed)).kind is SyncFailureKind.UNREACHABLE


async def test_a_server_that_does_not_listen_is_unreachable() -> None:
    async with LoopbackServer() as server:
        url = server.url("/")

    assert (await failure_at(url)).kind is SyncFailureKind.UNREACHABLE


async def test_without_a_scheme_https_comes_first_and_then_http() -> None:
    async with LoopbackServer() as server:
        server.answers["/v1/me"] = reply(
            b'{"error_message": "access unauthorized"}', status="401 Unauthorized"
        )
        found = await discover_api(f"127.0.0.1:{server.port}", OPTIONS)

        assert found.url == server.url("")


@pytest.mark.parametrize("typed", ["/info/reader", "/info/reader/", "/info/reader/v1/me"])
async def test_a_server_in_a_folder_is_found_there(typed: str) -> None:
    async with LoopbackServer() as server:
        server.answers["/info/reader/v1/me"] = reply(
            b'{"error_message": "access unauthorized"}', status="401 Unauthorized"
        )
        found = await discover_api(server.url(typed), OPTIONS)

        assert found.url == server.url("/info/reader")
