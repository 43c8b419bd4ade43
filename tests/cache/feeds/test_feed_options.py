from datetime import timedelta

import pytest
from msgspec.structs import replace

from cache.errors import AddressTaken
from cache.feeds.feed_options import (
    NO_OPTIONS,
    CredentialKind,
    CredentialLink,
    CredentialPlace,
    FeedOptions,
)
from cache.library import Library
from cache.store import Store
from cache.stores.feed_store import FeedState
from cache.values.list_rows import FeedId
from fetch.model import FeedTarget
from fetch.rules import PageRules
from tests.support.samples.builders import NOW, make_entries, make_refreshed

ALL = FeedOptions(
    full_articles=False,
    interval_minutes=30,
    user_agent="Mine",
    pages=PageRules(article="article", strip=".ad"),
    prefers_feed=True,
    credential=CredentialLink(
        kind=CredentialKind.BASIC,
        place=CredentialPlace.KEYRING,
        name="http://example.org/feed",
        origin="http://example.org:80",
    ),
)


def subscribed(store: Store, url: str = "http://example.org/feed") -> FeedId:
    return store.feeds.subscribe(url, folder="World", now=NOW)


def test_options_are_read_as_they_were_written(store: Store, library: Library) -> None:
    feed_id = subscribed(store)

    store.feeds.set_options(feed_id, ALL)

    assert library.feeds.options() == {feed_id: ALL}
    assert library.feeds.managed()[0].options == ALL
    assert library.feeds.timings()[0].interval_minutes == 30

    store.feeds.set_options(feed_id, NO_OPTIONS)

    assert library.feeds.options() == {}
    assert library.feeds.managed()[0].options == NO_OPTIONS


def test_a_feed_is_edited_at_once(store: Store, library: Library) -> None:
    feed_id = subscribed(store)
    state = FeedState(url="http://example.org/new", title="Mine", folder="Sea", options=ALL)

    store.feeds.set_states({feed_id: state})

    found = library.feeds.managed()[0]
    assert (found.row.url, found.given_title, found.row.folder) == (
        "http://example.org/new",
        "Mine",
        "Sea",
    )
    assert found.options == ALL


def test_an_edited_feed_is_as_before_when_that_is_taken_back(
    store: Store, library: Library
) -> None:
    feed_id = subscribed(store)
    before = library.feeds.managed()[0]
    store.feeds.set_states({feed_id: FeedState(url="http://b.example/", title="B", folder="")})

    state = FeedState(url=before.row.url, title=before.given_title, folder=before.row.folder)
    store.feeds.set_states({feed_id: state})

    assert library.feeds.managed()[0] == before


def test_a_new_address_is_asked_as_for_the_first_time(store: Store, library: Library) -> None:
    target = FeedTarget(feed_id=subscribed(store), url="http://example.org/feed")
    store.entries.save_outcome(make_refreshed(target, make_entries(1)), now=NOW)
    feed_id = FeedId(target.feed_id)
    assert library.feeds.targets()[0].body_hash

    store.feeds.set_states(
        {feed_id: FeedState(url="http://example.org/new", title="", folder="World")}
    )

    assert not library.feeds.targets()[0].body_hash


def test_two_feeds_cannot_have_one_address(store: Store, library: Library) -> None:
    first = subscribed(store)
    second = subscribed(store, "http://example.org/other")
    state = FeedState(url="http://example.org/other", title="Mine", folder="World")

    with pytest.raises(AddressTaken, match="already subscribed to this"):
        store.feeds.set_states({second: replace(state, title="Changed"), first: state})

    assert {row.title for row in library.feeds.rows()} == {
        "http://example.org/feed",
        "http://example.org/other",
    }


def test_feeds_are_given_up_and_taken_back_together(store: Store, library: Library) -> None:
    targets = [
        FeedTarget(feed_id=subscribed(store, url), url=url)
        for url in ("http://a.example/", "http://b.example/")
    ]
    for target in targets:
        store.entries.save_outcome(make_refreshed(target, make_entries(2)), now=NOW)
    store.feeds.set_options(FeedId(targets[0].feed_id), ALL)
    before = library.feeds.managed()

    given_up = store.feeds.give_up(tuple(FeedId(target.feed_id) for target in targets))
    assert library.feeds.managed() == ()

    store.feeds.take_back(given_up)

    assert library.feeds.managed() == before
    assert before[0].newest_at is not None
    assert before[0].newest_at <= NOW + timedelta(days=1)
