from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.stores.feed_store import FeedState
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import EntryId, FeedId, Scope, View
from fetch.model import FeedTarget, Outline
from tests.support.samples.builders import (
    NOW,
    make_article,
    make_brief,
    make_entries,
    make_refreshed,
    make_target,
)

ALL = View(scope=Scope.ALL)


def fill(store: Store, url: str = "http://example.org/feed", count: int = 5) -> FeedTarget:
    target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
    store.entries.save_outcome(make_refreshed(target, make_entries(count)), now=NOW)
    return target


def test_an_address_is_subscribed_to_once(store: Store, library: Library) -> None:
    first = store.feeds.subscribe("http://example.org/feed", folder="World", now=NOW)

    second = store.feeds.subscribe("http://example.org/feed", folder="Science", now=NOW)

    assert first == second
    assert [row.folder for row in library.feeds.rows()] == ["World"]


def test_many_addresses_are_subscribed_to_at_once(store: Store, library: Library) -> None:
    outlines = [
        Outline(url=f"http://example.org/{n % 100}", title=f"Feed {n % 100}", folder="A / B")
        for n in range(10_000)
    ]

    feed_ids = store.feeds.subscribe_all(outlines, now=NOW)

    assert len(feed_ids) == 10_000
    assert len(set(feed_ids)) == len(library.feeds.rows()) == 100
    assert library.feeds.rows()[0].folder == "A / B"


def test_the_readers_name_for_a_feed_wins_over_its_own(store: Store, library: Library) -> None:
    target = fill(store)
    feed_id = FeedId(target.feed_id)
    assert library.feeds.rows()[0].title == "Example News"

    store.feeds.set_states({feed_id: FeedState(url=target.url, title="Mine", folder="")})
    store.entries.save_outcome(make_refreshed(target, [], title="Renamed"), now=NOW)

    assert library.feeds.rows()[0].title == "Mine"
    assert library.lists.page(ALL, 0, 1)[0].feed_title == "Mine"

    store.feeds.set_states({feed_id: FeedState(url=target.url, title="", folder="")})

    assert library.feeds.rows()[0].title == "Renamed"


def test_a_feed_without_any_title_goes_by_its_address(store: Store, library: Library) -> None:
    store.feeds.subscribe("http://example.org/feed", now=NOW)

    assert library.feeds.rows()[0].title == "http://example.org/feed"


def test_a_feed_that_moves_takes_its_entries_along(store: Store, library: Library) -> None:
    target = fill(store)
    state = FeedState(url=target.url, title="", folder="World")
    world = View(scope=Scope.FOLDER, folder="World")

    store.feeds.set_states({FeedId(target.feed_id): state})

    assert library.lists.count(world) == len(library.lists.page(world, 0, 10)) == 5
    assert library.lists.count(View(scope=Scope.FOLDER, folder="")) == 0
    assert library.lists.page(View(scope=Scope.FOLDER, folder="Nowhere"), 0, 10) == ()


def test_unsubscribing_empties_all_lists_and_the_search(store: Store, library: Library) -> None:
    feed_id = FeedId(fill(store, count=450).feed_id)
    store.articles.save(EntryId(1), make_article(), None, now=NOW)
    store.articles.save_brief(EntryId(1), make_brief())

    store.feeds.unsubscribe(feed_id)

    assert library.feeds.rows() == ()
    assert library.feeds.targets() == ()
    assert library.counts().entries == library.counts().unread == 0
    assert library.lists.page(ALL, 0, 10) == ()
    assert library.lists.count(View(scope=Scope.ALL, query=parse("story"))) == 0
    assert library.detail(EntryId(1)) is None
    assert library.queue.entries_without_article(10) == ()
    assert library.queue.articles_without_brief("p2", 10) == ()


def test_starred_entries_stay_when_their_feed_goes(store: Store, library: Library) -> None:
    feed_id = FeedId(fill(store).feed_id)
    store.marks.set_starred([EntryId(2)], True, now=NOW)

    store.feeds.unsubscribe(feed_id)

    (row,) = library.lists.page(View(scope=Scope.STARRED), 0, 10)
    assert row.entry_id == 2
    assert row.feed_title == "Example News"

    store.marks.set_starred([EntryId(2)], False, now=NOW)
    store.tidy()

    assert library.counts().entries == 0


