"""Damage pages of a cache at random, repair it, and count what has come back.

    python -m tests.durability.page_damage --times 100 [--pages 64] [--first N] [--bare]

The cache is one that is in use: feeds in folders, thousands of entries with their texts and briefs,
marks of all kinds, a log that was not written back. There is no daily backup: what comes back
comes from the pages that are left and from the reserve; with `--bare` without that, too. Any page
may be hit, also the first and those that say where the tables begin.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cache.db.connection import open_writer
from cache.db.reserve import reserve_of
from cache.library import Library
from cache.rescue.repair import repair
from cache.store import Store
from cache.values.list_rows import EntryId
from fetch.model import Outline

PAGE = 4096
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LEAST_SHARE = 0.9


@dataclass
class Tally:
    """What has come back.

    Attributes:
        shares: of the entries, one for each draw.
        faults: what of the reader's own was lost, or what is wrong with the new cache.
    """

    shares: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


_WORDS = [
    "".join(random.Random(number).choices("abcdefghijklmnopqrstuvwxyz", k=4 + number % 7))
    for number in range(4_000)
]


def words(chance: random.Random, count: int) -> str:
    """Return words as varied as those of a text, so that they don't pack into nothing."""
    return " ".join(chance.choices(_WORDS, k=count))


def fill(path: Path, *, feeds: int, per_feed: int) -> None:
    """Make a cache that is in use."""
    from tests.support.samples.builders import (
        make_article,
        make_brief,
        make_entry,
        make_refreshed,
        make_target,
    )

    chance = random.Random(1)
    connection = open_writer(path)
    store = Store(connection)
    outlines = [
        Outline(url=f"http://paper{n}.example/feed", title=f"Paper {n}", folder=f"Folder {n % 7}")
        for n in range(feeds)
    ]
    ids: list[EntryId] = []
    for number, feed_id in enumerate(store.feeds.subscribe_all(outlines, now=NOON)):
        entries = [
            make_entry(
                number * per_feed + place,
                title=words(chance, 9),
                summary=words(chance, 40),
                content_html=f"<p>{words(chance, 60)}</p>",
            )
            for place in range(per_feed)
        ]
        target = make_target(feed_id, outlines[number].url)
        new = store.entries.save_outcome(make_refreshed(target, entries), now=NOON).new_entries
        for entry_id in new:
            text = f"{words(chance, 110).capitalize()}."
            article = make_article(text, url=f"http://paper{number}.example/{entry_id}")
            store.articles.save(entry_id, article, None, now=NOON)
            store.articles.save_brief(entry_id, make_brief(text))
        ids += new
    _read(store, ids)
    connection.close()


def _read(store: Store, ids: Sequence[EntryId]) -> None:
    """Do what a reader does, the last of it one by one."""
    later = NOON + timedelta(days=1)
    store.marks.set_read(ids[::3], True, now=later)
    store.marks.set_starred(ids[::40], True, now=later)
    for entry_id in ids[5::70]:
        store.marks.set_read([entry_id], True, now=later)
        store.marks.set_starred([entry_id], True, now=later)
        store.kept.set_later([entry_id], True)
        store.kept.set_tags({entry_id: ("Sea", f"Number {entry_id % 9}")})
        store.kept.set_note(entry_id, f"Ask Ben about {entry_id}.", now=later)
    store.marks.set_read(ids[::9], False, now=later)
    store.interests.follow_actor("Ana Núñez", now=later)


def damaged(model: Path, place: Path, seed: int, pages: int) -> Path:
    """Return a copy of a cache with noise on some of its pages."""
    path = place / "cache.db"
    shutil.copy(model, path)
    if reserve_of(model).exists():
        shutil.copy(reserve_of(model), reserve_of(path))
    chance = random.Random(seed)
    count = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        for page in chance.sample(range(count), pages):
            file.seek(page * PAGE)
            file.write(chance.randbytes(PAGE))
    return path


def draw(model: Path, seed: int, pages: int, tally: Tally) -> None:
    """Damage a copy, repair it and count."""
    from tests.support.caches.user_records import precious

    before = precious(model)
    with Library(model) as library:
        had = library.counts().entries
    with tempfile.TemporaryDirectory(dir=model.parent) as place:
        path = damaged(model, Path(place), seed, pages)
        began = time.monotonic()
        made, _ = repair(path)
        tally.seconds = max(tally.seconds, time.monotonic() - began)
        tally.shares.append(made.entries / had)
        tally.faults += [f"seed {seed}: {fault}" for fault in _lost(before, precious(path))]
        with Library(path) as library:
            tally.faults += [f"seed {seed}: {problem}" for problem in library.problems()]


def _lost(
    before: Mapping[str, Sequence[object]], after: Mapping[str, Sequence[object]]
) -> list[str]:
    return [
        f"{len(set(before[kind]) - set(after[kind]))} lost and "
        f"{len(set(after[kind]) - set(before[kind]))} more of {len(before[kind])} {kind}"
        for kind in before
        if before[kind] != after[kind]
    ]


def main() -> int:
    """Draw as often as asked; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--pages", type=int, default=64)
    parser.add_argument("--first", type=int, default=1, help="seed")
    parser.add_argument("--bare", action="store_true", help="without the reserve")
    arguments = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "cache.db"
        fill(model, feeds=40, per_feed=125)
        if arguments.bare:
            reserve_of(model).unlink()
        print(f"{model.stat().st_size // PAGE:,} pages, 5,000 entries", flush=True)  # noqa: T201
        for seed in range(arguments.first, arguments.first + arguments.times):
            draw(model, seed, arguments.pages, tally)
            share = f"{tally.shares[-1]:.1%}"
            print(f"seed {seed}: {share} of the entries", flush=True)  # noqa: T201
    shares = sorted(tally.shares)
    middle = shares[len(shares) // 2]
    print(  # noqa: T201
        f"{len(shares)} draws of {arguments.pages} pages: least {shares[0]:.1%}, median "
        f"{middle:.1%} of the entries; {len(tally.faults)} faults; at most {tally.seconds:.1f} s"
    )
    for fault in tally.faults:
        print(fault)  # noqa: T201
    return 1 if tally.faults or shares[0] < LEAST_SHARE else 0


if __name__ == "__main__":
    sys.exit(main())
