"""Reading aloud in the app; a small program stands for the one that speaks."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.app.pilots import Driver, reading, until
from tests.support.caches.newsdesk import TEXT, Desk, FakeJobs, newsroom_of
from tests.support.scale import full_or
from tests.tui.headless.services.programs.test_run_program import ends
from tui.app.application import NutgrafApp
from tui.headless.settings.external_programs import CommandSettings

SIZES = full_or([(200, 50), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])
FIRST = "Rebels have taken most of Aleppo in an advance that left at least 15 people dead."
# It adds what it is told to a file, with its own number, and waits until it may end.
_SPEAKER = """
import os, pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
text = sys.stdin.read().strip()
(folder / 'language').write_text(sys.argv[2])
with (folder / 'said').open('a') as said:
    said.write(f'{os.getpid()} {text}\\n')
while not (folder / 'go').exists():
    time.sleep(0.01)
"""


class Spoken:
    """What was spoken so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _lines(self) -> list[str]:
        path = self.folder / "said"
        # The last line may not be whole yet.
        return path.read_text("utf-8").split("\n")[:-1] if path.exists() else []

    @property
    def words(self) -> list[str]:
        return [line.partition(" ")[2] for line in self._lines()]

    @property
    def process(self) -> int:
        """The number of the last process."""
        return int(self._lines()[-1].partition(" ")[0])

    def go_on(self) -> None:
        """Let each text end at once from now on."""
        (self.folder / "go").touch()


@pytest.fixture
def spoken(tmp_path: Path) -> Spoken:
    return Spoken(tmp_path)


@pytest.fixture
def app(filled: Desk, jobs: FakeJobs, spoken: Spoken) -> NutgrafApp:
    speak = (sys.executable, "-c", _SPEAKER, str(spoken.folder), "{language}")
    room = replace(newsroom_of(filled, jobs), commands=CommandSettings(speak=speak))
    return NutgrafApp(room)


async def open_article(pilot: Driver) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)


def marked(pilot: Driver) -> list[str]:
    return [" ".join(span.of(TEXT).split()) for span in reading(pilot).reader.marks]


def said(pilot: Driver) -> str:
    return reading(pilot).parts.status.said


@pytest.mark.parametrize("size", SIZES)
async def test_the_spoken_sentence_is_marked_and_in_sight(
    app: NutgrafApp, spoken: Spoken, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await open_article(pilot)
        await pilot.press("Z")
        await until(pilot, lambda: len(spoken.words) == 1)

        assert spoken.words == marked(pilot) == [FIRST]
        assert (spoken.folder / "language").read_text() == "en"
        assert "Z stops" in said(pilot)
        page, view = reading(pilot).reader.page, reading(pilot).reader
        assert page is not None
        assert 0 <= page.line_of(0) - view.scroll_offset.y < view.size.height

        spoken.go_on()
        await until(pilot, lambda: said(pilot) == "Read to the end")
        assert " ".join(spoken.words) == " ".join(TEXT.split())
        assert marked(pilot) == []


async def test_it_begins_at_the_marked_sentence(app: NutgrafApp, spoken: Spoken) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await open_article(pilot)
        await pilot.press("2", "Z")
        await until(pilot, lambda: len(spoken.words) == 1)

    assert spoken.words[0].startswith("The United Nations said more than 48,000")


@pytest.mark.parametrize("key", ["Z", "h", "J", "q"])
async def test_it_stops_and_leaves_no_process(app: NutgrafApp, spoken: Spoken, key: str) -> None:
    async with app.run_test(size=(200, 50)) as pilot:
        await open_article(pilot)
        await pilot.press("Z")
        await until(pilot, lambda: len(spoken.words) == 1)
        await pilot.press(key)
        if key != "q":
            await until(pilot, lambda: not pilot.app.workers)
            assert marked(pilot) == []

    assert ends(spoken.process)
    assert len(spoken.words) == 1


async def test_it_can_be_stopped_and_begun_again_at_once(app: NutgrafApp, spoken: Spoken) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await open_article(pilot)
        await pilot.press("Z")
        await until(pilot, lambda: len(spoken.words) == 1)
        first = spoken.process
        await pilot.press("Z", "Z")
        await until(pilot, lambda: len(spoken.words) == 2)

        assert marked(pilot) == [FIRST]
        spoken.go_on()
        await until(pilot, lambda: said(pilot) == "Read to the end")
    assert ends(first)


async def test_help_does_not_interrupt_it(app: NutgrafApp, spoken: Spoken) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await open_article(pilot)
        await pilot.press("Z")
        await until(pilot, lambda: len(spoken.words) == 1)
        await pilot.press("?")
        spoken.go_on()
        await until(pilot, lambda: not pilot.app.workers)

    assert len(spoken.words) > 3


async def test_an_article_has_to_be_open(app: NutgrafApp, spoken: Spoken) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("Z")

        assert "Open an article first" in said(pilot)
    assert spoken.words == []


@pytest.mark.parametrize(
    ("speak", "words"),
    [
        ("off", "Reading aloud is off"),
        (("no-such-program",), "There is no program no-such-program"),
        ((sys.executable, "-c", "exit('no device')"), "no device"),
    ],
)
async def test_why_nothing_is_read_is_said(
    filled: Desk, jobs: FakeJobs, speak: str | tuple[str, ...], words: str
) -> None:
    room = replace(newsroom_of(filled, jobs), commands=CommandSettings(speak=speak))
    async with NutgrafApp(room).run_test(size=(100, 30)) as pilot:
        await open_article(pilot)
        await pilot.press("Z")
        await until(pilot, lambda: words in said(pilot))
        await until(pilot, lambda: not pilot.app.workers)

        assert marked(pilot) == []
        assert not reading(pilot).parts.read_aloud.is_on
