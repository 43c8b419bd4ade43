"""Selecting rows, and keeping them: stars, later, tags, notes; all of it can be taken back."""

from collections.abc import Callable

import pytest
from textual import events
from textual.widgets import Input, TextArea

from cache.values.list_rows import Scope, View
from tests.support.app.pilots import drawn, reading, screen_text, until, written
from tests.support.caches.newsdesk import Desk
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.note_dialog import NoteScreen
from tui.app.screens.dialogs.tags_dialog import RenameTagScreen, TagsScreen

MakeApp = Callable[..., NutgrafApp]
SIZE = (140, 40)
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])


async def test_selected_rows_are_marked_in_one_step(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("x", "j", "x")
        assert len(screen.subject().rows) == 2
        assert "2 selected" in screen_text(pilot)
        assert sum("✓" in line for line in drawn(screen.entry_list)) == 2

        await pilot.press("s")
        await written(pilot, filled)
        assert filled.library.counts().starred == 2

        await pilot.press("u")
        await written(pilot, filled)
        assert filled.library.counts().starred == 0

        await pilot.press("escape")
        assert len(screen.subject().rows) == 1


async def test_all_loaded_rows_are_selected_or_none(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("ctrl+a")
        assert len(screen.subject().rows) == 6
        await pilot.press("m")
        await written(pilot, filled)
        assert filled.library.counts().unread == 0
        await pilot.press("u", "ctrl+a")
        await written(pilot, filled)
        assert filled.library.counts().unread == 6
        assert len(screen.subject().rows) == 1


async def test_the_mouse_selects_at_the_margin_and_with_ctrl(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.pause()
        await pilot.click(screen.entry_list, offset=(0, 0))
        height = screen.entry_list.row_height
        await pilot.click(screen.entry_list, offset=(9, height), control=True)
        assert len(screen.subject().rows) == 2
        assert screen.focused is screen.entry_list


async def test_another_section_selects_nothing(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("x", "h", "j")
        assert "selected" not in drawn(screen.status_bar)[0]


async def test_later_has_a_section_while_there_is_something(
    make_app: MakeApp, filled: Desk
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("L")
        assert "◷" in "".join(drawn(screen.entry_list)[:2])
        await until(pilot, lambda: "Later" in "".join(drawn(screen.section_list)))

        screen.open_view(View(scope=Scope.LATER))
        assert screen.parts.articles.pages.count == 1
        await pilot.press("enter", "L")
        await until(pilot, lambda: filled.library.counts().later == 0)
        await pilot.press("u")
        await until(pilot, lambda: filled.library.counts().later == 1)


async def test_tags_are_typed_completed_and_taken_away(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("number_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, TagsScreen))
        await pilot.press(*"Water, war", "enter")
        await written(pilot, filled)
        assert [tag.name for tag in filled.library.tags()] == ["war", "Water"]
        assert "#war #Wat" in "".join(drawn(screen.entry_list))
        await until(pilot, lambda: "#Water" in "".join(drawn(screen.section_list)))

        await pilot.press("j", "number_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, TagsScreen))
        await pilot.press(*"wat")
        await pilot.pause()
        await pilot.press("right", "enter")
        await written(pilot, filled)
        assert {tag.name: tag.entry_count for tag in filled.library.tags()} == {
            "war": 1,
            "Water": 2,
        }

        await pilot.press("k", "number_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, TagsScreen))
        await pilot.press("backspace", "enter")
        await written(pilot, filled)
        assert {tag.name: tag.entry_count for tag in filled.library.tags()} == {
            "war": 1,
            "Water": 1,
        }
        await pilot.press("u")
        await written(pilot, filled)
        assert len(filled.library.tags()) == 2


async def test_a_tag_is_renamed_and_deleted_in_its_section(make_app: MakeApp, filled: Desk) -> None:
    first = filled.ids()[0]
    filled.do(lambda store: store.kept.set_tags({first: ["[bold]old[/]"]}))
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.pause()
        screen.palette_places.show_tag("[bold]old[/]")
        assert "#[bold]old[/]" in "".join(drawn(screen.section_list))
        await pilot.press("h", "D")
        await until(pilot, lambda: isinstance(pilot.app.screen, RenameTagScreen))
        pilot.app.screen.query_one(Input).value = "new"
        await pilot.press("enter")
        await until(pilot, lambda: screen.view.subject == "new")
        assert screen.parts.articles.pages.count == 1

        await pilot.press("u")
        await until(pilot, lambda: [it.name for it in filled.library.tags()] == ["[bold]old[/]"])


async def test_a_note_is_written_shown_and_taken_back(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("enter", "W")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        await pilot.press(*"Ask her", "ctrl+s")
        await until(pilot, lambda: "✎ Ask her" in "".join(drawn(screen.reader)))

        await pilot.press("W")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        await pilot.press("x", "escape")
        assert len(pilot.app.screen_stack) == 2
        assert "Not saved yet" in screen_text(pilot)
        await pilot.press("escape")
        assert len(pilot.app.screen_stack) == 1

        await pilot.press("u")
        await until(pilot, lambda: "✎" not in "".join(drawn(screen.reader)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["number_sign", "W"])
async def test_the_dialogs_fit(
    make_app: MakeApp, filled: Desk, size: tuple[int, int], key: str
) -> None:
    names, first = [f"tag {n}" for n in range(20)], filled.ids()[0]
    filled.do(lambda store: store.kept.set_tags({first: names}))
    async with make_app().run_test(size=size) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, TagsScreen | NoteScreen))
        await pilot.pause()
        kind = Input if key == "number_sign" else TextArea
        region = pilot.app.screen.query_one(kind).region
        assert region.bottom <= size[1]
        assert region.right <= size[0]
        assert "Esc" in screen_text(pilot) or "Enter" in screen_text(pilot)


async def test_the_palette_goes_to_a_tag_without_reading_markup(
    make_app: MakeApp, filled: Desk
) -> None:
    first = filled.ids()[0]
    filled.do(lambda store: store.kept.set_tags({first: ["[red]water[/]"]}))
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await pilot.press(*"go to #[red]wa")
        await until(pilot, lambda: "Go to #[red]water[/]" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: screen.view.scope is Scope.TAG)
        assert screen.parts.articles.pages.count == 1


async def test_what_is_pasted_into_a_note_holds_no_escape(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("W")
        editor = pilot.app.screen.query_one(TextArea)
        pilot.app.post_message(events.Paste("one \x1b]0;owned\x07two\nthree\u202e"))
        await until(pilot, lambda: "three" in editor.text)
        assert editor.text == "one ]0;ownedtwo\nthree"
        assert "\x1b" not in screen_text(pilot)
