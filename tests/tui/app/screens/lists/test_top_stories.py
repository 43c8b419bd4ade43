"""The front page: top stories, a story's page, its articles, marks, and why it is there."""

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cache.values.list_rows import EntryId, FeedId, Scope, View
from summarise.stories.story_model import StoryId
from tests.support.app.pilots import Driver, drawn, reading, screen_text, until, written
from tests.support.caches.newsdesk import HOSTILE, Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import article_on, tell_on
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.why_dialog import WhyScreen
from tui.headless.commands.command import Context
from tui.headless.settings.config import ExportSettings

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])

FIRST = "The bridge at Torrel fell on Monday morning.\n\nThree lorries went into the river."
SECOND = "Torrel has lost its old bridge to the flood.\n\nDivers looked for a driver until dark."
THIRD = "Engineers had warned the province twice.\n\nTwo other bridges were closed on Tuesday."
FLOOD = "The river Senna stood at seven metres.\n\nSchools stay closed until Friday."
FLOOD_TOO = "Senna breaks its record of 1954.\n\nThe mayor asked for boats."


class Told:
    """Two stories: a bridge told by two papers, newer, and a flood."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.morning: FeedId = desk.feed("Morning Paper")
        self.evening: FeedId = desk.feed("Evening Paper")
        self.first = article_on(desk, self.morning, "The bridge fell", FIRST, hours=2)
        self.second = article_on(desk, self.evening, "Bridge lost", SECOND, hours=1)
        flood = article_on(desk, self.morning, "Seven metres", FLOOD, hours=30)
        self.flood_too = article_on(desk, self.evening, "Record", FLOOD_TOO, hours=29)
        self.story = StoryId(str(self.first))
        self.places = {self.second: self.first, self.flood_too: flood}
        tell_on(desk, self.places)

    def grow(self) -> EntryId:
        """Let a third paper tell of the bridge."""
        desk = self.desk
        feed_id = desk.feed("Weekly")
        third = article_on(desk, feed_id, "Engineers had warned", THIRD, hours=0.2)
        hour = timedelta(hours=1) // timedelta(milliseconds=1)
        with closing(sqlite3.connect(desk.path)) as raw, raw:
            raw.execute(
                "UPDATE status SET first_seen_at = first_seen_at + ? WHERE entry_id = ?",
                (hour, third),
            )
        self.places[third] = self.first
        tell_on(desk, self.places)
        return third

    def seen(self) -> tuple[int, int]:
        row = self.desk.library.stories.row(self.story)
        assert row is not None
        return row.seen_count, row.article_count


@pytest.fixture
def told(desk: Desk) -> Told:
    return Told(desk)


@pytest.fixture
def app(told: Told, jobs: FakeJobs) -> NutgrafApp:
    return NutgrafApp(newsroom_of(told.desk, jobs))


def where(pilot: Driver) -> Context:
    return reading(pilot).context


def page_of(pilot: Driver) -> str:
    page = reading(pilot).story_view.page
    assert page is not None
    return "\n".join(line.text for line in page.lines).replace("\u00a0", " ")


@pytest.mark.parametrize("size", SIZES)
async def test_the_front_page_is_what_one_sees_on_start(
    app: NutgrafApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = reading(pilot)

        assert screen.view.scope is Scope.STORIES
        assert "Top stories" in drawn(screen.top_bar)[0]
        assert "2 unread of 2" in drawn(screen.top_bar)[0]
        lines = drawn(screen.story_list)
        assert "● The bridge fell" in lines[0]
        if size[0] > 80:
            assert "Morning Paper · Evening Paper" in "\n".join(lines)
        first = screen.section_list.sections[0]
        assert (first.label, first.count) == ("Top stories", 2)


async def test_the_first_stories_are_told_of_and_lead_nobody_elsewhere(
    desk: Desk, jobs: FakeJobs
) -> None:
    feed = desk.feed("Weekly")
    for number in (30, 40):
        article_on(desk, feed, f"Alone {number}", f"Alone {number} stands.", hours=number)
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        assert screen.view.scope is Scope.ALL

        Told(desk)
        screen.look_at_cache(is_certain=True)
        await pilot.pause()

        assert screen.view.scope is Scope.ALL
        assert screen.focused is screen.entry_list
        assert screen.section_list.sections[0].label == "Top stories"
        assert "2 top stories, told by several papers each: h g Enter" in screen_text(pilot)
        await pilot.press("h", "g", "enter")
        assert screen.shows_stories


@pytest.mark.parametrize("size", SIZES)
async def test_reading_a_story_marks_it_and_undo_takes_it_back(
    app: NutgrafApp, told: Told, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await written(pilot, told.desk)
        await pilot.pause()

        assert reading(pilot).context is Context.STORY
        assert "Key points" in screen_text(pilot)
        assert told.seen() == (2, 2)
        assert "2 articles marked as read" in screen_text(pilot)
        await until(pilot, lambda: reading(pilot).top_count == 1)

        await pilot.press("u")
        await written(pilot, told.desk)
        assert told.seen() == (0, 2)


@pytest.mark.parametrize("size", SIZES)
async def test_a_point_leads_to_its_sentence_and_back(
    app: NutgrafApp, told: Told, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "2")

        assert where(pilot) is Context.READER
        story = screen.newsroom.library.stories.detail(told.story)
        assert story is not None
        point = story.brief.points[1]
        assert screen.reader.entry_id == int(point.citations[0].article_id)
        (mark,) = screen.reader.marks
        assert (mark.start, mark.end) == (
            point.citations[0].span.start,
            point.citations[0].span.end,
        )

        top = screen.reader.scroll_offset.y
        height = screen.reader.scrollable_content_region.height
        page = screen.reader.page
        assert page is not None
        assert top <= page.line_of(mark.start) < top + height

        await pilot.press("b")
        assert where(pilot) is Context.STORY
        await pilot.press("tab", "enter", "escape")
        assert where(pilot) is Context.STORY
        await pilot.press("h")
        assert where(pilot) is Context.LIST


async def test_the_articles_of_a_story_can_be_gone_through(app: NutgrafApp, told: Told) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "t", "enter")
        assert screen.reader.entry_id == told.first

        await pilot.press("J")
        assert screen.reader.entry_id == told.second
        await pilot.press("J")
        assert where(pilot) is Context.STORY
        assert "last article" in screen_text(pilot)

        await pilot.press("t", "t")
        assert screen.story_view.scroll_offset.y == 0


async def test_an_article_is_drawn_in_place_of_the_one_before(app: NutgrafApp, told: Told) -> None:
    """A reader that was not in sight had no width, and kept the page of another article."""
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        screen.open_view(View(scope=Scope.ALL))
        await until(pilot, lambda: screen.reader.page is not None)
        screen.entry_list.move_to(2)
        await pilot.pause(0.1)
        screen.section_list.select(View(scope=Scope.STORIES))
        screen.open_view(View(scope=Scope.STORIES))
        screen.go_to(screen.story_list)
        await pilot.pause()

        await pilot.press("enter", "t", "enter")
        await pilot.pause()
        await written(pilot, told.desk)

        assert screen.reader.entry_id == told.first
        assert any("The bridge fell" in line for line in drawn(screen.reader)[:3])


async def test_what_a_story_says_is_copied_with_its_article(app: NutgrafApp, told: Told) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "Y")
        first = pilot.app.clipboard
        await pilot.press("tab", "tab", "Y")
        second = pilot.app.clipboard

    assert first.startswith("“")
    assert "Paper, 22 November 2026, http" in first
    assert second.startswith("“")
    assert second != first


@pytest.mark.parametrize(("presses", "chapters"), [((), 3), (("down", "right"), 1)])
async def test_a_story_is_exported_with_its_articles(
    told: Told, jobs: FakeJobs, tmp_path: Path, presses: tuple[str, ...], chapters: int
) -> None:
    settings = ExportSettings(folder=str(tmp_path / "out"), format="epub")
    app = NutgrafApp(replace(newsroom_of(told.desk, jobs), export=settings))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("X")
        await pilot.pause()
        assert "Export this story" in screen_text(pilot)
        await pilot.press(*presses, "enter")
        await until(pilot, lambda: "Written" in screen_text(pilot))

    (path,) = (tmp_path / "out").iterdir()
    book = zipfile.ZipFile(path)
    assert sum("chapter" in name for name in book.namelist()) == chapters
    assert "Three lorries went into the river." in book.read("EPUB/chapter-0001.xhtml").decode()


async def test_an_updated_story_says_what_is_new_until_it_is_read(
    app: NutgrafApp, told: Told
) -> None:
    async with app.run_test(size=(120, 45)) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "h")
        await written(pilot, told.desk)
        told.grow()
        screen.look_at_cache(is_certain=True)
        await pilot.pause()

        assert "updated · Morning Paper" in "\n".join(drawn(screen.story_list))
        lines = page_of(pilot).splitlines()
        assert "1 article since you last looked" in lines
        points = lines[lines.index(next(it for it in lines if it.startswith("Key points"))) + 1 :]
        assert " ".join(points[:2]).startswith("1  NEW Engineers had warned the province")
        assert "NEW" not in "\n".join(points[4:9])

        await pilot.press("enter")
        await written(pilot, told.desk)
        await pilot.pause()
        # What is new stays marked while one reads it.
        assert "NEW Engineers" in page_of(pilot)
        await pilot.press("h")
        await pilot.pause()
        assert "NEW" not in page_of(pilot)
        assert "updated" not in "\n".join(drawn(screen.story_list))


@pytest.mark.parametrize("size", SIZES)
async def test_why_a_story_is_where_it_is(app: NutgrafApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("w")

        assert isinstance(pilot.app.screen, WhyScreen)
        text = screen_text(pilot)
        assert "Why is this number 1 of 2?" in text
        assert "2 papers" in text
        await pilot.press("w")
        assert not isinstance(pilot.app.screen, WhyScreen)


async def test_from_an_article_to_its_story(app: NutgrafApp, told: Told) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        await pilot.press("h", "j", "enter", "G")
        assert screen.view.scope is Scope.ALL
        assert screen.entry_list.selected is not None

        await pilot.press("enter", "c")

        assert where(pilot) is Context.STORY
        assert screen.story_view.story_id != told.story
        assert screen.story_list.cursor == 1


async def test_an_article_that_stands_alone_says_so(
    make_app: MakeApp,
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("c")

        assert "Only this article tells it so far" in screen_text(pilot)
        assert reading(pilot).view.scope is Scope.ALL
        await pilot.press("w")
        assert "Select a top story first" in screen_text(pilot)


async def test_all_read_and_next_unread(app: NutgrafApp, told: Told) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        await pilot.press("n")
        assert screen.story_list.cursor == 1
        await pilot.press("n")
        assert screen.story_list.cursor == 0

        await pilot.press("A")
        await written(pilot, told.desk)
        await until(pilot, lambda: screen.top_count == 0)
        await pilot.press("n")
        assert "Nothing unread is left" in screen_text(pilot)

        await pilot.press("u")
        await written(pilot, told.desk)
        await until(pilot, lambda: screen.top_count == 2)

        await pilot.press("m")
        await written(pilot, told.desk)
        await until(pilot, lambda: screen.top_count == 1)
        await pilot.press("m")
        await written(pilot, told.desk)
        await until(pilot, lambda: screen.top_count == 2)


async def test_a_search_on_the_front_page_finds_its_stories_as_one_types(
    app: NutgrafApp, told: Told
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        await pilot.press("/", *"divers")
        await until(pilot, lambda: screen.story_count == 1)
        assert "1 found" in screen_text(pilot)
        await pilot.press("enter")
        assert where(pilot) is Context.LIST
        assert screen.story_list.display
        assert screen.story_list.selected is not None
        assert screen.story_list.selected.story_id == told.story

        await pilot.press("escape")
        await until(pilot, lambda: screen.story_count == 2)
        assert "unread of 2" in screen_text(pilot)
        assert screen.story_list.selected.story_id == told.story


async def test_a_search_that_no_story_has_says_where_to_look_on(app: NutgrafApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        await pilot.press("/", *"walrus", "enter")
        await until(pilot, lambda: screen.story_count == 0)
        assert "No top story has this. F searches" in screen_text(pilot)
        await pilot.press("A", "n", "j", "enter")
        assert screen.top_count == 2


async def test_hostile_text_is_shown_as_it_is(desk: Desk, jobs: FakeJobs) -> None:
    feeds = [desk.feed(f"[red]{title}[/]"[:60] or "x") for title in HOSTILE[:3]]
    text = "\n\n".join(f"{title} happened today." for title in HOSTILE if title)
    ids = [
        article_on(desk, feed, f"{HOSTILE[n]} {n}", text.replace("today", f"on day {n}"), hours=n)
        for n, feed in enumerate(feeds)
    ]
    tell_on(desk, dict.fromkeys(ids[1:], ids[0]))

    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        assert reading(pilot).shows_stories
        await pilot.press("enter", "t", "w")
        text = screen_text(pilot)

    assert "\x1b" not in text
    assert "\x9b" not in text
