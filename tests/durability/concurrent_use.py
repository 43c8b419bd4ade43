"""Everybody at once: two `nutgraf fetch` and the app, and others who make it hard.

    python -m tests.durability.concurrent_use --seconds 600 [--hard]

Two loops run the program as cron would, while its papers bring out issues; this process does what
the app does: it marks, and reads pages. Nobody may hear "database is locked"; a mark is to be on
the disk within 50 ms, 99 times of 100; the log stays below 64 MiB. With `--hard`, another process
stores changed documents without a pause, as a refresh of a thousand feeds does, and one holds its
reading transaction for seconds: then the promises are the log and the locks.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cache.db.connection import open_reader
from cache.errors import CacheError
from cache.library import Library
from cache.values.list_rows import EntryId, Scope, View
from cache.writer import Writer
from fetch.model import Entry, EntryKey, Feed, FeedRefreshed, FeedTarget, Validators
from tests.durability.processes.forks import start
from tests.support.servers.news_site import Press

MOST_LOG_BYTES = 64 << 20
MARK_MILLISECONDS = 50.0
_FETCHERS = 2
_FLOODED_FEEDS = 20
_PER_DOCUMENT = 50
_ISSUE_SECONDS = 3.0
_READING_SECONDS = 3.0
_BETWEEN_MARKS_SECONDS = 0.03
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass
class Seen:
    """What came of it."""

    milliseconds: list[float] = field(default_factory=list)
    fetches: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    most_log_bytes: int = 0
    entries: int = 0

    def percentile(self, share: float) -> float:
        """Return how long a mark took that was slower than this share of all."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def words(self) -> str:
        """Return the figures as a sentence."""
        return (
            f"{len(self.milliseconds):,} marks: {self.percentile(0.5):.0f} ms, 99 of 100 within "
            f"{self.percentile(0.99):.0f} ms, the slowest {self.percentile(1):.0f} ms; "
            f"log at most {self.most_log_bytes / 2**20:.0f} MiB; "
            f"fetches: {dict(self.fetches)}; {self.entries:,} entries; "
            f"{len(self.complaints)} complaints"
        )


def flood(cache: Path, origin: str, seconds: float) -> None:
    """Store changed documents without rest."""
    until = time.monotonic() + seconds
    with Writer(cache) as writer:
        urls = [f"{origin}/empty/{number}" for number in range(_FLOODED_FEEDS)]
        ids = [
            writer.submit(lambda store, url=url: store.feeds.subscribe(url, now=NOON)).result()  # type: ignore[misc] # mypy takes no default in a lambda
            for url in urls
        ]
        turn = 0
        while time.monotonic() < until:
            turn += 1
            number = turn % _FLOODED_FEEDS
            outcome = _document(int(ids[number]), urls[number], turn)
            writer.submit(
                lambda store, outcome=outcome: store.entries.save_outcome(outcome, now=NOON)  # type: ignore[misc]
            ).result()


def _document(feed_id: int, url: str, turn: int) -> FeedRefreshed:
    entries = tuple(
        Entry(
            key=EntryKey(f"{url}#{number}"),
            url="",
            title=f"Report {number}",
            published=NOON - timedelta(minutes=number),
            summary=f"What was new in turn {turn} of report {number}. " * 12,
        )
        for number in range(_PER_DOCUMENT)
    )
    return FeedRefreshed(
        target=FeedTarget(feed_id=feed_id, url=url),
        feed=Feed(title="Flood", entries=entries),
        validators=Validators(),
        body_hash=str(turn),
    )


def read_slowly(cache: Path, seconds: float) -> None:
    """Hold a reading transaction for seconds at a time, as a look at every page does."""
    until = time.monotonic() + seconds
    reader = open_reader(cache)
    while time.monotonic() < until:
        with reader.snapshot():
            reader.rows("SELECT count(*) FROM status")
            time.sleep(min(_READING_SECONDS, max(0.0, until - time.monotonic())))
        time.sleep(0.2)
    reader.close()


