"""Files that come with entries, stored: with their entry, changed with it, gone with it."""

from msgspec.structs import replace

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId
from fetch.model import Enclosure, Entry, FeedTarget
from tests.support.samples.builders import NOW, make_entries, make_refreshed

FIRST = Enclosure(url="http://example.org/1.mp3", media_type="audio/mpeg", byte_count=42)
SECOND = Enclosure(url="http://example.org/1.pdf")


def given(store: Store, *enclosures: Enclosure, is_unsubscribed: bool = False) -> EntryId:
    target = FeedTarget(
        feed_id=store.feeds.subscribe("http://example.org/feed", now=NOW),
        url="http://example.org/feed",
    )
    entries: tuple[Entry, ...] = tuple(
        replace(entry, enclosures=enclosures) for entry in make_entries(1)
    )
    stored = store.entries.save_outcome(make_refreshed(target, entries), now=NOW)
    return next(iter((*stored.new_entries, *stored.changed_entries)), EntryId(1))


def kept(library: Library, entry_id: EntryId) -> tuple[Enclosure, ...]:
    detail = library.detail(entry_id)
    assert detail is not None
    return detail.enclosures


def test_files_come_back_in_the_order_of_the_feed(store: Store, library: Library) -> None:
    entry_id = given(store, FIRST, SECOND)

    assert kept(library, entry_id) == (FIRST, SECOND)


def test_a_file_that_changed_takes_the_place_of_the_old_one(store: Store, library: Library) -> None:
    entry_id = given(store, FIRST, SECOND)

    given(store, replace(FIRST, byte_count=43))

    assert kept(library, entry_id) == (replace(FIRST, byte_count=43),)


def test_entries_stored_before_files_were_known_get_theirs(store: Store, library: Library) -> None:
    entry_id = given(store)

    given(store, FIRST)

    assert kept(library, entry_id) == (FIRST,)
