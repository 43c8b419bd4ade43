from collections.abc import AsyncIterator

import pytest

from fetch.errors import FetchError
from fetch.exchange import Fetched, NotModified, Request
from fetch.feeds.discover import advertised_feeds, discover_feeds
from fetch.feeds.feedparser_adapter import parse_document
from fetch.http.client import HttpClient
from fetch.model import Failure, FailureKind, Feed, FeedCandidate
from fetch.options import FetchOptions
from fetch.spool import Spool
from fetch.text.dates import utc_now
from tests.support.servers.answer_bodies import as_bytes
from tests.support.servers.loopback import LoopbackServer, redirect, reply

RSS = b"<rss version='2.0'><channel><title>The Feed</title></channel></rss>"
PAGE = b"<html><head>%s</head><body>Hello</body></html>"
LINK = b'<link rel="alternate" type="application/rss+xml" title="%s" href="%s">'


class PlainParser:
    """Parses in this process."""

    async def parse(self, body: bytes | Spool, url: str, content_type: str) -> Feed:
        return parse_document(as_bytes(body), url, content_type, now=utc_now())


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


async def discover(url: str) -> tuple[FeedCandidate, ...]:
    options = FetchOptions(timeout_seconds=5, uses_proxy_environment=False)
    async with HttpClient(options) as client:
        return await discover_feeds(url, client=client, parser=PlainParser())


async def test_the_address_may_be_a_feed_itself(server: LoopbackServer) -> None:
    server.answers["/feed"] = reply(RSS)

    found = await discover(server.url("/feed"))

    assert [(it.url, it.title) for it in found] == [(server.url("/feed"), "The Feed")]


async def test_a_feed_that_moved_for_good_is_found_at_its_new_address(
    server: LoopbackServer,
) -> None:
    server.answers["/old"] = redirect("/new", status="301 Moved Permanently")
    server.answers["/new"] = reply(RSS)

    assert (await discover(server.url("/old")))[0].url == server.url("/new")


async def test_advertised_feeds_are_found(server: LoopbackServer) -> None:
    links = LINK % (b"News", b"/news.xml") + LINK % (b"Comments", b"comments")
    server.answers["/blog/"] = reply(PAGE % links)

    found = await discover(server.url("/blog/"))

    assert found == (
        FeedCandidate(url=server.url("/news.xml"), title="News"),
        FeedCandidate(url=server.url("/blog/comments"), title="Comments"),
    )


async def test_usual_places_are_tried_if_nothing_is_advertised(server: LoopbackServer) -> None:
    server.answers["/"] = reply(PAGE % b"")
    server.answers["/atom.xml"] = reply(RSS)

    found = await discover(server.url("/"))

    assert [(it.url, it.title) for it in found] == [(server.url("/atom.xml"), "The Feed")]


async def test_a_public_site_cannot_advertise_a_feed_in_the_own_network() -> None:
    class PublicSite:
        async def get(self, request: Request) -> Fetched | NotModified:
            links = LINK % (b"Router", b"http://192.168.0.1/") + LINK % (b"News", b"/news")
            return Fetched(url=request.url, body=PAGE % links)

    found = await discover_feeds("h.example", client=PublicSite(), parser=PlainParser())

    assert [candidate.url for candidate in found] == ["https://h.example/news"]


async def test_a_site_without_a_feed_says_so(server: LoopbackServer) -> None:
    server.answers["/"] = reply(PAGE % b"")

    with pytest.raises(FetchError) as caught:
        await discover(server.url("/"))

    assert caught.value.failure.kind is FailureKind.NOT_A_FEED


async def test_a_site_that_cannot_be_had_says_why(server: LoopbackServer) -> None:
    server.answers["/"] = reply(status="503 Busy", headers={"Retry-After": "5"})

    with pytest.raises(FetchError) as caught:
        await discover(server.url("/"))

    assert caught.value.failure.kind is FailureKind.RATE_LIMITED


@pytest.mark.parametrize(
    ("head", "urls"),
    [
        ("<link rel=alternate type=application/atom+xml href=a>", ["http://h.example/a"]),
        ("<LINK HREF='/a' TYPE='application/feed+json' REL='ALTERNATE'>", ["http://h.example/a"]),
        ("<link rel='alternate' hreflang='de' href='/de'>", []),
        ("<link rel='alternate' type='application/rss+xml' href='javascript:x'>", []),
        ("<link rel='alternate' type='application/json' href='/wp-json/x'>", []),
        (
            "<base href='http://b.example/x/'>"
            "<link rel='alternate' type='application/rss+xml' href='f?a=1&amp;b=2'>",
            ["http://b.example/x/f?a=1&b=2"],
        ),
        ("<link rel='alternate' type='application/rss+xml' href='/f'>" * 3, ["http://h.example/f"]),
    ],
)
def test_links_are_read_as_pages_write_them(head: str, urls: list[str]) -> None:
    found = advertised_feeds(f"<html><head>{head}</head>", "http://h.example/")

    assert [candidate.url for candidate in found] == urls


async def test_a_profile_has_its_feed_beside_it(server: LoopbackServer) -> None:
    server.answers["/@ann"] = reply(PAGE % b"")
    server.answers["/@ann.rss"] = reply(RSS)

    (found,) = await discover(server.url("/@ann"))

    assert found.url == server.url("/@ann.rss")


