"""Programs of the reader's own: the configuration, and what becomes of placeholders."""

import json
from pathlib import Path

import pytest

from tests.support.shared_data import require_shared
from tui.headless.settings.config import ConfigError, load_config
from tui.headless.settings.external_programs import ProgramError, SendFormat, filled

WORKING = """
[commands]
open = ["w3m", "-o", "x=1", "{url}"]
open_in_terminal = false

[commands.send.notes]
command = ["tee", "-a", "/tmp/notes.md"]

[commands.send.mail]
command = ["mail", "-s", "{title}", "me@example.org"]
format = "text"
seconds = 5

[export]
format = "epub"
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_programs_are_read(tmp_path: Path) -> None:
    config = load_config(write(tmp_path / "config.toml", WORKING))

    assert config.commands.open == ("w3m", "-o", "x=1", "{url}")
    assert not config.commands.open_in_terminal
    notes, mail = config.commands.send
    assert (notes.name, notes.format, notes.seconds) == ("notes", SendFormat.MARKDOWN, 30)
    assert (mail.command[1:3], mail.format, mail.seconds) == (("-s", "{title}"), "text", 5)
    assert (config.export.folder, config.export.format) == ("~/nutgraf", "epub")


def test_without_a_file_there_is_none() -> None:
    commands = load_config(None).commands

    assert commands.open == ()
    assert commands.send == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[commands]\nopen = "w3m"\n', "[commands] open: expected a list such as"),
        ('[commands]\nopen = ["{url}"]\n', "[commands] open: expected the name of a program first"),
        (
            "[commands]\nopen_in_terminal = 1\n",
            "[commands] open_in_terminal: expected true or false",
        ),
        ("[commands]\nclose = 1\n", "[commands] close: there is no such key"),
        ("[commands]\nsend = 1\n", "[commands] send: expected tables"),
        ('[commands.send]\nx = ["y"]\n', "[commands.send] x: expected a table with a command"),
        ("[commands.send.x]\nseconds = 3\n", "[commands.send.x] command: is missing"),
        ("[commands.send.x]\ncommand = []\n", "[commands.send.x] command: expected the name"),
        (
            '[commands.send.x]\ncommand = ["y"]\nformat = "pdf"\n',
            "[commands.send.x] format: expected one of markdown, text, json, html, got 'pdf'",
        ),
        (
            '[commands.send.x]\ncommand = ["y"]\nseconds = 0\n',
            "[commands.send.x] seconds: expected a whole number from 1 to 3600, got 0",
        ),
        ('[export]\nformat = "pdf"\n', "[export] format: expected one of markdown, html, json"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path / "config.toml", text)

    with pytest.raises(ConfigError) as caught:
        load_config(path)

    assert str(caught.value).startswith(str(path))
    assert words in str(caught.value)


def test_an_argument_stays_one_whatever_it_holds() -> None:
    url = "https://e.example/;touch$IFS`PWNED`"

    assert filled(["w3m", "{url}", "-t={title}"], url=url, title='"; rm -rf / #') == [
        "w3m",
        url,
        '-t="; rm -rf / #',
    ]


def test_a_title_is_no_option_and_no_placeholder() -> None:
    assert filled(["x", "{title}"], url="", title="--rf {file}", file="/secret") == [
        "x",
        "rf {file}",
    ]
    assert filled(["x", "{title}"], url="", title="a\x1b[31m\nb") == ["x", "a[31m b"]


@pytest.mark.parametrize(
    "url", ["", "-x", "javascript:alert(1)", "file:///etc/passwd", "https://", "data:text/html,x"]
)
def test_only_addresses_of_the_web_are_put_in(url: str) -> None:
    with pytest.raises(ProgramError, match="no web address"):
        filled(["w3m", "{url}"], url=url, title="")


def test_the_shared_addresses() -> None:
    lines = require_shared("hostile", "urls-open.jsonl").read_text("utf-8").splitlines()
    for case in map(json.loads, filter(str.strip, lines)):
        try:
            arguments = filled(["open", "{url}"], url=case["url"], title="")
        except ProgramError:
            assert not case["must"].startswith("open") or " " in case["url"]
        else:
            assert case["must"].startswith("open")
            assert arguments == ["open", case["url"]]
