"""A page that is corrected after it was fetched: a refresh of the next hours takes the new text."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from msgspec.structs import replace

from cache.library import Library
from cache.values.list_rows import EntryDetail, EntryId
from cache.writer import Writer
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.fortnight import Here
from tui.headless.services.refresh.whole_refresh import Refresh

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DEAD = "Fifteen sheep drowned when the dam above Holm broke on Monday morning, the mayor said."
MORE_DEAD = DEAD.replace("Fifteen", "Forty")
REST = (
    "The water reached the church within an hour of the break.",
    "Helpers from three islands brought hay and dry clothes to the school.",
    "The mayor of Holm wants to know why nobody looked after the sluice.",
    "An engineer from the mainland will examine the wall on Thursday.",
)


def page(lead: str) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in (lead, *REST))
    return f"<html><body><article><h1>Dam</h1>{paragraphs}</article></body></html>".encode()


def feed(url: str) -> bytes:
    date = format_datetime(NOON - timedelta(hours=1))
    return (
        "<rss version='2.0'><channel><title>Courier</title><item><title>Dam breaks</title>"
        f"<link>{url}</link><guid>{url}</guid><pubDate>{date}</pubDate></item></channel></rss>"
    ).encode()


def detail(library: Library) -> EntryDetail:
    found = library.detail(EntryId(1))
    assert found is not None
    return found


async def refresh(library: Library, writer: Writer, now: datetime) -> None:
    async with Here().tools(library, writer, lambda: now) as tools:
        fresh = replace(tools, fresh=timedelta(hours=24))
        await Refresh(fresh, lambda event: None).run(library.feeds.targets())


async def test_a_fresh_page_is_asked_again_and_its_change_taken(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with Writer(path) as writer, Library(path) as library:
        async with LoopbackServer() as server:
            server.answers["/feed"] = reply(
                feed(server.url("/page")), headers={"Content-Type": "application/rss+xml"}
            )
            server.answers["/page"] = reply(page(DEAD), headers={"ETag": '"one"'})
            url = server.url("/feed")
            writer.submit(lambda store: store.feeds.subscribe(url, now=NOON)).result()

            await refresh(library, writer, NOON)
            assert server.counts()["/page"] == 1
            await refresh(library, writer, NOON + timedelta(minutes=30))
            assert server.counts()["/page"] == 1

            # Nothing changed: the page is asked with its mark, and everything stays.
            server.answers["/page"] = reply(status="304 Not Modified", headers={"ETag": '"one"'})
            before = detail(library)
            await refresh(library, writer, NOON + timedelta(hours=2))
            assert server.counts()["/page"] == 2
            pages = [it for it in server.received if it.path == "/page"]
            assert pages[-1].headers["if-none-match"] == '"one"'
            assert detail(library) == before

            # A wall in front of the page is no new version of it.
            server.answers["/page"] = reply(page(DEAD).split(b"</p>")[0] + b"</p></article>")
            await refresh(library, writer, NOON + timedelta(hours=6))
            assert server.counts()["/page"] == 3
            assert detail(library).article == before.article

            server.answers["/page"] = reply(page(MORE_DEAD))
            await refresh(library, writer, NOON + timedelta(hours=15))
            changed = detail(library)
            assert changed.article is not None
            assert MORE_DEAD in changed.article.text
            assert changed.brief is not None
            assert any("Forty" in point.text for point in changed.brief.key_points)
