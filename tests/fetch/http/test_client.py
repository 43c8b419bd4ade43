import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from fetch.errors import FetchError
from fetch.exchange import Fetched, NotModified, Request
from fetch.http.client import HttpClient
from fetch.model import Failure, FailureKind, Validators
from fetch.options import FetchOptions
from tests.support.samples.clean_characters import is_clean
from tests.support.servers.loopback import LoopbackServer, Received, raw, redirect, reply, silence

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPTIONS = FetchOptions(
    timeout_seconds=5, max_body_bytes=100_000, uses_proxy_environment=False, user_agent="nutgraf/1"
)
BOMB_BYTES = 50_000_000


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    async with HttpClient(OPTIONS, clock=lambda: NOW) as opened:
        yield opened


def private(url: str, **fields: object) -> Request:
    """Return a request for an address on loopback that the user typed."""
    return replace(Request(url=url, may_be_private=True), **fields)


async def failure_of(client: HttpClient, request: Request) -> Failure:
    with pytest.raises(FetchError) as caught:
        await client.get(request)
    assert is_clean(caught.value.failure.detail)
    return caught.value.failure


async def fetched(client: HttpClient, request: Request) -> Fetched:
    answer = await client.get(request)
    assert isinstance(answer, Fetched)
    return answer


async def test_a_plain_answer_arrives_whole(client: HttpClient, server: LoopbackServer) -> None:
    server.answers["/f"] = reply(b"<rss/>", headers={"Content-Type": "text/xml"})

    answer = await fetched(client, private(server.url("/f")))

    assert (answer.body, answer.content_type) == (b"<rss/>", "text/xml")
    assert answer.url == server.url("/f")
    assert answer.moved_to == ""


async def test_the_program_names_itself_and_asks_for_nothing_it_cannot_bound(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/f"] = reply(b"x")

    await client.get(private(server.url("/f")))

    headers = server.received[0].headers
    assert headers["user-agent"] == "nutgraf/1"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in headers


async def test_validators_go_back_byte_for_byte(client: HttpClient, server: LoopbackServer) -> None:
    validators = Validators(etag='W/"a b', last_modified="yesterday, around noon")
    server.answers["/f"] = reply(status="304 Not Modified")

    answer = await client.get(private(server.url("/f"), validators=validators))

    assert answer == NotModified(validators=validators)
    headers = server.received[0].headers
    assert headers["if-none-match"] == 'W/"a b'
    assert headers["if-modified-since"] == "yesterday, around noon"


async def test_validators_are_kept_as_the_server_wrote_them(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/f"] = reply(b"x", headers={"ETag": "unquoted", "Last-Modified": "soon"})

    answer = await fetched(client, private(server.url("/f")))

    assert answer.validators == Validators(etag="unquoted", last_modified="soon")


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"news" * 100)),
        ("x-gzip", gzip.compress(b"news" * 50) + gzip.compress(b"news" * 50)),
        ("deflate", zlib.compress(b"news" * 100)),
        ("deflate", zlib.compress(b"news" * 100)[2:-4]),
        ("gzip", b"news" * 100),
        ("gzip, gzip", gzip.compress(gzip.compress(b"news" * 100))),
        ("identity", b"news" * 100),
        ("", gzip.compress(b"news" * 100)),
        ("gzip", gzip.compress(gzip.compress(b"news" * 100))),
    ],
    ids=[
        *("gzip", "two members", "zlib", "raw deflate", "only says gzip", "twice", "identity"),
        *("gzip without a word", "twice and said once"),
    ],
)
async def test_compressed_answers_are_unpacked(
    client: HttpClient, server: LoopbackServer, coding: str, packed: bytes
) -> None:
    server.answers["/f"] = reply(packed, headers={"Content-Encoding": coding})

    answer = await fetched(client, private(server.url("/f")))

    assert answer.body == b"news" * 100
    assert answer.wire_bytes == len(packed)


@pytest.mark.parametrize("body", [b"", b"\x1f", b"x", b"\x1fx"])
async def test_a_body_of_hardly_anything_arrives(
    client: HttpClient, server: LoopbackServer, body: bytes
) -> None:
    server.answers["/f"] = reply(body)

    assert (await fetched(client, private(server.url("/f")))).body == body