def run(seconds: float, *, is_hard: bool) -> Seen:
    """Let everybody work for so long."""
    seen = Seen()
    with tempfile.TemporaryDirectory(prefix="nutgraf-crowd-") as place, Press() as press:
        cache = Path(place) / "cache.db"
        (Path(place) / "config.toml").write_text("[fetch]\nlook_again_hours = 0\n")
        with Writer(cache) as writer:
            for url in press.feeds():
                writer.submit(lambda store, url=url: store.feeds.subscribe(url, now=NOON)).result()  # type: ignore[misc]
        others = []
        if is_hard:
            others.append(start(flood, cache, press.origin, seconds))
            others.append(start(read_slowly, cache, seconds))
        # Only now: on a busy machine it takes seconds to start them.
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_fetch_again_and_again, args=(cache, until, seen))
            for _ in range(_FETCHERS)
        ]
        threads.append(threading.Thread(target=_watch, args=(cache, press, until, seen)))
        for thread in threads:
            thread.start()
        _use(cache, until, seen)
        for thread in threads:
            thread.join()
        for process in others:
            process.join()
            if process.exitcode:
                seen.complaints.append(f"a process ended with {process.exitcode}")
        with Library(cache) as library:
            seen.entries = library.counts().entries
            seen.complaints += library.problems()
    return seen


def _use(cache: Path, until: float, seen: Seen) -> None:
    """Mark and read as the app does."""
    view = View(scope=Scope.ALL)
    with Writer(cache) as writer, Library(cache) as library:
        number = 0
        while time.monotonic() < until:
            number += 1
            try:
                rows = library.lists.page(view, 0, 40)
                library.feeds.rows()
                if rows:
                    _mark(writer, rows[number % len(rows)].entry_id, number, seen)
            except (CacheError, sqlite3.Error) as error:
                seen.complaints.append(str(error))
            time.sleep(_BETWEEN_MARKS_SECONDS)


def _mark(writer: Writer, entry_id: EntryId, number: int, seen: Seen) -> None:
    began = time.monotonic()
    work = writer.submit(lambda store: store.marks.set_read([entry_id], number % 3 > 0, now=NOON))
    work.result()
    seen.milliseconds.append((time.monotonic() - began) * 1000)


def _fetch_again_and_again(cache: Path, until: float, seen: Seen) -> None:
    config = cache.with_name("config.toml")
    words: tuple[str | Path, ...] = (
        *(sys.executable, "-m", "tui"),
        *("--config", config, "--cache", cache, "fetch", "--quiet"),
    )
    while time.monotonic() < until:
        with subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as fetch:
            try:
                _, told = fetch.communicate(timeout=max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                # Its workers follow it; what it has not done is nobody's complaint.
                fetch.kill()
                seen.fetches["ended with the run"] += 1
                return
        if "is refreshing" in told:
            seen.fetches["refused beside the other"] += 1
            time.sleep(0.2)
        elif fetch.returncode == 0:
            seen.fetches["done"] += 1
        else:
            seen.fetches["failed"] += 1
            seen.complaints.append(told.strip()[-300:])


def _watch(cache: Path, press: Press, until: float, seen: Seen) -> None:
    """Bring out issues, and measure the log."""
    log, next_issue = Path(f"{cache}-wal"), time.monotonic()
    while (now := time.monotonic()) < until:
        if now > next_issue:
            press.issue += 1
            next_issue = now + _ISSUE_SECONDS
        if log.exists():
            seen.most_log_bytes = max(seen.most_log_bytes, log.stat().st_size)
        time.sleep(0.02)


def main() -> int:
    """Let everybody work and print what was seen; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--hard", action="store_true", help="beside those who never rest")
    options = parser.parse_args()
    seen = run(options.seconds, is_hard=options.hard)
    sys.stdout.write(f"{options.seconds:.0f} s: {seen.words()}\n")
    sys.stdout.writelines(f"  {complaint}\n" for complaint in seen.complaints[:20])
    is_kept = (
        not seen.complaints
        and (options.hard or seen.percentile(0.99) <= MARK_MILLISECONDS)
        and seen.most_log_bytes < MOST_LOG_BYTES
    )
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
