import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest

from fetch.errors import FetchError, not_a_feed
from fetch.exchange import Fetched, NotModified, Request
from fetch.feeds.feedparser_adapter import parse_document, parse_newest
from fetch.feeds.made.listed_pages import list_page
from fetch.feeds.refresh import refresh_feeds
from fetch.http.client import HttpClient
from fetch.model import (
    Failure,
    FailureKind,
    Feed,
    FeedBegun,
    FeedFailed,
    FeedOutcome,
    FeedRefreshed,
    FeedTarget,
    FeedUnchanged,
    PageList,
    Validators,
)
from fetch.options import FetchOptions
from fetch.spool import Spool
from fetch.text.dates import utc_now
from fetch.text.identity import hash_body
from tests.support.servers.answer_bodies import as_bytes
from tests.support.servers.loopback import LoopbackServer, redirect, reply, silence

OPTIONS = FetchOptions(timeout_seconds=5, uses_proxy_environment=False)
RSS = b"<rss version='2.0'><channel><title>T</title><item><title>One</title></item></channel></rss>"
TIMEOUT = FetchError(Failure(kind=FailureKind.TIMEOUT, detail="too slow"))

Reply = Callable[[Request], Fetched | NotModified]


@dataclass
class FakeClient:
    """Answers from a function, and keeps what was asked."""

    reply: Reply
    asked: list[Request] = field(default_factory=list)

    async def get(self, request: Request) -> Fetched | NotModified:
        self.asked.append(request)
        await asyncio.sleep(0)
        return self.reply(request)


class PlainParser:
    """Parses in this process."""

    async def parse(self, body: bytes | Spool, url: str, content_type: str) -> Feed:
        if body == b"bug":
            raise ZeroDivisionError
        return parse_document(as_bytes(body), url, content_type, now=utc_now())

    async def parse_newest(self, spool: Spool, url: str, content_type: str) -> Feed | None:
        return parse_newest(as_bytes(spool), url, content_type, now=utc_now())

    async def list_page(self, body: bytes, url: str, content_type: str, rules: PageList) -> Feed:
        return list_page(body, url, content_type, rules, now=utc_now())


def target(number: int, **fields: object) -> FeedTarget:
    return FeedTarget(feed_id=number, url=f"http://h{number % 3}.example/{number}", **fields)  # type: ignore[arg-type]  # any field


async def outcomes(
    client: FakeClient | HttpClient, targets: list[FeedTarget]
) -> dict[int, FeedOutcome]:
    stream = refresh_feeds(targets, client=client, parser=PlainParser(), options=OPTIONS)
    return {
        outcome.target.feed_id: outcome
        async for outcome in stream
        if not isinstance(outcome, FeedBegun)
    }


def whole(request: Request) -> Fetched:
    return Fetched(url=request.url, body=RSS, validators=Validators(etag='"1"'), wire_bytes=50)


async def test_a_new_body_is_parsed() -> None:
    result = await outcomes(FakeClient(whole), [target(1)])

    outcome = result[1]
    assert isinstance(outcome, FeedRefreshed)
    assert outcome.feed.entries[0].title == "One"
    assert outcome.validators == Validators(etag='"1"')
    assert outcome.body_hash == hash_body(RSS)
    assert outcome.wire_bytes == 50


async def test_one_failure_does_not_stop_the_others() -> None:
    def answer(request: Request) -> Fetched:
        if request.url.endswith("/1"):
            raise TIMEOUT
        if request.url.endswith("/2"):
            raise not_a_feed("a web page, not a feed")
        return whole(request)

    result = await outcomes(FakeClient(answer), [target(number) for number in range(100)])

    failed = {number for number, outcome in result.items() if isinstance(outcome, FeedFailed)}
    assert failed == {1, 2}
    assert len(result) == 100


async def test_not_modified_is_unchanged_and_keeps_what_the_server_said() -> None:
    validators = Validators(etag='"2"')

    def answer(request: Request) -> NotModified:
        return NotModified(validators=validators, moved_to="http://new.example/")

    result = await outcomes(FakeClient(answer), [target(1)])

    assert result[1] == FeedUnchanged(
        target=target(1), validators=validators, moved_to="http://new.example/"
    )


async def test_the_same_bytes_are_unchanged_without_parsing() -> None:
    asked = target(1, body_hash=hash_body(RSS))

    result = await outcomes(FakeClient(whole), [asked])

    assert isinstance(result[1], FeedUnchanged)


async def test_a_forced_refresh_sends_no_validators_and_parses_again() -> None:
    client = FakeClient(whole)
    asked = target(1, validators=Validators(etag='"1"'), body_hash=hash_body(RSS), is_forced=True)

    result = await outcomes(client, [asked])

    assert client.asked[0].validators == Validators()
    assert isinstance(result[1], FeedRefreshed)


async def test_validators_are_sent_back() -> None:
    client = FakeClient(whole)

    await outcomes(client, [target(1, validators=Validators(etag='"1"'))])

    assert client.asked[0].validators == Validators(etag='"1"')


async def test_no_feeds_give_no_outcomes() -> None:
    assert await outcomes(FakeClient(whole), []) == {}


async def test_a_bug_is_raised_not_waited_for() -> None:
    def answer(request: Request) -> Fetched:
        return Fetched(url=request.url, body=b"bug")

    with pytest.raises(ZeroDivisionError):
        await outcomes(FakeClient(answer), [target(1), target(2)])


async def test_leaving_early_ends_what_is_under_way() -> None:
    cancelled = asyncio.Event()

    class Slow(FakeClient):
        async def get(self, request: Request) -> Fetched | NotModified:
            if request.url.endswith("/1"):
                return whole(request)
            try:
                await asyncio.Event().wait()
            finally:
                cancelled.set()
            raise AssertionError

    stream = refresh_feeds(
        [target(1), target(2)], client=Slow(whole), parser=PlainParser(), options=OPTIONS
    )
    async for outcome in stream:
        assert outcome.target.feed_id == 1
        break
    await stream.aclose()  # type: ignore[attr-defined]  # an async generator has it

    assert cancelled.is_set()


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


async def test_feeds_of_one_server_arrive_beside_its_failures(server: LoopbackServer) -> None:
    server.answers = {
        "/ok": reply(RSS, headers={"ETag": '"1"'}),
        "/moved": redirect("/ok", status="301 Moved Permanently"),
        "/page": reply(b"<html>Log in</html>"),
        "/gone": reply(status="410 Gone"),
        "/silent": silence(),
    }
    paths = ["/ok", "/moved", "/page", "/gone", "/silent"]
    targets = [
        FeedTarget(feed_id=number, url=server.url(path)) for number, path in enumerate(paths)
    ]

    hasty = FetchOptions(timeout_seconds=3, uses_proxy_environment=False)
    async with HttpClient(hasty) as client:
        result = await outcomes(client, targets)

    kinds = [
        outcome.failure.kind if isinstance(outcome, FeedFailed) else type(outcome)
        for _, outcome in sorted(result.items())
    ]
    assert kinds == [
        FeedRefreshed,
        FeedRefreshed,
        FailureKind.NOT_A_FEED,
        FailureKind.GONE,
        FailureKind.TIMEOUT,
    ]
    moved = result[1]
    assert isinstance(moved, FeedRefreshed)
    assert moved.moved_to == server.url("/ok")
