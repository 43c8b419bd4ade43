"""Places: bounded, urgent first, none lost."""

import asyncio

from tui.headless.services.priority_slots import Places


async def test_what_is_urgent_goes_first() -> None:
    places, order = Places(1), list[str]()

    async def work(name: str, *, is_urgent: bool) -> None:
        async with places.one(is_urgent=is_urgent):
            order.append(name)
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group, places.one():
        for number in range(3):
            group.create_task(work(f"later {number}", is_urgent=False))
        for number in range(2):
            group.create_task(work(f"urgent {number}", is_urgent=True))
        await asyncio.sleep(0)

    assert order == ["urgent 0", "urgent 1", "later 0", "later 1", "later 2"]


async def test_no_more_than_there_are_places() -> None:
    places = Places(3)
    busy = most = 0

    async def work() -> None:
        nonlocal busy, most
        async with places.one(is_urgent=busy % 2 == 0):
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.001)
            busy -= 1

    await asyncio.gather(*(work() for _ in range(40)))

    assert most == 3


async def test_who_gives_up_waiting_takes_no_place_along() -> None:
    places = Places(1)

    async def work() -> None:
        async with places.one():
            await asyncio.sleep(0)

    async with places.one():
        waiting = [asyncio.create_task(work()) for _ in range(5)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        waiting[3].cancel()
    waiting[1].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    async with asyncio.timeout(60), places.one():
        assert [task.cancelled() for task in waiting] == [True, True, False, True, False]
