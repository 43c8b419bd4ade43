"""A site that ends all its articles with one sentence, through a whole refresh."""

from pathlib import Path

from cache.library import Library
from cache.values.list_rows import EntryId
from cache.writer import Writer
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.test_looking_again import NOON, REST, refresh

OWN = "The Holm Courier belongs to its readers and is printed at the old quay."
STORIES = {
    "Dam breaks": "The dam above the village broke after nine days of rain, the mayor said.",
    "Choir wins prize": "Forty singers came home from Oslo with a silver cup, their leader said.",
    "Wheat is dear": "A sack of wheat costs twice what it did in May, the miller said.",
    "School reopens": "The school has a roof again and opens on Monday, the teacher said.",
    "Ferry is sold": "The old ferry goes to a breaker in Turkey, its last captain said.",
}


def page(lead: str) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in (lead, *REST[:2], OWN))
    return f"<html><body><article>{paragraphs}</article></body></html>".encode()


async def test_it_is_in_none_of_the_articles(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with Writer(path) as writer, Library(path) as library:
        async with LoopbackServer() as server:
            items = ""
            for number, (title, lead) in enumerate(STORIES.items()):
                # What two stories share in this test is told by the feed, and so is the story's.
                items += (
                    f"<item><title>{title}</title><link>{server.url(f'/{number}')}</link>"
                    f"<description>{lead} {' '.join(REST[:2])}</description></item>"
                )
                server.answers[f"/{number}"] = reply(page(lead))
            document = f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>"
            server.answers["/feed"] = reply(
                document.encode(), headers={"Content-Type": "application/rss+xml"}
            )
            url = server.url("/feed")
            writer.submit(lambda store: store.feeds.subscribe(url, now=NOON)).result()

            await refresh(library, writer, NOON)

        for number in range(1, len(STORIES) + 1):
            found = library.detail(EntryId(number))
            assert found is not None
            assert found.article is not None
            assert found.article.text.endswith(REST[1])
            assert found.brief is not None
            assert OWN not in found.brief.text
