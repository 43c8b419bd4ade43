"""How property tests run, which tests come first, and that none writes into the reader's own log.

Property tests run afresh at every developer's run, the same each time before a landing, and for
long with `--hypothesis-profile=thorough`.
"""

import gc
import os
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.environment import is_ci
from tests.support.scale import IS_FULL, full_or
from tests.support.xdist_groups import GroupScheduling

# No deadline: a machine that is busy with something else is no fault of the code.
settings.register_profile("developer", deadline=None, max_examples=full_or(40, 100))
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=full_or(40, 100))
settings.register_profile("thorough", deadline=None, max_examples=5000)
settings.load_profile("ci" if is_ci() else "developer")

os.environ.setdefault("NUTGRAF_LOG", str(Path(tempfile.gettempdir()) / "nutgraf-tests.log"))
os.environ.setdefault("NUTGRAF_STATE", str(Path(tempfile.gettempdir()) / "nutgraf-tests"))

_LONG = ("endtoend", "world", "durability", "summarise", "tui/app/test_", "tui/app", "hostile")
"""Where long tests are: one that began last would be waited for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests, longest first; measure what draws in the full run alone.

    A test of the app takes twice as long if what it covers is measured.
    """
    tests = Path(__file__).parent

    @cache
    def place(path: Path) -> str:
        return path.relative_to(tests).as_posix()

    for item in items:
        if place(item.path).startswith("tui/app/") and not IS_FULL:
            item.add_marker(pytest.mark.no_cover)

    def rank(item: pytest.Item) -> int:
        path = place(item.path)
        return next((n for n, start in enumerate(_LONG) if path.startswith(start)), len(_LONG))

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Have three processes more than there are cores.

    A test of the app waits for seven tenths of its time, until Textual has nothing to do. Each
    process costs ten seconds of one core: it collects all tests, and most load a language model.
    """
    return 3 + (os.cpu_count() or 1)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> GroupScheduling:
    """Keep tests in one process that share something costly."""
    return GroupScheduling(config, log)


def pytest_configure() -> None:
    """Look for garbage seldom.

    At the interpreter's own thresholds a third of the time of a test of the app goes into it, and
    a tenth of what it takes to collect the tests.
    """
    gc.set_threshold(200_000, 10, 10)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Never look for garbage among what was imported and collected."""
    gc.collect()
    gc.freeze()
