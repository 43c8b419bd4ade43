"""What the app remembers of its reader, over a real file."""

import pytest

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId
from fetch.model import FeedTarget
from tests.support.samples.builders import NOW, make_article, make_entry, make_refreshed


@pytest.fixture
def entry_id(store: Store) -> EntryId:
    url = "http://example.org/feed"
    target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
    (entry_id,) = store.entries.save_outcome(
        make_refreshed(target, (make_entry(),)), now=NOW
    ).new_entries
    store.articles.save(entry_id, make_article(fingerprint="one"), None, now=NOW)
    return entry_id


def test_a_text_is_gone_on_with_where_it_was_left(
    store: Store, library: Library, entry_id: EntryId
) -> None:
    assert library.memory.place(entry_id) == 0

    store.memory.leave_place(entry_id, 120, fingerprint="one", at=NOW)
    store.memory.leave_place(entry_id, 340, fingerprint="one", at=NOW)
    assert library.memory.place(entry_id) == 340

    store.memory.leave_place(entry_id, 0, fingerprint="one", at=NOW)
    assert library.memory.place(entry_id) == 0


def test_a_place_in_another_text_is_none(store: Store, library: Library, entry_id: EntryId) -> None:
    store.memory.leave_place(entry_id, 120, fingerprint="another", at=NOW)

    assert library.memory.place(entry_id) == 0


def test_an_entry_that_is_not_there_has_no_place(store: Store, library: Library) -> None:
    store.memory.leave_place(EntryId(99), 120, fingerprint="one", at=NOW)

    assert library.memory.place(EntryId(99)) == 0


def test_a_setting_is_kept_until_it_is_forgotten(store: Store, library: Library) -> None:
    assert library.memory.setting("reader.closed") == ""

    store.memory.set("reader.closed", "Quotes")
    store.memory.set("reader.closed", "Quotes,Figures")
    assert library.memory.setting("reader.closed") == "Quotes,Figures"

    store.memory.set("reader.closed", "")
    assert library.memory.setting("reader.closed") == ""
