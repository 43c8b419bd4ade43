"""Quiet feeds stand aside, and of busy ones only the newest stay unread."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache.feeds.feed_options import NO_OPTIONS, FeedOptions
from cache.values.list_rows import FeedId, Order, Scope, View
from cache.values.rule_rows import RuleActions
from tests.support.caches.briefed_archive import Archive, fill, make_actor
from tests.support.caches.storydesk import place_all, tell_all
from tests.support.samples.builders import NOW, make_entries, make_refreshed

QUIET = FeedOptions(is_quiet=True)
ALL, UNREAD = View(scope=Scope.ALL), View(scope=Scope.UNREAD)


def hush(archive: Archive, feed_id: int, options: FeedOptions = QUIET) -> None:
    archive.store.feeds.set_options(FeedId(feed_id), options)


def test_a_quiet_feed_is_out_of_all_and_unread_and_there_where_one_goes(archive: Archive) -> None:
    quiet, loud = archive.feed("Quiet", folder="Sea"), archive.feed("Loud")
    first = archive.entry(quiet, 1, "Old tide")
    archive.entry(loud, 2, "News")

    hush(archive, quiet.feed_id)
    second = archive.entry(quiet, 3, "New tide")

    library = archive.library
    assert archive.titles(ALL) == archive.titles(UNREAD) == ["News"]
    assert (library.lists.count(ALL), library.lists.count(UNREAD)) == (1, 1)
    assert (library.counts().entries, library.counts().unread) == (1, 1)
    both = ["Old tide", "New tide"]
    assert archive.titles(View(scope=Scope.FEED, feed_id=FeedId(quiet.feed_id))) == both
    assert archive.titles(View(scope=Scope.FOLDER, folder="Sea")) == both
    for query in ("tide", "feed:quiet", "is:unread after:9999d feed:quiet"):
        assert archive.found(query) == both
    row = next(it for it in library.feeds.rows() if it.feed_id == quiet.feed_id)
    assert row.unread_count == 2
    archive.store.marks.set_starred([first], True, now=NOW)
    archive.store.kept.set_later([second], True)
    assert archive.titles(View(scope=Scope.STARRED)) == ["Old tide"]
    assert archive.titles(View(scope=Scope.LATER)) == ["New tide"]

    hush(archive, quiet.feed_id, NO_OPTIONS)

    assert sorted(archive.titles(ALL)) == ["New tide", "News", "Old tide"]
    assert library.counts().unread == 3
    assert library.problems() == ()


def test_all_as_read_leaves_a_quiet_feed_alone(archive: Archive) -> None:
    quiet, loud = archive.feed("Quiet"), archive.feed("Loud")
    hush(archive, quiet.feed_id)
    archive.entry(quiet, 1, "Tide")
    news = archive.entry(loud, 2, "News")

    assert archive.store.marks.mark_all_read(ALL, until=None, now=NOW) == (news,)


def test_followed_people_and_rules_are_found_in_quiet_feeds(archive: Archive) -> None:
    quiet = archive.feed("Quiet")
    hush(archive, quiet.feed_id)
    archive.store.rules.add("tide", RuleActions(stars=True), now=NOW)
    archive.store.interests.follow_actor("Ana Núñez", now=NOW)

    entry_id = archive.entry(quiet, 1, "Tide")
    text = "Ana Núñez saw it."
    archive.brief(entry_id, text, actors=(make_actor(text, "Ana Núñez"),))

    assert archive.titles(View(scope=Scope.FOLLOWED)) == ["Tide"]
    assert archive.titles(View(scope=Scope.STARRED)) == ["Tide"]


def test_a_quiet_feed_makes_no_top_story(archive: Archive) -> None:
    ids = fill(archive)
    first, second = ids["bridge"], ids["budget"]
    place_all(archive, {second: first})
    tell_all(archive)
    assert len(archive.library.stories.candidates(now=NOW, days=3)) == 1
    gazette = next(it.feed_id for it in archive.library.feeds.rows() if it.title == "Gazette")

    hush(archive, gazette)
    assert archive.library.stories.candidates(now=NOW, days=3) == ()
    late = archive.entry(archive.feed("Gazette"), 1, "More of the budget")
    archive.brief(late, "The budget of the bridge.")
    assert archive.library.stories.count_unplaced() == 0
    assert archive.library.stories.unplaced(9) == ()

    hush(archive, gazette, NO_OPTIONS)
    assert archive.library.stories.count_unplaced() == 1
    tell_all(archive)
    assert len(archive.library.stories.candidates(now=NOW, days=3)) == 1


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.booleans(), min_size=12, max_size=12), st.integers(0, 11), st.booleans())
def test_pages_places_and_counts_agree(
    archive: Archive, quiet: list[bool], place: int, oldest: bool
) -> None:
    library = archive.library
    feeds = [archive.feed("Loud"), archive.feed("Quiet")]
    if not library.lists.count(View(scope=Scope.FEED, feed_id=FeedId(feeds[0].feed_id))):
        for number in range(12):
            archive.entry(feeds[number % 2], number, f"Entry {number}")
    hush(archive, feeds[1].feed_id, FeedOptions(is_quiet=quiet[0]))
    view = View(scope=Scope.ALL, order=Order.OLDEST if oldest else Order.NEWEST)

    rows = library.lists.page(view, 0, 50)

    assert len(rows) == library.lists.count(view) == library.counts().entries
    assert len(rows) == (6 if quiet[0] else 12)
    row = rows[place % len(rows)]
    assert library.lists.position(view, row.entry_id) == place % len(rows)


@pytest.mark.parametrize("is_quiet", [False, True])
def test_only_the_newest_of_a_busy_feed_stay_unread(archive: Archive, is_quiet: bool) -> None:
    feed = archive.feed("Busy")
    entries = make_entries(6)
    archive.store.entries.save_outcome(make_refreshed(feed, entries[3:]), now=NOW)
    view = View(scope=Scope.FEED, feed_id=FeedId(feed.feed_id))
    kept = archive.library.lists.page(view, 0, 9)[2]
    archive.store.marks.set_starred([kept.entry_id], True, now=NOW)
    hush(archive, feed.feed_id, FeedOptions(latest_count=2, is_quiet=is_quiet))
    later = NOW + timedelta(hours=1)

    archive.store.entries.save_outcome(make_refreshed(feed, entries), now=later)

    unread = [row.title for row in archive.library.lists.page(view, 0, 9) if not row.is_read]
    assert unread == ["Story 1", "Story 2", "Story 6"]
    assert archive.found("is:unread feed:busy") == unread
    # What is marked as unread by hand stays so until something new pushes it down again.
    third = archive.library.lists.page(view, 0, 9)[2].entry_id
    archive.store.marks.set_read([third], False, now=later)
    archive.store.entries.save_outcome(make_refreshed(feed, entries), now=later)
    assert len(archive.found("is:unread feed:busy")) == 4
