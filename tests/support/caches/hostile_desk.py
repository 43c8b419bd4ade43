"""A desk where one text stands in every field that comes from outside or from the reader."""

from datetime import timedelta

from msgspec.structs import replace

from cache.values.list_rows import EntryId, Scope, View
from fetch.layout import Layout, Link, Picture
from fetch.model import Failure, FailureKind
from tests.support.caches.newsdesk import NOW, Desk, article_of, brief_of


def fill_with(desk: Desk, text: str, *, number: int = 0) -> EntryId:
    """Put a text into a feed, an entry, its article and its brief; return the entry.

    The number tells several texts apart; a greater one's entries are older.
    """
    feed_id = desk.feed(text or "x", folder=text, url=f"https://example.org/{number}.xml")
    desk.entries(feed_id, text, "A story after it", newest=-timedelta(hours=number))
    desk.fail(feed_id, detail=text)
    entry_id = desk.ids(View(scope=Scope.FEED, feed_id=feed_id))[0]
    brief = brief_of()
    hostile = replace(
        brief,
        note=text,
        key_points=tuple(replace(point, text=text or "x") for point in brief.key_points),
        actors=tuple(
            replace(
                actor,
                name=text or "x",
                role=text,
                role_span=actor.mentions[0].span if text else None,
                aliases=(text or "x",),
                acts=tuple(replace(act, text=text or "x") for act in actor.acts),
            )
            for actor in brief.actors
        ),
        quotes=tuple(replace(it, text=text or "x", speaker=text or None) for it in brief.quotes),
        figures=tuple(replace(it, text=text or "x", what=text) for it in brief.figures),
        timeline=tuple(replace(it, text=text or "x", when=text or "x") for it in brief.timeline),
    )
    layout = Layout(
        links=(Link(start=0, end=5, url="https://example.org/a"),),
        pictures=(Picture(at=0, url="https://example.org/p.png", caption=text),),
    )
    article = replace(article_of(note=text, byline=text), layout=layout)
    failure = Failure(kind=FailureKind.TIMEOUT, detail=text)
    desk.do(lambda store: store.articles.save(entry_id, article, failure, now=NOW))
    desk.do(lambda store: store.articles.save_brief(entry_id, hostile))
    return entry_id
