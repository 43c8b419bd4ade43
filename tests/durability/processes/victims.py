"""Processes that are made to be killed: a refresh, a summarising, a reader who marks.

Each notes on disk what it was promised: a line written by `os.write` is there when the process is
not any more.
"""

import asyncio
import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

from cache.db.refresh_lock import RefreshLock
from cache.library import Library
from cache.rescue.daily_backup import back_up_daily
from cache.store import Store
from cache.stores.feed_store import FeedState
from cache.upkeep.retention import Limits
from cache.values.list_rows import EntryId, Scope, View
from cache.writer import Writer
from tests.world.fortnight import Here
from tui.headless.services.refresh.whole_refresh import Refresh

HERE = Here()
"""Parses, extracts and briefs in the process itself; `preloaded` loads its model."""
FIRST_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)
LIMITS = Limits(days=20)
_BETWEEN_MARKS_SECONDS = 0.02
_OFTEN = {"read": 60, "star": 36, "feed": 1, "name": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a victim is told.

    Attributes:
        issue: of the press; a day each.
        notes: the file that it writes its promises to.
    """

    cache: Path
    origin: str
    issue: int
    seed: int
    notes: Path

    @property
    def now(self) -> datetime:
        """The time."""
        return FIRST_DAY + timedelta(days=self.issue)


def refresh(orders: Orders) -> None:
    """Ask the papers, fetch, brief, tell stories; then keep the cache in size and back it up."""
    with Writer(orders.cache) as writer:
        with RefreshLock(orders.cache), Library(orders.cache) as library:
            asyncio.run(_refresh(orders, writer, library, is_rebuild=False))
        writer.submit(lambda store: store.upkeep.retain(LIMITS, orders.now)).result()
        writer.submit(lambda store: store.upkeep.give_back_room()).result()
        back_up_daily(orders.cache, orders.now)


def summarise(orders: Orders) -> None:
    """Make the briefs that are wanted anew, and their stories."""
    with (
        Writer(orders.cache) as writer,
        RefreshLock(orders.cache),
        Library(orders.cache) as library,
    ):
        asyncio.run(_refresh(orders, writer, library, is_rebuild=True))


async def _refresh(orders: Orders, writer: Writer, library: Library, *, is_rebuild: bool) -> None:
    async with HERE.tools(library, writer, lambda: orders.now) as tools:
        work = Refresh(tools, lambda event: None)
        if is_rebuild:
            await work.rebuild()
        else:
            await work.run(library.feeds.targets())


def mark(orders: Orders) -> None:
    """Mark, star, subscribe and rename until killed; note each before and after."""
    chance = random.Random(orders.seed)  # chance that can be repeated
    descriptor = os.open(orders.notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with Writer(orders.cache) as writer, Library(orders.cache) as library:
        number = 0
        while True:
            number += 1
            kind, target, value, work = _choose(orders, library, chance, number)
            line = {"kind": kind, "target": target, "value": value}
            os.write(descriptor, (json.dumps({"try": line}) + "\n").encode())
            writer.submit(work).result()
            os.write(descriptor, (json.dumps({"done": line}) + "\n").encode())
            sleep(chance.uniform(0, _BETWEEN_MARKS_SECONDS))


_Choice = tuple[str, str, object, Callable[[Store], object]]


def _choose(orders: Orders, library: Library, chance: random.Random, number: int) -> _Choice:
    rows = library.lists.page(View(scope=Scope.ALL), 0, 40)
    feeds = library.feeds.rows()
    now = orders.now
    what = chance.choices(tuple(_OFTEN), tuple(_OFTEN.values()))[0]
    if what in {"read", "star"} and rows:
        entry_id = EntryId(chance.choice(rows).entry_id)
        value = chance.random() < 0.7
        if what == "read":
            return (
                what,
                str(entry_id),
                value,
                lambda it: it.marks.set_read([entry_id], value, now=now),
            )
        return (
            what,
            str(entry_id),
            value,
            lambda it: it.marks.set_starred([entry_id], value, now=now),
        )
    if what == "name" and feeds:
        feed = chance.choice(feeds)
        title = f"Named {orders.seed} {number}"
        state = FeedState(url=feed.url, title=title, folder=feed.folder)
        states = {feed.feed_id: state}
        return what, str(feed.feed_id), title, lambda it: it.feeds.set_states(states)
    url = f"{orders.origin}/empty/{orders.seed}-{number}"
    return "feed", url, True, lambda it: it.feeds.subscribe(url, now=now)
