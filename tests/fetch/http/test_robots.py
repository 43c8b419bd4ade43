"""robots.txt: what it forbids is not fetched, and it is asked for once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from fetch.errors import FetchError
from fetch.http.client import HttpClient
from fetch.http.robots import Robots
from fetch.model import FailureKind
from fetch.options import FetchOptions
from tests.support.servers.loopback import Answer, LoopbackServer, reply, silence

OPTIONS = FetchOptions(timeout_seconds=3, uses_proxy_environment=False, pause_per_host_seconds=0.0)
RULES = b"""User-agent: *
Disallow: /private/
Allow: /private/open

User-agent: nutgraf
Disallow: /no-readers
"""


@dataclass
class Shelf:
    """Keeps rules in memory."""

    kept: dict[str, str] = field(default_factory=dict)

    def rules(self, origin: str) -> str | None:
        return self.kept.get(origin)

    async def keep(self, origin: str, rules: str) -> None:
        self.kept[origin] = rules


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    async with HttpClient(OPTIONS, is_private=lambda _: False) as opened:
        yield opened


async def verdict(robots: Robots, url: str) -> FailureKind | None:
    try:
        await robots.check(url)
    except FetchError as error:
        return error.failure.kind
    return None


async def test_what_is_forbidden_is_not_fetched(client: HttpClient, server: LoopbackServer) -> None:
    server.answers["/robots.txt"] = reply(RULES, headers={"Content-Type": "text/plain"})
    anybody = Robots(client, Shelf(), user_agent="somebody/1")
    ours = Robots(client, Shelf(), user_agent="nutgraf/1 (+feed reader)")

    assert await verdict(anybody, server.url("/private/a")) is FailureKind.ROBOTS
    assert await verdict(anybody, server.url("/private/open")) is None
    assert await verdict(anybody, server.url("/no-readers")) is None
    assert await verdict(ours, server.url("/no-readers")) is FailureKind.ROBOTS
    assert await verdict(ours, server.url("/private/a")) is None


async def test_a_server_is_asked_once_and_a_kept_copy_serves(
    client: HttpClient, server: LoopbackServer
) -> None:
    server.answers["/robots.txt"] = reply(RULES)
    shelf = Shelf()
    first = Robots(client, shelf, user_agent="x")

    for page in ("/a", "/b", "/private/c"):
        await verdict(first, server.url(page))
    assert server.counts()["/robots.txt"] == 1
    later = Robots(client, shelf, user_agent="x")
    assert await verdict(later, server.url("/private/c")) is FailureKind.ROBOTS
    assert server.counts()["/robots.txt"] == 1


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply(status="404 Not Found"), None),
        (reply(status="403 Forbidden"), None),
        (reply(b"<h1>Disallow: /</h1>", headers={"Content-Type": "text/html"}), None),
        (reply(b"\xff\xfe\x00 Disallow / * $ \x1b[2J\nUser-agent: *\nDisallow"), None),
        (reply(status="500 Internal Server Error"), FailureKind.HTTP_STATUS),
        (reply(status="429 Too Many Requests"), FailureKind.RATE_LIMITED),
        (silence(), FailureKind.TIMEOUT),
    ],
)
async def test_none_allows_everything_and_trouble_means_not_now(
    client: HttpClient, server: LoopbackServer, answer: Answer, expected: FailureKind | None
) -> None:
    server.answers["/robots.txt"] = answer
    shelf = Shelf()

    assert await verdict(Robots(client, shelf, user_agent="x"), server.url("/a")) is expected
    # What could not be had is asked for again the next time.
    assert bool(shelf.kept) == (expected is None)


async def test_rules_made_to_be_slow_are_not(client: HttpClient, server: LoopbackServer) -> None:
    rules = "User-agent: *\n" + "".join(f"Disallow: /{'*a' * 30}{n}$\n" for n in range(4000))
    server.answers["/robots.txt"] = reply(rules.encode())
    robots = Robots(client, Shelf(), user_agent="x")

    assert await verdict(robots, server.url("/" + "a" * 2000)) is None
