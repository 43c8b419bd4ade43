from msgspec.structs import replace

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryDetail, EntryId
from fetch.layout import Layout, Link, Picture, Piece, PieceKind
from fetch.model import FeedTarget
from tests.support.samples.builders import NOW, make_article, make_brief, make_entry, make_refreshed

LAYOUT = Layout(
    pieces=(Piece(kind=PieceKind.ITEM, start=0, end=6, level=2, number=3),),
    links=(Link(start=0, end=6, url="http://h.example/b?c=d"),),
    pictures=(Picture(at=0, url="http://h.example/p.jpg", caption="Ünïcode"),),
)


def stored(store: Store) -> EntryId:
    url = "http://example.org/feed"
    target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
    return store.entries.save_outcome(make_refreshed(target, [make_entry()]), now=NOW).new_entries[
        0
    ]


def detail_of(library: Library, entry_id: EntryId) -> EntryDetail:
    detail = library.detail(entry_id)
    assert detail is not None
    return detail


def test_a_layout_comes_back_as_it_was_given(store: Store, library: Library) -> None:
    entry_id = stored(store)
    article = replace(make_article(), layout=LAYOUT)

    store.articles.save(entry_id, article, None, now=NOW)

    assert detail_of(library, entry_id).article == article


def test_a_layout_that_alone_changed_is_stored_and_the_brief_stays(
    store: Store, library: Library
) -> None:
    entry_id = stored(store)
    store.articles.save(entry_id, make_article(), None, now=NOW)
    store.articles.save_brief(entry_id, make_brief(id=str(entry_id)))

    store.articles.save(entry_id, replace(make_article(), layout=LAYOUT), None, now=NOW)

    detail = detail_of(library, entry_id)
    assert detail.article is not None
    assert detail.article.layout == LAYOUT
    assert detail.brief is not None


def test_a_layout_of_a_longer_text_is_none(store: Store, library: Library) -> None:
    entry_id = stored(store)
    beyond = Layout(links=(Link(start=0, end=9999, url="http://h.example/"),))

    store.articles.save(entry_id, replace(make_article(), layout=beyond), None, now=NOW)

    article = detail_of(library, entry_id).article
    assert article is not None
    assert article.layout == Layout()
