from datetime import timedelta

import pytest

from cache.db.rows import maybe_milliseconds
from cache.entries.recognise import Candidate, Known, candidates, page_hash, recognise
from cache.values.list_rows import EntryId
from fetch.model import Entry, EntryKey
from tests.support.samples.builders import NOW, make_entry


def items_of(*entries: Entry) -> tuple[Candidate, ...]:
    return candidates(entries, [maybe_milliseconds(entry.published) for entry in entries])


def known_as(entry_id: int, entry: Entry) -> Known:
    (item,) = items_of(entry)
    return Known(
        entry_id=EntryId(entry_id),
        key_hash=item.key_hash,
        alternate_hash=item.alternate_hash,
        page_hash=item.page_hash,
        title_hash=item.title_hash,
        sort_at=item.published or 0,
        first_seen_at=0,
        is_listed=True,
        digest=1,
    )


def recognised(entry: Entry, *known: Known, beside: tuple[Entry, ...] = ()) -> EntryId | None:
    """Return which stored entry `entry` is, in a document with the entries `beside` it."""
    items = items_of(entry, *beside)
    found = recognise(items, known).get(items[0].key_hash)
    return found.entry_id if found else None


def test_the_key_decides_whatever_else_changed() -> None:
    before = make_entry(1)
    after = make_entry(1, title="Another", url="http://other.org/x", alternate_key="z")

    assert recognised(after, known_as(7, before)) == 7


def test_an_entry_is_known_by_its_alternate_key_when_its_guid_moved() -> None:
    before = make_entry(1, key=EntryKey("http://example.org/1"))
    after = make_entry(1, key=EntryKey("https://example.org/1"), url="https://example.org/1")

    assert recognised(after, known_as(7, before)) == 7


def test_an_entry_is_known_by_its_page_when_its_guid_is_a_new_one() -> None:
    before = make_entry(1, alternate_key="")
    after = make_entry(
        1,
        key=EntryKey("new"),
        alternate_key="",
        url="https://EXAMPLE.org/1/?utm_source=rss",
        published=NOW,
    )

    assert recognised(after, known_as(7, before)) == 7


def test_another_story_at_the_same_address_is_new() -> None:
    before = make_entry(1, url="http://example.org/download", alternate_key="")
    after = make_entry(2, url="http://example.org/download", alternate_key="")

    assert recognised(after, known_as(7, before)) is None


def test_the_same_title_under_the_same_tail_of_another_site_is_new() -> None:
    before = make_entry(1, url="http://a.example/?p=1", alternate_key="?p=1", title="Hello world!")
    after = make_entry(
        1,
        key=EntryKey("http://b.example/?p=1"),
        url="http://b.example/?p=1",
        alternate_key="?p=1",
        title="Hello world!",
        published=NOW + timedelta(days=1),
    )

    assert recognised(after, known_as(7, before)) is None


def test_an_entry_that_the_document_still_holds_is_not_taken_for_another() -> None:
    before = make_entry(1)
    after = make_entry(1, key=EntryKey("new"))

    assert recognised(after, known_as(7, before), beside=(before,)) is None


def test_several_items_at_one_address_are_told_apart_by_their_keys_alone() -> None:
    before = make_entry(1, alternate_key="")
    first = make_entry(1, key=EntryKey("a"), alternate_key="")
    second = make_entry(1, key=EntryKey("b"), alternate_key="")

    assert recognised(first, known_as(7, before), beside=(second,)) is None


def test_of_items_with_one_key_the_first_counts() -> None:
    items = items_of(make_entry(1, title="first"), make_entry(1, title="second"), make_entry(2))

    assert [item.entry.title for item in items] == ["first", "Story 2"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/b",
        "http://EXAMPLE.org:80/a/b/",
        "https://example.org:443/a/b?utm_campaign=x&utm_source=y",
        "http://example.org/a/b#xtor=RSS-1",
    ],
)
def test_addresses_of_one_page_are_equal(url: str) -> None:
    assert page_hash(url) == page_hash("http://example.org/a/b")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/b?id=2",
        "https://example.org/a/c",
        "https://example.org:8080/a/b",
        "https://example.org/a/b#part-2",
        "https://other.example.org/a/b",
    ],
)
def test_addresses_of_different_pages_differ(url: str) -> None:
    assert page_hash(url) not in {None, page_hash("http://example.org/a/b")}


@pytest.mark.parametrize("url", ["", "http://example.org", "http://example.org/", "http://[", "x"])
def test_a_front_page_and_no_address_identify_nothing(url: str) -> None:
    assert page_hash(url) is None