async def test_gzip_without_a_word_that_ends_early_is_a_failure(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/f"] = reply(gzip.compress(b"news" * 100)[:-9])

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.TRUNCATED


@pytest.mark.parametrize("said", [0, 1, 2])
async def test_a_bomb_within_a_bomb_is_refused_although_little_is_in_it(
    client: HttpClient, server: LoopbackServer, said: int
) -> None:
    inner = zlib.compressobj(0, zlib.DEFLATED, 31)
    body = gzip.compress(inner.compress(bytes(200_000)) + inner.flush())
    headers = {"Content-Encoding": ", ".join(["gzip"] * said)} if said else {}
    server.answers["/f"] = reply(body, headers=headers)

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize("layers", [1, 2])
async def test_a_bomb_is_refused_before_it_is_unpacked(
    client: HttpClient, server: LoopbackServer, layers: int
) -> None:
    body = bytes(BOMB_BYTES)
    for _ in range(layers):
        body = gzip.compress(body)
    server.answers["/f"] = reply(body, headers={"Content-Encoding": ", ".join(["gzip"] * layers)})

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.TOO_LARGE


async def test_an_endless_body_is_cut_off(client: HttpClient, server: LoopbackServer) -> None:
    async def endless(received: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"<item/>" * 10_000)
            await writer.drain()

    server.answers["/f"] = endless

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.TOO_LARGE


async def test_a_coding_that_was_not_asked_for_is_refused(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/f"] = reply(b"x", headers={"Content-Encoding": "br"})

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.UNREADABLE


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"news" * 99)[:-12],
    ],
    ids=["content-length", "chunked", "gzip"],
)
async def test_a_truncated_answer_is_a_failure(
    client: HttpClient, server: LoopbackServer, data: bytes
) -> None:
    server.answers["/f"] = raw(data)

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.TRUNCATED


