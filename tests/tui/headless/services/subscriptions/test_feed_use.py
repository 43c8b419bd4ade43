"""Which feeds stand first where one prunes, and the words for shares and rates."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from cache.feeds.feed_options import ManagedFeed
from cache.feeds.feed_statistics import FeedStatistics
from cache.values.list_rows import FeedId, FeedRow
from fetch.feeds.made.saved_pages import SAVED_ADDRESS
from fetch.model import Failure, FailureKind
from tests.support.caches.newsdesk import NOW
from tui.headless.services.subscriptions.feed_use import (
    TRIAL,
    Verdict,
    prune_first,
    rate_words,
    share_words,
    use_of,
)

LONG = timedelta(days=400)


def feed_of(
    number: int, *, age: timedelta = LONG, silence: timedelta = timedelta(), is_gone: bool = False
) -> ManagedFeed:
    return ManagedFeed(
        row=FeedRow(
            feed_id=FeedId(number),
            url=f"https://example.org/{number}",
            title=f"Feed {number}",
            site_url="",
            folder="",
            unread_count=0,
            entry_count=0,
            last_attempt_at=NOW,
            last_success_at=NOW,
            failure=Failure(kind=FailureKind.GONE, detail="gone") if is_gone else None,
            failed_since=NOW if is_gone else None,
            failure_count=int(is_gone),
        ),
        given_title="",
        newest_at=NOW - silence,
        subscribed_at=NOW - age,
    )


def used(number: int, entries: int, used_count: int, days: int | None = None) -> FeedStatistics:
    return FeedStatistics(
        feed_id=FeedId(number),
        entry_count=entries,
        weekly=entries / 12,
        used_count=used_count,
        last_used_at=None if days is None else NOW - timedelta(days=days),
    )


def order(*found: tuple[ManagedFeed, FeedStatistics]) -> list[int]:
    statistics = {it.feed_id: it for _, it in found}
    uses = prune_first([feed for feed, _ in found], statistics, NOW)
    return [use.feed.row.feed_id for use in uses]


def test_dead_feeds_stand_first_and_those_on_trial_last() -> None:
    found = order(
        (feed_of(1, age=TRIAL / 2), used(1, 90, 0)),
        (feed_of(2, silence=timedelta(days=100)), used(2, 0, 0)),
        (feed_of(3), used(3, 90, 0)),
        (feed_of(4, is_gone=True), used(4, 90, 90)),
    )

    assert found == [4, 3, 2, 1]


def test_saved_pages_are_the_last_to_prune() -> None:
    feed = feed_of(1, silence=LONG)
    saved = replace(feed, row=replace(feed.row, url=SAVED_ADDRESS, last_success_at=None))

    assert order((saved, used(1, 90, 0)), (feed_of(2, age=TRIAL / 2), used(2, 9, 0))) == [2, 1]
    assert use_of(saved, None, NOW).health.words == "ok"


def test_the_smallest_share_stands_first_and_of_nothing_the_most() -> None:
    found = order(
        (feed_of(1), used(1, 100, 50)),
        (feed_of(2), used(2, 12, 0)),
        (feed_of(3), used(3, 1000, 10)),
        (feed_of(4), used(4, 240, 0)),
    )

    assert found == [4, 2, 3, 1]


def test_of_equals_the_one_used_longest_ago_stands_first() -> None:
    found = order(
        (feed_of(1), used(1, 12, 0, days=100)),
        (feed_of(2), used(2, 12, 0, days=300)),
        (feed_of(3), used(3, 12, 0)),
    )

    assert found == [3, 2, 1]


def test_a_feed_without_statistics_has_brought_nothing() -> None:
    assert use_of(feed_of(1), None, NOW).verdict is Verdict.SILENT


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "–"), (0.0, "0 %"), (0.004, "<1 %"), (0.126, "13 %"), (1.0, "100 %")],
)
def test_shares_are_told_in_whole_percents(share: float | None, words: str) -> None:
    assert share_words(share) == words


@pytest.mark.parametrize(
    ("weekly", "words"),
    [(0, "0"), (1 / 12, "<0.1"), (3.46, "3.5"), (10.4, "10"), (1400, "1,400")],
)
def test_rates_are_told_as_exactly_as_they_matter(weekly: float, words: str) -> None:
    assert rate_words(weekly) == words
