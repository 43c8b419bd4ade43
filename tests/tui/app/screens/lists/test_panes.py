"""Which panes are seen and how wide, how high rows are, and lists of only what is unread."""

from collections.abc import Callable

import pytest

from cache.search.query_parser import parse
from cache.values.list_rows import Scope, View
from tests.support.app.pilots import drawn, reading, screen_text, written
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp
from tui.app.screens.appearance.section_width import SECTION_WIDTHS
from tui.app.widgets.lists.row_density import Density, density_for
from tui.headless.commands.command import Context

MakeApp = Callable[..., NutgrafApp]
LONG = "Rebels take the old town of Aleppo after a week of fighting in the north"


@pytest.mark.parametrize(
    ("height", "count", "density"),
    [
        (35, 200, Density.NORMAL),
        (35, 12, Density.NORMAL),
        (36, 12, Density.WRAPPED),
        (36, 9, Density.ROOMY),
        (50, 200, Density.ROOMY),
        (10, 200, Density.COMPACT),
        (10, 3, Density.WRAPPED),
        (20, 0, Density.NORMAL),
    ],
)
def test_rows_are_as_high_as_all_of_them_have_room(
    height: int, count: int, density: Density
) -> None:
    assert density_for(height, count) is density


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (100, 30), (80, 24), (45, 20)])
async def test_a_long_headline_is_whole_where_there_is_room(
    desk: Desk, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    desk.entries(desk.feed("Paper"), *[LONG] * 4)
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=size) as pilot:
        await pilot.pause()
        lines = drawn(reading(pilot).entry_list)

        if size[0] >= 100:
            words = " ".join(it for it in " ".join(lines[:2]).split() if it not in {"▌", "▌●"})
            assert LONG in words
        else:
            assert len(" ".join(lines[:2])) > 40


async def test_sections_get_wider_narrower_and_hidden(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(130, 40)) as pilot:
        screen = reading(pilot)
        widths = []
        for _ in range(len(SECTION_WIDTHS)):
            await pilot.press("greater_than_sign")
            await pilot.pause()
            widths.append(screen.section_list.outer_size.width)
        assert widths[-1] == SECTION_WIDTHS[-1]
        assert "as wide as they get" in screen_text(pilot)

        for _ in range(len(SECTION_WIDTHS)):
            await pilot.press("less_than_sign")
        await pilot.pause()
        assert not screen.section_list.display
        assert "The sections are hidden" in screen_text(pilot)
        await pilot.press("h")
        await pilot.pause()
        assert screen.context is Context.SECTIONS
        assert screen.section_list.outer_size.width > 0
        await pilot.press("l")
        await written(pilot, filled)
        assert not screen.section_list.display

    async with make_app().run_test(size=(130, 40)) as pilot:
        assert not reading(pilot).section_list.display
        await pilot.press("greater_than_sign")
        await pilot.pause()
        assert reading(pilot).section_list.outer_size.width == SECTION_WIDTHS[1]


async def test_one_pane_has_no_column_of_sections(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(45, 20)) as pilot:
        await pilot.press("less_than_sign")
        assert "room for one pane" in screen_text(pilot)
        await pilot.press("h")
        await pilot.pause()
        assert reading(pilot).section_list.outer_size.width == 45


async def test_only_what_is_unread_is_shown_and_all_again(make_app: MakeApp, filled: Desk) -> None:
    read, *_ = filled.ids()
    filled.do(lambda store: store.marks.set_read([read], True, now=NOW))
    async with make_app().run_test(size=(120, 40)) as pilot:
        screen = reading(pilot)
        assert screen.parts.articles.pages.count == 6
        await pilot.press("j", "H")
        await pilot.pause()
        assert screen.parts.articles.pages.count == 5
        bar = drawn(screen.top_bar)[0]
        assert "All, unread only" in bar
        assert "5 unread" in bar
        selected = screen.entry_list.selected

        await pilot.press("enter", "escape")
        await written(pilot, filled)
        assert screen.entry_list.selected is not None
        assert selected is not None
        assert screen.entry_list.selected.entry_id == selected.entry_id
        await pilot.press("H")
        await pilot.pause()
        assert screen.parts.articles.pages.count == 6
        assert "unread only" not in drawn(screen.top_bar)[0]
        assert screen.entry_list.selected.entry_id == selected.entry_id


async def test_every_list_can_be_of_the_unread_alone(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        screen = reading(pilot)
        await pilot.press("H")
        for section in screen.section_list.sections:
            screen.open_view(section.view)
            await pilot.pause()
            is_shown = section.view.scope not in {Scope.UNREAD, Scope.MUTED}
            assert ("unread only" in drawn(screen.top_bar)[0]) is is_shown
        screen.open_view(View(scope=Scope.ALL, query=parse("Aleppo")))
        await pilot.pause()
        assert "“Aleppo” in All, unread only" in drawn(screen.top_bar)[0]
        await pilot.press("A")
        await written(pilot, filled)
        screen.open_view(View(scope=Scope.ALL, query=parse("Aleppo")))
        await pilot.pause()
        assert "H shows all" in screen_text(pilot)