async def test_a_body_that_trickles_is_given_up_after_the_total_time(
    server: LoopbackServer,
) -> None:
    async def trickle(received: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        await writer.drain()
        for _ in range(1000):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.answers["/f"] = trickle

    async with HttpClient(replace(OPTIONS, timeout_seconds=0.3)) as hasty:
        failure = await failure_of(hasty, private(server.url("/f")))

    assert failure.kind is FailureKind.TIMEOUT


async def test_a_silent_server_is_given_up(server: LoopbackServer) -> None:
    server.answers["/f"] = silence()

    async with HttpClient(replace(OPTIONS, timeout_seconds=0.2)) as hasty:
        failure = await failure_of(hasty, private(server.url("/f")))

    assert failure.kind is FailureKind.TIMEOUT


async def test_nobody_listening_is_unreachable(client: HttpClient, server: LoopbackServer) -> None:
    url = server.url("/f")
    await server.stop_listening()

    failure = await failure_of(client, private(url))

    assert failure.kind is FailureKind.UNREACHABLE


@pytest.mark.parametrize("data", [b"", b"\x00\x01garbage\r\n\r\n", b"SSH-2.0-x\r\n"])
async def test_what_is_no_http_is_a_failure(
    client: HttpClient, server: LoopbackServer, data: bytes
) -> None:
    server.answers["/f"] = raw(data)

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind in {FailureKind.UNREADABLE, FailureKind.UNREACHABLE}


async def test_the_reason_phrase_is_never_repeated(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/f"] = raw(b"HTTP/1.1 500 EVIL\r\nContent-Length: 0\r\n\r\n")

    failure = await failure_of(client, private(server.url("/f")))

    assert (failure.kind, failure.status) == (FailureKind.HTTP_STATUS, 500)
    assert "EVIL" not in failure.detail


async def test_gone_is_told_apart_from_missing(client: HttpClient, server: LoopbackServer) -> None:
    server.answers["/gone"] = reply(status="410 Gone")

    gone = await failure_of(client, private(server.url("/gone")))
    missing = await failure_of(client, private(server.url("/missing")))

    assert gone.kind is FailureKind.GONE
    assert (missing.kind, missing.status) == (FailureKind.HTTP_STATUS, 404)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("value", ["120", "Sun, 22 Nov 2026 12:02:00 GMT"])
async def test_retry_after_is_read_in_both_forms(
    client: HttpClient, server: LoopbackServer, status: str, value: str
) -> None:
    server.answers["/f"] = reply(status=status, headers={"Retry-After": value})

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.RATE_LIMITED
    assert failure.retry_after_seconds == 120


@pytest.mark.parametrize(
    ("statuses", "has_moved"),
    [
        (["301 Moved Permanently"], True),
        (["308 Permanent Redirect"], True),
        (["301 Moved Permanently", "308 Permanent Redirect"], True),
        (["302 Found"], False),
        (["303 See Other"], False),
        (["307 Temporary Redirect"], False),
        (["301 Moved Permanently", "302 Found"], False),
        (["302 Found", "301 Moved Permanently"], False),
    ],
)
async def test_only_permanent_redirects_move_a_feed(
    client: HttpClient, server: LoopbackServer, statuses: list[str], has_moved: bool
) -> None:
    for hop, status in enumerate(statuses):
        server.answers[f"/{hop}"] = redirect(f"/{hop + 1}", status=status)
    server.answers[f"/{len(statuses)}"] = reply(b"feed")

    answer = await fetched(client, private(server.url("/0")))

    assert answer.body == b"feed"
    assert answer.moved_to == (server.url(f"/{len(statuses)}") if has_moved else "")


async def test_redirects_end_after_ten(client: HttpClient, server: LoopbackServer) -> None:
    server.answers["/loop"] = redirect("/loop", status="301 Moved Permanently")

    failure = await failure_of(client, private(server.url("/loop")))

    assert failure.kind is FailureKind.BAD_REDIRECT
    assert server.counts()["/loop"] == 11


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://h.example/", "http://[bad", "", "data:,x"],
)
async def test_a_redirect_to_no_web_address_is_refused(
    client: HttpClient, server: LoopbackServer, location: str
) -> None:
    server.answers["/f"] = redirect(location, status="301 Moved Permanently")

    failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind is FailureKind.BAD_REDIRECT


async def test_secrets_of_an_address_stay_with_its_host(
    client: HttpClient, server: LoopbackServer
) -> None:
    async with LoopbackServer(answers={"/g": reply(b"x")}) as other:
        server.answers["/f"] = redirect(other.url("/g"))
        url = server.url("/f").replace("http://", "http://user:secret@")

        await client.get(private(url))

        assert "authorization" in server.received[0].headers
        assert not {"authorization", "cookie", "referer"} & other.received[0].headers.keys()


async def test_cookies_are_not_kept(client: HttpClient, server: LoopbackServer) -> None:
    server.answers["/f"] = reply(b"x", headers={"Set-Cookie": "a=b"})

    await client.get(private(server.url("/f")))
    await client.get(private(server.url("/f")))

    assert "cookie" not in server.received[1].headers


async def test_a_cookie_of_a_redirect_opens_the_way_and_is_forgotten(
    client: HttpClient, server: LoopbackServer
) -> None:
    async def gate(received: Received, writer: asyncio.StreamWriter) -> None:
        knows = "pass=7" in received.headers.get("cookie", "")
        closed = reply(status="302 Found", headers={"Location": "/in", "Set-Cookie": "pass=7"})
        await (reply(b"news") if knows else closed)(received, writer)

    server.answers["/f"] = redirect("/in")
    server.answers["/in"] = gate

    first = await fetched(client, private(server.url("/f")))
    await client.get(private(server.url("/f")))

    assert first.body == b"news"
    asked = [received.headers.get("cookie") for received in server.received]
    assert asked == [None, None, "pass=7"] * 2


async def test_a_cookie_never_goes_to_another_host(
    client: HttpClient, server: LoopbackServer
) -> None:
    async with LoopbackServer() as other:
        other.answers["/g"] = reply(
            status="302 Found", headers={"Location": server.url("/end"), "Set-Cookie": "g=2"}
        )
        cookie = "f=1; Path=/; Domain=127.0.0.1"
        server.answers["/f"] = reply(
            status="302 Found", headers={"Location": other.url("/g"), "Set-Cookie": cookie}
        )
        server.answers["/end"] = reply(b"x")

        await client.get(private(server.url("/f")))

        assert "cookie" not in other.received[0].headers
        assert server.received[1].headers["cookie"] == "f=1"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "[::1]", "0"]
)
async def test_what_was_not_typed_may_not_reach_the_own_network(
    client: HttpClient, server: LoopbackServer, host: str
) -> None:
    failure = await failure_of(client, Request(url=f"http://{host}:{server.port}/secret"))

    # Some spellings of an address are refused before it is known where they lead.
    assert failure.kind in {FailureKind.FORBIDDEN_ADDRESS, FailureKind.UNREACHABLE}
    assert server.received == []


