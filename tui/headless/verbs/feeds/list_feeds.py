"""The verb `feeds`: list the subscriptions with their counts, health or use."""

import argparse
import sys
from datetime import datetime

from cache.feeds.feed_options import ManagedFeed
from cache.library import Library
from cache.values.list_rows import FeedRow
from fetch.access import without_secret
from tui.headless.cli.exit_codes import EXIT_DONE
from tui.headless.cli.session import open_session, put_json, put_line, utc_now
from tui.headless.services.refresh.due_feeds import next_turn
from tui.headless.services.subscriptions.feed_status import RANKS, health_of, interval_words
from tui.headless.verbs.feeds.feed_statistics_report import print_statistics
from tui.headless.words.notices import describe_failure

_LONGEST_TITLE = 32
_NO_FEEDS = "No feeds. `nutgraf add URL` subscribes to one.\n"
_NONE_FAILS = "No feed fails.\n"
_NONE_DEAD = "No feed is dead.\n"


def feeds(arguments: argparse.Namespace) -> int:
    """List the feeds with their counts and health."""
    session = open_session(arguments)
    if arguments.stats:
        return _statistics(arguments)
    if arguments.health or arguments.dead:
        return _health(arguments)
    with session.reader() as library:
        rows = [row for row in library.feeds.rows() if row.failure or not arguments.failing]
    if arguments.json:
        put_json([_feed_fields(row) for row in rows])
        return EXIT_DONE
    for row in rows:
        put_line(
            f"{row.feed_id:>5}  {row.unread_count:>6}/{row.entry_count:<6} "
            f"{row.folder + ' / ' if row.folder else ''}{row.title or row.url}  <{row.url}>"
        )
        if row.failure:
            put_line(f"       ! {describe_failure(row.failure)}")
    if not rows:
        sys.stderr.write(_NONE_FAILS if arguments.failing else _NO_FEEDS)
    return EXIT_DONE


def _statistics(arguments: argparse.Namespace) -> int:
    """Print what of each feed was used, those to give up first on top."""
    with open_session(arguments).reader() as library:
        is_any = print_statistics(library, arguments, utc_now())
    if not is_any:
        without = _NONE_FAILS if arguments.failing else _NO_FEEDS
        sys.stderr.write(_NONE_DEAD if arguments.dead else without)
    return EXIT_DONE


def _feed_fields(row: FeedRow) -> dict[str, object]:
    return {
        "id": row.feed_id,
        "url": without_secret(row.url)[0],
        "title": row.title,
        "site_url": row.site_url,
        "folder": row.folder,
        "unread": row.unread_count,
        "entries": row.entry_count,
        "last_success": row.last_success_at,
        "last_attempt": row.last_attempt_at,
        "failure": describe_failure(row.failure) if row.failure else None,
        "failed_since": row.failed_since,
        "failures_in_a_row": row.failure_count,
    }


def _health(arguments: argparse.Namespace) -> int:
    """Print how the feeds are, those that need the reader first."""
    session, now = open_session(arguments), utc_now()
    with session.reader() as library:
        found = _judged(library, now)
    if arguments.dead:
        found = [one for one in found if one["is_dead"]]
    if arguments.failing:
        found = [one for one in found if one["state"] in {"failing", "gone"}]
    if arguments.json:
        put_json(found)
        return EXIT_DONE
    for one in found:
        title = str(one["title"] or one["url"])[:_LONGEST_TITLE]
        put_line(
            f"{one['id']!s:>5}  {title:<{_LONGEST_TITLE}}  {one['words']:<16}  "
            f"last {_day(one['last_success'])}  every {one['interval']:<7}  "
            f"next {_moment(one['next_due'])}"
        )
        if one["reason"]:
            since = f" Since {_day(one['since'])}." if one["since"] else ""
            put_line(f"       ! {one['reason']}{since}")
    if not found:
        without = _NONE_FAILS if arguments.failing else _NO_FEEDS
        sys.stderr.write(_NONE_DEAD if arguments.dead else without)
    return EXIT_DONE


def _judged(library: Library, now: datetime) -> list[dict[str, object]]:
    timings = {timing.feed_id: timing for timing in library.feeds.timings()}
    feeds = sorted(library.feeds.managed(), key=lambda feed: RANKS[health_of(feed, now).state])
    # The feeds of an account have no turn of their own.
    turns = {feed_id: next_turn(timing, now) for feed_id, timing in timings.items()}
    return [_health_fields(feed, turns.get(feed.row.feed_id), now) for feed in feeds]


def _health_fields(feed: ManagedFeed, due: datetime | None, now: datetime) -> dict[str, object]:
    health = health_of(feed, now)
    return {
        "id": feed.row.feed_id,
        "url": without_secret(feed.row.url)[0],
        "title": feed.row.title,
        "folder": feed.row.folder,
        "state": health.state.value,
        "words": health.words,
        "reason": health.reason,
        "since": health.since,
        "is_dead": health.is_dead,
        "last_success": feed.row.last_success_at,
        "newest": feed.newest_at,
        "failures_in_a_row": feed.row.failure_count,
        "interval": interval_words(feed),
        "next_due": due,
    }


def _day(moment: object) -> str:
    return moment.astimezone().date().isoformat() if isinstance(moment, datetime) else "–"


def _moment(moment: object) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else "never"
