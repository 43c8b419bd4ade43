"""A bug that nothing can contain: a sentence, where the log is, and an exit code."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.test_terminal import Terminal
from tests.support.environment import is_ci

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None and not is_ci(), reason="needs tmux to run a terminal"
)
_BROKEN = """
import sys
from tui.headless.cli.main import main
from tui.app.screens.main.main_screen import MainScreen

def compose(screen):
    secret = "the words of an article"
    raise ZeroDivisionError("on purpose")

MainScreen.compose = compose
code = main()
print("exit code", code)
sys.exit(code)
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(100, 30, tmp_path)
    yield terminal
    terminal.stop()


def test_the_app_ends_with_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    log = tmp_path / "state" / "nutgraf.log"

    terminal.start(program=("-c", _BROKEN), environment=(f"NUTGRAF_LOG={log}",))

    # The terminal breaks the line where it is full.
    screen = terminal.wait_for("exit code").replace("\n", "")
    said = "Something went wrong: ZeroDivisionError: on purpose; the log has the details"
    assert f"nutgraf: {said}: {log}" in screen
    assert "exit code 5" in screen
    assert "Traceback" not in screen
    assert "words of an article" not in screen
    told = json.loads(log.read_text("utf-8").splitlines()[0])["error"]
    assert told["type"] == "ZeroDivisionError"
    assert "compose" in told["trace"][-1]
