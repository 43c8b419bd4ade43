"""Text that the mouse selects in an article: shown, copied, and no click."""

from collections.abc import Callable

import pytest

from tests.support.app.pilots import drawn, reading, screen_text, until
from tests.support.caches.newsdesk import TEXT
from tui.app.application import NutgrafApp
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.typesetting.typeset_page import Line, Page

MakeApp = Callable[..., NutgrafApp]


def test_lines_of_one_paragraph_are_joined_and_others_are_not() -> None:
    lines = [
        Line("A headline"),
        Line("One two", at=0),
        Line("three.", at=8),
        Line(""),
        Line("Four.", at=16),
    ]
    page = Page(lines, [], text_line=1, text_width=20)

    assert page.text_between((0, 2), (1, 3)) == "headline\nOne"
    assert page.text_between((1, 4), (2, 5)) == "two three"
    assert page.text_between((2, 0), (9, 9)) == "three.\n\nFour."


@pytest.mark.parametrize("size", [(140, 40), (100, 40), (45, 30)])
async def test_dragging_selects_and_y_copies(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "z")
        reader = screen.reader
        await until(pilot, lambda: any("The groups launched" in line for line in drawn(reader)))
        lines = drawn(reader)
        row = next(n for n, line in enumerate(lines) if "The groups launched" in line)
        column = lines[row].index("groups")

        await pilot.mouse_down(Reader, offset=(column, row))
        await pilot.hover(Reader, offset=(column + 8, row))
        await pilot.mouse_up(Reader, offset=(column + 14, row))
        await pilot.pause()

        selected = screen.get_selected_text() or ""
        assert selected.startswith("groups laun")
        assert selected in TEXT
        assert reader.marks == ()
        await pilot.press("y")
        assert pilot.app.clipboard == selected
        assert "is on the clipboard" in screen_text(pilot)


async def test_a_click_still_follows_an_item(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        reader = reading(pilot).reader
        await until(pilot, lambda: reader.page is not None)
        row = next(n for n, line in enumerate(drawn(reader)) if "48,000" in line)

        await pilot.click(Reader, offset=(12, row))

        assert reader.marks
