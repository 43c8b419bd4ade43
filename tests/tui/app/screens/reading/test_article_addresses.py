"""The links and pictures of an article: listed, opened, copied; whatever pages put into them."""

import json
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual.widgets import OptionList

from fetch.html.markup import fragment_structure
from fetch.layout import Layout, Link, Picture
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.caches.newsdesk import HOSTILE, NOW, TEXT, Desk, article_of
from tests.support.scale import full_or
from tests.support.shared_data import require_shared
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.addresses_dialog import AddressesScreen
from tui.headless.browser import is_web_address

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])
FIRST, SECOND = "https://one.example/a?b=c", "https://two.example/"


def at(words: str, url: str) -> Link:
    start = TEXT.index(words)
    return Link(start=start, end=start + len(words), url=url)


LAYOUT = Layout(
    links=(at("Aleppo", FIRST), at("Damascus", SECOND), at("Turkey", FIRST)),
    pictures=(
        Picture(at=0, url="https://two.example/p.jpg", caption="The [bold]city[/]"),
        Picture(at=len(TEXT), url="https://two.example/q.jpg"),
    ),
)


def give(desk: Desk, layout: Layout) -> None:
    article = replace(article_of(), layout=layout)
    entry_id = desk.ids()[0]
    desk.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))


async def open_list(pilot: Driver, key: str = "U") -> OptionList:
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
    return pilot.app.screen.query_one(OptionList)


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_and_enter_open_a_link(
    make_app: MakeApp, filled: Desk, opened: list[str], size: tuple[int, int]
) -> None:
    give(filled, LAYOUT)
    async with make_app().run_test(size=size) as pilot:
        options = await open_list(pilot)
        shown = screen_text(pilot)
        assert options.option_count == 4
        assert "Aleppo, Turkey  one.example" in shown
        assert "The [bold]city[/]" in shown

        await pilot.press("2", "enter")
        await until(pilot, lambda: bool(opened))

    assert opened == [SECOND]


@pytest.mark.parametrize("size", SIZES)
async def test_many_links_leave_room_for_the_keys(
    make_app: MakeApp, filled: Desk, size: tuple[int, int]
) -> None:
    give(
        filled,
        Layout(
            links=tuple(
                Link(start=n, end=n + 1, url=f"https://h.example/{n}") for n in range(0, 160, 2)
            )
        ),
    )
    async with make_app().run_test(size=size) as pilot:
        options = await open_list(pilot)
        await pilot.press("6", "1")
        await pilot.pause()

        assert options.highlighted == 60
        assert "https://h.example/120" in screen_text(pilot)
        assert "closes" in screen_text(pilot)


async def test_y_copies_the_address(make_app: MakeApp, filled: Desk, opened: list[str]) -> None:
    give(filled, LAYOUT)
    async with make_app().run_test(size=(100, 30)) as pilot:
        await open_list(pilot)
        await pilot.press("y")
        await pilot.pause()

        assert pilot.app.clipboard == FIRST

    assert opened == []


async def test_pictures_are_listed_from_where_one_reads(make_app: MakeApp, filled: Desk) -> None:
    give(filled, LAYOUT)
    async with make_app().run_test(size=(100, 30)) as pilot:
        options = await open_list(pilot, "P")

        assert options.option_count == 2
        assert options.highlighted == 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["U", "P"])
async def test_an_article_without_any_says_so(
    make_app: MakeApp, size: tuple[int, int], key: str
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
        await pilot.press(key)
        await pilot.pause()

        what = "links" if key == "U" else "pictures"
        assert f"No {what} are known of this article" in screen_text(pilot)


async def test_what_is_no_web_address_is_not_opened(
    make_app: MakeApp, filled: Desk, opened: list[str]
) -> None:
    give(filled, Layout(links=(at("Aleppo", "javascript:alert(1)"),)))
    async with make_app().run_test(size=(100, 30)) as pilot:
        await open_list(pilot)
        await pilot.press("enter")
        await pilot.press("y")
        await pilot.pause()

        assert isinstance(pilot.app.screen, AddressesScreen)
        assert pilot.app.clipboard == ""

    assert opened == []


async def test_hostile_captions_are_words(make_app: MakeApp, filled: Desk) -> None:
    pictures = tuple(
        Picture(at=0, url=f"https://h.example/{n}.jpg", caption=words)
        for n, words in enumerate(HOSTILE)
    )
    give(filled, Layout(pictures=pictures))
    async with make_app().run_test(size=(100, 40)) as pilot:
        await open_list(pilot)
        shown = screen_text(pilot)

    assert "[@click=app.quit]x[/]" in shown
    assert not any(character in shown for character in "\x1b\x07\x9b\u202e")


def test_hostile_addresses_of_pages_never_become_links() -> None:
    path = require_shared("hostile", "urls-open.jsonl")
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        structure = fragment_structure(
            f"<p><a href='{case['url']}'>Words</a></p>", "https://h.example/feed/a"
        )
        urls = [anchor.url for part in structure.parts for anchor in part.anchors]
        assert all(is_web_address(url) for url in urls), case
        is_relative = case["must"].startswith("resolve") or case["url"] == "-x"
        assert bool(urls) == (case["must"].startswith("open") or is_relative), case
