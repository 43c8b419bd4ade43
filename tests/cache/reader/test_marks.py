from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cache.db.connection import open_writer
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.stores.feed_store import FeedState
from cache.values.list_rows import EntryId, FeedId, Scope, View
from fetch.model import FeedTarget
from tests.support.samples.builders import NOW, make_entries, make_entry, make_refreshed
from tests.support.scale import full_or

UNREAD = View(scope=Scope.UNREAD)


def fill(store: Store, count: int = 10, url: str = "http://example.org/feed") -> FeedTarget:
    target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
    store.entries.save_outcome(make_refreshed(target, make_entries(count)), now=NOW)
    return target


def ids(*numbers: int) -> list[EntryId]:
    return [EntryId(number) for number in numbers]


def test_a_mark_tells_what_it_changed(store: Store) -> None:
    fill(store)

    assert store.marks.set_read(ids(3, 1, 99), True, now=NOW) == (1, 3)
    assert store.marks.set_read(ids(1, 2), True, now=NOW) == (2,)
    assert store.marks.set_read(ids(1, 5), False, now=NOW) == (1,)
    assert store.marks.set_starred(ids(1, 2), True, now=NOW) == (1, 2)
    assert store.marks.set_starred(ids(2, 3), False, now=NOW) == (2,)
    assert store.marks.set_read([], True, now=NOW) == ()


def test_an_unread_view_keeps_what_it_is_told_to_keep(store: Store, library: Library) -> None:
    fill(store)
    store.marks.set_read(ids(5), True, now=NOW)
    kept = View(scope=Scope.UNREAD, kept=frozenset(ids(5, 6)))

    assert library.lists.count(UNREAD) == 9
    assert library.lists.count(kept) == 10
    assert [row.entry_id for row in library.lists.page(kept, 4, 2)] == ids(6, 5)
    assert library.lists.position(kept, EntryId(5)) == 5
    assert library.lists.neighbour_unread(kept, EntryId(6), forward=True) == 4


def test_a_search_sees_a_mark_at_once(store: Store, library: Library) -> None:
    fill(store)
    view = View(scope=Scope.UNREAD, query=parse("story"))
    assert library.lists.count(view) == 10

    store.marks.set_read(ids(5), True, now=NOW)

    assert library.lists.count(view) == 9
    assert library.lists.position(view, EntryId(5)) is None


@pytest.mark.parametrize("query", ["", "story"])
def test_all_are_read_but_what_came_in_above_meanwhile(
    query: str, store: Store, library: Library
) -> None:
    target = fill(store)
    view = View(scope=Scope.FEED, feed_id=FeedId(target.feed_id), query=parse(query))
    top = library.lists.page(view, 0, 1)[0].entry_id
    later = NOW + timedelta(hours=1)
    store.entries.save_outcome(make_refreshed(target, [make_entry(11, published=later)]), now=later)

    changed = store.marks.mark_all_read(view, until=top, now=NOW)

    assert sorted(changed) == list(range(1, 11))
    assert [row.entry_id for row in library.lists.page(UNREAD, 0, 10)] == ids(11)
    assert store.marks.mark_all_read(view, until=None, now=NOW) == (11,)


def test_all_of_a_view_are_read_and_no_others(store: Store, library: Library) -> None:
    fill(store)
    other = fill(store, url="http://other.org/feed")
    world = FeedState(url=other.url, title="", folder="World")
    store.feeds.set_states({FeedId(other.feed_id): world})

    changed = store.marks.mark_all_read(
        View(scope=Scope.FOLDER, folder="World"), until=None, now=NOW
    )

    assert len(changed) == 10
    assert library.lists.count(UNREAD) == 10
    store.marks.set_read(changed, False, now=NOW)
    assert library.lists.count(UNREAD) == 20


