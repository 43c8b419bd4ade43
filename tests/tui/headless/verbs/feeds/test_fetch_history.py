"""`nutgraf fetch --history`, run as a user runs it."""

import asyncio
from pathlib import Path

import pytest

from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.world import Reader

PAGE = (
    "<rss version='2.0'><channel><title>A Blog</title><link>http://h.example/</link>"
    "<generator>https://wordpress.org/?v=6.7</generator>{}</channel></rss>"
)
ITEM = "<item><guid>{0}</guid><title>Entry {0}</title><description>Words.</description></item>"


def page(*numbers: int) -> bytes:
    return PAGE.format("".join(map(ITEM.format, numbers))).encode()


@pytest.mark.parametrize(("options", "unread"), [((), 2), (("--unread",), 4)])
async def test_older_entries_do_not_bury_the_news(
    tmp_path: Path, options: tuple[str, ...], unread: int
) -> None:
    reader = Reader(folder=tmp_path)
    reader.configure("[fetch]\nfull_articles = false\n")
    pages = {
        "/feed": reply(page(6, 5)),
        "/feed?paged=2": reply(page(4, 3)),
        "/feed?paged=3": reply(page(2, 1)),
    }
    async with LoopbackServer(answers=pages) as server:
        await asyncio.to_thread(reader.run, "add", server.url("/feed"), "--no-fetch")
        answer = await asyncio.to_thread(reader.run, "fetch", "1", "--history", "4", *options)
        again = await asyncio.to_thread(reader.run, "fetch", "1", "--history", "4")

    assert answer.returncode == 0, answer.stderr.decode()
    assert b"A Blog: 2 older entries on 1 page." in answer.stderr or (
        b"/feed: 2 older entries on 1 page." in answer.stderr
    )
    (feed,) = reader.feeds()
    assert (feed["entries"], feed["unread"]) == (4, unread)
    assert b"0 older entries on 1 page." in again.stderr
