"""The verb `pictures`, and pictures in a refresh, with the whole program over a loopback server."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from cache.library import Library
from cache.values.list_rows import EntryId, Scope, View
from tests.support.servers.loopback import LoopbackServer
from tests.support.servers.picture_site import publish
from tests.world.world import Reader


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        publish(running)
        yield running


async def run(reader: Reader, *arguments: str) -> CompletedProcess[bytes]:
    return await asyncio.to_thread(reader.run, *arguments)


def kept(reader: Reader) -> frozenset[str]:
    with Library(reader.cache) as library:
        (row,) = library.lists.page(View(scope=Scope.ALL), 0, 10)
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
    looked = await run(reader, "check", "--keys")

    assert (missing.returncode, b"nothing at this address" in missing.stderr) == (1, True)
    assert (unknown.returncode, b"no such entry" in unknown.stderr) == (2, True)
    assert (other.returncode, b"no such picture" in other.stderr) == (2, True)
    assert (never.returncode, b"never" in never.stderr) == (2, True)
    assert b"in the terminal: read by Pillow" in looked.stdout
    assert b"pictures: 'never'" in looked.stdout
