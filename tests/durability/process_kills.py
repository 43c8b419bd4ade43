"""Kill a refresh, a summarising and a reader who marks, at random moments; look what is left.

    python -m tests.durability.process_kills --times 500 [--first 1]

Each time the papers bring out an issue, a refresh (or a summarising) and a marking process begin,
and both get SIGKILL after a random time. Then: the file is whole (`integrity_check`, references,
counters, search index), every change that was acknowledged is there, no issue of a paper is half
stored, and the next refresh comes to its end and finds everything. A page that could not be had in
time, which happens where the machine has too much to do, may come later: then its failure is noted
with the time of the next attempt, and the next day's refresh has to bring it.
"""

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cache.db.backup import find_backups
from cache.db.hashes import hash_of
from cache.db.rows import to_milliseconds
from cache.library import Library
from cache.search.query_parser import parse
from cache.values.list_rows import Scope, View
from cache.writer import Writer
from tests.durability.processes import victims
from tests.durability.processes.forks import start
from tests.durability.processes.victims import FIRST_DAY, Orders
from tests.support.servers.news_site import LISTED_ISSUES, PER_ISSUE, Press, pieces

SEASON = 50
"""Kills of one cache; then a new one begins, so that a check takes no longer in the end."""
_WANTED_ANEW = 6
"""Briefs that a summarising has to make."""
_LONGEST_SECONDS = 120

State = dict[tuple[str, str], object]


