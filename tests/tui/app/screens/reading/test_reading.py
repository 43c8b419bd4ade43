"""Reading with the keyboard: each command, by its key, and what comes of it."""

from collections.abc import Callable

import pytest

from cache.values.list_rows import Scope, View
from fetch.layout import Layout, RemovalReason, Removed
from tests.support.app.pilots import drawn, reading, until, written
from tests.support.caches.newsdesk import NOW, TEXT, Desk, FakeJobs, article_of
from tui.app.application import NutgrafApp
from tui.app.screens.feeds.feed_manager import FeedsScreen
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.pages.actor_view import ActorView
from tui.app.widgets.pages.reader import Reader
from tui.headless.commands.command import Context
from tui.headless.commands.command_table import COMMANDS

MakeApp = Callable[..., NutgrafApp]
SIZE = (140, 40)


async def test_every_command_has_its_action(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        homes = {
            Context.APP: pilot.app,
            Context.EVERY_PANE: screen,
            Context.SECTIONS: screen.section_list,
            Context.LIST: screen.entry_list,
            Context.READER: screen.reader,
            Context.ACTOR: ActorView,
            Context.STORY: screen.story_view,
            Context.FEEDS: FeedsScreen,
        }

        missing = [
            command.name
            for command in COMMANDS
            if not hasattr(homes[command.context], f"action_{command.action.partition('(')[0]}")
        ]

    assert missing == []


async def test_the_list_has_the_focus_and_shows_the_newest_first(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        assert screen.focused is screen.entry_list
        assert screen.entry_list.selected is not None
        assert screen.entry_list.selected.title == "Rebels take Aleppo"


@pytest.mark.parametrize("key", ["j", "down"])
async def test_down_moves_and_the_reader_follows(make_app: MakeApp, desk: Desk, key: str) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        await pilot.press(key)

        second = desk.ids()[1]
        assert screen.entry_list.cursor == 1
        await until(pilot, lambda: screen.reader.entry_id == second)


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("j j k", 1),
        ("G", 5),
        ("end", 5),
        ("G g", 0),
        ("G home", 0),
        ("k", 0),
        ("pagedown", 5),
        ("G pageup", 0),
    ],
)
async def test_moving_in_the_list(make_app: MakeApp, keys: str, cursor: int) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press(*keys.split())

        assert reading(pilot).entry_list.cursor == cursor