def test_what_was_read_is_not_new_again_after_unsubscribing(store: Store, library: Library) -> None:
    target = fill(store)
    store.marks.set_read([EntryId(1), EntryId(2)], True, now=NOW)
    store.feeds.unsubscribe(FeedId(target.feed_id))

    feed_id = store.feeds.subscribe(target.url, folder="Back", now=NOW)
    stored = store.entries.save_outcome(make_refreshed(target, make_entries(7)), now=NOW)

    assert feed_id == target.feed_id
    assert len(stored.new_entries) == 2
    assert library.counts().entries == 7
    assert library.counts().unread == 5
    assert library.feeds.rows()[0].folder == "Back"
    assert library.lists.count(View(scope=Scope.FEED, feed_id=feed_id, query=parse("story"))) == 7
    assert library.queue.count_without_article() == 7


def test_a_feed_that_comes_back_is_asked_for_everything(store: Store, library: Library) -> None:
    target = fill(store)
    store.feeds.unsubscribe(FeedId(target.feed_id))

    store.feeds.subscribe(target.url, now=NOW)

    (asked,) = library.feeds.targets()
    assert (asked.validators.etag, asked.body_hash) == (None, "")


def test_feeds_come_by_folder_and_title_whatever_their_case(store: Store, library: Library) -> None:
    for folder, title in (("b", "Z"), ("A", "y"), ("A", "X"), ("", "later")):
        store.feeds.subscribe(f"http://{folder}{title}.org", title=title, folder=folder, now=NOW)

    assert [row.title for row in library.feeds.rows()] == ["later", "X", "y", "Z"]


def test_the_feeds_longest_not_asked_are_asked_first(store: Store, library: Library) -> None:
    asked = fill(store)
    never = store.feeds.subscribe("http://never.org", now=NOW)

    assert [target.feed_id for target in library.feeds.targets()] == [never, asked.feed_id]
    assert [target.feed_id for target in library.feeds.targets([never])] == [never]
    assert library.feeds.targets([]) == ()


def test_a_feed_that_was_given_up_is_taken_back_with_its_state(
    store: Store, library: Library
) -> None:
    feed_id = store.feeds.subscribe(
        "http://example.org/feed", title="Mine", folder="World", now=NOW
    )
    target = make_target(feed_id)
    ids = store.entries.save_outcome(make_refreshed(target, make_entries(4)), now=NOW).new_entries
    store.marks.set_read(ids[:1], is_read=True, now=NOW)
    store.marks.set_starred(ids[1:2], is_starred=True, now=NOW)
    store.interests.mute(MuteRule(kind=MuteKind.PHRASE, pattern="Story 4"), now=NOW)
    before = (
        library.feeds.rows(),
        library.lists.page(View(scope=Scope.ALL), 0, 10),
        library.counts(),
    )
    assert before[2].muted == 1

    given_up = store.feeds.give_up((feed_id,))

    assert library.feeds.rows() == ()
    assert [row.is_starred for row in library.lists.page(View(scope=Scope.ALL), 0, 10)] == [True]
    store.feeds.take_back(given_up)
    after = (
        library.feeds.rows(),
        library.lists.page(View(scope=Scope.ALL), 0, 10),
        library.counts(),
    )
    assert after == before
    store.tidy()
    assert library.lists.page(View(scope=Scope.ALL), 0, 10) == before[1]


def test_what_is_given_up_goes_when_the_cache_is_closed(store: Store, library: Library) -> None:
    feed_id = store.feeds.subscribe("http://example.org/feed", now=NOW)
    store.entries.save_outcome(make_refreshed(make_target(feed_id), make_entries(2)), now=NOW)

    given_up = store.feeds.give_up((feed_id,))
    store.tidy()
    store.feeds.take_back(given_up)

    # The feed is there again; what was removed meanwhile comes with its next answer.
    assert [feed.entry_count for feed in library.feeds.rows()] == [0]
