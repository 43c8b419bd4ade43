"""Stories put together by hand: placements, a plain teller, and articles that tell one event."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId, FeedId, Scope, View
from cache.values.story_rows import Placement
from summarise.model import Actor, Brief, Coverage, KeyPoint, Span
from summarise.stories.story_assembly import story_brief
from summarise.stories.story_model import (
    ArticleCoverage,
    ArticleId,
    Citation,
    Membership,
    Seen,
    SourcedActor,
    SourcedPoint,
    StoryArticle,
    StoryBrief,
    StoryId,
)
from tests.support.caches.briefed_archive import Archive
from tests.support.caches.newsdesk import Desk

PIPELINE = "told plainly"


def tell_plainly(
    story: StoryId,
    articles: Sequence[StoryArticle],
    *,
    seen: Seen | None = None,
    actors: Sequence[Actor] = (),
) -> StoryBrief:
    """Return a brief with every key point of every article: satisfies `StoryBriefer`."""
    versions = seen.versions if seen is not None else frozenset()
    earlier = {
        point.text
        for brief in (seen.earlier if seen is not None else ())
        for point in brief.key_points
    }
    is_read = bool(versions)

    def is_new(article: StoryArticle) -> bool:
        return is_read and (article.id, article.version) not in versions

    points = [
        SourcedPoint(
            text=point.text,
            citations=(
                Citation(
                    article_id=article.id,
                    source=article.source,
                    moment=article.moment,
                    span=point.span,
                    text=point.text,
                ),
            ),
            actors=point.actors,
            is_new=is_new(article) and point.text not in earlier,
        )
        for article in articles
        for point in article.brief.key_points
    ]
    return StoryBrief(
        id=story,
        title=articles[0].brief.title,
        pipeline=PIPELINE,
        points=tuple(sorted(points, key=lambda point: not point.is_new)),
        actors=tuple(
            SourcedActor(name=actor.name, kind=actor.kind, citations=(), mention_count=1)
            for actor in actors
        ),
        coverage=tuple(
            ArticleCoverage(
                article_id=article.id,
                source=article.source,
                title=article.brief.title,
                moment=article.moment,
                word_count=article.word_count,
                copy_of=article.copy_of,
                is_new=is_new(article),
            )
            for article in articles
        ),
        has_been_read=is_read,
    )


def place_all(
    archive: Archive,
    story_of: dict[EntryId, EntryId],
    state: bytes = b"state",
    *,
    copy_of: dict[EntryId, EntryId] | None = None,
) -> None:
    """Store where the articles that wait belong: `story_of` their entries."""
    while archive.store.stories.take_in_changes():
        continue
    placements = []
    for pending in archive.library.stories.unplaced(100):
        entry_id = pending.entry_id
        member = Membership(
            article_id=ArticleId(str(entry_id)),
            story_id=StoryId(str(story_of.get(entry_id, entry_id))),
            copy_of=ArticleId(str((copy_of or {}).get(entry_id, ""))),
        )
        features = pending.text.encode()
        placements.append(
            Placement(article_id=pending.article_id, membership=member, features=features)
        )
    archive.store.stories.place(placements, version="1", state=state)


def tell_all(archive: Archive) -> list[StoryId]:
    """Tell what is to be told; return which stories."""
    told = list(archive.library.stories.to_tell(PIPELINE, 100))
    for story_id in told:
        material = archive.library.stories.material(story_id)
        if material is not None:
            brief = tell_plainly(story_id, material.articles, seen=material.seen)
            archive.store.stories.save_told(brief, revision=material.revision, pipeline=PIPELINE)
    return told


def titles_of_top(archive: Archive, now: datetime) -> list[str]:
    """Return the titles of the front page."""
    return [row.title for row in archive.library.stories.candidates(now=now, days=3)]


def tell_on(desk: Desk, story_of: dict[EntryId, EntryId]) -> None:
    """Let the articles of a desk find their stories, and tell these as the program does."""

    def work(store: Store) -> None:
        with Library(desk.path) as library:
            archive = Archive(store, library)
            place_all(archive, story_of)
            for story_id in library.stories.to_tell(PIPELINE, 100):
                material = library.stories.material(story_id)
                if material is not None:
                    brief = story_brief(story_id, material.articles, seen=material.seen)
                    store.stories.save_told(brief, revision=material.revision, pipeline=PIPELINE)

    desk.do(work)


def article_on(desk: Desk, feed_id: FeedId, title: str, text: str, *, hours: float = 1) -> EntryId:
    """Let a feed have an article with a brief of its sentences; return the entry."""
    desk.entries(feed_id, title, newest=-timedelta(hours=hours))
    view = View(scope=Scope.FEED, feed_id=feed_id)
    rows = desk.library.lists.page(view, 0, 100)
    entry_id = max(row.entry_id for row in rows)
    desk.brief(entry_id, text, plain_brief(text, title))
    return entry_id


def plain_brief(text: str, title: str) -> Brief:
    """Return a brief whose points are the sentences of a text, one a paragraph."""
    points = []
    for sentence in text.split("\n\n"):
        start = text.index(sentence)
        points.append(KeyPoint(text=sentence, span=Span(start=start, end=start + len(sentence))))
    return Brief(
        id="1",
        title=title,
        language="en",
        pipeline="test",
        coverage=Coverage.FULL,
        text=text,
        key_points=tuple(points),
    )


def bridge_on(desk: Desk) -> tuple[EntryId, EntryId]:
    """Let two papers tell of one bridge; return the articles, the first one leads the story."""
    first = article_on(desk, desk.feed("Morning"), "The bridge fell", "It fell on Monday.", hours=2)
    second = article_on(desk, desk.feed("Evening"), "Bridge lost", "It is lost for good.", hours=1)
    tell_on(desk, {second: first})
    return first, second
