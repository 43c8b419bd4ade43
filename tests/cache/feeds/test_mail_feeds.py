"""A mailbox and the feeds of its senders."""

import pytest
from msgspec.structs import replace

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import FeedId
from fetch.feeds.mail.mail_addresses import sender_address
from fetch.model import FeedPart, FeedTarget
from tests.support.samples.builders import NOW, make_entries, make_refreshed

BOX = "imaps://me@mail.example/News"


def refreshed(store: Store, *senders: str, start: int = 1) -> tuple[int, ...]:
    """Let a mailbox answer with a letter of each sender; return the new entries."""
    target = FeedTarget(feed_id=store.feeds.subscribe(BOX, folder="Letters", now=NOW), url=BOX)
    parts = tuple(
        FeedPart(
            url=sender_address(BOX, f"{name}@paper.example"),
            title=name.title(),
            entries=make_entries(1, start=start),
        )
        for name in senders
    )
    outcome = replace(make_refreshed(target, [], title="News"), parts=parts)
    return store.entries.save_outcome(outcome, now=NOW).new_entries


def titles(library: Library) -> list[str]:
    return [row.title for row in library.feeds.rows()]


def test_each_sender_gets_a_feed_beside_the_mailbox(store: Store, library: Library) -> None:
    new = refreshed(store, "ann", "bob")

    assert len(new) == 2
    assert titles(library) == ["Ann", "Bob", "News"]
    assert {row.folder for row in library.feeds.rows()} == {"Letters"}


def test_only_the_mailbox_is_asked(store: Store, library: Library) -> None:
    refreshed(store, "ann", "bob")

    assert [target.url for target in library.feeds.targets()] == [BOX]
    assert len(library.feeds.timings()) == 1


def test_for_a_sender_its_mailbox_is_asked(store: Store, library: Library) -> None:
    refreshed(store, "ann")
    store.feeds.subscribe("https://example.org/feed", now=NOW)
    ann = next(row.feed_id for row in library.feeds.rows() if row.title == "Ann")

    assert [target.url for target in library.feeds.targets([ann])] == [BOX]


def test_the_same_letters_change_nothing(store: Store, library: Library) -> None:
    refreshed(store, "ann")

    assert refreshed(store, "ann") == ()
    assert titles(library) == ["Ann", "News"]


def test_a_sender_that_was_given_up_stays_away(store: Store, library: Library) -> None:
    refreshed(store, "ann", "bob")
    bob = next(row.feed_id for row in library.feeds.rows() if row.title == "Bob")
    store.feeds.unsubscribe(bob)

    new = refreshed(store, "ann", "bob", start=9)

    assert len(new) == 1
    assert titles(library) == ["Ann", "News"]


@pytest.mark.parametrize("can_be_undone", [True, False])
def test_senders_go_with_their_mailbox(
    store: Store, library: Library, *, can_be_undone: bool
) -> None:
    refreshed(store, "ann", "bob")
    other = "imaps://me@mail.example/News2"
    store.feeds.subscribe(other, now=NOW)
    box = next(row.feed_id for row in library.feeds.rows() if row.url == BOX)

    if can_be_undone:
        given_up = store.feeds.give_up((FeedId(box),))
        assert titles(library) == [other]
        store.feeds.take_back(given_up)
        assert titles(library) == [other, "Ann", "Bob", "News"]
    else:
        store.feeds.unsubscribe(box)
        assert titles(library) == [other]
    assert library.problems() == ()
