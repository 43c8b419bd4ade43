"""The demo edition, fetched once: its cache is copied by every test that reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

from cache.db.reserve import reserve_of
from fetch.feeds.opml import write_opml
from fetch.model import Outline
from tests.world.world import Reader
from tui.headless.demo.demo_papers import load_papers
from tui.headless.demo.demo_server import DemoServer

ARTICLES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A reader who fetched it, from a server that still runs; `answer` is what the fetch said."""

    server: DemoServer
    reader: Reader
    answer: CompletedProcess[bytes]

    def copy_to(self, folder: Path) -> Reader:
        """Return a reader with a copy of the cache."""
        copy = Reader(folder=folder)
        for path in (self.reader.cache, reserve_of(self.reader.cache)):
            if path.exists():
                (folder / path.name).write_bytes(path.read_bytes())
        return copy

    def copy_without_servers(self, folder: Path) -> Reader:
        """Return a reader with a copy of the cache, whose papers have vanished since."""
        reader = self.copy_to(folder)
        for number in range(1, len(self.server.feeds) + 1):
            gone = f"http://127.0.0.1:9/{number}"
            answer = reader.run("feeds", "edit", str(number), "--address", gone)
            assert answer.returncode == 0, answer.stderr
        return reader


@contextmanager
def fetched_edition(folder: Path) -> Iterator[Edition]:
    """Serve the edition, subscribe to it and fetch it."""
    with DemoServer() as server:
        reader = subscriber(folder, server)
        yield Edition(server=server, reader=reader, answer=reader.run("fetch"))


def subscriber(folder: Path, server: DemoServer, papers: int | None = None) -> Reader:
    """Return a reader who is subscribed to the first so many papers of a server, or to all."""
    reader = Reader(folder=folder)
    names = tuple(paper.title for paper in load_papers()[:papers])
    feeds = [it for it in server.feeds if it.title.startswith(names)]
    outlines = [Outline(url=f.url, title=f.title, folder=f.folder) for f in feeds]
    (folder / "demo.opml").write_bytes(write_opml(outlines, title="Demo"))
    assert reader.run("import", folder / "demo.opml").returncode == 0
    return reader


def events_of_the_edition(papers: int | None = None) -> set[frozenset[str]]:
    """Return the titles of each event that several of the first papers tell of, or of all."""
    titles: dict[str, set[str]] = {}
    for paper in load_papers()[:papers]:
        for article in paper.articles:
            titles.setdefault(article.event, set()).add(article.title)
    return {frozenset(members) for members in titles.values() if len(members) > 1}
