"""How many panes there are, how the place is kept, and the five looks."""

import asyncio
from collections.abc import Callable

import pytest
from textual.theme import BUILTIN_THEMES, Theme

from fetch.model import Failure, FailureKind
from tests.support.app.pilots import drawn, reading, screen_text, until
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp
from tui.app.screens.main.main_screen import MainScreen
from tui.app.theme import THEMES, complete
from tui.headless.services.jobs.job_events import RefreshStarted

MakeApp = Callable[..., NutgrafApp]


def panes(screen: MainScreen) -> str:
    """Return the panes that can be seen: S, L and R."""
    column = screen.entry_list.parent
    shown = (screen.section_list.display, bool(column and column.display), screen.reader.display)
    return "".join(letter for letter, is_shown in zip("SLR", shown, strict=True) if is_shown)


@pytest.mark.parametrize(
    ("size", "seen"),
    [
        ((250, 70), ("SLR", "SLR", "SLR")),
        ((120, 30), ("SLR", "SLR", "SLR")),
        ((119, 30), ("SL", "LR", "LR")),
        ((80, 24), ("SL", "LR", "LR")),
        ((74, 24), ("S", "L", "R")),
        ((45, 20), ("S", "L", "R")),
        ((40, 20), ("S", "L", "R")),
    ],
)
async def test_panes_side_by_side(
    make_app: MakeApp, size: tuple[int, int], seen: tuple[str, str, str]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = reading(pilot)
        await pilot.press("h")
        in_sections = panes(screen)
        await pilot.press("l")
        in_list = panes(screen)
        await pilot.press("l")

        assert (in_sections, in_list, panes(screen)) == seen
        assert screen.focused is screen.reader


async def test_a_new_size_keeps_the_place(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        screen = reading(pilot)
        await pilot.press("j", "j", "enter")
        for size in ((45, 20), (100, 30), (200, 50)):
            await pilot.resize_terminal(*size)
            await pilot.pause()

            assert screen.focused is screen.reader
            assert screen.reader.entry_id == desk.ids()[2]
            assert screen.entry_list.cursor == 2


async def test_a_new_width_keeps_the_text_at_the_top(desk: Desk, jobs: FakeJobs) -> None:
    desk.entries(desk.feed("Feed"), "Story")
    text = "\n\n".join(f"Number {n} of many paragraphs, each with a few words." for n in range(80))
    from tests.support.caches.newsdesk import article_of

    article = article_of(text)
    entry_id = desk.ids()[0]
    desk.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", *["pagedown"] * 3)
        await pilot.pause()
        before = drawn(reader)[0].split()[:2]

        await pilot.resize_terminal(45, 20)
        await pilot.pause()

        shown = " ".join(drawn(reader)[:3])
        assert " ".join(before) in shown


async def test_empty(desk: Desk, jobs: FakeJobs) -> None:
    desk.feed("Feed")
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(120, 30)) as pilot:
        text = screen_text(pilot)

    assert "No articles yet: R asks the feeds." in text
    assert "Nothing to read here." in text
    assert "never refreshed" in text


async def test_loading(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script, jobs.release = [RefreshStarted(feed_count=3)], asyncio.Event()
    async with make_app().run_test(size=(120, 30)) as pilot:
        await pilot.press("R", "j", "j")
        await until(pilot, lambda: "being fetched" in screen_text(pilot))

        assert "asking 3 feeds" in screen_text(pilot)


async def test_full(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        text = screen_text(pilot)

    for words in ("Rebels take Aleppo", "Key points", "Abbas Araghchi", "6 unread of 6", "Nature"):
        assert words in text


async def test_failed(make_app: MakeApp, desk: Desk) -> None:
    failure = Failure(kind=FailureKind.TIMEOUT, detail="30 seconds")
    entry_id = desk.ids()[0]
    desk.do(lambda store: store.articles.save(entry_id, None, failure, now=NOW))
    async with make_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        text = screen_text(pilot)

    assert "1 feed fails" in text


async def test_narrow(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(45, 20)) as pilot:
        lines = screen_text(pilot).splitlines()
        assert "Rebels take Aleppo" in lines[1]
        assert all(len(line) <= 45 for line in lines)
        assert "? Help" in lines[-1]

        await pilot.press("enter")
        assert "Rebels take Aleppo" in screen_text(pilot)


async def test_without_colour_marks_tell_things_apart(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with make_app().run_test(size=(120, 40)) as pilot:
        screen = reading(pilot)
        strip = screen.entry_list.render_line(0)
        assert "●" in strip.text
        assert all(segment.style and segment.style.reverse for segment in strip if segment.text)

        await pilot.press("enter", "1")
        marked = [
            segment
            for y in range(screen.reader.size.height)
            for segment in screen.reader.render_line(y)
            if segment.style and segment.style.reverse
        ]
        assert marked


@pytest.mark.parametrize("theme", [*(it.name for it in THEMES), "textual-light", "nord", "gruvbox"])
async def test_themes(make_app: MakeApp, theme: str) -> None:
    async with make_app(theme=theme).run_test(size=(120, 30)) as pilot:
        assert pilot.app.theme == theme


async def test_an_unknown_theme_is_named(make_app: MakeApp) -> None:
    app = make_app(theme="[/]")
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await until(pilot, lambda: bool(app.screen.query("Toast")))
        assert 'there is no theme "[/]"' in str(app.screen.query_one("Toast").render())


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=BUILTIN_THEMES)
def test_every_theme_has_all_colours(theme: Theme) -> None:
    variables = complete(theme.to_color_system().generate() | theme.variables)

    assert all(variables[f"ng-{name}"] for name in ("dim", "faint", "cursor", "mark", "person"))
