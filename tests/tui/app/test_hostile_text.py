"""Text that would drive the terminal or the layout: shown letter for letter, or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cache.values.list_rows import Scope, View
from tests.support.app.pilots import drawn, reading, screen_text, until
from tests.support.caches.hostile_desk import fill_with
from tests.support.caches.newsdesk import HOSTILE, TEXT, Desk, FakeJobs, brief_of, newsroom_of
from tests.support.scale import share
from tui.app.application import NutgrafApp
from tui.headless.browser import is_web_address

MakeApp = Callable[..., NutgrafApp]


SIZES = {"wide": (160, 45), "narrow": (45, 20)}


@pytest.mark.parametrize("name", SIZES)
async def test_a_hostile_text_in_every_field(desk: Desk, jobs: FakeJobs, name: str) -> None:
    size = SIZES[name]
    texts = share(HOSTILE, list(SIZES).index(name), len(SIZES))
    entries = [fill_with(desk, text, number=number) for number, text in enumerate(texts)]
    ids = desk.ids()

    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=size) as pilot:
        screen = reading(pilot)
        for text, entry_id in zip(texts, entries, strict=True):
            screen.open_view(View(scope=Scope.ALL))
            screen.go_to(screen.entry_list)
            screen.entry_list.move_to(ids.index(entry_id))
            await until(pilot, lambda: screen.focused is screen.entry_list)
            # A key each, and back from where it leads.
            for keys in ("h G", "l", "enter", "tab tab tab x", "G", "question_mark", "escape"):
                await pilot.press(*keys.split())
                shown = screen_text(pilot)
                drives = ((ord(it) < 32 and it != "\n") or 127 <= ord(it) < 160 for it in shown)
                assert not any(drives), (text, keys)
                assert not set(shown) & set("\u202e\u2066\u2028"), (text, keys)
            assert app.is_running


async def test_brackets_are_shown_letter_for_letter(desk: Desk, jobs: FakeJobs) -> None:
    titles = HOSTILE[:4]
    desk.entries(desk.feed("Feed"), *titles)
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(160, 40)) as pilot:
        screen = reading(pilot)
        shown = "\n".join(drawn(screen.entry_list))
        for title in titles:
            assert title[:30] in shown
            await until(
                pilot,
                lambda title=title: title[:30] in "\n".join(drawn(screen.reader)),  # type: ignore[misc]
            )
            await pilot.press("j")


async def test_a_click_on_a_title_runs_no_action_of_its_text(desk: Desk, jobs: FakeJobs) -> None:
    desk.entries(desk.feed("Feed"), "[@click=app.quit]xxxxxxxxxx[/]")
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=(160, 40)) as pilot:
        for x in range(2, 34, 3):
            await pilot.click(type(reading(pilot).entry_list), offset=(x, 0))
            await pilot.click(type(reading(pilot).reader), offset=(x, 0))

        assert app.is_running
        assert app.return_value is None


async def test_a_feed_in_the_palette_is_plain_text(desk: Desk, jobs: FakeJobs) -> None:
    desk.entries(desk.feed("Zebra [/nope] [@click=app.quit]x[/]"), "A story")
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("ctrl+p", *"zebra")
        await until(pilot, lambda: "Zebra [/nope]" in screen_text(pilot))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "-x",
        "../../etc/passwd",
        "vscode://x",
        "https://",
        "http://exa mple.org",
        "https://example.org/\x1b]0;x",
        "HTTPX://example.org",
        "//example.org",
        "https://[::1",
        "",
    ],
)
def test_only_addresses_of_the_web_are_opened(url: str) -> None:
    assert not is_web_address(url)


def test_ordinary_addresses_are_opened() -> None:
    assert is_web_address("https://example.org/a?b=c#d")
    assert is_web_address("http://[::1]:8080/x")


async def test_an_article_without_an_address_opens_nothing(
    desk: Desk, jobs: FakeJobs, tmp_path: Path
) -> None:
    from tui.headless.browser import BrowserError
    from tui.headless.services.programs.open_browser import open_address

    with pytest.raises(BrowserError, match="no web address"):
        open_address("file:///etc/passwd")


async def test_controls_inside_the_text_are_not_drawn(desk: Desk, jobs: FakeJobs) -> None:
    text = TEXT.replace("Turkey", "Tur\x1b]0;x\x07key\x9b2J\u202e")
    desk.entries(desk.feed("Feed"), "Story")
    desk.brief(desk.ids()[0], text, brief_of(text))
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "G")

        assert not any(ord(it) < 32 and it != "\n" for it in screen_text(pilot))
