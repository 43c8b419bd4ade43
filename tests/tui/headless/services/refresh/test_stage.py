"""A stage takes what is newest, asks its queue seldom, and ends when nothing more can come."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from cache.values.list_rows import EntryId
from tui.headless.services.refresh.stage import AGAIN_SECONDS, Stage


@dataclass(frozen=True)
class Item:
    entry_id: EntryId


@dataclass
class Queue:
    """Items that wait, newest first, as the cache would tell of them."""

    waiting: list[int] = field(default_factory=list)
    asked: int = 0
    counted: int = 0
    seconds: float = 0.0

    def pending(self, limit: int) -> list[Item]:
        self.asked += 1
        return [Item(EntryId(number)) for number in sorted(self.waiting, reverse=True)[:limit]]

    def count(self) -> int:
        self.counted += 1
        return len(self.waiting)

    def clock(self) -> float:
        return self.seconds

    def stage(
        self, work: Callable[[int], None], *, places: Callable[[], int] = lambda: 2
    ) -> Stage[Item]:
        """Return a stage over this queue; what is worked on has gone from it afterwards."""

        async def work_on(item: Item) -> None:
            await asyncio.sleep(0)
            work(item.entry_id)
            self.waiting.remove(item.entry_id)

        return Stage(
            pending=self.pending, count=self.count, work=work_on, places=places, clock=self.clock
        )


async def test_everything_is_worked_on_once_the_newest_first() -> None:
    queue, done = Queue(list(range(100))), list[int]()
    stage = queue.stage(done.append)
    stage.end_feeding()

    await stage.run()

    assert sorted(done) == list(range(100))
    assert done[0] == 99
    assert queue.waiting == []


async def test_the_queue_is_asked_seldom() -> None:
    queue = Queue(list(range(100)))
    stage = queue.stage(lambda number: None, places=lambda: 10)
    stage.end_feeding()

    await stage.run()

    assert queue.asked < 15


async def test_news_come_first_once_the_answer_is_old() -> None:
    queue, done = Queue([1, 2, 3, 4, 5, 6]), list[int]()

    def work(number: int) -> None:
        done.append(number)
        if number == 6:
            queue.waiting.append(9)
            queue.seconds += AGAIN_SECONDS

    stage = queue.stage(work, places=lambda: 1)
    stage.end_feeding()
    await stage.run()

    assert done == [6, 9, 5, 4, 3, 2, 1]


async def test_a_stage_waits_for_the_one_before_it() -> None:
    queue, done = Queue(), list[int]()
    stage = queue.stage(done.append)
    running = asyncio.ensure_future(stage.run())
    await asyncio.sleep(0.01)
    assert not running.done()

    queue.waiting.append(7)
    stage.wake()
    await asyncio.sleep(0.01)
    assert done == [7]

    stage.end_feeding()
    await asyncio.wait_for(running, 1)


async def test_no_more_are_worked_on_than_there_are_places() -> None:
    queue, most, now = Queue(list(range(20))), 0, 0

    async def work(item: Item) -> None:
        nonlocal most, now
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.001)
        now -= 1
        queue.waiting.remove(item.entry_id)

    stage = Stage(pending=queue.pending, count=queue.count, work=work, places=lambda: 3)
    stage.end_feeding()
    await stage.run()

    assert most == 3


async def test_an_item_that_stays_is_not_tried_again() -> None:
    queue, tried = Queue([1, 2]), list[int]()

    async def work(item: Item) -> None:
        tried.append(item.entry_id)

    stage = Stage(pending=queue.pending, count=queue.count, work=work, places=lambda: 1)
    stage.end_feeding()
    await stage.run()

    assert tried == [2, 1]


async def test_an_item_that_became_another_is_tried_again() -> None:
    queue, tried = Queue([1]), list[int]()
    versions = [1, 2]

    async def work(item: Item) -> None:
        tried.append(versions.pop(0))
        if not versions:
            queue.waiting.clear()

    stage = Stage(
        pending=queue.pending,
        count=queue.count,
        work=work,
        places=lambda: 1,
        key=lambda item: (item.entry_id, versions[0]),
    )
    stage.end_feeding()
    await stage.run()

    assert tried == [1, 2]


async def test_what_goes_wrong_ends_the_stage() -> None:
    def work(number: int) -> None:
        message = f"number {number}"
        raise OSError(message)

    stage = Queue([1, 2, 3]).stage(work)
    stage.end_feeding()

    with pytest.raises(OSError, match="number"):
        await stage.run()


def test_the_rest_is_counted_seldom() -> None:
    queue = Queue(list(range(50)))
    stage = queue.stage(lambda number: None)

    totals = []
    for _ in range(50):
        queue.waiting.pop()
        totals.append(stage.count_one())

    assert totals == [50] * 50
    assert queue.counted < 5
    assert stage.done_count == 50