@pytest.mark.parametrize("key", ["enter", "l", "right", "space"])
async def test_opening_goes_to_the_reader_and_marks_as_read(
    make_app: MakeApp, desk: Desk, key: str
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        await pilot.press(key)
        await written(pilot, desk)

        assert screen.focused is screen.reader
        assert desk.row(0).is_read
        assert desk.library.counts().unread == 5


async def test_opening_can_leave_an_article_unread(make_app: MakeApp, desk: Desk) -> None:
    async with make_app(mark_read_on_open=False).run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await written(pilot, desk)

    assert not desk.row(0).is_read


@pytest.mark.parametrize("key", ["h", "left", "escape"])
async def test_going_out_pane_by_pane(make_app: MakeApp, key: str) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        seen = []
        for pressed in ("enter", key, key):
            await pilot.press(pressed)
            seen.append(screen.context)

    assert seen == [Context.READER, Context.LIST, Context.SECTIONS]


async def test_a_mark_shows_at_once_and_can_be_taken_back(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        await pilot.press("m")
        selected = screen.entry_list.selected
        assert selected is not None
        assert selected.is_read
        await written(pilot, desk)
        assert desk.row(0).is_read
        assert screen.entry_list.cursor == 0

        await pilot.press("u")
        await written(pilot, desk)
        assert not desk.row(0).is_read


async def test_a_star(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("s")
        assert "★" in drawn(reading(pilot).entry_list)[0]
        await written(pilot, desk)
        assert desk.row(0).is_starred

        await pilot.press("s")
        await written(pilot, desk)
        assert not desk.row(0).is_starred

        await pilot.press("u")
        await written(pilot, desk)
        assert desk.row(0).is_starred


async def test_all_read_and_back(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await written(pilot, desk)
        assert desk.library.counts().unread == 0
        assert "6 articles marked as read" in drawn(reading(pilot).status_bar)[0]

        await pilot.press("u")
        await written(pilot, desk)
        assert desk.library.counts().unread == 6


async def test_next_unread_skips_what_is_read_and_goes_round(make_app: MakeApp, desk: Desk) -> None:
    from tests.support.caches.newsdesk import NOW

    ids = desk.ids()
    desk.do(lambda store: store.marks.set_read((ids[1], ids[2]), True, now=NOW))
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        await pilot.press("n")
        assert screen.entry_list.cursor == 3
        await pilot.press("N")
        assert screen.entry_list.cursor == 0
        await pilot.press("p")
        assert screen.entry_list.cursor == 5


async def test_next_unread_in_the_reader_opens_it(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "n")
        await written(pilot, desk)

        assert screen.focused is screen.reader
        assert screen.reader.entry_id == desk.ids()[1]
        assert desk.row(1).is_read


async def test_no_unread_article_is_left(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await written(pilot, desk)

        await pilot.press("n")

        assert "Nothing unread is left here" in drawn(reading(pilot).status_bar)[0]


async def test_space_reads_on_and_at_the_end_opens_the_next_unread(
    make_app: MakeApp, desk: Desk
) -> None:
    async with make_app().run_test(size=(80, 20)) as pilot:
        screen = reading(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.reader.page is not None)
        height = screen.reader.scrollable_content_region.height

        await pilot.press("space")
        assert screen.reader.scroll_offset.y == height - 2
        await pilot.press(*["space"] * 8)

        assert screen.reader.entry_id != desk.ids()[0]


async def test_an_unread_view_keeps_what_was_just_read(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("h", "j", "enter")
        assert screen.view.scope is Scope.UNREAD

        await pilot.press("enter")
        await written(pilot, desk)
        assert screen.parts.articles.pages.count == 6

        await pilot.press("h", "h", "k", "j")
        assert screen.parts.articles.pages.count == 5


async def test_sections_open_their_articles(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("h", "j", "j", "j", "j", "enter")

        assert screen.view.scope is Scope.FEED
        assert "BBC News" in drawn(screen.top_bar)[0]
        assert screen.parts.articles.pages.count == 3
        assert "3 unread of 3" in drawn(screen.top_bar)[0]


async def test_a_folder_folds(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("h", "j", "j", "j")
        before = screen.section_list.row_count()

        await pilot.press("x")
        assert screen.section_list.row_count() == before - 2
        await pilot.press("x")
        assert screen.section_list.row_count() == before


async def test_a_failing_feed_is_marked_and_gives_its_reason(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        assert any("Nature" in line and "!" in line for line in drawn(screen.section_list))

        await pilot.press("h", "G")

        assert "503" in drawn(screen.status_bar)[0]


@pytest.mark.parametrize(("key", "point"), [("1", 0), ("2", 1)])
async def test_a_digit_goes_to_the_sentence_of_a_key_point(
    make_app: MakeApp, desk: Desk, key: str, point: int
) -> None:
    async with make_app().run_test(size=(100, 24)) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", key)

        detail = desk.library.detail(desk.ids()[0])
        assert detail is not None
        assert detail.brief is not None
        span = detail.brief.key_points[point].span
        assert screen.reader.marks == (span,)
        assert any(span.of(TEXT)[:20] in line for line in drawn(screen.reader))

        await pilot.press("b")
        assert screen.reader.scroll_offset.y == 0
        assert not screen.reader.marks


async def test_a_key_point_that_does_not_exist_does_nothing(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("enter", "9")

        assert reading(pilot).reader.marks == ()


async def test_items_are_selected_and_followed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 24)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "tab")
        first_point = reader.item
        await pilot.press("tab", "]")
        # Between the points and the actors is the heading of an open panel, which is passed by.
        assert reader.item == first_point + 3
        await pilot.press("shift+tab", "[")
        assert reader.item == first_point

        await pilot.press("tab", "tab", "enter")
        first = reader.scroll_offset.y
        assert reader.walk is not None
        assert len(reader.walk.spans) == 2
        await pilot.press("enter")
        assert reader.scroll_offset.y >= first

        await pilot.press("backspace")
        assert reader.scroll_offset.y == 0


async def test_an_actor_expands(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "tab", "tab", "tab")
        assert reader.page is not None
        before = reader.page.height

        await pilot.press("x")
        assert reader.page.height > before
        assert any("flew to Damascus" in line for line in drawn(reader))
        await pilot.press("x")
        assert reader.page.height == before


async def test_the_mouse_follows_an_item(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = reading(pilot).reader
        await until(pilot, lambda: reader.page is not None)
        row = next(i for i, line in enumerate(drawn(reader)) if "48,000" in line)

        await pilot.click(Reader, offset=(10, row))

        assert len(reader.marks) == 1


async def test_the_mouse_opens_an_article(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        await pilot.click(EntryList, offset=(5, screen.entry_list.row_height * 2))

        assert screen.entry_list.cursor == 2
        await until(pilot, lambda: screen.reader.entry_id == desk.ids()[2])


async def test_text_and_summary_swap(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 24)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "t")
        assert reader.scroll_offset.y > 0
        await pilot.press("t")
        assert reader.scroll_offset.y == 0


async def test_the_next_article_opens_from_the_reader(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "J")
        assert screen.reader.entry_id == desk.ids()[1]
        await pilot.press("K")
        assert screen.reader.entry_id == desk.ids()[0]
        await pilot.press("K")
        assert "first article" in drawn(screen.status_bar)[0]


async def test_highlighting_goes_off_and_on(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "e")
        assert not reader.is_highlighting
        await pilot.press("e")
        assert reader.is_highlighting


async def test_the_browser_gets_the_address(make_app: MakeApp, opened: list[str]) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("o")
        await pilot.app.workers.wait_for_complete()

    assert len(opened) == 1
    assert opened[0].startswith("https://example.org/")


async def test_the_link_is_copied(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("y")

        assert pilot.app.clipboard == desk.row(0).url
        assert desk.row(0).url in drawn(reading(pilot).status_bar)[0]


async def test_rows_change_their_height(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        heights = []
        for _ in range(4):
            await pilot.press("v")
            heights.append(reading(pilot).entry_list.row_height)

    assert sorted(heights) == [1, 2, 3, 4]


async def test_a_feed_is_given_up_after_a_question(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("h", "G", "D", "n")
        await written(pilot, desk)
        assert len(desk.library.feeds.rows()) == 3

        await pilot.press("D", "y")
        await pilot.pause()
        await written(pilot, desk)
        assert len(desk.library.feeds.rows()) == 2


async def test_help_lists_the_live_keys(make_app: MakeApp) -> None:
    from tests.support.app.pilots import screen_text

    async with make_app(keys={"next_unread": "f2"}).run_test(size=SIZE) as pilot:
        await pilot.press("question_mark")
        text = screen_text(pilot)
        assert "Next unread" in text
        assert "f2" in text

        await pilot.press("escape")
        assert pilot.app.screen is reading(pilot)


async def test_quitting(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("q")

    assert pilot.app.return_code == 0


async def test_a_remapped_key_works_and_the_old_one_does_not(make_app: MakeApp, desk: Desk) -> None:
    keys = {"toggle_star": "m", "toggle_read": "s"}
    async with make_app(keys=keys).run_test(size=SIZE) as pilot:
        await pilot.press("m")
        await written(pilot, desk)
        assert desk.row(0).is_starred
        assert not desk.row(0).is_read

        await pilot.press("s")
        await written(pilot, desk)
        assert desk.row(0).is_read


async def test_the_footer_shows_the_keys_of_the_pane(make_app: MakeApp) -> None:
    async with make_app(keys={"read_on": "f3"}).run_test(size=SIZE) as pilot:
        bar = reading(pilot).key_bar
        assert "Sections" in drawn(bar)[0]

        await pilot.press("enter")
        assert "f3 Read on" in drawn(bar)[0]
        assert "q Quit" in drawn(bar)[0]


async def test_the_palette_finds_commands_and_feeds(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p", *"star")
        await until(pilot, lambda: _hits(pilot) > 0)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is reading(pilot))
        await pilot.pause()
        await written(pilot, desk)

        assert desk.row(0).is_starred


def _hits(pilot: object) -> int:
    from textual.command import CommandList

    screen = pilot.app.screen  # type: ignore[attr-defined]  # a pilot
    found = list(screen.query(CommandList))
    return found[0].option_count if found and found[0].display else 0


async def test_moving_down_in_sections_follows_with_the_list(
    make_app: MakeApp, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("h", "j", "j")

        assert screen.focused is screen.query_one(SectionList)
        assert screen.view == View(scope=Scope.STARRED)
        assert "No stars yet" in "".join(drawn(screen.entry_list))


async def test_news_that_come_with_a_key_do_not_take_the_cursor_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)

        screen.entry_list.move_to(2)
        screen.cache_changed()  # before the list's message has been heard

        assert screen.entry_list.cursor == 2


async def test_lines_that_were_left_out_are_shown_dimmed_and_hidden_again(
    make_app: MakeApp, desk: Desk
) -> None:
    line = Removed(at=0, text="Sign up for [bold]our[/] letter", reason=RemovalReason.OFFER)
    article = article_of(layout=Layout(removed=(line,)))
    entry_id = desk.ids()[0]
    desk.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    async with make_app().run_test(size=SIZE) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "t")
        assert not any("our[/] letter" in it for it in drawn(reader))

        await pilot.press("B")

        assert reader.page is not None
        words = [it.text for it in reader.page.lines]
        assert "╌ Sign up for [bold]our[/] letter · an offer to readers" in words
        assert "1 line of the page was left out of the article." in words
        status = drawn(reading(pilot).status_bar)[0]
        assert "1 line of the page was left out of the article. B hides them" in status

        await pilot.press("B")

        assert not any("our[/] letter" in it.text for it in reader.page.lines)


async def test_where_nothing_was_left_out_that_is_said(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "B")
        assert "Nothing was left out" in drawn(screen.status_bar)[0]
