"""`nutgraf add --scrape`: a page that lists articles becomes a feed."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.world import Reader

ITEM = "<li><h3><a href='/{0}'>{0}: a headline that is long enough</a></h3><p>About {0}.</p></li>"
NAMES = ("storm", "boats", "council")


def page(*names: str) -> bytes:
    items = "".join(map(ITEM.format, names))
    return f"<html><head><title>Harbour</title></head><body><ul>{items}</ul></body></html>".encode()


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    reader.configure("[fetch]\nfull_articles = false\npause_per_host_ms = 0\n")
    return reader


@pytest.mark.parametrize(
    "selectors", [(), ("--items", "li", "--item-summary", "p"), ("--item-summary", "p")]
)
async def test_a_page_is_read_like_a_feed(reader: Reader, selectors: tuple[str, ...]) -> None:
    async with LoopbackServer({"/news": reply(page(*NAMES))}) as server:
        run = asyncio.to_thread
        preview = await run(
            reader.run, "add", "--scrape", server.url("/news"), *selectors, "--preview"
        )
        added = await run(reader.run, "add", "--scrape", server.url("/news"), *selectors)
        server.answers["/news"] = reply(page("calm", *NAMES))
        fetched = await run(reader.run, "fetch", "--force")
        server.answers["/news"] = reply(b"<html><body><p>Built anew.</p></body></html>")
        failed = await run(reader.run, "fetch", "--force")

    words = preview.stderr.decode()
    assert "storm: a headline that is long enough" in words
    assert ("Guessed: --items 'ul > li'" in words) is ("--items" not in selectors)
    assert (preview.returncode, added.returncode) == (0, 0), added.stderr.decode()
    assert b"3 new entries" in added.stderr
    assert b"1 new entry" in fetched.stderr
    (feed,) = await asyncio.to_thread(reader.feeds)
    assert (feed["title"], feed["entries"], failed.returncode) == ("Harbour", 4, 1)
    assert "the site may have been rebuilt" in feed["failure"]
    rows = json.loads((await asyncio.to_thread(reader.run, "search", "--json", "calm")).stdout)
    assert rows[0]["url"] == server.url("/calm")
    assert ("About calm." in rows[0]["lead"]) is bool(selectors)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--scrape",), "the address of one page is needed"),
        (("http://127.0.0.1:9/", "--items", "li"), "go with --scrape"),
        (("--scrape", "http://127.0.0.1:9/", "--items", "li["), "is not a CSS selector"),
        (("--scrape", "http://127.0.0.1:9/", "--account", "x"), "can't be told of such a feed"),
        (("--scrape", "http://127.0.0.1:9/"), "The server can't be reached"),
    ],
)
def test_what_can_not_be_is_said(reader: Reader, arguments: tuple[str, ...], words: str) -> None:
    answer = reader.run("add", *arguments)

    assert answer.returncode in {1, 2}
    assert words in answer.stderr.decode()
