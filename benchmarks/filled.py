"""Caches that benchmarks read: so many entries, and stories if they are asked for."""

import argparse
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId, Scope, View
from cache.values.story_rows import Placement
from fetch.model import (
    Article,
    Entry,
    EntryKey,
    Extractor,
    Feed,
    FeedRefreshed,
    FeedTarget,
    Validators,
)
from summarise.model import Brief, Coverage, KeyPoint, Span
from summarise.stories.story_assembly import story_brief
from summarise.stories.story_model import ArticleId, Membership, StoryId
from summarise.version import pipeline_version
from tui.headless.services.refresh.story_stage import story_pipeline_version

NEWEST = "newest story"
"""The title of the newest entry: it is on the screen when the list is."""
START = datetime(2026, 1, 1, tzinfo=UTC)
FEED_COUNT = 100
MINUTE = timedelta(minutes=1)
VOCABULARY = 20_000


class Words:
    """Text with the frequencies of a language: the n-th word is n times rarer than the first."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._words = [f"w{number:05d}" for number in range(VOCABULARY)]
        total, self._weights = 0.0, list[float]()
        for number in range(VOCABULARY):
            total += 1 / (number + 1)
            self._weights.append(total)

    def text(self, count: int) -> str:
        """Return that many words."""
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=count))


def fill(
    path: Path, entry_count: int, *, newest: datetime = START, step: timedelta = MINUTE
) -> None:
    """Make a cache with so many entries in 100 feeds, each a step older than the one before."""
    per_feed = entry_count // FEED_COUNT
    connection = open_writer(path)
    store, words = Store(connection), Words(1)
    for number in range(FEED_COUNT):
        url = f"https://paper-{number}.example/feed"
        feed_id = store.feeds.subscribe(url, now=newest)
        entries = tuple(
            Entry(
                key=EntryKey(f"{number}-{index}"),
                url=f"https://paper-{number}.example/{index}",
                title=NEWEST if number == index == 0 else words.text(8).capitalize(),
                published=newest - step * (number + FEED_COUNT * index),
                summary=words.text(40),
            )
            for index in range(per_feed)
        )
        outcome = FeedRefreshed(
            target=FeedTarget(feed_id=feed_id, url=url),
            feed=Feed(title=f"Paper {number}", entries=entries),
            validators=Validators(),
            body_hash=str(number),
        )
        store.entries.save_outcome(outcome, now=newest)
    store.optimise()
    connection.close()


def kept(folder: Path, entry_count: int) -> Path:
    """Return a cache with so many entries from a folder; it is made if it is not there."""
    path = folder / f"{entry_count}.db"
    if not path.exists():
        fill(path, entry_count)
    return path


def copied(folder: Path, entry_count: int, to: Path) -> Path:
    """Copy a kept cache to where it may be changed."""
    shutil.copyfile(kept(folder, entry_count), to)
    return to


@contextmanager
def caches(folder: Path | None) -> Iterator[Path]:
    """Yield the folder of kept caches, a passing one if none was named."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)


def add_caches(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark share its caches with others."""
    parser.add_argument("--caches", type=Path, help="a folder that keeps the filled caches")


def tell_stories(path: Path, story_count: int, *, now: datetime) -> None:
    """Let the newest entries have a brief and a story each."""
    connection = open_writer(path)
    store, library = Store(connection), Library(path)
    for row in library.lists.page(View(scope=Scope.ALL), 0, story_count):
        text = f"{row.title} is what people in the town talked about all day."
        save_brief(store, EntryId(row.entry_id), row.title, text, now)
    while store.stories.take_in_changes():
        continue
    while pending := library.stories.unplaced(500):
        placements = [
            Placement(
                article_id=it.article_id,
                membership=Membership(
                    article_id=ArticleId(str(it.entry_id)), story_id=StoryId(str(it.entry_id))
                ),
                features=b"",
            )
            for it in pending
        ]
        store.stories.place(placements, version="1", state=b"state")
    version = story_pipeline_version()
    while stories := library.stories.to_tell(version, 500):
        for story_id in stories:
            material = library.stories.material(story_id)
            if material is not None:
                brief = story_brief(story_id, material.articles, seen=material.seen)
                store.stories.save_told(brief, revision=material.revision, pipeline=version)
    store.optimise()
    library.close()
    connection.close()


def save_brief(store: Store, entry_id: EntryId, title: str, text: str, now: datetime) -> None:
    """Store an article of one sentence, and what would be said of it."""
    article = Article(text=text, extractor=Extractor.PAGE, fingerprint=text, language="en")
    store.articles.save(entry_id, article, None, now=now)
    whole = Span(start=0, end=len(text))
    brief = Brief(
        id=str(entry_id),
        title=title,
        language="en",
        pipeline=pipeline_version(),
        coverage=Coverage.FULL,
        text=text,
        key_points=(KeyPoint(text=text, span=whole),),
    )
    store.articles.save_brief(entry_id, brief)
