"""The pictures of an article in the app: from the cache, fetched when asked, or why not."""

import asyncio
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from textual.widgets import OptionList

from cache.entries.pictures import StoredPicture
from fetch.layout import Layout, Picture
from fetch.pictures.pillow_adapter import shrunk
from tests.support.app.pilots import Driver, reading, screen_text, until, written
from tests.support.caches.newsdesk import (
    HOSTILE,
    NOW,
    TEXT,
    Desk,
    FakeJobs,
    article_of,
    newsroom_of,
)
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.addresses_dialog import AddressesScreen
from tui.app.screens.pages.picture_screen import PictureScreen
from tui.app.widgets.picture_area import PictureArea
from tui.headless.services.jobs.job_events import JobFailed
from tui.headless.settings.config import ExportSettings

SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])
FIRST, SECOND = "https://one.example/p.jpg", "https://two.example/q.png"
LAYOUT = Layout(
    pictures=(
        Picture(at=0, url=FIRST, caption="The [bold]city[/]"),
        Picture(at=len(TEXT), url=SECOND),
    )
)
MakeApp = Callable[..., NutgrafApp]


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def desk_with_pictures(filled: Desk) -> Desk:
    article = replace(article_of(), title="Rebels take Aleppo", layout=LAYOUT)
    entry_id = filled.ids()[0]
    filled.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    return filled


@pytest.fixture
def make(desk_with_pictures: Desk, jobs: FakeJobs, opened: list[str], tmp_path: Path) -> MakeApp:
    def make(pictures: str = "asked") -> NutgrafApp:
        newsroom = replace(
            newsroom_of(desk_with_pictures, jobs),
            pictures=pictures,
            export=ExportSettings(folder=str(tmp_path / "out"), format="markdown"),
        )
        return NutgrafApp(newsroom, open_address=opened.append)

    return make


def keep(desk: Desk, url: str = FIRST, size: tuple[int, int] = (60, 30), body: bytes = b"") -> None:
    written_ = io.BytesIO()
    Image.new("RGB", size, (200, 40, 30)).save(written_, "PNG")
    kept = shrunk(written_.getvalue())
    picture = StoredPicture(
        url=url,
        media_type=kept.media_type,
        width=kept.width,
        height=kept.height,
        body=body or kept.body,
    )
    entry_id = desk.ids()[0]
    desk.do(lambda store: store.pictures.save(entry_id, picture, now=NOW, most_bytes=0))


