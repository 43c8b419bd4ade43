"""What was not typed may not reach the own network, however its host is written."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given

from fetch.errors import FetchError
from fetch.exchange import Request
from fetch.http.client import HttpClient
from fetch.model import FailureKind
from fetch.options import FetchOptions
from fetch.private_addresses import is_private_address, literal_address, names_own_network
from fetch.text.identity import web_address
from tests.support.samples.ipv4_spellings import spellings
from tests.support.servers.loopback import LoopbackServer, redirect, reply

OPTIONS = FetchOptions(timeout_seconds=5, uses_proxy_environment=False)
NEVER = {FailureKind.FORBIDDEN_ADDRESS, FailureKind.UNREACHABLE, FailureKind.BAD_REDIRECT}


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("0.0.0.0", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1"),  # noqa: S104
        *("203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1"),
        *("::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8", "64:ff9b::127.0.0.1"),
        *("64:ff9b:1::1", "64:ff9b:1::8.8.8.8", "100::1", "2001::1", "2001:db8::1", "2001:10::1"),
        *("2001:20::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "4000::1", "5f00::1"),
        *("fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "feff::1", "ff02::1"),
        *("2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:127.0.0.1", "fe80::5efe:127.0.0.1"),
        *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "", "localhost", "127.1"),
    ],
)
def test_what_is_not_of_the_whole_internet_is_private(address: str) -> None:
    assert is_private_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "1.1.1.1", "93.184.216.34", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"),
        *("2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "2002:808:808::1"),
        *("2620:0:2d0:200::7", "2001:4860:4860::8888", "240e::1"),
    ],
)
def test_addresses_of_the_whole_internet_are_public(address: str) -> None:
    assert not is_private_address(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        *(("127.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f.1", "127.0.0.1")),
        *(("0177.0.0.1", "127.0.0.1"), ("①②⑦.⓪。0｡\uff11", "127.0.0.1"), ("[::1]", "::1")),
        *(("127.0.0.1.", "127.0.0.1"), ("::1", "::1"), ("1.example", ""), ("example.org", "")),
        *(("face", ""), ("0x", ""), ("", "")),
    ],
)
def test_numbers_are_read_in_every_form_that_a_resolver_reads(host: str, address: str) -> None:
    assert literal_address(host) == address


@pytest.mark.parametrize(
    "url",
    ["http://localhost/", "http://LOCALHOST./x", "http://a.localhost:80/", "http://127。1/"],
)
def test_some_names_say_themselves_that_they_are_private(url: str) -> None:
    assert names_own_network(url)


@dataclass(frozen=True)
class Loopback:
    """A server that nobody may reach, and a client that tries, on a loop of their own."""

    runner: asyncio.Runner
    server: LoopbackServer
    client: HttpClient

    def get(self, url: str) -> FailureKind | None:
        async def tried() -> FailureKind | None:
            try:
                await self.client.get(Request(url=url))
            except FetchError as error:
                return error.failure.kind
            return None

        return self.runner.run(tried())


@pytest.fixture(scope="module")
def loopback() -> Iterator[Loopback]:
    with asyncio.Runner() as runner:

        async def opened() -> tuple[LoopbackServer, HttpClient]:
            return await LoopbackServer().__aenter__(), await HttpClient(OPTIONS).__aenter__()

        server, client = runner.run(opened())
        yield Loopback(runner, server, client)
        runner.run(client.__aexit__(None, None, None))
        runner.run(server.__aexit__(None, None, None))


@given(host=spellings((127, 0, 0, 1)))
def test_no_spelling_of_loopback_connects(loopback: Loopback, host: str) -> None:
    url = f"http://{host}:{loopback.server.port}/secret"

    outcomes = {loopback.get(url), loopback.get(web_address(url))}

    assert loopback.server.connection_count == 0
    assert outcomes <= NEVER


@given(host=spellings((127, 0, 0, 2)))
def test_no_spelling_is_one_host_to_us_and_another_to_a_browser(host: str) -> None:
    address = web_address(f"http://{host}:81/x")

    assert "@" not in address
    assert "\\" not in address.replace("%5C", "\\")
    # What is written in ASCII is shown in ASCII.
    assert not address or literal_address(address.removeprefix("http://").removesuffix(":81/x"))


@pytest.fixture
async def inner() -> AsyncIterator[LoopbackServer]:
    """Stand in the own network."""
    async with LoopbackServer(host="127.0.0.2") as running:
        yield running


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.0.0.2",
            "127.2",
            "0x7f.2",
            "①②⑦.0.0.2",
            "127。0。0。2",
            "\uff11\uff12\uff17\uff0e0｡0.2",
        ),
        *("%31%32%37.0.0.2", "e.example@127.0.0.2", "[::ffff:127.0.0.2]", "127.0.0.2."),
    ],
)
async def test_a_public_feed_may_not_redirect_into_the_own_network(
    inner: LoopbackServer, host: str
) -> None:
    location = f"http://{host}:{inner.port}/secret"
    answers = {"/f": reply(status="302 Found", headers={"Location": location})}
    if not location.isascii():
        answers["/f"] = redirect(location.encode().decode("latin-1"))

    # On loopback all addresses are private: here 127.0.0.1 stands for a public one.
    async with (
        LoopbackServer(answers=answers) as server,
        HttpClient(OPTIONS, is_private=lambda ip: ip != "127.0.0.1") as client,
    ):
        with pytest.raises(FetchError) as caught:
            await client.get(Request(url=server.url("/f"), may_be_private=True))

    assert caught.value.failure.kind in NEVER
    assert inner.connection_count == 0


async def test_the_peer_is_judged_when_it_is_connected_to() -> None:
    # Nothing but the connector sees the address here: the rule says yes only to the number.
    asked: list[str] = []

    def is_private(address: str) -> bool:
        asked.append(address)
        return len(asked) > 1

    async with LoopbackServer() as server, HttpClient(OPTIONS, is_private=is_private) as client:
        with pytest.raises(FetchError) as caught:
            await client.get(Request(url=server.url("/f", host="localhost")))

    assert caught.value.failure.kind is FailureKind.FORBIDDEN_ADDRESS
    assert server.connection_count == 0
