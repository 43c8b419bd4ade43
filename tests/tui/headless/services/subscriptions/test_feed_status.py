"""How feeds are told to be: which fail, which are gone, which have fallen silent."""

from datetime import datetime, timedelta

import pytest

from cache.feeds.feed_options import FeedOptions, ManagedFeed
from cache.values.list_rows import FeedId, FeedRow
from fetch.model import Failure, FailureKind
from tests.support.caches.newsdesk import NOW
from tui.headless.services.subscriptions.feed_status import State, health_of, interval_words


def feed_of(
    *,
    failure: FailureKind | None = None,
    failed_since: datetime | None = None,
    last_success_at: datetime | None = NOW,
    newest_at: datetime | None = NOW,
    minutes: int | None = None,
) -> ManagedFeed:
    return ManagedFeed(
        row=FeedRow(
            feed_id=FeedId(1),
            url="https://example.org/feed",
            title="Feed",
            site_url="",
            folder="",
            unread_count=0,
            entry_count=0,
            last_attempt_at=NOW,
            last_success_at=last_success_at,
            failure=Failure(kind=failure, detail="no answer") if failure else None,
            failed_since=failed_since,
            failure_count=int(failure is not None),
        ),
        given_title="",
        newest_at=newest_at,
        subscribed_at=NOW - timedelta(days=400),
        options=FeedOptions(interval_minutes=minutes),
    )


@pytest.mark.parametrize(
    ("feed", "state", "words", "is_dead"),
    [
        (feed_of(), State.OK, "ok", False),
        (feed_of(last_success_at=None), State.NEW, "not asked yet", False),
        (feed_of(newest_at=NOW - timedelta(days=89)), State.OK, "ok", False),
        (feed_of(newest_at=NOW - timedelta(days=90)), State.QUIET, "quiet 90 d", False),
        (feed_of(newest_at=NOW - timedelta(days=365)), State.QUIET, "quiet 365 d", True),
        (feed_of(newest_at=NOW - timedelta(days=1100)), State.QUIET, "quiet 3 y", True),
        (feed_of(newest_at=None), State.QUIET, "quiet 400 d", True),
        (feed_of(newest_at=NOW + timedelta(days=9)), State.OK, "ok", False),
        (
            feed_of(failure=FailureKind.TIMEOUT, failed_since=NOW - timedelta(hours=5)),
            State.FAILING,
            "failing 5 h",
            False,
        ),
        (
            feed_of(failure=FailureKind.TIMEOUT, failed_since=NOW - timedelta(days=31)),
            State.FAILING,
            "failing 31 d",
            True,
        ),
        (feed_of(failure=FailureKind.GONE, failed_since=NOW), State.GONE, "gone", True),
    ],
)
def test_health(feed: ManagedFeed, state: State, words: str, is_dead: bool) -> None:
    health = health_of(feed, NOW)

    assert (health.state, health.words, health.is_dead) == (state, words, is_dead)


def test_a_failure_has_a_sentence_and_its_beginning() -> None:
    since = NOW - timedelta(days=2)
    health = health_of(feed_of(failure=FailureKind.TIMEOUT, failed_since=since), NOW)

    assert health.reason == "The server took too long: no answer."
    assert health.since == since


@pytest.mark.parametrize(("minutes", "words"), [(None, "auto"), (45, "45 min"), (120, "2 h")])
def test_intervals(minutes: int | None, words: str) -> None:
    assert interval_words(feed_of(minutes=minutes)) == words
