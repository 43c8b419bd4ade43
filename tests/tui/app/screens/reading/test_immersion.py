"""In a text: mentions one after another, panels that fold, places that are kept, nothing around."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual.widget import Widget

from tests.support.app.pilots import Driver, drawn, reading, screen_text, until, written
from tests.support.caches.newsdesk import TEXT, Desk, FakeJobs, brief_of, newsroom_of
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(100, 30), (45, 20)], [(140, 40), (100, 30), (80, 24), (45, 20)])


def selected_kind(reader: Reader) -> ItemKind | None:
    return reader.selected.kind if reader.selected else None


def focused(pilot: Driver) -> Widget | None:
    return reading(pilot).focused


async def select_araghchi(pilot: Driver, reader: Reader) -> None:
    while not (reader.selected and reader.selected.kind is ItemKind.ACTOR):
        await pilot.press("tab")


# The glance.


@pytest.mark.parametrize("size", SIZES)
async def test_an_article_begins_with_who_where_and_how_many(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter")
        await until(pilot, lambda: reader.page is not None)

        head = "\n".join(drawn(reader)[:10])

        assert "◆ Abbas Araghchi" in head
        assert "▲ Aleppo" in head
        assert "at least 15 people dead" in head


async def test_a_part_of_the_glance_leads_to_its_sentence_by_mouse(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        reader = reading(pilot).reader
        await until(pilot, lambda: reader.page is not None)
        lines = drawn(reader)
        row = next(n for n, line in enumerate(lines) if "at least 15 people dead" in line)
        column = lines[row].index("at least 15")

        await pilot.click(Reader, offset=(column + 3, row))

        (mark,) = reader.marks
        assert TEXT[mark.start : mark.end] == "at least 15 people"


async def test_the_glance_is_gone_back_to_from_the_first_point(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "tab")
        assert selected_kind(reader) is ItemKind.KEY_POINT

        await pilot.press("shift+tab")
        assert selected_kind(reader) is ItemKind.GLANCE
        await pilot.press("enter")

        assert reader.marks


# Mentions.


async def test_n_walks_the_mentions_of_the_selected_actor(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        reader = screen.reader
        await pilot.press("enter")
        await select_araghchi(pilot, reader)
        story = reader.entry_id

        await pilot.press("n")
        assert reader.walk is not None
        assert TEXT[reader.walk.here.start : reader.walk.here.end] == "Abbas Araghchi"
        assert "mention 1 of 2" in screen_text(pilot)
        await pilot.press("n")
        assert "mention 2 of 2" in screen_text(pilot)
        await pilot.press("n")
        assert "mention 1 of 2" in screen_text(pilot)
        await pilot.press("N")
        assert "mention 2 of 2" in screen_text(pilot)

        assert reader.entry_id == story


async def test_the_text_fades_around_a_followed_actor_until_esc(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        screen = reading(pilot)
        reader = screen.reader
        await pilot.press("enter")
        await select_araghchi(pilot, reader)
        await pilot.press("n")
        assert reader.page is not None
        line = reader.page.lines[reader.page.line_of(TEXT.index("Abbas"))]
        at = TEXT.index("Abbas") - line.at

        assert reader.ink_at(line, at) is Ink.PERSON
        assert reader.ink_at(line, at + len("Abbas Araghchi, I")) is Ink.FADED

        await pilot.press("escape")
        assert focused(pilot) is reader
        assert reader.walk is None
        assert reader.marks == ()
        assert reader.ink_at(line, at + len("Abbas Araghchi, I")) is not Ink.FADED
        await pilot.press("escape")
        assert focused(pilot) is screen.entry_list


async def test_a_name_in_the_text_is_walked_on_from(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "t")
        while reader.selected_actor != "Abbas Araghchi":
            await pilot.press(".")

        await pilot.press("n")

        assert reader.walk is not None
        assert reader.walk.at == 1


async def test_a_brief_made_anew_lets_go_of_the_names_of_the_one_before(
    make_app: MakeApp, desk: Desk
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "t", ".", ".")
        assert reader.selected_actor

        desk.brief(desk.ids()[0], TEXT, replace(brief_of(), actors=()))
        reading(pilot).look_at_cache(is_certain=True)
        await pilot.press("n")

        assert reader.selected_actor == ""


async def test_without_an_actor_n_is_the_next_unread_article(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter")
        story = reader.entry_id

        await pilot.press("n")

        assert reader.entry_id != story


# Panels.


async def test_braces_go_from_panel_to_panel(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "}")
        titles = [reader.selected.fold if reader.selected else ""]
        for _ in range(5):
            await pilot.press("}")
            titles.append(reader.selected.fold if reader.selected else "")

        assert titles == ["Key points", "Actors", "Quotes", "Figures", "Timeline", "Timeline"]
        await pilot.press("{")
        assert reader.selected is not None
        assert reader.selected.fold == "Figures"


async def test_a_closed_panel_stays_closed_in_the_next_session(
    make_app: MakeApp, filled: Desk
) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "}", "}", "x")
        assert (
            "United Nations" not in "\n".join(drawn(reader)).split("Actors")[1].split("Quotes")[0]
        )
        await written(pilot, filled)

    async with make_app().run_test(size=(100, 40)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter")
        await until(pilot, lambda: reader.page is not None)

        assert any("Actors" in line and "▸" in line for line in drawn(reader))
        await pilot.press("tab", "tab", "tab")
        assert selected_kind(reader) is ItemKind.PANEL
        await pilot.press("enter")
        assert not any("Actors" in line and "▸" in line for line in drawn(reader))


async def test_the_whole_summary_folds_and_unfolds(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter")
        await until(pilot, lambda: reader.page is not None)
        assert reader.page is not None
        before = reader.page.height

        await pilot.press("S")
        assert reader.page.height < before - 10
        await pilot.press("1")
        assert reader.marks == (brief_of().key_points[0].span,)
        await pilot.press("b", "S")

        assert reader.page.height == before


# Places.


@pytest.fixture
def long_text(filled: Desk) -> str:
    """Let the second article be long."""
    text = TEXT + "\n\n" + "\n\n".join(f"Paragraph {n} of the long one. " * 8 for n in range(60))
    filled.brief(filled.ids()[1], text, replace(brief_of(text), id="2"))
    return text


@pytest.mark.parametrize("size", SIZES)
async def test_a_text_goes_on_where_it_was_left(
    make_app: MakeApp, filled: Desk, long_text: str, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        reader = reading(pilot).reader
        await pilot.press("j", "enter")
        await until(pilot, lambda: reader.page is not None)
        await pilot.press("t", "pagedown", "pagedown", "j")
        left = reader.text_offset
        assert left > 0
        await pilot.press("h")
        await pilot.pause()
        await written(pilot, filled)

    async with make_app().run_test(size=size) as pilot:
        reader = reading(pilot).reader
        await pilot.press("j", "enter")
        await until(pilot, lambda: reader.text_offset == left)
        assert "Continued where you left" in screen_text(pilot)
        await pilot.press("g", "J", "K")
        await pilot.pause()
        assert reader.text_offset == 0


async def test_on_the_way_out_the_place_is_kept_too(
    make_app: MakeApp, filled: Desk, long_text: str
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("j", "enter")
        await until(pilot, lambda: reader.page is not None)
        await pilot.press("t", "pagedown")
        left = reader.text_offset
        await pilot.press("q")
    filled.do(lambda store: None)

    assert left > 0
    assert filled.library.memory.place(filled.ids()[1]) == left


async def test_a_finished_text_begins_anew(make_app: MakeApp, filled: Desk, long_text: str) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "enter", "G", "h")
        await pilot.pause()
        await written(pilot, filled)

    assert filled.library.memory.place(filled.ids()[1]) == 0


# The text alone.


@pytest.mark.parametrize("size", SIZES)
async def test_the_text_alone_and_everything_again(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = reading(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.reader.page is not None)

        await pilot.press("z")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "Rebels take Aleppo" in shown
        assert "Key points" not in shown
        assert "BBC News" not in shown.split("Rebels take Aleppo")[0]
        assert screen.reader.size.width >= size[0] - 2
        assert not screen.key_bar.display
        assert not screen.top_bar.display

        await pilot.press("escape")
        await pilot.pause()
        assert "Key points" in screen_text(pilot)
        assert focused(pilot) is screen.reader
        assert screen.top_bar.display


async def test_from_the_list_the_text_alone_opens_the_article(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        screen = reading(pilot)
        await pilot.press("z")
        await pilot.pause()
        assert focused(pilot) is screen.reader
        assert not screen.section_list.display

        await pilot.press("J")
        assert screen.is_immersed
        await pilot.press("h")
        await until(pilot, lambda: screen.section_list.display)
        assert focused(pilot) is screen.entry_list


async def test_resizing_the_text_alone_keeps_the_place(make_app: MakeApp, long_text: str) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("j", "enter", "z", "pagedown", "pagedown", "pagedown")
        before = reader.text_offset
        for size in [(60, 20), (200, 50), (45, 20), (140, 40)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()

        assert abs(reader.text_offset - before) < 200


async def test_an_empty_cache_has_no_text_to_be_alone_with(desk: Desk, jobs: FakeJobs) -> None:
    desk.feed("BBC News")
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        await pilot.press("z")

        assert not reading(pilot).is_immersed
        assert "Select an article or a story first" in screen_text(pilot)


# A page that was hidden.


async def test_an_article_opened_while_its_page_is_hidden_takes_the_place_of_the_former(
    make_app: MakeApp, filled: Desk
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        await until(pilot, lambda: screen.reader.page is not None)
        assert "Rebels take Aleppo" in "\n".join(drawn(screen.reader))
        screen.reader.display = False
        await pilot.pause()

        screen.open_article(filled.row(1))
        await pilot.pause()

        assert filled.row(1).title in "\n".join(drawn(screen.reader))
