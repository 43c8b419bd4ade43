"""Bytes from the terminal that are no text: the app goes on."""

from pathlib import Path

import pytest

from tests.support.app.pseudo_terminal import RawTerminal
from tests.support.caches.newsdesk import Desk

CTRL_Q = b"\x11"


@pytest.fixture
def terminal(desk: Desk, tmp_path: Path) -> RawTerminal:
    desk.entries(desk.feed("Feed"), "First story")
    config = str(tmp_path / "none.toml")
    terminal = RawTerminal("--cache", str(desk.path), NUTGRAF_CONFIG=config)
    terminal.wait_for(b"First story")
    return terminal


def test_no_byte_ends_the_app(terminal: RawTerminal) -> None:
    try:
        # No UTF-8; half a letter; an X10 mouse report at column 130.
        terminal.press(b"\xff")
        terminal.press(b"\xe2\x82")
        terminal.press(b"\x1b[M \xa2\x30")

        terminal.press(b"?")
        terminal.wait_for(b"Help")
    finally:
        # "q" would be looked for in the help; right behind an Escape it would be Alt+q.
        terminal.press(CTRL_Q)
        terminal.wait()

    assert b"Traceback" not in terminal.output
    assert b"UnicodeDecodeError" not in terminal.output


def test_the_app_ends_with_its_terminal(terminal: RawTerminal) -> None:
    terminal.hang_up()  # waits for the end
