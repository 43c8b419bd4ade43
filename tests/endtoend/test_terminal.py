"""The application in a real terminal: typed at and read in tmux, at four sizes."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import pytest

from tests.endtoend.edition import Edition
from tests.support.environment import is_ci
from tests.support.scale import full_or
from tests.world.world import Reader

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None and not is_ci(), reason="needs tmux to run a terminal"
)

SIZES = [(200, 50), (100, 30), (80, 24), (45, 20)]

_PATIENCE_SECONDS = 60
"""Only what fails waits so long: a program takes its time on a busy machine."""
_NUTGRAF = ("-m", "tui")
"""What the interpreter is told to run."""


class Terminal:
    """One tmux server with one window that runs the program."""

    def __init__(self, width: int, height: int, folder: Path) -> None:
        self._socket = f"nutgraf-{uuid4().hex[:8]}"
        self._folder = folder
        self._size = ("-x", str(width), "-y", str(height))

    def _tmux(self, *arguments: str) -> str:
        answer = subprocess.run(
            ["tmux", "-L", self._socket, "-f", os.devnull, *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        return answer.stdout

    def start(
        self,
        *arguments: str,
        environment: Sequence[str] = (),
        program: Sequence[str] = _NUTGRAF,
    ) -> None:
        """Run `nutgraf` with the arguments and an empty home."""
        words = self._words(arguments, environment, program)
        self._tmux("new-session", "-d", *self._size, *words)
        self._tmux("set-option", "-g", "remain-on-exit", "on")

    def start_shell(self) -> None:
        """Run a plain shell, which can have jobs."""
        self._tmux("new-session", "-d", *self._size, "env", "PS1=$ ", "HISTFILE=", "sh", "-i")

    def command(self, *arguments: str) -> str:
        """Return a line for the shell that runs `nutgraf` with the arguments."""
        return shlex.join(self._words(arguments))

    def _words(
        self,
        arguments: Sequence[str],
        environment: Sequence[str] = (),
        program: Sequence[str] = _NUTGRAF,
    ) -> list[str]:
        return [
            # Test runners set a size of their own, which would hide the terminal's.
            *("env", "-u", "COLUMNS", "-u", "LINES", *environment),
            *(f"HOME={self._folder}", f"XDG_DATA_HOME={self._folder}/data"),
            *(f"XDG_CONFIG_HOME={self._folder}/config", f"XDG_STATE_HOME={self._folder}/state"),
            *(sys.executable, *program, *arguments),
        ]

    def press(self, *keys: str) -> None:
        """Type keys, by tmux's names."""
        self._tmux("send-keys", *keys)

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p")

    def drawn(self) -> str:
        """Return what is on the screen with its escape sequences."""
        return self._tmux("capture-pane", "-p", "-e")

    def wait_for(self, *words: str, seconds: float = _PATIENCE_SECONDS) -> str:
        """Return the screen as soon as it has all the words."""
        deadline = time.monotonic() + seconds
        while True:
            screen = self.screen()
            if all(word in screen for word in words):
                return screen
            if time.monotonic() > deadline:
                message = f"{words} did not come to the screen:\n{screen}"
                raise AssertionError(message)
            # A terminal tells nobody when it has drawn: it can only be looked at again.
            time.sleep(0.05)

    def wait_until_gone(self, words: str, seconds: float = _PATIENCE_SECONDS) -> None:
        """Wait until the screen does not have the words any more."""
        deadline = time.monotonic() + seconds
        while words in (screen := self.screen()):
            assert time.monotonic() < deadline, screen
            time.sleep(0.05)

    def open_all(self) -> None:
        """Go from the top stories, which take their time, to the list of all articles."""
        self.wait_for("Top stories")
        self.press("h", "j", "Enter")
        self.wait_for("Tears in Geneva")

    def is_over(self) -> bool:
        """Whether the program has ended."""
        return self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def process(self) -> int:
        """Return the number of the process that runs in the terminal."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def stop(self) -> None:
        """End the terminal and what runs in it."""
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False)


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.fixture(params=full_or(SIZES[1::2], SIZES), ids=named)
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    width, height = request.param
    terminal = Terminal(width, height, tmp_path)
    yield terminal
    terminal.stop()


@pytest.fixture
def reader(edition: Edition, tmp_path: Path) -> Reader:
    """Somebody who has fetched the demo edition: its papers have gone."""
    reader = edition.copy_to(tmp_path)
    reader.configure("")
    return reader


@pytest.mark.parametrize("terminal", full_or(SIZES[-1:], SIZES), ids=named, indirect=True)
def test_the_demo_edition_is_read_with_the_keyboard(terminal: Terminal) -> None:
    terminal.start("demo")
    terminal.open_all()

    terminal.press("g", "Enter")
    screen = terminal.wait_for("Key points")

    assert "\x1b" not in screen
    terminal.press("?")
    terminal.wait_for("finds a key")
    terminal.press("Escape")
    # A key that follows at once would be read as Alt and the key.
    terminal.wait_until_gone("finds a key")
    terminal.press("q")
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not terminal.is_over():
        assert time.monotonic() < deadline, terminal.screen()


_GREY = re.compile(r"(?:38|48);5;(?:16|59|102|145|188|231|23[2-9]|24\d|25[0-5])$|(?:38|48);2;")


@pytest.mark.parametrize("setting", ["NO_COLOR=1", "TERM=screen", "TERM=vt100"])
def test_few_colours_are_enough(reader: Reader, tmp_path: Path, setting: str) -> None:
    """Greys alone with NO_COLOR, none but the terminal's 16 where it has no more."""
    terminal = Terminal(80, 24, tmp_path)
    try:
        terminal.start(*reader.app(), environment=["-u", "COLORTERM", setting])
        terminal.open_all()
        terminal.press("g", "Enter")
        terminal.wait_for("Key points", "◆ Peter Higgs")
        drawn = terminal.drawn()
    finally:
        terminal.stop()

    codes = re.findall(r"\x1b\[([0-9;]*)m", drawn)
    assert "1" in codes  # what is bold tells unread from read
    many = [code for code in codes if code.startswith(("38;", "48;"))]
    if setting == "NO_COLOR=1":
        assert all(_GREY.match(code) for code in many), set(many)
        assert not {"31", "32", "33", "34", "35", "36"} & set(codes)
    else:
        assert not many


