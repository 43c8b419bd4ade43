"""The newest entries of a large feed are stored before the rest of it."""

from msgspec.structs import replace

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import Scope, View
from fetch.model import FeedBegun
from tests.support.samples.builders import NOW, make_entries, make_refreshed, make_target


def test_the_rest_joins_them_and_only_then_the_feed_counts_as_read(
    store: Store, library: Library
) -> None:
    feed_id = store.feeds.subscribe("http://a.example/feed", now=NOW)
    target = make_target(feed_id)
    whole = make_refreshed(target, make_entries(6))
    beginning = replace(whole.feed, entries=whole.feed.entries[:2])

    begun = store.entries.save_outcome(FeedBegun(target=target, feed=beginning), now=NOW)
    asked_again = library.feeds.targets()[0]
    rest = store.entries.save_outcome(whole, now=NOW)

    assert (len(begun.new_entries), len(rest.new_entries), rest.changed_entries) == (2, 4, ())
    assert (asked_again.body_hash, asked_again.validators.etag) == ("", None)
    assert library.feeds.targets()[0].body_hash == whole.body_hash
    rows = library.lists.page(View(scope=Scope.ALL), 0, 10)
    assert [row.title for row in rows] == [entry.title for entry in whole.feed.entries]


def test_nothing_is_stored_of_a_feed_that_was_given_up_meanwhile(store: Store) -> None:
    feed_id = store.feeds.subscribe("http://a.example/feed", now=NOW)
    store.feeds.unsubscribe(feed_id)
    feed = make_refreshed(make_target(feed_id), make_entries(2)).feed

    begun = store.entries.save_outcome(FeedBegun(target=make_target(feed_id), feed=feed), now=NOW)

    assert begun.new_entries == ()
