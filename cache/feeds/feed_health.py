"""Store the results of fetching feeds. Runs inside the store's transactions."""

from cache.db.connection import Connection
from cache.db.rows import bits, bounded, failure_values
from cache.values.list_rows import FeedId
from fetch.model import Failure, Feed, Validators


def save_validators(
    connection: Connection, feed_id: FeedId, validators: Validators, body_hash: str
) -> None:
    """Store what the next request asks with, and the hash of the bytes last parsed."""
    connection.run(
        "UPDATE feed_validators SET etag = ?, last_modified = ?, body_hash = ? WHERE feed_id = ?",
        (validators.etag, validators.last_modified, body_hash, feed_id),
    )


def save_facts(connection: Connection, feed_id: FeedId, feed: Feed) -> None:
    """Store what a subscribed feed says of itself; what it leaves out stays as it was.

    A feed mostly says what it said before: then nothing is written.
    """
    connection.run(
        "UPDATE feeds SET title = coalesce(nullif(?1, ''), title), "
        "site_url = coalesce(nullif(?2, ''), site_url), "
        "language = coalesce(nullif(?3, ''), language), "
        "description = coalesce(nullif(?4, ''), description), ttl_minutes = ?5, "
        "skip_hours = ?6, skip_days = ?7 WHERE feed_id = ?8 AND is_subscribed = 1 AND NOT ("
        "?1 IN ('', title) AND ?2 IN ('', site_url) AND ?3 IN ('', language) "
        "AND ?4 IN ('', description) AND ttl_minutes IS ?5 AND skip_hours IS ?6 "
        "AND skip_days IS ?7)",
        (
            feed.title,
            feed.site_url,
            feed.language,
            feed.description,
            bounded(feed.ttl_minutes),
            bits(feed.quiet.hours),
            bits(feed.quiet.days),
            feed_id,
        ),
    )


def save_success(
    connection: Connection, feed_id: FeedId, now: int, *, max_age_seconds: float | None
) -> None:
    """Store that a feed answered: whatever failed before is over."""
    connection.run(
        "UPDATE feed_health SET last_attempt_at = ?1, last_success_at = ?1, failed_since = NULL, "
        "failure_count = 0, failure_kind = NULL, failure_detail = '', failure_status = NULL, "
        "retry_after_seconds = NULL, max_age_seconds = ?3 WHERE feed_id = ?2",
        (now, feed_id, max_age_seconds),
    )


def save_left_out(connection: Connection, feed_id: FeedId, count: int) -> None:
    """Store how many entries of a feed's document were too many."""
    connection.run(
        "UPDATE feed_health SET left_out_count = ?1 WHERE feed_id = ?2 AND left_out_count <> ?1",
        (count, feed_id),
    )


def save_move(connection: Connection, feed_id: FeedId, moved_to: str) -> bool:
    """Store where permanent redirects led; True if they did so the last time, too.

    Once may be a mistake of the server, or of a hotel's network.
    """
    before = connection.value("SELECT moved_to FROM feed_health WHERE feed_id = ?", (feed_id,))
    is_certain = bool(moved_to) and before == moved_to
    kept = "" if is_certain else moved_to
    if kept != before:
        connection.run("UPDATE feed_health SET moved_to = ? WHERE feed_id = ?", (kept, feed_id))
    return is_certain


def save_failure(connection: Connection, feed_id: FeedId, failure: Failure, now: int) -> None:
    """Store that a feed could not be fetched, and since when that is so."""
    connection.run(
        "UPDATE feed_health SET last_attempt_at = ?1, failed_since = coalesce(failed_since, ?1), "
        "failure_count = failure_count + 1, failure_kind = ?2, failure_detail = ?3, "
        "failure_status = ?4, retry_after_seconds = ?5 WHERE feed_id = ?6",
        (now, *failure_values(failure), feed_id),
    )
