"""Cut the power under the cache, at random moments of reading and refreshing; look what is left.

    python -m tests.durability.power_cuts --times 300 [--liar]

The program's own store writes through the VFS of `tape`. After each cut the program opens what is
on the disk: the file is whole, what the reader did and was told is there, and no refresh is half
there. With `--liar` the disk only says that it has written: then there must be faults, or the
simulation proves nothing.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cache.db.connection import Connection, open_writer, prepare_to_write
from cache.errors import CacheError
from cache.library import Library
from cache.store import Store
from cache.upkeep.retention import Limits
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import EntryId, FeedId
from fetch.model import (
    Article,
    Entry,
    EntryKey,
    Extractor,
    Feed,
    FeedRefreshed,
    FeedTarget,
    Validators,
)
from summarise.model import Brief, Coverage
from tests.durability.recorded_disk import Tape, after_cut, taped

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PER_DOCUMENT = 8
CUTS_OF_A_TAPE = 30
_STEPS = 60
_PAGES_BEFORE_CHECKPOINT = 120
"""Few: the log is to be written back several times on each tape."""

Promise = tuple[str, int | str, object]
"""A kind of change, what was changed, and what it was changed to."""


@dataclass
class Session:
    """A reader's day on a taped disk: what was written, and what was promised when."""

    tape: Tape
    promises: list[Promise] = field(default_factory=list)

    def promise(self, *promises: Promise) -> None:
        """Note on the tape that changes were acknowledged."""
        for promise in promises:
            self.promises.append(promise)
            self.tape.promise(len(self.promises) - 1)


def record(folder: Path, seed: int) -> Session:
    """Write for a while, through the program's own store."""
    chance = random.Random(seed)  # chance that can be repeated
    path = folder / "cache.db"
    with taped(path) as (raw, tape):
        session = Session(tape)
        prepare_to_write(raw, path)
        store = Store(Connection(raw, path, checkpoint_pages=_PAGES_BEFORE_CHECKPOINT))
        feeds: list[tuple[FeedId, str]] = []
        for step in range(_STEPS):
            now = NOON + timedelta(days=step)
            ids = [
                EntryId(row[0]) for row in raw.execute("SELECT entry_id FROM entries").fetchall()
            ]
            if step % 12 == 0:
                url = f"http://example.org/{seed}/{step}"
                feeds.append((store.feeds.subscribe(url, now=now), url))
                session.promise(("feed", url, True))
            elif step % 3 == 0:
                feed_id, url = chance.choice(feeds)
                store.entries.save_outcome(_document(feed_id, url, step), now=now)
            elif step == _STEPS - 10:
                store.upkeep.retain(Limits(days=15), now)
                store.upkeep.give_back_room()
            elif ids:
                _do(store, session, chance, ids, step)
    return session


def _document(feed_id: FeedId, url: str, step: int) -> FeedRefreshed:
    entries = tuple(
        Entry(
            key=EntryKey(f"{url}#{step}-{number}"),
            url=f"{url}/{step}/{number}",
            title=f"Report {number} of day {step}",
            published=NOON + timedelta(days=step, minutes=number),
            summary="What happened that day. " * 10,
        )
        for number in range(PER_DOCUMENT)
    )
    return FeedRefreshed(
        target=FeedTarget(feed_id=feed_id, url=url),
        feed=Feed(title="Example", entries=entries),
        validators=Validators(),
        body_hash=str(step),
    )


def _do(
    store: Store, session: Session, chance: random.Random, ids: list[EntryId], step: int
) -> None:
    """Do what a reader does, wait for it, and take it for granted from then on."""
    now = NOON + timedelta(days=step)
    some = chance.sample(ids, min(len(ids), 3))
    match chance.randrange(6):
        case 0 | 1:
            store.marks.set_read(some, True, now=now)
            session.promise(*(("read", entry_id, True) for entry_id in some))
        case 2:
            is_starred = chance.random() < 0.7
            store.marks.set_starred(some, is_starred, now=now)
            session.promise(*(("star", entry_id, is_starred) for entry_id in some))
        case 3:
            store.interests.follow_actor(f"Ada {step}", now=now)
            session.promise(("follow", f"ada {step}", True))
        case 4:
            store.interests.mute(MuteRule(kind=MuteKind.PHRASE, pattern=f"nothing {step}"), now=now)
            session.promise(("mute", f"nothing {step}", True))
        case _:
            text = f"Text {step}. " + "More of it. " * 60
            article = Article(text=text, extractor=Extractor.PAGE, fingerprint=text[:20])
            store.articles.save(some[0], article, None, now=now)
            brief = Brief(id="1", pipeline="p", coverage=Coverage.FULL, language="en", text=text)
            store.articles.save_brief(some[0], brief)