class Web:
    """A few addresses of the web, and what was asked."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {name.replace("__", "/"): body for name, body in pages.items()}
        self.asked: list[str] = []

    async def get(self, request: Request) -> Fetched | NotModified:
        self.asked.append(request.url)
        for ending, body in self.pages.items():
            if request.url.endswith(ending):
                return Fetched(url=request.url, body=body)
        failure = Failure(kind=FailureKind.HTTP_STATUS, detail="404", status=404)
        raise FetchError(failure)


async def test_a_well_known_site_is_asked_for_its_feed_at_once() -> None:
    web = Web(**{"/.rss": RSS})

    (found,) = await discover_feeds("reddit.com/r/Python", client=web, parser=PlainParser())

    assert found.url == "https://www.reddit.com/r/Python/.rss"
    assert found.title == "The Feed"
    assert len(web.asked) == 1


async def test_a_well_known_site_with_several_feeds_gives_the_choice() -> None:
    web = Web(**{"/releases.atom": RSS})

    found = await discover_feeds("https://github.com/a/b", client=web, parser=PlainParser())

    assert [candidate.title for candidate in found] == [
        "a/b: releases",
        "a/b: commits",
        "a/b: tags",
    ]


async def test_where_the_table_is_wrong_the_page_is_asked() -> None:
    web = Web(**{"/a": PAGE % (LINK % (b"News", b"/news.atom"))})

    (found,) = await discover_feeds("https://github.com/a", client=web, parser=PlainParser())

    assert found.url == "https://github.com/news.atom"


async def test_a_handle_of_youtube_is_looked_up_in_its_page() -> None:
    channel = b"UC" + b"a1_-" * 5 + b"zz"
    head = b'<link rel="canonical" href="https://www.youtube.com/channel/%s">' % channel
    web = Web(**{"/@ann": PAGE % head})

    (found,) = await discover_feeds("youtube.com/@ann", client=web, parser=PlainParser())

    assert found.url == f"https://www.youtube.com/feeds/videos.xml?channel_id={channel.decode()}"


@pytest.mark.parametrize(
    ("head", "urls"),
    [
        ('<link rel=alternate type="application/atom+xml;charset=UTF-8" href=/f>', ["/f"]),
        ('<link rel="alternate" type=" text/xml ; x=y" href="/f">', ["/f"]),
        ('<link title="a > b" rel="alternate" type="application/rss+xml" href="/f">', ["/f"]),
        ('<link rel="alternate" type="application/rss+xml" href="feed://site.example/f">', ["/f"]),
        (
            '<link rel="alternate" type="application/rss+xml" href="feed:http://site.example/f">',
            ["/f"],
        ),
        ('<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->', []),
        ('<template><link rel="alternate" type="application/rss+xml" href="/x"></template>', []),
        ('<link rel="alternate" type="application/x.atom+xml" href="/f">', ["/f"]),
        ('<link rel="alternate" type="text/rss" href="/f">', ["/f"]),
        ('<!-- > <a href="/feed">Feed</a> --><LINK REL=Alternate TYPE=Text/XML HREF=/f>', ["/f"]),
        ('<script>"<link rel=alternate type=text/xml href=/no>"</script>', []),
        ('<base href=/deep/><link rel="feed" href="f?a=1&amp;b=2">', ["/deep/f?a=1&b=2"]),
        ('<link rel="alternate" hreflang="nb" href="/nb/feed">', []),
        ('<link rel="alternate" title="Our RSS" href="/f">', ["/f"]),
        ('<link rel="stylesheet" type="text/xml" href="/f">', []),
        (
            '<link rel=alternate type=text/xml title="Comments on Boats" href=/c>'
            '<link rel=alternate type=text/xml title="Boats" href=/f>',
            ["/f", "/c"],
        ),
        (
            "<link rel=alternate type=text/xml href=/comments/feed/>"
            "<link rel=alternate type=text/xml href=/feed/>",
            ["/feed/", "/comments/feed/"],
        ),
    ],
)
def test_feeds_are_declared_in_many_ways(head: str, urls: list[str]) -> None:
    found = advertised_feeds(
        f"<html><head>{head}</head><body></body></html>", "http://site.example/"
    )

    assert [candidate.url for candidate in found] == [f"http://site.example{url}" for url in urls]


async def test_a_feed_that_a_page_only_mentions_is_tried(server: LoopbackServer) -> None:
    links = (
        b'<a href="/about">RSS is read by many people who like it</a><a href="/news.rss">RSS</a>'
    )
    server.answers["/"] = reply(PAGE.replace(b"Hello", links) % b"")
    server.answers["/news.rss"] = reply(RSS)

    (found,) = await discover(server.url("/"))

    assert found.url == server.url("/news.rss")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<p>Please confirm that you are human.</p>", "a check that only browsers pass"),
        (b"<form><input type=password></form>", "a page to log in"),
        (b"<p>Boats are made of wood.</p>", "no feed was found there"),
    ],
)
async def test_what_came_instead_of_a_feed_is_said(
    server: LoopbackServer, body: bytes, words: str
) -> None:
    server.answers["/feed.xml"] = reply(b"<!doctype html><title>x</title><body>" + body)

    with pytest.raises(FetchError) as caught:
        await discover(server.url("/feed.xml"))

    assert caught.value.failure.kind is FailureKind.NOT_A_FEED
    assert words in caught.value.failure.detail


async def test_a_check_is_not_answered_by_more_requests(server: LoopbackServer) -> None:
    server.answers["/"] = reply(b"<html><body><p>Checking your browser</p></body></html>")

    with pytest.raises(FetchError):
        await discover(server.url("/"))

    assert server.counts() == {"/": 1}


async def test_an_empty_answer_is_said_to_be_empty(server: LoopbackServer) -> None:
    server.answers["/feed"] = reply(b"", status="202 Accepted")

    with pytest.raises(FetchError) as caught:
        await discover(server.url("/feed"))

    assert caught.value.failure.detail == "the answer is empty"
