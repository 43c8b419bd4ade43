"""What reaches a real terminal, byte for byte: nothing that a feed wrote may drive it."""

import re
from pathlib import Path

import pytest

from tests.support.app.pseudo_terminal import RawTerminal
from tests.support.caches.newsdesk import HOSTILE, TEXT, Desk, brief_of


@pytest.fixture
def hostile_cache(desk: Desk) -> Path:
    feed_id = desk.feed("Feed \x1b]0;owned\x07[/]", folder="Folder \x9b31m")
    desk.entries(feed_id, "First story", *HOSTILE)
    desk.fail(feed_id, detail="bad \x1b[2J\x1b]52;c;aGk=\x07")
    text = TEXT.replace("Turkey", "Tur\x1b]52;c;aGk=\x07\x9d0;owned\x9ckey\u202e")
    for entry_id in desk.ids()[:3]:
        desk.brief(entry_id, text, brief_of(text))
    return desk.path


def test_no_sequence_of_a_feed_reaches_the_terminal(hostile_cache: Path, tmp_path: Path) -> None:
    terminal = RawTerminal(
        "--cache", str(hostile_cache), NUTGRAF_CONFIG=str(tmp_path / "none.toml")
    )
    terminal.wait_for(b"First story")
    terminal.press(b"\r")
    terminal.wait_for(b"Read on")
    terminal.press(b"G")
    terminal.wait_for(b"offensive")
    terminal.press(b"J")
    terminal.wait_for(b"r/linux")
    terminal.press(b"h")
    terminal.wait_for(b"Sections")
    terminal.press(b"h")
    terminal.wait_for(b"Unsubscribe")
    terminal.press(b"G")
    terminal.wait_for(b"503")
    terminal.close()

    output = terminal.output
    assert b"\x1b]52" not in output
    assert b"owned\x07" not in output
    # C1 controls and bidi controls as UTF-8.
    assert not re.search(rb"\xc2[\x80-\x9f]", output)
    assert b"\xe2\x80\xae" not in output
    # The program itself sends no operating system command and no device control string but
    # what the terminal library asks the terminal for.
    assert set(re.findall(rb"\x1b\](\d+)", output)) <= {b"22"}
    assert b"[/r/linux] is down?" in output