def faults_after(files: dict[str, bytes], session: Session, promised: set[int]) -> Iterator[str]:
    """Yield what is wrong with what is left of a disk."""
    with tempfile.TemporaryDirectory(prefix="nutgraf-cut-") as place:
        folder = Path(place)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        path = folder / "cache.db"
        try:
            open_writer(path).close()
            with Library(path) as library:
                problems = library.problems()
        except CacheError as error:
            problems = (str(error),)
        if problems:
            yield f"corrupt: {problems[0]}"
            return
        with closing(sqlite3.connect(path)) as raw:
            try:
                raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")
            except sqlite3.Error as error:
                yield f"corrupt: search index: {error}"
            sizes = raw.execute(
                "SELECT count(*) FROM status GROUP BY feed_id, first_seen_at"
            ).fetchall()
            if any(count != PER_DOCUMENT for (count,) in sizes):
                yield "half a refresh"
            state = _state(raw)
        wanted: dict[tuple[str, int | str], object] = {}
        later: dict[tuple[str, int | str], set[object]] = {}
        for number, (kind, what, value) in enumerate(session.promises):
            if number in promised:
                wanted[kind, what] = value
            else:
                # What was under way may be there already.
                later.setdefault((kind, what), set()).add(value)
        for key, value in wanted.items():
            # An entry of a refresh that went was neither read nor starred.
            found = state.get(key, False)
            if found != value and found not in later.get(key, set()):
                yield f"lost: {key} was to be {value}"


def _state(raw: sqlite3.Connection) -> dict[tuple[str, int | str], object]:
    state: dict[tuple[str, int | str], object] = {}
    for entry_id, is_read, is_starred in raw.execute(
        "SELECT entry_id, is_read, is_starred FROM status"
    ):
        state["read", entry_id] = bool(is_read)
        state["star", entry_id] = bool(is_starred)
    state |= {("feed", url): True for (url,) in raw.execute("SELECT url FROM feeds")}
    state |= {("follow", key): True for (key,) in raw.execute("SELECT key FROM follows")}
    return state | {("mute", key): True for (key,) in raw.execute("SELECT key FROM mutes")}


@dataclass
class Tally:
    """What has been seen so far."""

    cuts: int = 0
    acts: int = 0
    promises: int = 0
    faults: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Return the figures as a sentence."""
        return (
            f"{self.cuts} cuts in {self.acts:,} writes and syncs, {self.promises:,} acknowledged "
            f"changes looked for; {len(self.faults)} faults"
        )


def run(
    seeds: range,
    tally: Tally,
    *,
    is_honest: bool = True,
    tell: Callable[[str], None] = lambda words: None,
) -> None:
    """Cut once for each seed; each `CUTS_OF_A_TAPE` share a tape."""
    for first in range(0, len(seeds), CUTS_OF_A_TAPE):
        with tempfile.TemporaryDirectory(prefix="nutgraf-tape-") as folder:
            session = record(Path(folder), seeds[first])
        acts = session.tape.acts
        tally.acts += len(acts)
        for seed in seeds[first : first + CUTS_OF_A_TAPE]:
            chance = random.Random(seed)  # likewise
            until = chance.randint(1, len(acts))
            promised = session.tape.promised(until)
            files = after_cut(acts[:until], chance, is_honest=is_honest)
            found = faults_after(files, session, promised)
            tally.faults += [f"seed {seed}, cut at {until}: {fault}" for fault in found]
            tally.cuts += 1
            tally.promises += len(promised)
        tell(tally.words())


def main() -> int:
    """Cut many times and print what was seen; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--liar", action="store_true", help="a disk that only says it has written")
    options = parser.parse_args()
    tally, began = Tally(), time.monotonic()

    def tell(words: str) -> None:
        sys.stderr.write(words + "\n")

    seeds = range(options.first, options.first + options.times)
    run(seeds, tally, is_honest=not options.liar, tell=tell)
    sys.stdout.write(f"{tally.words()}; {time.monotonic() - began:.0f} s\n")
    sys.stdout.writelines(f"  {fault}\n" for fault in tally.faults[:20])
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