def sizes_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the pictures below a folder, with their sizes."""
    found = {}
    for path in folder.rglob("*.webp"):
        with Image.open(path) as image:
            found[str(path.relative_to(folder))] = image.size
    return found


async def open_picture(pilot: Driver, *keys: str) -> PictureScreen:
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
    await pilot.press("P")
    await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
    await until(pilot, lambda: pilot.app.screen.query_one(OptionList).highlighted == 0)
    await pilot.press(*keys, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PictureScreen))
    screen = pilot.app.screen
    assert isinstance(screen, PictureScreen)
    return screen


async def drawn(pilot: Driver, screen: PictureScreen) -> tuple[int, int]:
    """Wait for the picture; return its columns and rows."""
    area = screen.query_one(PictureArea)
    await until(pilot, lambda: area.drawing is not None)
    await pilot.pause()
    assert area.drawing is not None
    shown = screen_text(pilot)
    room = area.drawing.room
    assert shown.count("▀") == room.columns * room.rows
    return room.columns, room.rows


async def says(pilot: Driver, words: str) -> None:
    await until(pilot, lambda: words in " ".join(screen_text(pilot).split()))


@pytest.mark.parametrize("size", SIZES)
async def test_a_kept_picture_is_shown_without_asking_anybody(
    make: MakeApp, desk_with_pictures: Desk, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    keep(desk_with_pictures)
    async with make("never").run_test(size=size) as pilot:
        screen = await open_picture(pilot)
        columns, rows = await drawn(pilot, screen)
        shown = screen_text(pilot)

        # Twice as wide as high, in cells that are twice as high as wide.
        assert abs(columns - 4 * rows) <= 4
        assert columns == size[0] or rows > size[1] // 2
        assert "Picture 1 of 2 · Rebels take Aleppo" in shown
        assert "The [bold]city[/]" in shown
        assert "Esc close" in " ".join(shown.split())
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)

    assert jobs.asked == []


async def test_a_picture_is_fetched_when_it_is_looked_at_and_only_then(
    make: MakeApp, desk_with_pictures: Desk, jobs: FakeJobs
) -> None:
    jobs.arrives = lambda: keep(desk_with_pictures)
    async with make().run_test(size=(100, 30)) as pilot:
        screen = await open_picture(pilot)
        await drawn(pilot, screen)
        assert jobs.asked == [("picture", (desk_with_pictures.ids()[0], FIRST))]

        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, PictureScreen))
        await pilot.press("P")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(OptionList).highlighted == 0)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PictureScreen))
        again = pilot.app.screen
        assert isinstance(again, PictureScreen)
        await drawn(pilot, again)

    assert len(jobs.asked) == 1


async def test_what_went_wrong_is_said_and_r_tries_again(
    make: MakeApp, desk_with_pictures: Desk, jobs: FakeJobs
) -> None:
    jobs.script = [JobFailed(message="There is no network.")]
    async with make().run_test(size=(80, 24)) as pilot:
        screen = await open_picture(pilot)
        await says(pilot, "There is no network. r tries again")

        jobs.script = []
        jobs.arrives = lambda: keep(desk_with_pictures)
        await pilot.press("r")
        await drawn(pilot, screen)


async def test_leaving_ends_what_is_under_way(make: MakeApp, jobs: FakeJobs) -> None:
    jobs.release = asyncio.Event()
    async with make().run_test(size=(80, 24)) as pilot:
        await open_picture(pilot)
        await says(pilot, "Fetching …")
        await pilot.press("escape")
        await until(pilot, lambda: jobs.was_cancelled)


async def test_n_and_the_mouse_turn_from_picture_to_picture(
    make: MakeApp, desk_with_pictures: Desk
) -> None:
    keep(desk_with_pictures)
    keep(desk_with_pictures, SECOND, (30, 60))
    async with make().run_test(size=(80, 24)) as pilot:
        screen = await open_picture(pilot)
        await drawn(pilot, screen)
        await pilot.press("n")
        await says(pilot, "Picture 2 of 2")
        columns, rows = await drawn(pilot, screen)
        assert columns <= rows + 1
        await pilot.press("n")
        await says(pilot, "This is the last picture")

        await pilot.click(PictureArea, offset=(3, 5))
        await says(pilot, "Picture 1 of 2")
        await pilot.press("N")
        await says(pilot, "This is the first picture")


async def test_a_click_on_a_caption_shows_its_picture(
    make: MakeApp, desk_with_pictures: Desk
) -> None:
    keep(desk_with_pictures, SECOND)
    async with make().run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        reader = reading(pilot).reader
        await until(pilot, lambda: pilot.app.screen.focused is reader)
        await pilot.press("G")
        await until(pilot, lambda: "▣ Picture · two.example" in screen_text(pilot))
        lines = screen_text(pilot).splitlines()
        row = next(n for n, line in enumerate(lines) if "▣ Picture" in line)
        await pilot.click(offset=(lines[row].index("▣") + 4, row))
        await until(pilot, lambda: isinstance(pilot.app.screen, PictureScreen))
        await says(pilot, "Picture 2 of 2")


async def test_resizing_draws_the_picture_anew(make: MakeApp, desk_with_pictures: Desk) -> None:
    keep(desk_with_pictures)
    async with make().run_test(size=(80, 24)) as pilot:
        screen = await open_picture(pilot)
        before = await drawn(pilot, screen)
        await pilot.resize_terminal(120, 50)
        area = screen.query_one(PictureArea)
        await until(
            pilot, lambda: area.drawing is not None and area.drawing.room.columns > before[0]
        )
        await drawn(pilot, screen)


@pytest.mark.parametrize("key", ["o", "y"])
async def test_the_address_goes_to_the_browser_or_the_clipboard(
    make: MakeApp, desk_with_pictures: Desk, opened: list[str], key: str
) -> None:
    keep(desk_with_pictures)
    async with make().run_test(size=(80, 24)) as pilot:
        screen = await open_picture(pilot)
        await drawn(pilot, screen)
        await pilot.press(key)
        if key == "o":
            await until(pilot, lambda: opened == [FIRST])
        else:
            await until(pilot, lambda: pilot.app.clipboard == FIRST)


async def test_in_the_list_o_opens_a_picture_in_the_browser(
    make: MakeApp, opened: list[str]
) -> None:
    async with make().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
        await pilot.press("P")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(OptionList).highlighted == 0)
        await pilot.press("j", "o")
        await until(pilot, lambda: opened == [SECOND])


async def test_ctrl_s_writes_the_picture_under_its_caption(
    make: MakeApp, desk_with_pictures: Desk, tmp_path: Path
) -> None:
    layout = Layout(pictures=(Picture(at=0, url=FIRST, caption="../../Home \x1b[31m at/ noon"),))
    article = replace(article_of(), layout=layout)
    entry_id = desk_with_pictures.ids()[0]
    desk_with_pictures.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    keep(desk_with_pictures)
    async with make().run_test(size=(100, 30)) as pilot:
        screen = await open_picture(pilot)
        await drawn(pilot, screen)
        await pilot.press("ctrl+s")
        await says(pilot, "Written: ")

    assert sizes_in(tmp_path) == {"out/home-31m-at-noon.webp": (60, 30)}


async def test_never_means_never(make: MakeApp, jobs: FakeJobs) -> None:
    async with make("never").run_test(size=(80, 24)) as pilot:
        await open_picture(pilot)
        await says(pilot, "No picture is fetched")
        await pilot.press("ctrl+s")
        await says(pilot, "There is no picture to save yet")

    assert jobs.asked == []


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}], ids=str
)
async def test_without_colours_there_is_the_caption_and_nothing_is_fetched(
    make: MakeApp,
    desk_with_pictures: Desk,
    jobs: FakeJobs,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    keep(desk_with_pictures)
    async with make().run_test(size=(80, 24)) as pilot:
        await open_picture(pilot)
        await says(pilot, "This terminal shows no pictures")
        await pilot.press("n")
        await says(pilot, "Picture 2 of 2")
        shown = screen_text(pilot)

    assert "▀" not in shown
    assert jobs.asked == []


async def test_without_pillow_the_screen_says_how_to_get_it(
    make: MakeApp, jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    async with make().run_test(size=(80, 24)) as pilot:
        await open_picture(pilot)
        await says(pilot, "install `nutgraf[pictures]`")

    assert jobs.asked == []


async def test_a_stored_picture_that_is_damaged_is_fetched_anew(
    make: MakeApp, desk_with_pictures: Desk, jobs: FakeJobs
) -> None:
    keep(desk_with_pictures, body=b"RIFF\x10\0\0\0WEBPVP8 nothing")
    jobs.arrives = lambda: keep(desk_with_pictures)
    async with make().run_test(size=(80, 24)) as pilot:
        screen = await open_picture(pilot)
        await says(pilot, "The stored picture is damaged. r fetches it anew.")
        await pilot.press("r")
        await drawn(pilot, screen)


async def test_hostile_captions_are_words(make: MakeApp, desk_with_pictures: Desk) -> None:
    pictures = tuple(
        Picture(at=0, url=f"https://h.example/{number}.jpg", caption=words)
        for number, words in enumerate(HOSTILE)
    )
    article = replace(article_of(), title=HOSTILE[4], layout=Layout(pictures=pictures))
    entry_id = desk_with_pictures.ids()[0]
    desk_with_pictures.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    async with make("never").run_test(size=(100, 30)) as pilot:
        await written(pilot, desk_with_pictures)
        await open_picture(pilot)
        for number in range(1, len(pictures) + 1):
            await says(pilot, f"Picture {number} of {len(pictures)}")
            shown = screen_text(pilot)
            assert not any(character in shown for character in "\x1b\x07\x9b\u202e")
            await pilot.press("n")
