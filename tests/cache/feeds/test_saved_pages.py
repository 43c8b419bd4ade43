"""Pages saved by their addresses are entries of a feed that no server is asked for."""

from datetime import timedelta

import pytest

from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.upkeep.retention import Limits
from cache.values.list_rows import EntryRow, Scope, View
from fetch.feeds.made.saved_pages import SAVED_ADDRESS, SAVED_TITLE, SavedPage
from tests.support.samples.builders import NOW, make_article
from tui.headless.words.shown_titles import shown_title

SAVED_AT = NOW - timedelta(days=400)


def make_page(number: int = 1, **changes: object) -> SavedPage:
    fields: dict[str, object] = {
        "url": f"https://example.org/{number}",
        "title": f"Page {number}",
        "published": SAVED_AT,
        "is_later": True,
    }
    return SavedPage(**(fields | changes))  # type: ignore[arg-type]  # the fields, by name


def later(library: Library) -> tuple[EntryRow, ...]:
    return library.lists.page(View(scope=Scope.LATER), 0, 10)


def found(library: Library, query: str) -> tuple[EntryRow, ...]:
    view = View(scope=Scope.ALL, query=parse(query))
    return library.lists.page(view, 0, 10)


def test_a_saved_page_is_an_entry_of_one_feed(store: Store, library: Library) -> None:
    put = store.saved.put([make_page(1), make_page(2)], now=NOW)

    (feed,) = library.feeds.rows()
    assert (feed.url, feed.title) == (SAVED_ADDRESS, SAVED_TITLE)
    assert put.new == set(put.entry_ids)
    assert {(row.title, row.sort_at) for row in later(library)} == {
        ("Page 1", SAVED_AT),
        ("Page 2", SAVED_AT),
    }


def test_no_server_is_asked_for_it(store: Store, library: Library) -> None:
    store.saved.put([make_page()], now=NOW)
    (feed,) = library.feeds.rows()

    assert library.feeds.targets() == ()
    assert library.feeds.targets([feed.feed_id], is_forced=True) == ()
    assert library.feeds.timings() == ()


def test_its_pages_are_fetched(store: Store, library: Library) -> None:
    (entry_id,) = store.saved.put([make_page()], now=NOW).entry_ids

    (pending,) = library.queue.entries_without_article(10)
    assert (pending.entry_id, pending.entry.url) == (entry_id, "https://example.org/1")
    assert not pending.is_private


def test_a_page_need_not_be_fetched(store: Store, library: Library) -> None:
    store.saved.put([make_page(1, is_fetched=False), make_page(2)], now=NOW)

    pending = library.queue.entries_without_article(10)
    assert [it.entry.url for it in pending] == ["https://example.org/2"]


def test_it_does_not_fill_the_lists_of_news(store: Store, library: Library) -> None:
    store.saved.put([make_page()], now=NOW)

    assert library.lists.count(View(scope=Scope.ALL)) == 0
    assert library.lists.count(View(scope=Scope.UNREAD)) == 0
    assert len(later(library)) == 1


def test_marks_come_with_a_page(store: Store, library: Library) -> None:
    page = make_page(tags=("Law", "law", "to do"), is_read=True, is_starred=True, note="Ask Ann.")
    (entry_id,) = store.saved.put([page], now=NOW).entry_ids

    (row,) = later(library)
    assert (row.is_read, row.is_starred, row.is_later) == (True, True, True)
    assert set(row.tags) == {"Law", "to do"}
    detail = library.detail(entry_id)
    assert detail is not None
    assert detail.kept_note == "Ask Ann."


def test_a_page_saved_again_stays_as_the_reader_has_it(store: Store, library: Library) -> None:
    first = store.saved.put([make_page(tags=("law",))], now=NOW)
    store.kept.set_later(first.entry_ids, False)
    store.marks.set_read(first.entry_ids, True, now=NOW)

    again = make_page(url="https://example.org/1?utm_source=x", title="Other", tags=("new",))
    second = store.saved.put([again], now=NOW)

    assert (second.entry_ids, second.new) == (first.entry_ids, frozenset())
    (row,) = found(library, "tag:law")
    assert (row.title, row.is_read, row.is_later) == ("Page 1", True, False)
    assert found(library, "tag:new") == ()


def test_a_page_that_moved_to_https_stays_as_the_reader_has_it(
    store: Store, library: Library
) -> None:
    first = store.saved.put([make_page(url="http://example.org/1", is_later=False)], now=NOW)

    second = store.saved.put([make_page(is_later=True)], now=NOW)

    assert (second.entry_ids, second.new) == (first.entry_ids, frozenset())
    assert later(library) == ()


def test_two_that_are_one_page_are_stored_once(store: Store) -> None:
    put = store.saved.put([make_page(1), make_page(1, title="Twice")], now=NOW)

    assert len(put.entry_ids) == 2
    assert len(put.new) == 1


@pytest.mark.parametrize("title", ["", "https://example.org/1"])
def test_a_page_without_a_title_is_called_by_its_address(
    store: Store, library: Library, title: str
) -> None:
    store.saved.put([make_page(title=title)], now=NOW)

    assert [shown_title(row) for row in later(library)] == ["example.org/1"]


@pytest.mark.parametrize(("title", "shown"), [("", "A bridge"), ("Mine", "Mine")])
def test_a_page_that_comes_says_its_own_title(
    store: Store, library: Library, title: str, shown: str
) -> None:
    (entry_id,) = store.saved.put([make_page(title=title)], now=NOW).entry_ids

    store.articles.save(entry_id, make_article(title="A bridge"), None, now=NOW)

    assert [row.title for row in later(library)] == [shown]
    assert [row.title for row in found(library, shown)] == [shown]


def test_thousands_are_stored(store: Store, library: Library) -> None:
    put = store.saved.put([make_page(number) for number in range(1201)], now=NOW)

    assert len(put.new) == library.lists.count(View(scope=Scope.LATER)) == 1201


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", "http://"])
def test_only_web_pages_can_be_saved(store: Store, library: Library, url: str) -> None:
    with pytest.raises(ValueError, match="not an http or https address"):
        store.saved.put([make_page(2), make_page(url=url)], now=NOW)

    assert library.feeds.rows() == ()


def test_a_page_that_was_read_is_not_dropped_for_its_age(store: Store, library: Library) -> None:
    store.saved.put([make_page(is_later=False, is_read=True)], now=SAVED_AT)

    store.upkeep.retain(Limits(days=30), NOW)

    assert [row.title for row in found(library, "is:read")] == ["Page 1"]


def test_after_unsubscribing_a_page_can_be_saved_again(store: Store, library: Library) -> None:
    store.saved.put([make_page(is_later=False)], now=NOW)
    store.feeds.unsubscribe(library.feeds.rows()[0].feed_id)

    put = store.saved.put([make_page()], now=NOW)

    assert len(put.new) == 1
    assert [row.title for row in later(library)] == ["Page 1"]