def test_the_terminal_is_left_to_a_program_and_taken_back(reader: Reader, tmp_path: Path) -> None:
    """`O` with a program that draws here, `|` with one that fails, and `!` that tells of both."""
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\n"
        "if sys.argv[1] == 'open':\n"
        "    print('THE PROGRAM HAS', sys.argv[2][:7], flush=True)\n"
        "    input()\n"
        "else:\n"
        "    words = sys.stdin.read()\n"
        "    print('got', words[:1], file=sys.stderr)\n"
        "    sys.exit(7)\n"
    )
    reader.configure(
        f'[commands]\nopen = ["{sys.executable}", "{program}", "open", "{{url}}"]\n'
        f'[commands.send.box]\ncommand = ["{sys.executable}", "{program}", "send"]\n'
    )
    terminal = Terminal(100, 30, tmp_path)
    try:
        terminal.start(*reader.app())
        terminal.open_all()
        terminal.press("g", "Enter")
        terminal.wait_for("Key points")

        terminal.press("O")
        terminal.wait_for("THE PROGRAM HAS http://")
        terminal.press("Enter")
        terminal.wait_for("Key points", "Opened")
        terminal.press("|")
        terminal.wait_for("ended with status 7: got #")
        terminal.press("!")
        terminal.wait_for("Messages", "! python", "Opened")
    finally:
        terminal.stop()


def test_a_first_start_welcomes(terminal: Terminal) -> None:
    terminal.start()

    screen = terminal.wait_for("demo")

    assert max(len(line) for line in screen.splitlines()) <= 200
    terminal.press("q")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to see processes")
def test_a_terminal_that_is_closed_takes_the_program_with_it(
    reader: Reader, tmp_path: Path
) -> None:
    terminal = Terminal(80, 24, tmp_path)
    terminal.start(*reader.app())
    terminal.open_all()
    program = Path(f"/proc/{terminal.process()}")
    assert program.exists()

    terminal.stop()

    deadline = time.monotonic() + _PATIENCE_SECONDS
    while program.exists():
        assert time.monotonic() < deadline, program
        time.sleep(0.05)


def test_a_suspended_program_comes_back_whole(reader: Reader, tmp_path: Path) -> None:
    terminal = Terminal(80, 24, tmp_path)
    try:
        terminal.start_shell()
        terminal.press("echo $((6*7)) is before", "Enter")
        terminal.wait_for("42 is before")
        terminal.press(terminal.command(*reader.app()), "Enter")
        terminal.open_all()

        terminal.press("C-z")
        shell = terminal.wait_for("42 is before", "topped")
        assert "Tears in Geneva" not in shell
        terminal.press("echo $((6*7)) is between", "Enter")
        terminal.wait_for("42 is between")
        terminal.press("fg", "Enter")

        # The bars as well: the first and the last line.
        terminal.wait_for("nutgraf", "Tears in Geneva", "Quit")
        terminal.press("?")
        terminal.wait_for("finds a key")
        terminal.press("Escape")
        terminal.wait_until_gone("finds a key")
        terminal.press("q")
        terminal.wait_for("42 is between")
        terminal.press("echo $? $((6*7)) is after", "Enter")
        terminal.wait_for("0 42 is after")
    finally:
        terminal.stop()


def test_without_a_shell_it_is_not_suspended(reader: Reader, tmp_path: Path) -> None:
    terminal = Terminal(80, 24, tmp_path)
    try:
        terminal.start(*reader.app())
        terminal.open_all()

        terminal.press("C-z")

        terminal.wait_for("There is no shell here")
    finally:
        terminal.stop()
