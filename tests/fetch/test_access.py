import pytest

from fetch.access import Access, origin_of, without_secret
from fetch.exchange import Request
from fetch.http.client import HttpClient
from fetch.options import FetchOptions
from tests.support.servers.loopback import LoopbackServer, redirect, reply


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Example.org/feed", "https://example.org:443"),
        ("http://example.org.:8080/", "http://example.org:8080"),
        ("http://[::1]/", "http://[::1]:80"),
        ("https://user:pass@example.org/", "https://example.org:443"),
        ("ftp://example.org/", ""),
        ("http://example.org:port/", ""),
        ("not an address", ""),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def access_to(url: str) -> Access:
    return Access(
        name_origin=origin_of(url),
        user_agent="Reader of one feed",
        secret_origin=origin_of(url),
        authorization="Basic c2VjcmV0",
        cookies_for=lambda _: "session=abc",
    )


def test_a_secret_is_not_in_what_is_printed() -> None:
    assert "c2VjcmV0" not in repr(access_to("https://example.org/"))


async def test_the_feeds_own_server_gets_name_and_secret() -> None:
    async with LoopbackServer({"/feed": reply(b"hello")}) as server:
        url = server.url("/feed")
        async with HttpClient(FetchOptions()) as client:
            await client.get(Request(url=url, may_be_private=True, access=access_to(url)))

        headers = server.received[0].headers
    assert headers["user-agent"] == "Reader of one feed"
    assert headers["authorization"] == "Basic c2VjcmV0"
    assert headers["cookie"] == "session=abc"


async def test_a_redirect_to_another_host_leaves_the_secret_behind() -> None:
    async with (
        LoopbackServer(host="127.0.0.2") as other,
        LoopbackServer() as server,
    ):
        other.answers["/feed"] = reply(b"hello")
        server.answers["/feed"] = redirect(other.url("/feed"), status="301 Moved")
        url = server.url("/feed")
        async with HttpClient(FetchOptions()) as client:
            await client.get(Request(url=url, may_be_private=True, access=access_to(url)))

        assert "authorization" in server.received[0].headers
        headers = other.received[0].headers
    assert not {"authorization", "cookie"} & set(headers)
    assert headers["user-agent"] != "Reader of one feed"


async def test_another_port_is_another_server() -> None:
    async with LoopbackServer() as other, LoopbackServer() as server:
        other.answers["/feed"] = reply(b"hello")
        server.answers["/feed"] = redirect(other.url("/feed"))
        url = server.url("/feed")
        async with HttpClient(FetchOptions()) as client:
            await client.get(Request(url=url, may_be_private=True, access=access_to(url)))

        assert not {"authorization", "cookie"} & set(other.received[0].headers)


async def test_a_redirect_within_the_server_keeps_the_secret() -> None:
    async with LoopbackServer({"/new": reply(b"hello")}) as server:
        server.answers["/old"] = redirect("/new")
        url = server.url("/old")
        async with HttpClient(FetchOptions()) as client:
            await client.get(Request(url=url, may_be_private=True, access=access_to(url)))

        assert server.received[1].headers["authorization"] == "Basic c2VjcmV0"


def test_what_stands_before_a_backslash_is_no_user() -> None:
    url = "http://127.0.0.1:1\\@e.example/"

    assert without_secret(url) == (url, "")
