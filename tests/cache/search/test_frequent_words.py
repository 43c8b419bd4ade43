"""A search for a word that is in many entries finds what sorting all of its hits would find."""

from datetime import timedelta

from cache.library import Library
from cache.lists.found_lists import SEARCH_LIMIT
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import Order, Scope, View
from tests.support.samples.builders import NOW, make_entry, make_refreshed, make_target

COUNT = 2_400


def titles(library: Library, words: str, order: Order = Order.NEWEST) -> list[str]:
    view = View(scope=Scope.ALL, query=parse(words), order=order)
    return [row.title for row in library.lists.page(view, 0, SEARCH_LIMIT)]


def test_it_finds_the_newest_of_all_hits(store: Store, library: Library) -> None:
    feeds = [store.feeds.subscribe(f"http://{name}.example/feed", now=NOW) for name in "ab"]
    for feed_id in feeds:
        # The order of the list is not that in which they come in.
        entries = tuple(
            make_entry(
                key=f"{feed_id}-{number}",
                url=f"http://a.example/{feed_id}/{number}",
                title=f"{feed_id} {'sea' if number % 3 else 'land'} {number}",
                published=NOW - timedelta(minutes=number * 7 % COUNT),
            )
            for number in range(COUNT)
        )
        store.entries.save_outcome(make_refreshed(make_target(feed_id), entries), now=NOW)
    store.feeds.give_up((feeds[1],))

    everything = titles(library, "")
    expected = [title for title in everything if "sea" in title]

    assert len(everything) == COUNT
    assert titles(library, "sea") == expected
    assert titles(library, "sea", Order.OLDEST) == expected[::-1]
    assert titles(library, "land") == [it for it in everything if "land" in it]
    assert titles(library, "sea is:unread") == expected
