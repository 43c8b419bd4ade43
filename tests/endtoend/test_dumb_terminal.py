"""A terminal that can't move its cursor, and none at all: a sentence, and exit code 2."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest


def _opened(folder: Path, stream: int, **environment: str) -> tuple[int, str]:
    """Open the app with standard input and output at that file; return exit code and complaint."""
    result = subprocess.run(
        [sys.executable, "-m", "tui", "--cache", str(folder / "cache.db")],
        stdin=stream,
        stdout=stream,
        stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CONFIG_HOME": str(folder), **environment},
        timeout=30,
        check=False,
        text=True,
    )
    return result.returncode, result.stderr


@pytest.mark.parametrize("name", ["dumb", ""])
def test_a_terminal_that_cannot_draw_is_told_what_works(tmp_path: Path, name: str) -> None:
    master, slave = pty.openpty()
    try:
        code, words = _opened(tmp_path, slave, TERM=name)
    finally:
        os.close(master)
        os.close(slave)

    assert code == 2
    assert f"TERM={name!r}" in words
    assert "`nutgraf brief` and `nutgraf show`" in words
    assert not (tmp_path / "cache.db").exists()


def test_a_server_that_draws_in_a_browser_needs_no_terminal(tmp_path: Path) -> None:
    """What `textual serve` does: a driver of its own, which talks through pipes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "--cache", str(tmp_path / "cache.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={
            **os.environ,
            "XDG_CONFIG_HOME": str(tmp_path),
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "COLUMNS": "80",
            "ROWS": "24",
        },
    )
    assert process.stdout is not None
    drawn = b""
    try:
        while b"nutgraf" not in drawn:
            part = os.read(process.stdout.fileno(), 1 << 16)
            assert part, drawn
            drawn += part
    finally:
        process.kill()
        process.communicate()

    assert drawn.startswith(b"__GANGLION__")


def test_without_a_terminal_the_help_is_named(tmp_path: Path) -> None:
    code, words = _opened(tmp_path, subprocess.DEVNULL)

    assert code == 2
    assert "the app needs a terminal" in words