@pytest.mark.parametrize("host", ["127.0.0.2", "127.2", "0x7f.2"])
async def test_a_public_feed_may_not_redirect_into_the_own_network(
    server: LoopbackServer, host: str
) -> None:
    server.answers["/f"] = redirect(f"http://{host}:{server.port}/secret")

    # On loopback all addresses are private: here 127.0.0.1 stands for a public one.
    async with HttpClient(OPTIONS, is_private=lambda ip: ip != "127.0.0.1") as client:
        failure = await failure_of(client, private(server.url("/f")))

    assert failure.kind in {FailureKind.FORBIDDEN_ADDRESS, FailureKind.UNREACHABLE}
    assert server.counts() == {"/f": 1}


async def test_a_private_feed_may_redirect_inside_the_own_network(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/f"] = redirect(server.url("/g", host="localhost"))
    server.answers["/g"] = reply(b"feed")

    answer = await fetched(client, private(server.url("/f", host="localhost")))

    assert answer.body == b"feed"


async def test_private_addresses_are_known_by_name_and_number(client: HttpClient) -> None:
    assert await client.is_private("http://127.0.0.1/")
    assert await client.is_private("http://localhost:8080/feed")
    assert not await client.is_private("http://93.184.216.34/")


async def test_one_host_gets_two_requests_at_a_time(server: LoopbackServer) -> None:
    reached = asyncio.Event()

    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        if server.busy == 2:
            reached.set()
        await reached.wait()
        await reply(b"x")(received, writer)

    server.answers = {f"/{number}": answer for number in range(10)}

    async with HttpClient(OPTIONS) as client:
        await asyncio.gather(*(client.get(private(server.url(f"/{n}"))) for n in range(10)))

    assert server.most_busy == 2


async def test_a_busy_host_does_not_hold_up_another(server: LoopbackServer) -> None:
    server.answers = {f"/{number}": silence() for number in range(20)}

    async with (
        LoopbackServer(answers={"/g": reply(b"x")}) as other,
        HttpClient(replace(OPTIONS, concurrency=3)) as client,
    ):
        waiting = [asyncio.create_task(client.get(private(server.url(f"/{n}")))) for n in range(20)]
        answer = await fetched(client, private(other.url("/g")))
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    assert answer.body == b"x"


@pytest.mark.parametrize("url", ["", "feed", "ftp://h.example/", "http://", "http://h.example:x/"])
async def test_what_is_no_web_address_is_refused(client: HttpClient, url: str) -> None:
    failure = await failure_of(client, private(url))

    assert failure.kind is FailureKind.UNREACHABLE


async def test_a_name_that_does_not_exist_is_unreachable_or_offline(client: HttpClient) -> None:
    failure = await failure_of(client, private("http://nowhere.invalid/"))

    assert failure.kind in {FailureKind.UNREACHABLE, FailureKind.OFFLINE}


@pytest.fixture
async def behind_a_proxy(
    server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[HttpClient]:
    monkeypatch.setenv("http_proxy", server.url(host="localhost"))
    monkeypatch.setenv("no_proxy", "near.example")
    async with HttpClient(replace(OPTIONS, uses_proxy_environment=True)) as opened:
        yield opened


async def test_a_proxy_of_the_environment_is_asked_also_if_it_is_near(
    behind_a_proxy: HttpClient, server: LoopbackServer
) -> None:
    server.answers["http://far.example/f"] = reply(b"x")

    answer = await fetched(behind_a_proxy, Request(url="http://far.example/f"))

    assert answer.body == b"x"


async def test_no_proxy_is_asked_for_private_numbers_or_excepted_names(
    behind_a_proxy: HttpClient, server: LoopbackServer
) -> None:
    private_number = await failure_of(behind_a_proxy, Request(url="http://10.0.0.1/"))
    excepted_name = await failure_of(behind_a_proxy, Request(url="http://near.example/"))

    assert private_number.kind is FailureKind.FORBIDDEN_ADDRESS
    assert excepted_name.kind in {FailureKind.UNREACHABLE, FailureKind.OFFLINE}
    assert server.received == []


async def test_addresses_beyond_ascii_are_asked_for(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/caf%C3%A9?q=%E6%97%A5"] = reply(b"x")

    answer = await fetched(client, private(server.url("/café?q=日")))

    assert answer.body == b"x"


async def test_max_age_is_told(client: HttpClient, server: LoopbackServer) -> None:
    server.answers["/f"] = reply(b"x", headers={"Cache-Control": "public, max-age=3600"})

    answer = await fetched(client, private(server.url("/f")))

    assert answer.max_age_seconds == 3600
