"""Turns at a server: pauses between requests, and none while it asks to wait."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from fetch.errors import FetchError
from fetch.exchange import Request
from fetch.http.client import HttpClient
from fetch.http.politeness import REFUSALS_OF_A_HOST
from fetch.model import FailureKind
from fetch.options import FetchOptions
from tests.support.servers.loopback import LoopbackServer, reply

OPTIONS = FetchOptions(uses_proxy_environment=False, pause_per_host_seconds=0.05)


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


async def ask(client: HttpClient, url: str) -> FailureKind | None:
    try:
        await client.get(Request(url=url, may_be_private=True))
    except FetchError as error:
        return error.failure.kind
    return None


async def test_a_public_host_has_a_pause_between_requests(server: LoopbackServer) -> None:
    server.answers = {f"/{n}": reply(b"x") for n in range(5)}
    loop = asyncio.get_running_loop()
    async with HttpClient(OPTIONS, is_private=lambda _: False) as client:
        began = loop.time()
        await asyncio.gather(*(ask(client, server.url(f"/{n}")) for n in range(5)))

        # Four pauses between five requests, however many of them may run at a time.
        assert loop.time() - began >= 4 * OPTIONS.pause_per_host_seconds


async def test_the_own_network_needs_no_pause(server: LoopbackServer) -> None:
    server.answers = {f"/{n}": reply(b"x") for n in range(5)}
    patient = replace(OPTIONS, pause_per_host_seconds=60.0)
    async with HttpClient(patient) as client, asyncio.timeout(50):
        for n in range(5):
            assert await ask(client, server.url(f"/{n}")) is None


async def test_a_host_that_refuses_several_addresses_is_left_alone(server: LoopbackServer) -> None:
    refusal = reply(status="429 Too Many Requests", headers={"Retry-After": "90"})
    server.answers = {f"/{n}": refusal for n in range(REFUSALS_OF_A_HOST)}
    server.answers["/good"] = reply(b"x")
    async with LoopbackServer() as other, HttpClient(OPTIONS) as client:
        other.answers["/good"] = reply(b"x")
        for n in range(REFUSALS_OF_A_HOST):
            assert await ask(client, server.url(f"/{n}")) is FailureKind.RATE_LIMITED

        with pytest.raises(FetchError, match="asks to wait") as caught:
            await client.get(Request(url=server.url("/good"), may_be_private=True))
        assert await ask(client, other.url("/good")) is None

    assert 80 < (caught.value.failure.retry_after_seconds or 0) <= 90
    assert server.counts()["/good"] == 0


async def test_one_address_that_refuses_stops_no_other(server: LoopbackServer) -> None:
    server.answers["/busy"] = reply(status="503 Service Unavailable")
    server.answers["/good"] = reply(b"x")
    async with HttpClient(OPTIONS) as client:
        for _ in range(REFUSALS_OF_A_HOST + 1):
            assert await ask(client, server.url("/busy")) is FailureKind.RATE_LIMITED
        assert await ask(client, server.url("/good")) is None
