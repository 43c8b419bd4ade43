"""Pages that show a part of their article, or none of it: the reader is told of it."""

from datetime import timedelta
from pathlib import Path

from cache.library import Library
from cache.values.list_rows import EntryDetail
from cache.writer import Writer
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.test_looking_again import DEAD, NOON, detail, feed, page, refresh

OF_THE_PART = "This brief covers only the part that could be read."
WALL = b"<p>Subscribe to continue reading.</p></body>"
BANNER = (
    b"<html><body><h1>We value your privacy</h1><p>We and our 90 partners store information on a "
    b"device.</p><button>Accept all</button><button>Reject all</button></body></html>"
)


async def refreshed(path: Path, body: bytes, *, summary: str = "") -> EntryDetail:
    """Return the one entry of a feed after its page gave `body`."""
    described = f"<description>{summary}</description><link>".encode()
    with Writer(path) as writer, Library(path) as library:
        async with LoopbackServer() as server:
            document = feed(server.url("/page")).replace(b"<link>", described)
            server.answers["/feed"] = reply(
                document, headers={"Content-Type": "application/rss+xml"}
            )
            server.answers["/page"] = reply(body)
            url = server.url("/feed")
            writer.submit(lambda store: store.feeds.subscribe(url, now=NOON)).result()
            await refresh(library, writer, NOON + timedelta(minutes=1))
        return detail(library)


async def test_the_brief_of_a_public_part_says_that_it_is_one(tmp_path: Path) -> None:
    found = await refreshed(tmp_path / "cache.db", page(DEAD).replace(b"</body>", WALL))

    assert found.article is not None
    assert found.brief is not None
    assert found.article.note == f"Only the first {found.article.word_count} words are public."
    assert found.brief.note.startswith(OF_THE_PART)


async def test_the_brief_of_a_whole_article_says_nothing_of_the_kind(tmp_path: Path) -> None:
    found = await refreshed(tmp_path / "cache.db", page(DEAD))

    assert found.article is not None
    assert found.brief is not None
    assert found.article.note == ""
    assert OF_THE_PART not in found.brief.note


async def test_a_consent_page_alone_becomes_neither_article_nor_brief(tmp_path: Path) -> None:
    found = await refreshed(tmp_path / "cache.db", BANNER)

    assert found.article is None
    assert found.brief is None


async def test_behind_a_consent_page_the_feeds_words_are_read(tmp_path: Path) -> None:
    found = await refreshed(tmp_path / "cache.db", BANNER, summary=DEAD)

    assert found.article is not None
    assert found.article.text == DEAD
    assert found.article.note == "The page asks for consent before it shows the article."
    assert found.brief is not None
    assert found.brief.note.startswith(OF_THE_PART)
