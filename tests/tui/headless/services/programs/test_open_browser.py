"""The reader's browser: what the variable BROWSER means, and that no shell is ever asked."""

import stat
import time
from pathlib import Path

import pytest

from tests.support.app.pilots import PATIENCE_SECONDS
from tui.headless.browser import BrowserChoice, BrowserError, browsers_from
from tui.headless.services.programs.open_browser import open_address

PAGE = "https://example.org/a?b=1&c=$(touch%20x);d"


def program(folder: Path, name: str, *, status: int = 0) -> Path:
    """Return a program that writes its arguments, one a line, beside itself."""
    path = folder / name
    path.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > "{path}.new"\nmv "{path}.new" "{path}.said"\n'
        f"exit {status}\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def said(path: Path) -> list[str]:
    return Path(f"{path}.said").read_text().splitlines()


# What the variable says.


@pytest.mark.parametrize(
    ("variable", "choices"),
    [
        ("", []),
        ("firefox", [(("firefox", "%s"), False)]),
        ("firefox --new-tab", [(("firefox", "--new-tab", "%s"), False)]),
        ("firefox -P 'my own' %s", [(("firefox", "-P", "my own", "%s"), False)]),
        ("open --url=%s &", [(("open", "--url=%s"), True)]),
        ("one:two %s::three &", [(("one", "%s"), False), (("two", "%s"), False),
                                 (("three", "%s"), True)]),
        ("'unclosed %s:two", [(("two", "%s"), False)]),
        ("&: :%s", []),
    ],
)  # fmt: skip
def test_the_forms_of_the_variable(
    variable: str, choices: list[tuple[tuple[str, ...], bool]]
) -> None:
    expected = [BrowserChoice(arguments=each, is_background=later) for each, later in choices]

    assert browsers_from(variable) == tuple(expected)


def test_an_address_is_one_argument_whatever_it_holds() -> None:
    (choice,) = browsers_from("see --at=%s %s")

    assert choice.filled(PAGE) == ["see", f"--at={PAGE}", PAGE]


# What is started.


@pytest.mark.parametrize("form", ["{}", "{} %s", "{} &", "{} %s &", "/nowhere/at/all:{} %s"])
def test_a_program_of_any_name_is_a_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = program(tmp_path, "script")
    monkeypatch.setenv("BROWSER", form.format(path))

    open_address(PAGE)

    deadline = time.monotonic() + PATIENCE_SECONDS
    while not Path(f"{path}.said").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert said(path) == [PAGE]
    assert sorted(it.name for it in tmp_path.iterdir()) == ["script", "script.said"]


def test_a_path_may_have_blanks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program(tmp_path, "my browser")
    monkeypatch.setenv("BROWSER", str(path))

    open_address(PAGE)

    assert said(path) == [PAGE]


def test_the_next_one_is_tried_when_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = program(tmp_path, "first", status=3), program(tmp_path, "second")
    monkeypatch.setenv("BROWSER", f"{first}:{second}")

    open_address(PAGE)

    assert said(first) == said(second) == [PAGE]


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("/nowhere/at/all", "There is no program /nowhere/at/all"),
        ("/usr/bin/w3m", "w3m needs the terminal for itself"),
        ("false %s", "false ended with status 1"),
        ("'unclosed", "BROWSER names no program"),
    ],
)
def test_why_it_was_not_opened(monkeypatch: pytest.MonkeyPatch, variable: str, words: str) -> None:
    monkeypatch.setenv("BROWSER", variable)
    monkeypatch.setenv("DISPLAY", ":0")

    with pytest.raises(BrowserError, match=words):
        open_address(PAGE)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.b/", "-h"])
def test_only_pages_of_the_web_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    path = program(tmp_path, "script")
    monkeypatch.setenv("BROWSER", str(path))

    with pytest.raises(BrowserError, match="no web address"):
        open_address(url)

    assert not Path(f"{path}.said").exists()
