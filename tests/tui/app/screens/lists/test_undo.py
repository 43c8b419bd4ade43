"""Every action that changes something can be taken back, and so can the one before it."""

import itertools
from collections.abc import Callable

import pytest

from cache.values.list_rows import Scope, View
from tests.support.app.pilots import Driver, drawn, reading, until, written
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp

MakeApp = Callable[..., NutgrafApp]
SIZE = (100, 30)
State = tuple[object, ...]


def state(desk: Desk) -> State:
    """Return everything that a reader can change, as the cache has it."""
    rows = desk.library.lists.page(View(scope=Scope.ALL), 0, 100)
    muted = desk.library.lists.page(View(scope=Scope.MUTED), 0, 100)
    return (
        [(row.entry_id, row.is_read, row.is_starred) for row in rows],
        [row.entry_id for row in muted],
        [(it.kind, it.subject) for it in desk.library.interests.follows()],
        [it.rule for it in desk.library.interests.mutes()],
        [(it.feed_id, it.title, it.folder, it.unread_count) for it in desk.library.feeds.rows()],
    )


async def settled(pilot: Driver, desk: Desk) -> State:
    await pilot.pause()
    await written(pilot, desk)
    await pilot.pause()
    return state(desk)


@pytest.mark.parametrize(
    "keys",
    [
        ("m",),
        ("s",),
        ("A",),
        ("M", *"aleppo", "enter"),
        ("enter", "tab", "tab", "tab", "f"),
        ("/", *"aleppo", "enter", "f"),
    ],
    ids=["read", "star", "all read", "mute", "follow an actor", "follow a search"],
)
async def test_an_action_is_taken_back(
    make_app: MakeApp, filled: Desk, keys: tuple[str, ...]
) -> None:
    async with make_app(mark_read_on_open=False).run_test(size=SIZE) as pilot:
        before = await settled(pilot, filled)
        await pilot.press(*keys)
        after = await settled(pilot, filled)
        assert after != before

        await pilot.press("u")
        assert await settled(pilot, filled) == before
        await pilot.press("u")
        await pilot.pause()
        assert "nothing to take back" in drawn(reading(pilot).status_bar)[0]


async def test_several_steps_are_taken_back_one_by_one(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        states = [await settled(pilot, filled)]
        for keys in (("s",), ("j", "m"), ("j", "s"), ("A",), ("M", *"cricket", "enter"), ("s",)):
            await pilot.press(*keys)
            states.append(await settled(pilot, filled))
        assert all(one != next_ for one, next_ in itertools.pairwise(states))

        for wanted in reversed(states[:-1]):
            await pilot.press("u")
            assert await settled(pilot, filled) == wanted


async def test_steps_are_taken_back_in_the_order_of_the_keys(
    make_app: MakeApp, filled: Desk
) -> None:
    """Keys pressed at once: what was marked first is taken back last, written or not."""
    async with make_app().run_test(size=SIZE) as pilot:
        before = await settled(pilot, filled)
        await pilot.press("A", "s", "u")
        after = await settled(pilot, filled)
        assert not any(is_starred for _, _, is_starred in after[0])  # type: ignore[attr-defined]
        assert all(is_read for _, is_read, _ in after[0])  # type: ignore[attr-defined]

        await pilot.press("u")
        assert await settled(pilot, filled) == before


async def test_marking_nothing_leaves_nothing_to_take_back(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("s", "A")
        await settled(pilot, filled)
        await pilot.press("A")
        await settled(pilot, filled)

        await pilot.press("u")
        after = await settled(pilot, filled)
        assert not any(is_read for _, is_read, _ in after[0])  # type: ignore[attr-defined]


async def test_unmuting_is_taken_back(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("M", *"aleppo", "enter")
        muted = await settled(pilot, filled)
        reading(pilot).open_view(View(scope=Scope.MUTED))
        await pilot.press("M")
        await pilot.pause()
        await pilot.press("y")
        assert await settled(pilot, filled) != muted

        await pilot.press("u")
        assert (await settled(pilot, filled))[:2] == muted[:2]


async def test_unfollowing_is_taken_back(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("/", *"aleppo", "enter", "f")
        followed = await settled(pilot, filled)
        await pilot.press("f")
        assert await settled(pilot, filled) != followed

        await pilot.press("u")
        assert await settled(pilot, filled) == followed


async def test_a_feed_is_given_back_with_its_state(filled: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(filled, jobs, mark_read_on_open=False))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("m", "j", "s")
        before = await settled(pilot, filled)
        reading(pilot).go_to(reading(pilot).section_list)
        feed = filled.library.feeds.rows()[0]
        view = View(scope=Scope.FEED, feed_id=feed.feed_id)
        reading(pilot).section_list.select(view)
        await pilot.press("D")
        await pilot.pause()
        await pilot.press("y")
        await settled(pilot, filled)
        await until(
            pilot, lambda: feed.feed_id not in [it.feed_id for it in filled.library.feeds.rows()]
        )

        await pilot.press("u")
        assert await settled(pilot, filled) == before
