"""Notices as escape sequences: only what is meant reaches the terminal."""

import pytest

from tui.headless.graphics.terminal_notice import notice_sequence

BODY = "It will last.\nAnd more"


def sequence(title: str = "Bridge", body: str = BODY, **changes: str) -> str:
    known = {"way": "auto", "term": "xterm-256color", "program": "", "multiplexer": ""}
    return notice_sequence(title, body, **(known | changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "\x1b]9;nutgraf: Bridge · It will last. · And more\x1b\\"),
        ({"term": "foot"}, "\x1b]777;notify;Bridge;It will last. · And more\x1b\\"),
        ({"way": "osc777"}, "\x1b]777;notify;Bridge;It will last. · And more\x1b\\"),
        ({"way": "off"}, ""),
        (
            {"multiplexer": "tmux"},
            "\x1bPtmux;\x1b\x1b]9;nutgraf: Bridge · It will last. · And more\x1b\x1b\\\x1b\\",
        ),
        (
            {"multiplexer": "screen"},
            "\x1bP\x1b]9;nutgraf: Bridge · It will last. · And more\x07\x1b\\",
        ),
    ],
)
def test_how_a_terminal_is_asked(changes: dict[str, str], expected: str) -> None:
    assert sequence(**changes) == expected


@pytest.mark.parametrize("way", ["osc9", "osc777"])
def test_a_hostile_title_ends_nothing(way: str) -> None:
    made = sequence("4;1;50\x1b\\\x07\x9c\x1b]0;x", "a\u202eb;c" * 1000, way=way)

    assert made.count("\x1b") == 2
    assert not set("\x07\x9c\u202e") & set(made)
    assert made.startswith(("\x1b]9;nutgraf: 4;1;50", "\x1b]777;notify;4,1,50"))
    assert len(made) < 1000
