"""Pictures from a server into the cache, through the client and the worker that read them."""

import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from cache.library import Library
from cache.values.list_rows import EntryId
from fetch.errors import FetchError
from fetch.http.client import HttpClient
from fetch.http.robots import Robots
from fetch.layout import Picture
from fetch.model import Failure, FailureKind
from fetch.options import FetchOptions
from tests.support.caches.newsdesk import NOW, Desk
from tests.support.servers.loopback import LoopbackServer, raw, redirect, reply, silence
from tui.headless.services.files.picture_store import (
    MOST_OF_AN_ARTICLE,
    PictureTools,
    keep_picture,
    keep_pictures,
)
from tui.headless.services.refresh.robots_store import CachedRules
from tui.headless.services.worker_pool import PooledShrinker, picture_pool

OPTIONS = FetchOptions(timeout_seconds=5, uses_proxy_environment=False)
PNG = {"Content-Type": "image/png"}


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, (20, 90, 160)).save(written, "PNG")
    return written.getvalue()


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.entries(desk.feed("A paper"), "One", "Two")
    yield desk
    desk.close()


@pytest.fixture
async def tools(desk: Desk) -> AsyncIterator[PictureTools]:
    with Library(desk.path) as library:
        async with HttpClient(OPTIONS) as client, picture_pool() as pool:
            yield PictureTools(
                library=library,
                writer=desk.writer,
                client=client,
                shrinker=PooledShrinker(pool),
                clock=lambda: NOW,
                most_bytes=0,
            )


async def failure_of(tools: PictureTools, entry_id: EntryId, url: str) -> Failure:
    with pytest.raises(FetchError) as caught:
        await keep_picture(tools, entry_id, url, is_private=True)
    return caught.value.failure


async def test_a_picture_is_fetched_read_and_kept(
    tools: PictureTools, desk: Desk, server: LoopbackServer
) -> None:
    server.answers["/p"] = reply(png(), headers=PNG)
    entry_id = desk.ids()[0]

    kept = await keep_picture(tools, entry_id, server.url("/p"), is_private=True)

    assert (kept.width, kept.height) == (40, 30)
    assert desk.library.pictures.picture(entry_id, server.url("/p")) == kept
    assert "image/webp" in server.received[0].headers["accept"]


async def test_the_own_network_is_closed_to_pictures_of_public_feeds(
    tools: PictureTools, desk: Desk, server: LoopbackServer
) -> None:
    server.answers["/p"] = reply(png(), headers=PNG)

    with pytest.raises(FetchError) as caught:
        await keep_picture(tools, desk.ids()[0], server.url("/p"))

    assert caught.value.failure.kind is FailureKind.FORBIDDEN_ADDRESS
    assert server.received == []


async def test_what_is_no_picture_is_not_kept(
    tools: PictureTools, desk: Desk, server: LoopbackServer
) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    server.answers["/svg"] = reply(svg, headers={"Content-Type": "image/svg+xml"})
    server.answers["/named"] = reply(svg, headers=PNG)
    server.answers["/page"] = reply(png(), headers={"Content-Type": "text/html"})
    server.answers["/half"] = raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 900\r\n\r\n" + png()[:60]
    )
    server.answers["/silent"] = silence()
    server.answers["/inwards"] = redirect("http://[::1]:1/p")
    entry_id = desk.ids()[0]

    kinds = {
        path: (await failure_of(tools, entry_id, server.url(path))).kind
        for path in ("/svg", "/named", "/page", "/half", "/silent", "/none")
    }

    assert kinds == {
        "/svg": FailureKind.UNREADABLE,
        "/named": FailureKind.UNREADABLE,
        "/page": FailureKind.UNREADABLE,
        "/half": FailureKind.TRUNCATED,
        "/silent": FailureKind.TIMEOUT,
        "/none": FailureKind.HTTP_STATUS,
    }
    assert desk.library.pictures.kept_urls(entry_id) == frozenset()


async def test_too_many_bytes_and_too_many_pixels_are_refused(
    tools: PictureTools, desk: Desk, server: LoopbackServer
) -> None:
    server.answers["/bytes"] = reply(png() + bytes(11 << 20), headers=PNG)
    server.answers["/pixels"] = reply(png((9000, 9000)), headers=PNG)
    entry_id = desk.ids()[0]

    large = await failure_of(tools, entry_id, server.url("/bytes"))
    bomb = await failure_of(tools, entry_id, server.url("/pixels"))

    assert (large.kind, large.detail) == (FailureKind.TOO_LARGE, "larger than 10 MiB")
    assert "40 million pixels" in bomb.detail


async def test_of_an_article_the_first_pictures_are_kept_and_one_failure_stops_no_other(
    tools: PictureTools, desk: Desk, server: LoopbackServer
) -> None:
    paths = [f"/{number}" for number in range(MOST_OF_AN_ARTICLE + 4)]
    for path in paths:
        server.answers[path] = reply(png(), headers=PNG)
    server.answers["/1"] = reply(status="404 Not Found")
    pictures = [Picture(at=0, url=server.url(path)) for path in paths]
    entry_id = desk.ids()[0]

    await keep_pictures(tools, entry_id, pictures, is_private=True)

    asked = set(paths[:MOST_OF_AN_ARTICLE])
    assert set(server.counts()) == asked
    kept = {server.url(path) for path in asked - {"/1"}}
    assert desk.library.pictures.kept_urls(entry_id) == kept

    await keep_pictures(tools, entry_id, pictures, is_private=True)

    assert server.counts() == {path: 1 + (path == "/1") for path in asked}


async def test_pictures_have_a_room_of_their_own(
    tools: PictureTools, desk: Desk, server: LoopbackServer
) -> None:
    server.answers["/a"] = reply(png(), headers=PNG)
    server.answers["/b"] = reply(png((41, 30)), headers=PNG)
    first, second = desk.ids()
    small = replace(tools, most_bytes=1)

    await keep_picture(small, first, server.url("/a"), is_private=True)
    await keep_picture(small, second, server.url("/b"), is_private=True)

    assert desk.library.pictures.kept_urls(first) == frozenset()
    assert desk.library.pictures.kept_urls(second) == {server.url("/b")}


async def test_in_a_refresh_a_site_may_keep_its_pictures_to_itself(
    desk: Desk, server: LoopbackServer
) -> None:
    server.answers["/robots.txt"] = reply(b"User-agent: *\nDisallow: /closed/\n")
    server.answers["/closed/a"] = reply(png(), headers=PNG)
    server.answers["/open/b"] = reply(png(), headers=PNG)
    pictures = [Picture(at=0, url=server.url(path)) for path in ("/closed/a", "/open/b")]
    entry_id = desk.ids()[0]

    with Library(desk.path) as library:
        async with (
            HttpClient(OPTIONS, is_private=lambda _: False) as client,
            picture_pool() as pool,
        ):
            rules = CachedRules(library, desk.writer, lambda: NOW)
            tools = PictureTools(
                library=library,
                writer=desk.writer,
                client=client,
                shrinker=PooledShrinker(pool),
                clock=lambda: NOW,
                most_bytes=0,
                robots=Robots(client, rules, user_agent="nutgraf/1"),
            )
            await keep_pictures(tools, entry_id, pictures)

    assert desk.library.pictures.kept_urls(entry_id) == {server.url("/open/b")}
    assert server.counts()["/closed/a"] == 0
