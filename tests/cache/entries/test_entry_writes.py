import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cache.db.rows import from_milliseconds, to_milliseconds
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId, FeedId, Scope, View
from fetch.model import Entry, EntryKey, Extractor, FeedTarget, Validators
from fetch.quiet_times import QuietTimes
from tests.support.samples.builders import (
    NOW,
    make_article,
    make_entries,
    make_entry,
    make_failed,
    make_refreshed,
    make_unchanged,
)

ALL = View(scope=Scope.ALL)
HOSTILE = Path(__file__).parents[4] / "shared" / "hostile" / "feeds"


def subscribe(store: Store, url: str = "http://example.org/feed", folder: str = "") -> FeedTarget:
    return FeedTarget(feed_id=store.feeds.subscribe(url, folder=folder, now=NOW), url=url)


def titles(library: Library, view: View = ALL) -> list[str]:
    return [row.title for row in library.lists.page(view, 0, 1000)]


def test_new_entries_are_listed_newest_first(store: Store, library: Library) -> None:
    target = subscribe(store)

    stored = store.entries.save_outcome(make_refreshed(target, make_entries(3)), now=NOW)

    assert titles(library) == ["Story 1", "Story 2", "Story 3"]
    assert len(stored.new_entries) == 3
    assert [row.entry_id for row in library.lists.page(ALL, 0, 3)] == list(stored.new_entries)


def test_saving_the_same_outcome_again_changes_nothing(store: Store, library: Library) -> None:
    outcome = make_refreshed(subscribe(store), make_entries(30))
    store.entries.save_outcome(outcome, now=NOW)
    before = library.lists.page(ALL, 0, 100)

    again = store.entries.save_outcome(outcome, now=NOW + timedelta(hours=1))

    assert (again.new_entries, again.changed_entries) == ((), ())
    assert library.lists.page(ALL, 0, 100) == before


def test_a_changed_entry_keeps_its_number_and_marks(store: Store, library: Library) -> None:
    target = subscribe(store)
    (entry_id,) = store.entries.save_outcome(
        make_refreshed(target, [make_entry()]), now=NOW
    ).new_entries
    store.marks.set_read([entry_id], True, now=NOW)
    store.marks.set_starred([entry_id], True, now=NOW)

    stored = store.entries.save_outcome(
        make_refreshed(target, [make_entry(title="Corrected")]), now=NOW
    )

    row = library.lists.row(entry_id)
    assert stored.changed_entries == (entry_id,)
    assert stored.new_entries == ()
    assert row is not None
    assert (row.title, row.is_read, row.is_starred) == ("Corrected", True, True)


def test_what_a_reader_would_not_notice_is_no_change(store: Store, library: Library) -> None:
    target = subscribe(store)
    (entry_id,) = store.entries.save_outcome(
        make_refreshed(target, [make_entry()]), now=NOW
    ).new_entries

    stored = store.entries.save_outcome(make_refreshed(target, [make_entry(author="B.")]), now=NOW)

    row = library.lists.row(entry_id)
    assert stored.changed_entries == ()
    assert row is not None
    assert row.author == "B."


def test_entries_without_a_date_stand_in_the_order_of_the_document(
    store: Store, library: Library
) -> None:
    entries = [make_entry(n, published=None) for n in (5, 3, 9)]

    store.entries.save_outcome(make_refreshed(subscribe(store), entries), now=NOW)

    rows = library.lists.page(ALL, 0, 10)
    assert [row.title for row in rows] == ["Story 5", "Story 3", "Story 9"]
    assert {(row.sort_at, row.has_published) for row in rows} == {(NOW, False)}


def test_a_date_in_the_future_does_not_stand_above_the_news_for_ever(
    store: Store, library: Library
) -> None:
    target = subscribe(store)
    store.entries.save_outcome(
        make_refreshed(target, [make_entry(1, published=NOW + timedelta(days=9000))]), now=NOW
    )

    later = NOW + timedelta(hours=1)
    store.entries.save_outcome(make_refreshed(target, [make_entry(2, published=later)]), now=later)

    assert titles(library) == ["Story 2", "Story 1"]


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_date_comes_back_to_the_millisecond(moment: datetime) -> None:
    back = from_milliseconds(to_milliseconds(moment))

    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)


