"""What the app notes as opened, and the feed manager sorted by what was used."""

from collections.abc import Callable

import pytest

from tests.support.app.pilots import Driver, drawn, screen_text, until, written
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import article_on, tell_on
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.feeds.feed_manager import FeedsScreen

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(200, 50), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])


async def by_use(pilot: Driver) -> FeedsScreen:
    """Open the feed manager and sort it by use."""
    await pilot.press("E")
    await until(pilot, lambda: isinstance(pilot.app.screen, FeedsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, FeedsScreen)
    await pilot.press("o", "o", "o")
    await until(pilot, lambda: bool(screen.table.lines))
    return screen


def opened(desk: Desk) -> int:
    return sum(it.opened_count for it in desk.library.feeds.statistics(NOW))


async def test_an_article_that_is_opened_is_noted(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("j")
        await written(pilot, filled)
        assert opened(filled) == 0

        await pilot.press("enter")
        await written(pilot, filled)
        assert opened(filled) == 1

        await pilot.press("escape", "enter")
        await written(pilot, filled)
        assert opened(filled) == 1


async def test_marking_and_starring_open_nothing(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("m", "s", "j", "A")
        await written(pilot, filled)

    assert opened(filled) == 0


@pytest.mark.parametrize("size", SIZES)
async def test_what_nobody_opens_stands_first(
    make_app: MakeApp, filled: Desk, size: tuple[int, int]
) -> None:
    filled.sql("UPDATE feeds SET subscribed_at = 0")
    row = filled.row(0)
    filled.do(lambda store: store.memory.note_opened([row.entry_id], at=NOW))
    async with make_app().run_test(size=size) as pilot:
        screen = await by_use(pilot)

        assert screen.table.lines[-1].title == row.feed_title
        assert screen.table.lines[-1].state == "now"
        assert all(line.opened in {"0 %", "–"} for line in screen.table.lines[:-1])
        assert "a week" in screen_text(pilot)
        assert "never" in screen_text(pilot)
        assert all(len(line) <= size[0] for line in drawn(screen.table))
        if size[0] >= 120:
            assert "Last useful" in screen_text(pilot)


async def test_a_feed_of_no_use_is_given_up_and_taken_back(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await by_use(pilot)
        before = [line.title for line in screen.table.lines]
        await pilot.press("g", "D")
        await written(pilot, filled)
        screen.follow_cache()
        assert [line.title for line in screen.table.lines] == before[1:]

        await pilot.press("u")
        await written(pilot, filled)
        screen.follow_cache()
        assert [line.title for line in screen.table.lines] == before


async def test_a_story_that_is_opened_is_of_use_of_all_its_papers(
    desk: Desk, jobs: FakeJobs
) -> None:
    morning, evening = desk.feed("Morning Paper"), desk.feed("Evening Paper")
    first = article_on(desk, morning, "The bridge fell", "The bridge fell.", hours=2)
    second = article_on(desk, evening, "Bridge lost", "The bridge is lost.", hours=1)
    tell_on(desk, {second: first})
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await written(pilot, desk)

    assert {it.feed_id: it.opened_count for it in desk.library.feeds.statistics(NOW)} == {
        morning: 1,
        evening: 1,
    }
