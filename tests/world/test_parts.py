"""An article on two pages, through a whole refresh: the second page may come later."""

from datetime import timedelta
from pathlib import Path

from cache.library import Library
from cache.writer import Writer
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.test_looking_again import DEAD, NOON, detail, feed, page, refresh

SECOND = "The second page tells of the school, where eighty people slept on mats for a week."
MISSING = "Only the first page of this article could be read."


async def test_a_page_that_was_missing_is_had_later(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with Writer(path) as writer, Library(path) as library:
        async with LoopbackServer() as server:
            first = page(DEAD).replace(b"</body>", b"<a rel='next' href='/page/2'>2</a></body>")
            document = feed(server.url("/page"))
            server.answers["/feed"] = reply(
                document, headers={"Content-Type": "application/rss+xml"}
            )
            server.answers["/page"] = reply(first, headers={"ETag": '"one"'})
            server.answers["/page/2"] = reply(status="503 Service Unavailable")
            url = server.url("/feed")
            writer.submit(lambda store: store.feeds.subscribe(url, now=NOON)).result()

            await refresh(library, writer, NOON)
            before = detail(library)
            assert before.article is not None
            assert before.article.note == MISSING
            assert before.brief is not None
            assert "part that could be read" in before.brief.note

            server.answers["/page/2"] = reply(page(SECOND))
            await refresh(library, writer, NOON + timedelta(minutes=15))
            after = detail(library)
            assert after.article is not None
            assert after.article.text == f"{before.article.text}\n\n{SECOND}"
            assert after.article.note == ""
            assert after.brief is not None
            assert "part that could be read" not in after.brief.note
            assert "if-none-match" not in server.received[-2].headers