def hostile_entries(name: str) -> list[Entry]:
    """Read a feed of the hostile collection as far as these tests need it."""
    text = (HOSTILE / name).read_text(encoding="utf-8")
    found = re.findall(r"<item>.*?</item>", text, re.DOTALL)

    def field(item: str, tag: str) -> str:
        match = re.search(f"<{tag}>(.*?)</{tag}>", item)
        return match[1] if match else ""

    return [
        Entry(
            key=EntryKey(field(item, "guid")),
            alternate_key=field(item, "guid").partition("://")[2].partition("/")[2],
            url=field(item, "link"),
            title=field(item, "title"),
            summary=field(item, "description"),
        )
        for item in found
    ]


@pytest.mark.skipif(not HOSTILE.is_dir(), reason=f"needs the hostile feeds in {HOSTILE}")
def test_guids_that_move_to_https_double_nothing(store: Store, library: Library) -> None:
    target = subscribe(store)
    first = store.entries.save_outcome(
        make_refreshed(target, hostile_entries("guid-change-1-http.xml")), now=NOW
    )
    store.marks.set_read(first.new_entries[:10], True, now=NOW)
    store.marks.set_starred(first.new_entries[:2], True, now=NOW)

    second = store.entries.save_outcome(
        make_refreshed(target, hostile_entries("guid-change-2-https.xml")), now=NOW
    )

    counts = library.counts()
    assert len(first.new_entries) == 20
    assert second.new_entries == ()
    assert (counts.entries, counts.unread, counts.starred) == (20, 10, 2)
    row = library.lists.row(first.new_entries[0])
    assert row is not None
    assert row.url.startswith("https://")


@pytest.mark.skipif(not HOSTILE.is_dir(), reason=f"needs the hostile feeds in {HOSTILE}")
def test_one_guid_for_all_items_is_stored_the_same_each_time(
    store: Store, library: Library
) -> None:
    outcome = make_refreshed(subscribe(store), hostile_entries("guid-dup.xml"))

    store.entries.save_outcome(outcome, now=NOW)
    again = store.entries.save_outcome(outcome, now=NOW)

    assert titles(library) == ["t0"]
    assert (again.new_entries, again.changed_entries) == ((), ())


def test_the_same_key_in_two_feeds_is_two_entries(store: Store, library: Library) -> None:
    one, two = subscribe(store, "http://one.org/feed"), subscribe(store, "http://two.org/feed")

    for target in (one, two):
        stored = store.entries.save_outcome(make_refreshed(target, [make_entry()]), now=NOW)
        assert len(stored.new_entries) == 1

    assert library.counts().entries == 2


def test_a_page_that_two_feeds_link_to_is_fetched_and_stored_once(
    store: Store, library: Library
) -> None:
    one, two = subscribe(store, "http://one.org/feed"), subscribe(store, "http://two.org/feed")
    three = subscribe(store, "http://three.org/feed")
    (first,) = store.entries.save_outcome(make_refreshed(one, [make_entry()]), now=NOW).new_entries
    (second,) = store.entries.save_outcome(make_refreshed(two, [make_entry()]), now=NOW).new_entries

    store.articles.save(first, make_article(), None, now=NOW)
    (third,) = store.entries.save_outcome(
        make_refreshed(three, [make_entry()]), now=NOW
    ).new_entries

    assert library.queue.entries_without_article(10) == ()
    assert len(library.queue.articles_without_brief("p1", 10)) == 1
    for entry_id in (first, second, third):
        detail = library.detail(entry_id)
        assert detail is not None
        assert detail.article == make_article()
        assert detail.row.word_count == 6


def test_the_text_of_one_feed_is_not_lent_to_another(store: Store, library: Library) -> None:
    one, two = subscribe(store, "http://one.org/feed"), subscribe(store, "http://two.org/feed")
    (first,) = store.entries.save_outcome(make_refreshed(one, [make_entry()]), now=NOW).new_entries

    store.articles.save(first, make_article(extractor=Extractor.FEED_CONTENT), None, now=NOW)
    (second,) = store.entries.save_outcome(make_refreshed(two, [make_entry()]), now=NOW).new_entries

    assert [each.entry_id for each in library.queue.entries_without_article(10)] == [second]


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(
    store: Store, library: Library
) -> None:
    target = subscribe(store)
    moved = make_refreshed(target, make_entries(2), moved_to="https://example.org/new")

    store.entries.save_outcome(moved, now=NOW)
    assert [row.url for row in library.feeds.rows()] == [target.url]
    store.entries.save_outcome(moved, now=NOW)
    stored = store.entries.save_outcome(
        make_refreshed(library.feeds.targets()[0], make_entries(2)), now=NOW
    )

    assert [row.url for row in library.feeds.rows()] == ["https://example.org/new"]
    assert stored.new_entries == ()


