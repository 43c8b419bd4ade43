"""Hosts in every spelling, and redirects with credentials: `python -m tests.hostile.addresses`.

A public server (127.0.0.1 stands for it) names the own network (127.0.0.2) in spellings made at
random, in a request and in redirects with a user and password. Nothing may connect there, and no
credential may be sent or kept. Ends with 1 if a promise was broken.
"""

import argparse
import asyncio
import sys
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from fetch.errors import FetchError
from fetch.exchange import Fetched, Request
from fetch.http.client import HttpClient
from fetch.options import FetchOptions
from tests.support.samples.ipv4_spellings import spellings
from tests.support.servers.loopback import LoopbackServer, redirect, reply

_OPTIONS = FetchOptions(
    timeout_seconds=30, uses_proxy_environment=False, pause_per_host_seconds=0.0
)
_USER = "eve:hunter2"


@dataclass
class Result:
    """What came of the requests.

    Attributes:
        faults: the addresses with which a promise was broken.
    """

    counts: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class _Field:
    """The servers and the client, on a loop of their own."""

    public: LoopbackServer
    inner: LoopbackServer
    client: HttpClient

    async def ask(self, url: str, *, is_typed: bool = False) -> str:
        """Return what came of a request, in a word; a credential that was used or kept is told."""
        self.public.received.clear()
        try:
            answer = await self.client.get(Request(url=url, may_be_private=is_typed))
        except FetchError as error:
            outcome, kept = error.failure.kind.value, error.failure.detail
        else:
            assert isinstance(answer, Fetched)
            outcome, kept = "answered", answer.url + answer.moved_to
        is_sent = any("authorization" in it.headers for it in self.public.received)
        return "credential" if is_sent or "hunter2" in kept else outcome

    def lead_to(self, url: str) -> str:
        """Return an address of the public server that sends on to `url`."""
        location = url.encode().decode("latin-1")
        self.public.answers["/old"] = redirect(location, status="301 Moved Permanently")
        return self.public.url("/old")


def run(count: int, number: int) -> Result:
    """Ask so many addresses of each kind."""
    result = Result()
    with asyncio.Runner() as runner:

        async def opened() -> _Field:
            servers = [await LoopbackServer(host=f"127.0.0.{n}").__aenter__() for n in (1, 2)]
            client = HttpClient(_OPTIONS, is_private=lambda ip: ip != "127.0.0.1")
            return _Field(servers[0], servers[1], await client.__aenter__())

        async def closed() -> None:
            await field_.client.__aexit__(None, None, None)
            for server in (field_.public, field_.inner):
                await server.__aexit__(None, None, None)

        field_ = runner.run(opened())
        field_.public.answers["/feed"] = reply(b"feed")

        @seed(number)
        @settings(
            max_examples=count,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(near=spellings((127, 0, 0, 1)), host=spellings((127, 0, 0, 2)))
        def one(near: str, host: str) -> None:
            inside = f"{host}:{field_.inner.port}/secret"
            home = f"{near.rpartition('@')[2]}:{field_.public.port}/feed"
            kinds = {
                "request": (f"http://{inside}", False),
                "redirect": (field_.lead_to(f"http://{_USER}@{inside}"), True),
            }
            for kind, (url, is_typed) in kinds.items():
                note(kind, host, runner.run(field_.ask(url, is_typed=is_typed)))
            url = field_.lead_to(f"http://{_USER}@{home}")
            note("credential", near, runner.run(field_.ask(url, is_typed=True)))

        def note(kind: str, host: str, outcome: str) -> None:
            result.counts[f"{kind}: {outcome}"] += 1
            if field_.inner.connection_count > result.connections or outcome == "credential":
                result.connections = field_.inner.connection_count
                result.faults.append(f"{kind}: {outcome}: {host!r}")

        one()
        runner.run(closed())
    return result


def main() -> int:
    """Run and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    result = run(options.count, options.seed)
    for name, count in sorted(result.counts.items()):
        sys.stdout.write(f"{count:>7,} {name}\n")
    for fault in result.faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{result.connections} connections inside, {len(result.faults)} faults\n")
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
