"""The verb `pictures`, and pictures in a refresh, with the whole program over a loopback server."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from loopback import LoopbackServer, reply
from PIL import Image

from cache.library import Library
from cache.model import EntryId, Scope, View
from tests.world.world import Reader

PARAGRAPHS = (
    "The bridge over the estuary was opened on Monday after nine years of work, officials said, "
    "two years later than was planned and at almost twice the price of the first estimate.",
    "Thousands of people walked across before the first cars were let on to it in the afternoon, "
    "many of them in raincoats, and a brass band played on the northern bank until it was dark.",
    "Ferries had carried the people of both towns across the water since 1884; the last of them "
    "sailed at midnight with forty passengers, three dogs and the mayor of the smaller town.",
    "Engineers had to begin anew twice, because the mud below the third pier turned out to be "
    "deeper than any drilling had shown, and a storm took a crane in the first winter.",
)
FIGURE = """<figure><img src="/bridge.png" width="800" height="600">
<figcaption>The bridge at dawn</figcaption></figure>"""
PARTS = [f"<p>{words}</p>" for words in PARAGRAPHS]
PAGE = f"""<!doctype html><html><head><title>Bridge opens</title></head><body><article>
<h1>Bridge opens</h1>{PARTS[0]}{FIGURE}{"".join(PARTS[1:])}</article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Estuary Post</title><item><title>Bridge opens</title>
<link>{url}</link><guid>1</guid></item></channel></rss>"""


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        written = io.BytesIO()
        Image.new("RGB", (800, 600), "teal").save(written, "PNG")
        feed = FEED.format(url=running.url("/page")).encode()
        html = {"Content-Type": "text/html"}
        running.answers["/feed"] = reply(feed, headers={"Content-Type": "text/xml"})
        running.answers["/page"] = reply(PAGE.encode(), headers=html)
        running.answers["/bridge.png"] = reply(
            written.getvalue(), headers={"Content-Type": "image/png"}
        )
        yield running


async def run(reader: Reader, *arguments: str) -> CompletedProcess[bytes]:
    return await asyncio.to_thread(reader.run, *arguments)


def kept(reader: Reader) -> frozenset[str]:
    with Library(reader.cache) as library:
        (row,) = library.page(View(scope=Scope.ALL), 0, 10)
        return library.pictures.kept_urls(EntryId(row.entry_id))


async def test_pictures_are_fetched_when_they_are_asked_for(
    tmp_path: Path, server: LoopbackServer
) -> None:
    reader = Reader(folder=tmp_path)
    await run(reader, "add", server.url("/feed"))
    assert kept(reader) == frozenset()

    answer = await run(reader, "pictures", "1")

    assert answer.returncode == 0, answer.stderr
    assert b"800 by 600 pixels" in answer.stderr
    assert kept(reader) == {server.url("/bridge.png")}
    await run(reader, "pictures", "1")
    assert server.counts()["/bridge.png"] == 1


async def test_a_refresh_brings_them_when_the_configuration_says_so(
    tmp_path: Path, server: LoopbackServer
) -> None:
    reader = Reader(folder=tmp_path)
    reader.configure('[fetch]\npictures = "always"\n')

    await run(reader, "add", server.url("/feed"))

    assert kept(reader) == {server.url("/bridge.png")}


async def test_what_goes_wrong_is_said(tmp_path: Path, server: LoopbackServer) -> None:
    reader = Reader(folder=tmp_path)
    await run(reader, "add", server.url("/feed"))
    del server.answers["/bridge.png"]

    missing = await run(reader, "pictures", "1")
    unknown = await run(reader, "pictures", "7")
    other = await run(reader, "pictures", "1", "--url", "http://other.example/p.png")
    reader.configure('[fetch]\npictures = "never"\n')
    never = await run(reader, "pictures", "1")

    assert (missing.returncode, b"nothing at this address" in missing.stderr) == (1, True)
    assert (unknown.returncode, b"no such entry" in unknown.stderr) == (2, True)
    assert (other.returncode, b"no such picture" in other.stderr) == (2, True)
    assert (never.returncode, b"never" in never.stderr) == (2, True)