def test_a_feed_that_was_sent_on_only_once_stays(store: Store, library: Library) -> None:
    target = subscribe(store)
    elsewhere = ("https://example.org/new", "", "https://example.org/new", "https://other.org/")

    for moved_to in elsewhere:
        store.entries.save_outcome(make_refreshed(target, [], moved_to=moved_to), now=NOW)

    assert [row.url for row in library.feeds.rows()] == [target.url]


def test_what_a_server_asks_for_decides_when_it_is_asked_again(
    store: Store, library: Library
) -> None:
    quiet = QuietTimes(hours=frozenset({0, 1, 23}), days=frozenset({5, 6}))
    outcome = make_refreshed(subscribe(store), [])
    outcome = replace(outcome, feed=replace(outcome.feed, quiet=quiet), max_age_seconds=7200.5)

    store.entries.save_outcome(outcome, now=NOW)

    (timing,) = library.feeds.timings()
    assert timing.quiet == quiet
    assert timing.max_age_seconds == 7200.5


def test_a_feed_does_not_move_onto_another_subscription(store: Store, library: Library) -> None:
    target = subscribe(store)
    other = subscribe(store, "https://example.org/new")

    for _ in range(2):
        store.entries.save_outcome(make_refreshed(target, [], moved_to=other.url), now=NOW)

    assert {row.url for row in library.feeds.rows()} == {target.url, other.url}


def test_validators_and_body_hash_come_back_byte_for_byte(store: Store, library: Library) -> None:
    target = subscribe(store)
    outcome = replace(
        make_refreshed(target, []),
        validators=Validators(etag='W/"ä"', last_modified="yesterday, about five"),
        body_hash="abc",
    )

    store.entries.save_outcome(outcome, now=NOW)
    (asked,) = library.feeds.targets([FeedId(target.feed_id)], is_forced=True)

    assert asked.validators == outcome.validators
    assert (asked.body_hash, asked.is_forced) == ("abc", True)


def test_an_unchanged_feed_keeps_its_body_hash(store: Store, library: Library) -> None:
    target = subscribe(store)
    store.entries.save_outcome(make_refreshed(target, make_entries(1)), now=NOW)

    (target,) = library.feeds.targets()
    store.entries.save_outcome(make_unchanged(target), now=NOW + timedelta(hours=1))

    (target,) = library.feeds.targets()
    assert (target.body_hash, target.validators.etag) == ("hash", '"2"')


def test_health_tells_since_when_a_feed_fails_and_forgets_it_on_success(
    store: Store, library: Library
) -> None:
    target = subscribe(store)
    outcome = make_failed(target)

    for hours in (0, 1):
        store.entries.save_outcome(outcome, now=NOW + timedelta(hours=hours))

    (failing,) = library.feeds.rows()
    assert failing.failure == outcome.failure
    assert (failing.failed_since, failing.failure_count) == (NOW, 2)
    assert failing.last_success_at is None
    assert library.counts().failing_feeds == 1

    store.entries.save_outcome(make_unchanged(target), now=NOW + timedelta(hours=2))

    (healthy,) = library.feeds.rows()
    assert (healthy.failure, healthy.failed_since, healthy.failure_count) == (None, None, 0)
    assert library.counts().failing_feeds == 0


def test_a_failure_leaves_what_was_stored(store: Store, library: Library) -> None:
    target = subscribe(store)
    store.entries.save_outcome(make_refreshed(target, make_entries(3)), now=NOW)

    store.entries.save_outcome(make_failed(target), now=NOW)

    assert len(titles(library)) == 3


def test_the_timing_of_a_feed_is_what_it_said_and_how_it_fared(
    store: Store, library: Library
) -> None:
    never, hourly, failing = (subscribe(store, f"http://{n}.org/feed") for n in range(3))
    store.entries.save_outcome(make_refreshed(hourly, make_entries(30), ttl_minutes=60), now=NOW)
    for _ in range(3):
        store.entries.save_outcome(make_failed(failing), now=NOW)

    timings = {timing.feed_id: timing for timing in library.feeds.timings()}

    assert timings[FeedId(never.feed_id)].asked_at is None
    assert timings[FeedId(hourly.feed_id)].ttl_minutes == 60
    published = timings[FeedId(hourly.feed_id)].published
    assert len(published) == 20
    assert list(published) == sorted(published, reverse=True)
    assert timings[FeedId(failing.feed_id)].failure_count == 3
    assert timings[FeedId(failing.feed_id)].failure is not None


