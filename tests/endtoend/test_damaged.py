"""A cache that turns out to be damaged while the app shows it: a sentence, and a way back."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cache.db.connection import open_reader
from tests.endtoend.test_terminal import Terminal
from tests.support.caches.user_records import fill_with_everything, page_of
from tests.support.environment import is_ci
from tests.world.world import Reader

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None and not is_ci(), reason="needs tmux to run a terminal"
)
PAGE = 4096


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(100, 30, tmp_path)
    yield terminal
    terminal.stop()


def test_the_app_says_what_is_wrong_and_what_helps(terminal: Terminal, tmp_path: Path) -> None:
    reader = Reader(folder=tmp_path)
    fill_with_everything(reader.cache)
    with closing(open_reader(reader.cache)) as connection:
        page = page_of(connection, "entries")
    with reader.cache.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xa5" * PAGE)

    terminal.start("--cache", str(reader.cache))

    screen = terminal.wait_for("check --repair")
    assert "Traceback" not in screen
    assert "Error" not in screen
    reader.configure("")
    assert reader.run("check", "--repair").returncode == 0
    assert reader.run("check").returncode == 0