class Cache(RuleBasedStateMachine):
    """Any sequence of writes: the stored numbers are the real ones, and marks are never lost."""

    urls = Bundle("urls")

    folder: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.connection = open_writer(self.folder / "cache.db")
        self.store = Store(self.connection)
        self.library = Library(self.folder / "cache.db")
        self.read: dict[EntryId, bool] = {}

    def teardown(self) -> None:
        self.library.close()
        self.connection.close()
        for file in self.folder.iterdir():
            file.unlink()

    @rule(target=urls, number=st.integers(0, 3), folder=st.sampled_from(["", "A", "B"]))
    def subscribe(self, number: int, folder: str) -> str:
        url = f"http://example.org/{number}"
        self.store.feeds.subscribe(url, folder=folder, now=NOW)
        return url

    def feed_id(self, url: str) -> FeedId | None:
        return next((row.feed_id for row in self.library.feeds.rows() if row.url == url), None)

    @rule(url=urls, numbers=st.sets(st.integers(0, 12)), words=st.sampled_from(["one", "two"]))
    def refresh(self, url: str, numbers: set[int], words: str) -> None:
        target = FeedTarget(feed_id=self.feed_id(url) or 99, url=url)
        entries = [make_entry(number, summary=words) for number in sorted(numbers)]
        for entry_id in self.store.entries.save_outcome(
            make_refreshed(target, entries), now=NOW
        ).new_entries:
            assert entry_id not in self.read
            self.read[entry_id] = False

    @rule(entry_ids=st.lists(st.integers(1, 40)), is_read=st.booleans())
    def mark(self, entry_ids: list[int], is_read: bool) -> None:
        for entry_id in self.store.marks.set_read(ids(*entry_ids), is_read, now=NOW):
            self.read[entry_id] = is_read

    @rule(entry_ids=st.lists(st.integers(1, 40)), is_starred=st.booleans())
    def star(self, entry_ids: list[int], is_starred: bool) -> None:
        self.store.marks.set_starred(ids(*entry_ids), is_starred, now=NOW)

    @rule(view=st.sampled_from([UNREAD, View(scope=Scope.FOLDER, folder="A")]))
    def mark_all(self, view: View) -> None:
        for entry_id in self.store.marks.mark_all_read(view, until=None, now=NOW):
            self.read[entry_id] = True

    @rule(url=urls, folder=st.sampled_from(["", "A", "B"]))
    def move(self, url: str, folder: str) -> None:
        if feed_id := self.feed_id(url):
            state = FeedState(url=url, title="", folder=folder)
            self.store.feeds.set_states({feed_id: state})

    @rule(url=urls)
    def unsubscribe(self, url: str) -> None:
        if feed_id := self.feed_id(url):
            self.store.feeds.unsubscribe(feed_id)

    @rule()
    def tidy(self) -> None:
        self.store.tidy()

    @invariant()
    def numbers_are_real(self) -> None:
        everything = self.library.lists.page(View(scope=Scope.ALL), 0, 1000)
        counts = self.library.counts()
        assert counts.entries == len(everything)
        assert counts.unread == sum(not row.is_read for row in everything)
        assert counts.starred == sum(row.is_starred for row in everything)
        for feed in self.library.feeds.rows():
            rows = [row for row in everything if row.feed_id == feed.feed_id]
            assert feed.entry_count == len(rows)
            assert feed.unread_count == sum(not row.is_read for row in rows)
            view = View(scope=Scope.FEED, feed_id=feed.feed_id)
            assert list(self.library.lists.page(view, 0, 1000)) == rows

    @invariant()
    def marks_are_kept(self) -> None:
        for row in self.library.lists.page(View(scope=Scope.ALL), 0, 1000):
            assert row.is_read == self.read[row.entry_id]

    @invariant()
    def the_search_finds_what_is_listed(self) -> None:
        assert self.library.lists.count(View(scope=Scope.ALL, query=parse("story"))) == len(
            self.library.lists.page(View(scope=Scope.ALL), 0, 1000)
        )

    @invariant()
    def folders_hold_their_feeds(self) -> None:
        for folder in ("", "A", "B"):
            wanted = sum(
                row.entry_count for row in self.library.feeds.rows() if row.folder == folder
            )
            view = View(scope=Scope.FOLDER, folder=folder)
            assert len(self.library.lists.page(view, 0, 1000)) >= wanted
            assert self.library.lists.count(view) == len(self.library.lists.page(view, 0, 1000))


def test_whatever_is_written_the_numbers_are_right(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    Cache.folder = tmp_path_factory.mktemp("machine")

    run_state_machine_as_test(
        Cache,
        settings=settings(max_examples=full_or(15, 40), stateful_step_count=25, deadline=None),
    )