@dataclass
class Tally:
    """What has been seen so far."""

    kills: int = 0
    hits: int = 0
    acknowledged: int = 0
    pending_logs: int = 0
    late_pages: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Return the figures as a sentence."""
        return (
            f"{self.kills} kills, {self.hits} of them in the middle of work, "
            f"{self.pending_logs} left a log to be taken in; {self.acknowledged} acknowledged "
            f"changes; {self.late_pages.total()} pages to be asked again; {len(self.faults)} faults"
        )


class Season:
    """One cache and its papers, killed many times."""

    def __init__(self, folder: Path, press: Press, tally: Tally) -> None:
        self._folder = folder
        self._press = press
        self._tally = tally
        self._cache = folder / "cache.db"
        self._promised: State = {}
        self._seconds = 2.0
        with Writer(self._cache) as writer:
            for url in press.feeds():
                writer.submit(
                    lambda store, url=url: store.feeds.subscribe(url, now=FIRST_DAY)  # type: ignore[misc] # mypy takes no default in a lambda
                ).result()
                self._promised["feed", url] = True
        first = Orders(
            cache=self._cache, origin=press.origin, issue=1, seed=0, notes=folder / "none"
        )
        self._complete(first)
        # The first one had to load the model, or all modules.
        self._seconds = 1.0

    def kill(self, seed: int) -> None:
        """Bring out an issue, kill what works on it, look at what is left, and let it be done."""
        chance = random.Random(seed)  # chance that can be repeated
        self._press.issue += 1
        orders = Orders(
            cache=self._cache,
            origin=self._press.origin,
            issue=self._press.issue,
            seed=seed,
            notes=self._folder / f"notes-{seed}",
        )
        work = victims.refresh
        if chance.random() < 0.3:
            work = victims.summarise
            self._want_briefs()
        running = [start(work, orders), start(victims.mark, orders)]
        time.sleep(chance.uniform(0, self._seconds))
        self._tally.hits += running[0].is_alive()
        for process in running:
            process.kill()
        for process in running:
            process.join()
        self._tally.kills += 1
        self._tally.pending_logs += Path(f"{self._cache}-wal").exists()
        for fault in self._faults(orders):
            self._tally.faults.append(f"seed {seed}: {fault}")
        self._complete(orders)

    def _want_briefs(self) -> None:
        with closing(sqlite3.connect(self._cache, isolation_level=None)) as raw:
            raw.execute(
                "UPDATE briefs SET pipeline = '' WHERE article_id IN "
                "(SELECT article_id FROM briefs ORDER BY article_id DESC LIMIT ?)",
                (_WANTED_ANEW,),
            )

    def _faults(self, orders: Orders) -> Iterator[str]:
        """Yield what is wrong after a kill."""
        with closing(sqlite3.connect(self._cache, isolation_level=None)) as raw:
            verdict = raw.execute("PRAGMA integrity_check").fetchall()
            if verdict != [("ok",)]:
                yield f"integrity: {verdict[:3]}"
            try:
                raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")
            except sqlite3.Error as error:
                yield f"search index: {error}"
            hashes = {row[0] for row in raw.execute("SELECT key_hash FROM status")}
            (without,) = raw.execute(
                "SELECT count(*) FROM status WHERE is_listed = 1 "
                "AND entry_id NOT IN (SELECT entry_id FROM entries)"
            ).fetchone()
            if without:
                yield f"{without} listed entries have no text"
            yield from self._lost(raw, orders)
        issues: dict[tuple[int, int], int] = {}
        for piece in pieces(self._press.issue):
            there = hash_of(piece.key) in hashes
            issues[piece.paper, piece.issue] = issues.get((piece.paper, piece.issue), 0) + there
        for name, count in issues.items():
            if count not in {0, PER_ISSUE}:
                yield f"half an issue: {name}"
        with Library(self._cache) as library:
            yield from library.problems()
            found = library.lists.count(View(scope=Scope.ALL, query=parse("report")))
            if found != library.counts().entries:
                yield f"search finds {found} of {library.counts().entries}"

    def _lost(self, raw: sqlite3.Connection, orders: Orders) -> Iterator[str]:
        """Yield acknowledged changes that are not there; take over what came to be meanwhile."""
        before = dict(self._promised)
        maybe: tuple[tuple[str, str], object] | None = None
        for line in _lines(orders.notes):
            ((step, note),) = line.items()
            key = (str(note["kind"]), str(note["target"]))
            if step == "try":
                maybe = (key, note["value"])
            else:
                self._promised[key] = note["value"]
                self._tally.acknowledged += 1
                maybe = None
        now = _state(raw)
        for key, value in self._promised.items():
            if maybe is not None and key == maybe[0] and now.get(key) == maybe[1]:
                self._promised[key] = maybe[1]
            elif now.get(key) != value:
                was = before.get(key)
                yield f"{key} was to be {value}, is {now.get(key)} (was {was})"

    def _complete(self, orders: Orders) -> None:
        """Let a refresh come to its end and make sure that nothing is missing."""
        began = time.monotonic()
        process = start(victims.refresh, orders)
        process.join(_LONGEST_SECONDS)
        # How long refreshes take says how late a kill may come.
        self._seconds = 0.8 * self._seconds + 0.2 * 1.1 * (time.monotonic() - began)
        faults = self._tally.faults
        if process.exitcode != 0:
            process.kill()
            process.join()
            faults.append(f"seed {orders.seed}: the next refresh ended with {process.exitcode}")
            return
        faults.extend(f"seed {orders.seed}: then {fault}" for fault in self._missing(orders))

    def _missing(self, orders: Orders) -> Iterator[str]:
        with closing(sqlite3.connect(self._cache)) as raw:
            hashes = {row[0] for row in raw.execute("SELECT key_hash FROM status")}
            todo = raw.execute(
                "SELECT (SELECT count(*) FROM status WHERE is_listed = 1 "
                "AND (wants_article OR wants_brief)), "
                "(SELECT count(*) FROM entries WHERE article_id IS NULL AND entry_id NOT IN "
                "(SELECT entry_id FROM page_failures WHERE retry_at IS NOT NULL)), "
                "(SELECT count(*) FROM articles WHERE article_id NOT IN "
                "(SELECT article_id FROM briefs WHERE pipeline <> '')), "
                "(SELECT count(*) FROM briefs WHERE wants_story = 1), "
                "(SELECT count(*) FROM stories WHERE article_count > 1 "
                # Those that lost an old article just now are told anew the next time.
                "AND told_revision = 0)"
            ).fetchone()
            failed = raw.execute(
                "SELECT url, failure_kind, failure_detail FROM feed_health JOIN feeds "
                "USING (feed_id) WHERE failure_kind IS NOT NULL"
            ).fetchall()
            now = to_milliseconds(orders.now)
            late = raw.execute(
                "SELECT kind, detail FROM page_failures WHERE retry_at > ?", (now,)
            ).fetchall()
            # None: given up; or the time has come, and it was not asked or failed once more.
            pages = raw.execute(
                "SELECT kind, detail FROM page_failures WHERE retry_at IS NULL OR retry_at <= ?",
                (now,),
            ).fetchall()
        self._tally.late_pages.update(f"{kind}: {detail}" for kind, detail in late)
        if failed:
            yield f"feeds failed: {failed[:3]}"
        if pages:
            yield f"pages failed: {pages[:3]}"
        listed = [it for it in pieces(orders.issue) if it.issue > orders.issue - LISTED_ISSUES]
        missing = [piece for piece in listed if hash_of(piece.key) not in hashes]
        if missing:
            yield f"{len(missing)} entries are missing"
        if any(todo):
            yield f"work is left: {todo}"
        if not find_backups(self._cache):
            yield "there is no backup"


def _lines(notes: Path) -> list[dict[str, dict[str, object]]]:
    if not notes.exists():
        return []
    lines = notes.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _state(raw: sqlite3.Connection) -> State:
    """Return all that a marking process may have changed."""
    state: State = {}
    for entry_id, is_read, is_starred in raw.execute(
        "SELECT entry_id, is_read, is_starred FROM status"
    ):
        state["read", str(entry_id)] = bool(is_read)
        state["star", str(entry_id)] = bool(is_starred)
    for feed_id, url, title in raw.execute(
        "SELECT feed_id, url, given_title FROM feeds WHERE is_subscribed = 1"
    ):
        state["feed", url] = True
        state["name", str(feed_id)] = title
    return state


def run(seeds: range, tally: Tally, tell: Callable[[str], None] = lambda words: None) -> None:
    """Kill once for each seed."""
    for first in range(0, len(seeds), SEASON):
        with tempfile.TemporaryDirectory(prefix="nutgraf-kills-") as folder, Press() as press:
            season = Season(Path(folder), press, tally)
            for seed in seeds[first : first + SEASON]:
                season.kill(seed)
                tell(f"seed {seed}: {tally.words()} {'; '.join(tally.faults[-3:])}")


def main() -> int:
    """Kill many times and print what was seen; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    options = parser.parse_args()
    tally, began = Tally(), time.monotonic()

    def tell(words: str) -> None:
        sys.stderr.write(words + "\n")

    run(range(options.first, options.first + options.times), tally, tell)
    sys.stdout.write(f"{tally.words()}; {time.monotonic() - began:.0f} s\n")
    sys.stdout.writelines(f"  {fault}\n" for fault in tally.faults)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
