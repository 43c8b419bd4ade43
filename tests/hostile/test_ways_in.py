"""Every way on which a public feed names an address: none it leads into your own network."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetch.errors import FetchError, unreadable
from fetch.extraction.trafilatura_adapter import extract_article
from fetch.feeds.discover import discover_feeds
from fetch.feeds.feedparser_adapter import parse_document
from fetch.http.client import HttpClient
from fetch.http.robots import Robots
from fetch.model import FailureKind, Feed
from fetch.options import FetchOptions
from fetch.pages.fetch_article import fetch_article
from fetch.pictures.fetch_picture import fetch_picture
from fetch.ports import ExtractedPage, PageRequest, Shrunk
from fetch.spool import Spool
from tests.support.servers.answer_bodies import as_bytes
from tests.support.servers.loopback import LoopbackServer, reply
from tui.headless.services.files.downloads import DownloadRequest, download

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPTIONS = FetchOptions(timeout_seconds=30, uses_proxy_environment=False, pause_per_host_seconds=0.0)
HOSTS = ("127.0.0.2", "①②⑦.⓪.⓪.②", "127。0。0。2", "0x7f.2", "me:secret@127.0.0.2", "127.0.0.2.")
FEED = """<rss version="2.0"><channel><title>Public</title><item><guid>1</guid>
<title>An entry</title><link>http://{host}/page</link>
<description>Some words.</description>
<enclosure url="http://{host}/e.mp3" type="audio/mpeg" length="9"/>
</item></channel></rss>"""
LINK = '<link rel="alternate" type="application/rss+xml" href="http://{host}/feed">'


@pytest.fixture
async def inner() -> AsyncIterator[LoopbackServer]:
    """Stand in the own network."""
    async with LoopbackServer(host="127.0.0.2") as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    # On loopback all addresses are private: here 127.0.0.1 stands for a public one.
    async with HttpClient(OPTIONS, is_private=lambda ip: ip != "127.0.0.1") as opened:
        yield opened


class HereParser:
    """Parses in this process."""

    async def parse(self, body: bytes | Spool, url: str, content_type: str) -> Feed:
        return parse_document(as_bytes(body), url, content_type, now=NOW)


class HereExtractor:
    """Extracts in this process."""

    async def extract(self, request: PageRequest) -> ExtractedPage:
        return extract_article(request, now=NOW)


class NoShrinker:
    """Has no picture to make smaller, since none may come."""

    async def shrink(self, data: bytes) -> Shrunk:
        raise unreadable("a picture came")


class NoStore:
    """Keeps no rules of servers."""

    def rules(self, origin: str) -> str | None:
        return None

    async def keep(self, origin: str, rules: str) -> None:
        return


def feed_with(host: str) -> Feed:
    body = FEED.format(host=host).encode()
    return parse_document(body, "https://public.example/feed", "text/xml", now=NOW)


def told(inner: LoopbackServer, host: str) -> str:
    return f"{host}:{inner.port}"


@pytest.mark.parametrize("host", HOSTS)
async def test_the_link_of_an_entry(inner: LoopbackServer, client: HttpClient, host: str) -> None:
    (entry,) = feed_with(told(inner, host)).entries

    outcome = await fetch_article(entry, client=client, extractor=HereExtractor())

    assert outcome.failure is not None
    assert outcome.failure.kind is FailureKind.FORBIDDEN_ADDRESS
    assert inner.connection_count == 0
    assert "secret" not in entry.url


@pytest.mark.parametrize("host", HOSTS)
async def test_a_picture(inner: LoopbackServer, client: HttpClient, host: str) -> None:
    html = f'<p>{"Some words. " * 30}</p><img src="http://{told(inner, host)}/p.png" width="640">'
    request = PageRequest(url="https://public.example/page", body=html.encode())
    (url,) = (it.url for it in extract_article(request, now=NOW).article.layout.pictures)

    with pytest.raises(FetchError) as caught:
        await fetch_picture(url, client=client, shrinker=NoShrinker())

    assert caught.value.failure.kind is FailureKind.FORBIDDEN_ADDRESS
    assert inner.connection_count == 0
    assert "secret" not in url


@pytest.mark.parametrize("host", HOSTS)
async def test_a_file_to_download(inner: LoopbackServer, host: str, tmp_path: Path) -> None:
    (entry,) = feed_with(told(inner, host)).entries
    (file,) = entry.enclosures
    target = tmp_path / "e.mp3"

    with pytest.raises(FetchError) as caught:
        await download(
            DownloadRequest(url=file.url, target=target, max_bytes=99), OPTIONS, lambda _: None
        )

    assert caught.value.failure.kind is FailureKind.FORBIDDEN_ADDRESS
    assert inner.connection_count == 0
    assert "secret" not in file.url


@pytest.mark.parametrize("host", HOSTS)
async def test_robots_txt(inner: LoopbackServer, client: HttpClient, host: str) -> None:
    robots = Robots(client, NoStore(), user_agent="nutgraf")

    with pytest.raises(FetchError) as caught:
        await robots.check(f"http://{told(inner, host)}/page")

    assert caught.value.failure.kind is FailureKind.FORBIDDEN_ADDRESS
    assert inner.connection_count == 0


@pytest.mark.parametrize("host", HOSTS)
async def test_a_feed_that_a_page_advertises(
    inner: LoopbackServer, client: HttpClient, host: str
) -> None:
    page = f"<html><head>{LINK.format(host=told(inner, host))}</head></html>".encode()

    async with LoopbackServer({"/": reply(page)}) as public:
        with pytest.raises(FetchError) as caught:
            await discover_feeds(public.url(), client=client, parser=HereParser())

    assert caught.value.failure.kind is FailureKind.NOT_A_FEED
    assert inner.connection_count == 0
