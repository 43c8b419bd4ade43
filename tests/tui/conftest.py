"""A newsroom over a real cache in a folder of its own, in one time zone, with a stopped clock.

The app goes on after a fault; a test that does not expect one fails of it.
"""

import logging
import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.app.frames import drawn_when_looked_at
from tests.support.app.stylesheets import parsed_once
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp
from tui.headless.services.app_services import Newsroom
from tui.headless.settings.log import LOGGER


@pytest.fixture(autouse=True)
def _one_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    time.tzset()
    yield
    os.environ.pop("TZ", None)
    time.tzset()


@pytest.fixture(autouse=True, scope="session")
def _styles() -> Iterator[None]:
    with parsed_once(), drawn_when_looked_at():
        yield


class Faults(logging.Handler):
    """Keeps what was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.met: list[BaseException] = []
        self.are_expected = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the error of a record."""
        if record.exc_info and record.exc_info[1] is not None:
            self.met.append(record.exc_info[1])


@pytest.fixture(autouse=True)
def watch_for_faults() -> Iterator[Faults]:
    """What a test says nothing of must not go wrong behind its back."""
    faults = Faults()
    LOGGER.addHandler(faults)
    yield faults
    LOGGER.removeHandler(faults)
    if faults.met and not faults.are_expected:
        raise faults.met[0]


@pytest.fixture
def faults(watch_for_faults: Faults) -> Faults:
    """The errors that the log was told of, which the test expects."""
    watch_for_faults.are_expected = True
    return watch_for_faults


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, make_filled if "filled" in request.fixturenames else None)
    yield desk
    desk.close()


@pytest.fixture
def jobs() -> FakeJobs:
    return FakeJobs()


def make_filled(path: Path) -> None:
    """Make the usual cache."""
    desk = Desk(path.parent)
    first = desk.feed("BBC News", folder="World")
    second = desk.feed("The Guardian", folder="World")
    third = desk.feed("Nature")
    desk.entries(first, "Rebels take Aleppo", "Ceasefire holds", "Rates kept at 4.5 %")
    desk.entries(
        second, "A second view of Aleppo", "Cricket: rain stops play", newest=timedelta(minutes=-1)
    )
    desk.entries(third, "Ten years of the Higgs boson", newest=timedelta(minutes=-2))
    desk.fail(third)
    desk.brief(desk.ids()[0])
    desk.close()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A cache of three feeds: World with two, and one that fails; the newest story has a brief."""
    return desk


@pytest.fixture
def newsroom(filled: Desk, jobs: FakeJobs) -> Newsroom:
    return newsroom_of(filled, jobs)


@pytest.fixture
def opened() -> list[str]:
    """The addresses that were opened in the browser."""
    return []


@pytest.fixture
def make_app(filled: Desk, jobs: FakeJobs, opened: list[str]) -> Callable[..., NutgrafApp]:
    def make(**changes: object) -> NutgrafApp:
        return NutgrafApp(newsroom_of(filled, jobs, **changes), open_address=opened.append)

    return make