def test_the_outcome_of_a_feed_that_was_given_up_meanwhile_is_dropped(
    store: Store, library: Library
) -> None:
    target = subscribe(store)
    store.feeds.unsubscribe(FeedId(target.feed_id))

    stored = store.entries.save_outcome(make_refreshed(target, make_entries(3)), now=NOW)
    unknown = store.entries.save_outcome(
        make_refreshed(FeedTarget(feed_id=99, url="http://x.org"), make_entries(3)), now=NOW
    )

    assert stored.new_entries == unknown.new_entries == ()
    assert library.counts().entries == 0


def test_an_entry_comes_back_as_it_was_given(store: Store, library: Library) -> None:
    entry = make_entry(
        content_html="<p>Ä</p>" * 100,
        categories=("a", "b, c"),
        updated=NOW,
        published=datetime(1912, 4, 15, tzinfo=UTC),
    )
    store.entries.save_outcome(make_refreshed(subscribe(store), [entry]), now=NOW)

    (pending,) = library.queue.entries_without_article(5)

    assert pending.entry == entry
    assert (pending.language, pending.feed_url) == ("en", "http://example.org/feed")
    assert not pending.is_private


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8/f", "http://localhost/f", "http://[::1]/f", "http://nas.local/f"]
)
def test_entries_of_a_feed_on_the_local_network_say_so(
    url: str, store: Store, library: Library
) -> None:
    store.entries.save_outcome(make_refreshed(subscribe(store, url), [make_entry()]), now=NOW)

    (pending,) = library.queue.entries_without_article(5)

    assert pending.is_private


def test_the_entries_of_a_very_long_document_are_new_once(store: Store, library: Library) -> None:
    outcome = make_refreshed(subscribe(store), make_entries(5_000))
    store.entries.save_outcome(outcome, now=NOW)

    again = store.entries.save_outcome(outcome, now=NOW)

    assert again.new_entries == ()
    assert library.lists.count(ALL) == 5_000
    assert len(library.lists.page(ALL, 4_990, 100)) == 10


def test_several_outcomes_are_stored_together_or_not_at_all(store: Store, library: Library) -> None:
    one, two = subscribe(store, "http://one.org/feed"), subscribe(store, "http://two.org/feed")
    broken = make_refreshed(two, [None])  # type: ignore[list-item] # on purpose

    with pytest.raises(AttributeError):
        store.entries.save_outcomes([make_refreshed(one, make_entries(3)), broken], now=NOW)
    assert library.counts().entries == 0

    stored = store.entries.save_outcomes(
        [make_refreshed(one, make_entries(3)), make_failed(two)], now=NOW
    )
    assert [(each.feed_id, len(each.new_entries)) for each in stored] == [
        (one.feed_id, 3),
        (two.feed_id, 0),
    ]


def test_entry_ids_grow_with_arrival(store: Store, library: Library) -> None:
    target = subscribe(store)
    first = store.entries.save_outcome(make_refreshed(target, make_entries(3)), now=NOW).new_entries
    second = store.entries.save_outcome(
        make_refreshed(target, make_entries(3, start=4)), now=NOW
    ).new_entries

    assert max(first) < min(second)
    assert library.lists.row(EntryId(max(second) + 1)) is None


def test_the_rules_of_a_server_hold_for_a_day(store: Store, library: Library) -> None:
    store.feeds.keep_robots("https://a.example", "Disallow: /", now=NOW)

    assert (
        library.feeds.robots_rules("https://a.example", NOW + timedelta(hours=23)) == "Disallow: /"
    )
    assert library.feeds.robots_rules("https://a.example", NOW + timedelta(hours=25)) is None
    assert library.feeds.robots_rules("https://b.example", NOW) is None
    store.feeds.keep_robots("https://b.example", "", now=NOW + timedelta(hours=25))
    assert library.feeds.robots_rules("https://b.example", NOW + timedelta(hours=25)) == ""
    assert library.feeds.robots_rules("https://a.example", NOW) is None
