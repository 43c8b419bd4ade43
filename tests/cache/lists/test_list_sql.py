"""Pages, counts, positions and neighbours against a plain list that is sorted and sliced."""

import dataclasses
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from msgspec.structs import replace

from cache.db.connection import open_writer
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import EntryId, FeedId, Scope, View
from fetch.model import FeedTarget
from tests.support.samples.builders import NOW, make_entry, make_refreshed
from tests.support.scale import full_or

ENTRY_COUNT = full_or(6_000, 20_000)
FEEDS = {1: "World", 2: "World", 3: "Science", 4: ""}
NEEDLE = "needle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the plain list knows of an entry."""

    entry_id: EntryId
    feed_id: int
    sort_at: float
    is_read: bool
    is_starred: bool
    has_needle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    library: Library
    lines: list[Line]

    def of(self, view: View) -> list[Line]:
        """Return the lines of a view, newest first."""

        def is_in(line: Line) -> bool:
            in_scope = {
                Scope.ALL: True,
                Scope.UNREAD: not line.is_read or line.entry_id in view.kept,
                Scope.STARRED: line.is_starred,
                Scope.FEED: line.feed_id == view.feed_id,
                Scope.FOLDER: FEEDS[line.feed_id] == view.folder,
            }[view.scope]
            is_shown = not (view.is_unread_only and line.is_read) or line.entry_id in view.kept
            return in_scope and is_shown and (line.has_needle or not view.query)

        found = filter(is_in, self.lines)
        return sorted(found, key=lambda line: (line.sort_at, line.entry_id), reverse=True)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    path = tmp_path_factory.mktemp("shelf") / "cache.db"
    connection = open_writer(path)
    store = Store(connection)
    chance = random.Random(1)
    lines: list[Line] = []
    for feed_id, folder in FEEDS.items():
        url = f"http://example.org/{feed_id}"
        assert store.feeds.subscribe(url, folder=folder, now=NOW) == feed_id
        entries = [
            make_entry(
                number,
                # Few different times, so that many entries share one.
                published=NOW - timedelta(minutes=chance.randrange(3_000)),
                title=NEEDLE if number % 7 == 0 else "hay",
            )
            for number in range(ENTRY_COUNT // len(FEEDS))
        ]
        target = FeedTarget(feed_id=feed_id, url=url)
        stored = store.entries.save_outcome(make_refreshed(target, entries), now=NOW)
        lines += [
            Line(
                entry_id=entry_id,
                feed_id=feed_id,
                sort_at=(entry.published or NOW).timestamp(),
                is_read=False,
                is_starred=False,
                has_needle=entry.title == NEEDLE,
            )
            for entry_id, entry in zip(stored.new_entries, entries, strict=True)
        ]
    read = {line.entry_id for line in lines if chance.random() < 0.6}
    starred = {line.entry_id for line in lines if chance.random() < 0.02}
    store.marks.set_read(sorted(read), True, now=NOW)
    store.marks.set_starred(sorted(starred), True, now=NOW)
    store.optimise()
    connection.close()
    with Library(path) as library:
        yield Shelf(
            library=library,
            lines=[
                dataclasses.replace(
                    line, is_read=line.entry_id in read, is_starred=line.entry_id in starred
                )
                for line in lines
            ],
        )


KEPT = frozenset(EntryId(n) for n in range(1, ENTRY_COUNT, 97))
SCOPES = (
    View(scope=Scope.ALL),
    View(scope=Scope.UNREAD),
    View(scope=Scope.UNREAD, kept=KEPT),
    View(scope=Scope.STARRED),
    View(scope=Scope.FEED, feed_id=FeedId(2)),
    View(scope=Scope.FOLDER, folder="World"),
    View(scope=Scope.FOLDER, folder=""),
    View(scope=Scope.ALL, is_unread_only=True),
    View(scope=Scope.STARRED, is_unread_only=True),
    View(scope=Scope.FEED, feed_id=FeedId(2), is_unread_only=True, kept=KEPT),
    View(scope=Scope.FOLDER, folder="World", is_unread_only=True),
)
VIEWS = [*SCOPES, *(replace(view, query=parse(NEEDLE)) for view in SCOPES)]

each_view = pytest.mark.parametrize("view", VIEWS, ids=str)


@each_view
def test_pages_together_are_the_whole_list(view: View, shelf: Shelf) -> None:
    wanted = [line.entry_id for line in shelf.of(view)]

    found: list[EntryId] = []
    while page := shelf.library.lists.page(view, len(found), 733):
        found += [row.entry_id for row in page]

    assert found == wanted
    assert shelf.library.lists.count(view) == len(wanted)


@each_view
def test_a_page_anywhere_is_a_slice_of_the_list(view: View, shelf: Shelf) -> None:
    wanted = shelf.of(view)
    for offset in (0, 1, len(wanted) // 2, len(wanted) - 1, len(wanted), len(wanted) + 10):
        rows = shelf.library.lists.page(view, offset, 50)

        assert [(row.entry_id, row.is_read, row.is_starred) for row in rows] == [
            (line.entry_id, line.is_read, line.is_starred) for line in wanted[offset : offset + 50]
        ]


@each_view
def test_positions_are_places_in_the_list(view: View, shelf: Shelf) -> None:
    wanted = [line.entry_id for line in shelf.of(view)]
    inside = set(wanted)
    outside = next((line.entry_id for line in shelf.lines if line.entry_id not in inside), None)

    for index in (0, len(wanted) // 3, len(wanted) - 1):
        assert shelf.library.lists.position(view, wanted[index]) == index
    assert outside is None or shelf.library.lists.position(view, outside) is None
    assert shelf.library.lists.position(view, EntryId(10**9)) is None


@each_view
def test_the_next_unread_is_the_nearest_in_the_list(view: View, shelf: Shelf) -> None:
    lines = shelf.of(view)

    def nearest(candidates: list[Line]) -> EntryId | None:
        return next((line.entry_id for line in candidates if not line.is_read), None)

    for index in (0, 1, len(lines) // 2, len(lines) - 1):
        here = lines[index].entry_id
        below = shelf.library.lists.neighbour_unread(view, here, forward=True)
        above = shelf.library.lists.neighbour_unread(view, here, forward=False)
        assert below == nearest(lines[index + 1 :])
        assert above == nearest(lines[:index][::-1])
    assert shelf.library.lists.neighbour_unread(view, None, forward=True) == nearest(lines)
    assert shelf.library.lists.neighbour_unread(view, None, forward=False) == nearest(lines[::-1])


def test_numbers_of_the_whole_agree(shelf: Shelf) -> None:
    counts = shelf.library.counts()
    rows = shelf.library.feeds.rows()

    assert counts.entries == len(shelf.lines) == sum(row.entry_count for row in rows)
    unread = sum(not line.is_read for line in shelf.lines)
    assert counts.unread == unread == sum(row.unread_count for row in rows)
    assert counts.starred == sum(line.is_starred for line in shelf.lines)
    assert (counts.feeds, counts.failing_feeds) == (4, 0)


def test_an_empty_cache_has_empty_views(library: Library) -> None:
    for view in VIEWS:
        assert library.lists.page(view, 0, 10) == ()
        assert library.lists.count(view) == 0
        assert library.lists.neighbour_unread(view, None, forward=True) is None
        assert library.lists.position(view, EntryId(1)) is None
    assert library.counts().entries == 0
    assert library.last_refresh_at() is None


def test_the_last_refresh_is_remembered(store: Store, library: Library) -> None:
    store.record_refresh(NOW)

    assert library.last_refresh_at() == NOW


def test_data_version_tells_that_somebody_wrote(store: Store, library: Library) -> None:
    before = library.data_version()
    assert library.data_version() == before

    store.record_refresh(NOW)

    assert library.data_version() != before
