"""Marks, tags, notes and addresses of whole stories: every article, in one step."""

from collections.abc import Callable

import pytest

from cache.values.list_rows import EntryRow
from tests.support.app.pilots import Driver, reading, screen_text, until, written
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import article_on, tell_on
from tui.app.application import NutgrafApp
from tui.app.widgets.typesetting.typeset_page import ItemKind
from tui.headless.commands.command import Context

FIRST = "The bridge at Torrel fell on Monday morning.\n\nThree lorries went into the river."
SECOND = "Torrel has lost its old bridge to the flood.\n\nDivers looked for a driver until dark."
FLOOD = "The river Senna stood at seven metres.\n\nSchools stay closed until Friday."
FLOOD_TOO = "Senna breaks its record of 1954.\n\nThe mayor asked for boats."


class Two:
    """Two stories of two articles each."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        morning, evening = desk.feed("Morning Paper"), desk.feed("Evening Paper")
        first = article_on(desk, morning, "The bridge fell", FIRST, hours=2)
        second = article_on(desk, evening, "Bridge lost", SECOND, hours=1)
        flood = article_on(desk, morning, "Seven metres", FLOOD, hours=30)
        flood_too = article_on(desk, evening, "Record", FLOOD_TOO, hours=29)
        self.bridge, self.flood = (first, second), (flood, flood_too)
        tell_on(desk, {second: first, flood_too: flood})

    def rows(self) -> tuple[EntryRow, ...]:
        return self.desk.library.lists.rows((*self.bridge, *self.flood))


@pytest.fixture
def two(desk: Desk) -> Two:
    return Two(desk)


@pytest.fixture
def app(two: Two, jobs: FakeJobs, opened: list[str]) -> NutgrafApp:
    return NutgrafApp(newsroom_of(two.desk, jobs), open_address=opened.append)


def said(pilot: Driver) -> str:
    return reading(pilot).parts.status.said


Marked = Callable[[EntryRow], bool]


@pytest.mark.parametrize(
    ("key", "is_marked", "words"),
    [
        ("s", lambda row: row.is_starred, "Starred the 2 articles of this story"),
        ("L", lambda row: row.is_later, "Kept for later: the 2 articles of this story"),
    ],
)
@pytest.mark.parametrize("place", [(), ("enter",)])
async def test_a_mark_is_on_all_articles_of_the_story_and_goes_in_one_step(
    app: NutgrafApp, two: Two, key: str, is_marked: Marked, words: str, place: tuple[str, ...]
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*place)
        await written(pilot, two.desk)
        await pilot.press(key)
        assert said(pilot) == words
        await written(pilot, two.desk)
        assert [is_marked(row) for row in two.rows()] == [True, True, False, False]

        await pilot.press("u")
        await written(pilot, two.desk)
        assert not any(is_marked(row) for row in two.rows())


async def test_selected_stories_are_marked_together(app: NutgrafApp, two: Two) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x")
        assert reading(pilot).story_list.cursor == 1
        await pilot.press("x", "s")
        await written(pilot, two.desk)

        assert said(pilot) == "Starred the 4 articles of 2 stories"
        assert all(row.is_starred for row in two.rows())
        await pilot.press("m")
        await written(pilot, two.desk)
        assert all(row.is_read for row in two.rows())
        await pilot.press("u", "u")
        await written(pilot, two.desk)
        assert not any(row.is_read or row.is_starred for row in two.rows())
        await pilot.press("X")
        await pilot.pause()
        assert "Export 2 stories" in screen_text(pilot)
        await pilot.press("escape", "escape")
        assert "selected" not in screen_text(pilot)
        await pilot.press("ctrl+a")
        assert "2 selected" in screen_text(pilot)


async def test_tags_and_a_note_are_put_on_all_articles(app: NutgrafApp, two: Two) -> None:
    two.desk.do(
        lambda store: (
            store.kept.set_note(two.bridge[1], "My own", now=two.desk.clock())
            if hasattr(two.desk, "clock")
            else None
        )
    )
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        assert "The 2 articles of this story" in screen_text(pilot)
        await pilot.press(*"flood", "enter")
        await written(pilot, two.desk)
        assert [row.tags for row in two.rows()] == [("flood",), ("flood",), (), ()]
        assert said(pilot) == "Tagged #flood: the 2 articles of this story"

        await pilot.press("W")
        await pilot.pause()
        await pilot.press(*"see", "ctrl+s")
        await written(pilot, two.desk)
        assert said(pilot) == "Note saved on the 2 articles of this story"
        assert [row.has_note for row in two.rows()] == [True, True, False, False]

        await pilot.press("u", "u")
        await written(pilot, two.desk)
        assert not any(row.has_note or row.tags for row in two.rows())


async def test_a_note_of_an_article_is_not_written_over(app: NutgrafApp, two: Two) -> None:
    from tests.support.caches.newsdesk import NOW

    first, second = two.bridge
    two.desk.do(lambda store: store.kept.set_note(first, "One", now=NOW))
    two.desk.do(lambda store: store.kept.set_note(second, "Two", now=NOW))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("W")
        await pilot.pause()
        await pilot.press(*" more", "ctrl+s")
        await written(pilot, two.desk)

        details = [two.desk.library.detail(it) for it in two.bridge]
        assert [it.kept_note for it in details if it] == ["One more", "Two"]
        assert said(pilot) == "Note saved on the article"


async def test_what_leads_out_is_of_the_leading_article(
    app: NutgrafApp, two: Two, opened: list[str]
) -> None:
    row = two.rows()[0]
    async with app.run_test(size=(45, 20)) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: opened == [row.url])
        await pilot.press("y")
        assert pilot.app.clipboard == row.url
        await pilot.press("Y")
        assert "Paper" in pilot.app.clipboard
        assert row.url in pilot.app.clipboard


async def test_a_selected_article_of_a_story_is_marked_alone(app: NutgrafApp, two: Two) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "t", "s")
        await written(pilot, two.desk)

        assert [row.is_starred for row in two.rows()] == [True, False, False, False]


@pytest.mark.parametrize("size", [(100, 30), (45, 20)])
async def test_enter_with_nothing_selected_opens_the_first_item(
    app: NutgrafApp, two: Two, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "enter")

        screen = reading(pilot)
        assert screen.context is Context.READER
        assert screen.reader.entry_id in two.bridge
        assert screen.story_view.selected is not None
        assert screen.story_view.selected.kind is ItemKind.KEY_POINT
