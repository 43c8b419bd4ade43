"""How feeds answered, and when each is to be asked next. Runs inside the store's transactions."""

from datetime import datetime, timedelta

from cache.connection import Connection
from cache.model import FeedId
from cache.rows import bounded, failure_values
from fetch.model import Failure, Feed, Validators

USUAL_PAUSE = timedelta(minutes=30)
LONGEST_PAUSE = timedelta(days=1)
_MAX_DOUBLINGS = 6


def save_validators(
    connection: Connection, feed_id: FeedId, validators: Validators, body_hash: str
) -> None:
    """Store what the next request asks with, and the hash of the bytes last parsed."""
    connection.run(
        "UPDATE feed_validators SET etag = ?, last_modified = ?, body_hash = ? WHERE feed_id = ?",
        (validators.etag, validators.last_modified, body_hash, feed_id),
    )


def save_facts(connection: Connection, feed_id: FeedId, feed: Feed) -> None:
    """Store what a feed says of itself; what it leaves out this time stays as it was."""
    connection.run(
        "UPDATE feeds SET title = coalesce(nullif(?, ''), title), "
        "site_url = coalesce(nullif(?, ''), site_url), "
        "language = coalesce(nullif(?, ''), language), "
        "description = coalesce(nullif(?, ''), description), ttl_minutes = ? WHERE feed_id = ?",
        (
            feed.title,
            feed.site_url,
            feed.language,
            feed.description,
            bounded(feed.ttl_minutes),
            feed_id,
        ),
    )


def save_success(connection: Connection, feed_id: FeedId, now: int) -> None:
    """Store that a feed answered: whatever failed before is over."""
    connection.run(
        "UPDATE feed_health SET last_attempt_at = ?1, last_success_at = ?1, failed_since = NULL, "
        "failure_count = 0, failure_kind = NULL, failure_detail = '', failure_status = NULL, "
        "retry_after_seconds = NULL WHERE feed_id = ?2",
        (now, feed_id),
    )


def save_failure(connection: Connection, feed_id: FeedId, failure: Failure, now: int) -> None:
    """Store that a feed could not be had, and since when that is so."""
    connection.run(
        "UPDATE feed_health SET last_attempt_at = ?1, failed_since = coalesce(failed_since, ?1), "
        "failure_count = failure_count + 1, failure_kind = ?2, failure_detail = ?3, "
        "failure_status = ?4, retry_after_seconds = ?5 WHERE feed_id = ?6",
        (now, *failure_values(failure), feed_id),
    )


def pause_of(
    *, ttl_minutes: int | None, failure_count: int, retry_after_seconds: float | None
) -> timedelta:
    """Return how long a feed is left alone after it was asked.

    As long as the feed asks, within a day; each failure in a row doubles it.
    """
    longest = LONGEST_PAUSE.total_seconds()
    asked = [
        USUAL_PAUSE.total_seconds() * 2 ** min(failure_count, _MAX_DOUBLINGS),
        60.0 * (ttl_minutes or 0),
        retry_after_seconds or 0.0,
    ]
    return timedelta(seconds=min(longest, max(asked)))


def is_due(last_attempt_at: datetime | None, pause: timedelta, now: datetime) -> bool:
    """Whether a feed is to be asked again; a clock that was put back does not keep it waiting."""
    return last_attempt_at is None or now >= last_attempt_at + pause or now < last_attempt_at
