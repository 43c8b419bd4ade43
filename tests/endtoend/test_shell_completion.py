"""Tab in real shells: what is completed reaches a program as one argument, and nothing is run."""

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.store import Store
from tests.support.environment import is_ci
from tests.support.samples.builders import NOW

HOSTILE = "World $(touch pwned) `touch pwned`; touch pwned & 'x'"
FEEDS = {
    HOSTILE: "Abroad",
    "Evil\x1b[31m\nname": "",
    "Two": "Home / 'quoted' $(touch pwned)",
    "Quay & Sons": "",
}
_PATIENCE_SECONDS = 60
_PROMPT = "ready>"
_OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
"""A shell runs jobs only on the terminal that its session has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """How a shell is started on a terminal, and told of the completions."""

    program: str
    arguments: tuple[str, ...]
    setup: str


SHELLS = (
    Shell(
        program="bash",
        arguments=("--norc", "--noprofile", "-i"),
        setup=f"source ./script; complete -F _nutgraf words; PS1='{_PROMPT[:3]}''{_PROMPT[3:]}'",
    ),
    Shell(
        program="zsh",
        arguments=("-f", "-i"),
        setup="autoload -U compinit && compinit -u -D; source ./script; compdef _nutgraf words; "
        f"PS1='{_PROMPT[:3]}''{_PROMPT[3:]}'",
    ),
    Shell(
        program="fish",
        arguments=("--no-config", "-i"),
        setup="source ./script; complete -c words -w nutgraf; "
        f"function fish_prompt; printf %s '{_PROMPT[:3]}''{_PROMPT[3:]}'; end",
    ),
)
WHERE = pytest.mark.parametrize(
    "shell",
    [
        pytest.param(
            it,
            id=it.program,
            marks=pytest.mark.skipif(
                shutil.which(it.program) is None and not is_ci(),
                reason=f"needs {it.program}, to press Tab in it",
            ),
        )
        for it in SHELLS
    ],
)


def subscribe(store: Store, feeds: Mapping[str, str]) -> None:
    for number, (title, path) in enumerate(feeds.items()):
        url = f"http://paper{number}.example.org/feed"
        store.feeds.subscribe(url, title=title, folder=path, now=NOW)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a cache of hostile names, and two programs: nutgraf, and what prints words."""
    folder = tmp_path_factory.mktemp("home")
    connection = open_writer(folder / "cache.db")
    store = Store(connection)
    subscribe(store, FEEDS)
    store.interests.follow_actor("Ana Núñez", now=NOW)
    with connection.transaction(is_durable=True):
        connection.run("INSERT INTO tags VALUES (1, 'low tide', 'low tide')")
    connection.close()
    for name, line in {
        "nutgraf": f'exec {shlex.quote(sys.executable)} -m tui "$@"',
        "words": "for it; do printf '<%s>' \"$it\"; done > answer.part; mv answer.part answer",
    }.items():
        program = folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{line}\n")
        program.chmod(0o755)
    return folder


def environment(home: Path) -> dict[str, str]:
    return {
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "HOME": str(home),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
        "NUTGRAF_CACHE": str(home / "cache.db"),
        "NUTGRAF_LOG": str(home / "log"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


class Typed:
    """A shell on a terminal of its own."""

    def __init__(self, shell: Shell, folder: Path, home: Path) -> None:
        self.folder = folder
        self._screen = ""
        self._master, slave = pty.openpty()
        self._child = subprocess.Popen(
            [sys.executable, "-c", _OWN_TERMINAL, shell.program, *shell.arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=environment(home),
            start_new_session=True,
        )
        os.close(slave)
        self._type(shell.setup + "\r")
        self._read_until(lambda: _PROMPT in self._screen)

    def answer(self, line: str) -> str:
        """Return the arguments that a line gave to `words`; \\t is the Tab key."""
        path = self.folder / "answer"
        path.unlink(missing_ok=True)
        self._type(line + "\r")
        self._read_until(path.exists)
        return path.read_text(encoding="utf-8")

    def end(self) -> None:
        self._child.kill()
        self._child.wait()
        os.close(self._master)

    def _type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def _read_until(self, is_done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not is_done():
            assert time.monotonic() < deadline, self._screen
            if select.select([self._master], [], [], 0.05)[0]:
                self._screen += os.read(self._master, 1 << 16).decode("utf-8", "replace")


LINES = {
    "words rem\tQuay\t": "<remove><Quay & Sons>",
    "words remove World\t": f"<remove><{HOSTILE}>",
    "words feeds ed\tTw\t--folder Home\t--full-articles of\t": "<feeds><edit><Two><--folder>"
    "<Home / 'quoted' $(touch pwned)><--full-articles><off>",
    "words unfollow An\t": "<unfollow><Ana Núñez>",
    "words search is:unr\t": "<search><is:unread>",
    "words search tag:\t": '<search><tag:"low tide">',
    "words add --folder=Abr\t": "<add><--folder=Abroad>",
    "words rules add is:un\t--tag lo\t": "<rules><add><is:unread><--tag><low tide>",
    "words import feeds\t": "<import><feeds of mine.opml>",
    "words --cache 'other cache.db' remove Oth\t": "<--cache><other cache.db><remove><Other Paper>",
}


@WHERE
def test_what_tab_completes_reaches_the_program_and_runs_nothing(
    shell: Shell, home: Path, tmp_path: Path
) -> None:
    script = subprocess.run(
        ["nutgraf", "completions", shell.program],
        env=environment(home),
        capture_output=True,
        check=True,
    )
    (tmp_path / "script").write_bytes(script.stdout)
    (tmp_path / "feeds of mine.opml").touch()
    connection = open_writer(tmp_path / "other cache.db")
    subscribe(Store(connection), {"Other Paper": ""})
    connection.close()
    typed = Typed(shell, tmp_path, home)
    try:
        answers = {line: typed.answer(line) for line in LINES}
    finally:
        typed.end()

    assert answers == LINES
    assert not (tmp_path / "pwned").exists()
