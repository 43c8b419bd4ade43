"""Jump mode: letters on what is in sight, at every size, by keys and with the mouse."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.widgets import OptionList

from fetch.layout import Layout, Link
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.caches.newsdesk import NOW, TEXT, Desk, FakeJobs, article_of, newsroom_of
from tests.support.caches.storydesk import article_on, tell_on
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.addresses_dialog import AddressesScreen
from tui.app.screens.jump.jump_labels import LETTERS, labels
from tui.app.screens.jump.jump_screen import JumpScreen, Label
from tui.headless.commands.command import Context

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(200, 50), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])
WIDE = (200, 50)


@given(st.integers(0, len(LETTERS) ** 2 + 9))
def test_no_label_begins_another(count: int) -> None:
    found = labels(count)

    assert len(found) == len(set(found)) == min(count, len(LETTERS) ** 2)
    assert not any(a != b and b.startswith(a) for a in found[:40] for b in found)
    assert list(map(len, found)) == sorted(map(len, found))
    assert all(len(it) <= 2 for it in found)


async def begin(pilot: Driver) -> JumpScreen:
    await pilot.press(";")
    await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, JumpScreen)
    return screen


def words_at(pilot: Driver, label: Label) -> str:
    """Return what stands behind a label on the screen."""
    return screen_text(pilot).splitlines()[label.y][label.x + len(label.letters) :].strip()


def before(pilot: Driver) -> list[str]:
    return screen_text(pilot).splitlines()


async def label_of(pilot: Driver, words: str) -> Label:
    """Begin, and return the label of the line that has these words."""
    lines = before(pilot)
    screen = await begin(pilot)
    column = next(line.index(words) for line in lines if words in line)
    row = next(number for number, line in enumerate(lines) if words in line)
    near = [it for it in screen.shown if it.y == row and it.x <= column]
    return max(near, key=lambda it: it.x)


async def jump_to(pilot: Driver, words: str) -> None:
    label = await label_of(pilot, words)
    await pilot.press(*label.letters)
    await until(pilot, lambda: not isinstance(pilot.app.screen, JumpScreen))


@pytest.mark.parametrize("keys", [(), ("enter",), ("enter", "pagedown")])
@pytest.mark.parametrize("size", SIZES)
async def test_every_label_is_drawn_where_something_stands(
    make_app: MakeApp, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press(*keys)
        screen = await begin(pilot)

        lines = screen_text(pilot).splitlines()
        assert len(screen.shown) >= 4
        for label in screen.shown:
            assert lines[label.y][label.x :].startswith(label.letters)
        assert all(len(line) <= size[0] for line in lines)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is reading(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_an_article_is_opened(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await jump_to(pilot, "Ceasefire holds")

        selected = reading(pilot).entry_list.selected
        assert selected is not None
        assert selected.title == "Ceasefire holds"
        assert reading(pilot).context is Context.READER
        assert reading(pilot).reader.entry_id == selected.entry_id


async def test_a_section_is_opened(make_app: MakeApp) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await jump_to(pilot, "Nature")

        await until(pilot, lambda: reading(pilot).entry_list.row_count() == 1)
        assert reading(pilot).context is Context.LIST


@pytest.mark.parametrize("size", [(200, 50), (100, 30)])
async def test_a_pane_gets_the_focus(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = await begin(pilot)
        panes = [it for it in screen.shown if it.y == reading(pilot).reader.region.y]
        last = max(panes, key=lambda it: it.x)
        await pilot.press(*last.letters)
        await until(pilot, lambda: reading(pilot).context is Context.READER)


@pytest.mark.parametrize("size", [(200, 50), (100, 30)])
async def test_a_key_point_shows_its_sentence(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("enter")
        await jump_to(pilot, "The United Nations said")

        assert [span.of(TEXT)[:18] for span in reading(pilot).reader.marks] == [
            "The United Nations"
        ]


async def test_a_panel_is_selected_and_not_closed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await jump_to(pilot, "Quotes")

        reader = reading(pilot).reader
        assert reader.selected is not None
        assert reader.selected.fold.casefold().startswith("quotes")
        assert "I reassured him" in screen_text(pilot)


async def test_a_link_is_shown_before_it_is_opened(
    make_app: MakeApp, filled: Desk, opened: list[str]
) -> None:
    at = TEXT.index("Damascus")
    links = (
        Link(start=0, end=6, url="https://one.example/"),
        Link(start=at, end=at + 8, url="https://two.example/"),
    )
    article = replace(article_of(), layout=Layout(links=links))
    entry_id = filled.ids()[0]
    filled.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    async with make_app().run_test(size=WIDE) as pilot:
        await pilot.press("enter", "z")
        await jump_to(pilot, "Damascus")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
        options = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: options.highlighted == 1)

        await pilot.press("enter")
        await until(pilot, lambda: opened == ["https://two.example/"])


async def test_a_story_and_its_points(desk: Desk, jobs: FakeJobs) -> None:
    morning, evening = desk.feed("Morning Paper"), desk.feed("Evening Paper")
    first = article_on(desk, morning, "The bridge fell", "The bridge fell.", hours=2)
    second = article_on(desk, evening, "Bridge lost", "The bridge is lost.", hours=1)
    tell_on(desk, {second: first})
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        screen = await begin(pilot)
        label = next(it for it in screen.shown if it.x == 0)
        await pilot.press(*label.letters)
        await until(pilot, lambda: reading(pilot).context is Context.STORY)


async def test_the_mouse_takes_a_label_and_leaves_beside_them(make_app: MakeApp) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        label = await label_of(pilot, "Ceasefire holds")
        await pilot.click(offset=(label.x, label.y))
        await until(pilot, lambda: reading(pilot).context is Context.READER)

        await begin(pilot)
        await pilot.click(offset=(199, 49))
        await until(pilot, lambda: pilot.app.screen is reading(pilot))


async def test_wrong_letters_are_passed_over_and_taken_back(
    make_app: MakeApp, filled: Desk
) -> None:
    for number in range(30):
        filled.feed(f"Feed {number}")
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await begin(pilot)
        count = len(screen.shown)
        assert count > len(LETTERS)
        pair = next(it.letters for it in screen.shown if len(it.letters) == 2)
        await pilot.press("1", "!", pair[0])
        assert 0 < len(screen.shown) < count
        await pilot.press("backspace")
        assert len(screen.shown) == count

        await pilot.press(";")
        await until(pilot, lambda: pilot.app.screen is reading(pilot))


async def test_what_is_hidden_has_no_letters(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(45, 20)) as pilot:
        screen = await begin(pilot)

        entries = reading(pilot).entry_list.region
        assert all(it.y in range(entries.y, entries.bottom) for it in screen.shown)
        rows = [it for it in screen.shown if it.x == 0]
        assert len(rows) == len(screen.shown) == 6


async def test_an_article_that_went_meanwhile_is_not_opened(
    make_app: MakeApp, filled: Desk
) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        label = await label_of(pilot, "Ceasefire holds")
        feed_id = filled.row(0).feed_id
        filled.do(lambda store: store.feeds.unsubscribe(feed_id))
        reading(pilot).cache_changed()
        await pilot.press(*label.letters)
        await until(pilot, lambda: "try again" in reading(pilot).parts.status.said)

        assert reading(pilot).context is Context.LIST


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_line_says_what_to_type(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        keys = before(pilot)[-1]
        await begin(pilot)

        assert "Type a letter to go there · Esc leaves" in before(pilot)[-1]
        await pilot.press("escape")
        await until(pilot, lambda: before(pilot)[-1] == keys)
