"""The past of a feed over real sockets: archives, next pages, WordPress, and feeds that circle."""

from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

import pytest

from fetch.access import Access, origin_of
from fetch.feeds.feed_archives import MAX_PAGES, History, older_page, read_history
from fetch.feeds.feedparser_adapter import parse_document
from fetch.http.client import HttpClient
from fetch.model import FailureKind, Feed, FeedTarget
from fetch.options import FetchOptions
from fetch.spool import Spool
from tests.support.servers.answer_bodies import as_bytes
from tests.support.servers.loopback import Answer, LoopbackServer, raw, reply

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPTIONS = FetchOptions(timeout_seconds=5, uses_proxy_environment=False)
WORDPRESS = "<generator>https://wordpress.org/?v=6.7</generator>"


class Parser:
    """Parses in place: what a worker does elsewhere."""

    async def parse(self, body: bytes | Spool, url: str, content_type: str) -> Feed:
        """Return the feed. Raises FetchError."""
        return parse_document(as_bytes(body), url, content_type, now=NOW)


def page(*numbers: int, rel: str = "next", older: str = "") -> Answer:
    link = f"<link rel={quoteattr(rel)} href={quoteattr(older)}/>" if older else ""
    entries = "".join(f"<entry><id>tag:{n}</id><title>Entry {n}</title></entry>" for n in numbers)
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>"
    return reply(f"{atom}<link href='http://h.example/'/>{link}{entries}</feed>".encode())


def blog(*numbers: int) -> Answer:
    items = "".join(f"<item><guid>tag:{n}</guid><title>Entry {n}</title></item>" for n in numbers)
    start = "<rss version='2.0'><channel><title>T</title><link>http://h.example/</link>"
    return reply(f"{start}{WORDPRESS}{items}</channel></rss>".encode())


async def past_of(
    server: LoopbackServer, count: int = 100, access: Access | None = None
) -> History:
    target = FeedTarget(feed_id=1, url=server.url("/feed"), access=access or Access())
    async with HttpClient(OPTIONS) as client:
        return await read_history(target, client=client, parser=Parser(), entry_count=count)


def titles(past: History) -> list[str]:
    return [entry.title for entry in past.entries]


@pytest.mark.parametrize("rel", ["next", "prev-archive"])
async def test_pages_are_followed_to_the_first(rel: str) -> None:
    pages = {
        "/feed": page(5, 4, rel=rel, older="/feed?page=2"),
        "/feed?page=2": page(3, 2, rel=rel, older="?page=3"),
        "/feed?page=3": page(1),
    }
    async with LoopbackServer(answers=pages) as server:
        past = await past_of(server)

    assert titles(past) == ["Entry 3", "Entry 2", "Entry 1"]
    assert past.page_count == 3
    assert past.failure is None


async def test_wordpress_is_asked_for_numbered_pages_until_it_has_none() -> None:
    pages = {"/feed": blog(5, 4), "/feed?paged=2": blog(3, 2), "/feed?paged=3": blog(1)}
    async with LoopbackServer(answers=pages) as server:
        past = await past_of(server)

        assert list(server.counts()) == ["/feed", "/feed?paged=2", "/feed?paged=3", "/feed?paged=4"]
    assert titles(past) == ["Entry 3", "Entry 2", "Entry 1"]
    assert past.failure is None


async def test_no_more_pages_are_asked_for_than_are_wanted() -> None:
    pages = {"/feed": blog(5, 4), "/feed?paged=2": blog(3, 2), "/feed?paged=3": blog(1)}
    async with LoopbackServer(answers=pages) as server:
        past = await past_of(server, 3)

        assert len(server.received) == 2
    assert titles(past) == ["Entry 3"]


async def test_a_circle_ends_where_it_closes() -> None:
    pages = {"/feed": page(2, older="/old"), "/old": page(1, older="/feed")}
    async with LoopbackServer(answers=pages) as server:
        past = await past_of(server)

        assert len(server.received) == 2
    assert titles(past) == ["Entry 1"]


async def test_a_server_that_ignores_the_number_is_asked_once_more_only() -> None:
    async with LoopbackServer() as server:
        server.answers.update({f"/feed{tail}": blog(2, 1) for tail in ("", "?paged=2", "?paged=3")})
        past = await past_of(server)

        assert len(server.received) == 2
    assert past.entries == ()


async def test_pages_without_end_are_given_up() -> None:
    pages = {f"/feed?page={n}": page(n, older=f"/feed?page={n + 1}") for n in range(1, 200)}
    async with LoopbackServer(answers={**pages, "/feed": page(0, older="/feed?page=1")}) as server:
        past = await past_of(server, 100_000)

        assert len(server.received) == MAX_PAGES
    assert len(past.entries) == MAX_PAGES - 1


async def test_what_came_before_a_failure_is_kept() -> None:
    pages = {
        "/feed": page(3, older="/2"),
        "/2": page(2, older="/3"),
        "/3": raw(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"),
    }
    async with LoopbackServer(answers=pages) as server:
        past = await past_of(server)

    assert titles(past) == ["Entry 2"]
    assert past.failure is not None
    assert past.failure.kind is FailureKind.RATE_LIMITED


async def test_another_server_gets_no_secret_and_may_not_be_private() -> None:
    async with LoopbackServer(answers={"/old": page(1)}) as elsewhere:
        pages = {"/feed": page(2, older=elsewhere.url("/old"))}
        async with LoopbackServer(answers=pages) as server:
            access = Access(secret_origin=origin_of(server.url()), authorization="Bearer s3cret")
            past = await past_of(server, access=access)

            assert server.received[0].headers["authorization"] == "Bearer s3cret"
        assert not elsewhere.received
    assert past.failure is not None
    assert past.failure.kind is FailureKind.FORBIDDEN_ADDRESS


@pytest.mark.parametrize(
    ("url", "older"),
    [
        ("http://h.example/feed/", "http://h.example/feed/?paged=2"),
        ("http://h.example/?feed=rss2&paged=4", "http://h.example/?feed=rss2&paged=5"),
        ("http://h.example/feed?paged=x", ""),
    ],
)
def test_the_page_before_of_wordpress(url: str, older: str) -> None:
    assert older_page(Feed(generator="https://wordpress.org/?v=6.7"), url) == older
