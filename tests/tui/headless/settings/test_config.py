"""The configuration: layers, checks, and sentences that name file, key and value."""

import re
import tomllib
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from tui.app.theme import THEMES
from tui.headless.commands.command_table import COMMANDS
from tui.headless.settings.config import ConfigError, load_config
from tui.headless.settings.key_overrides import KeysError, keys_and_commands, theme_problem
from tui.headless.settings.theme_names import THEME_NAMES

SHIPPED = Path(__file__).resolve().parents[4] / "config.toml"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_shipped_defaults_hold(tmp_path: Path) -> None:
    config = load_config(tmp_path / "none.toml")

    assert config.fetch.concurrency == 16
    assert config.app.theme == ""
    assert set(config.sources.values()) == {"default"}


def test_the_readers_file_changes_only_what_it_names(tmp_path: Path) -> None:
    path = write(tmp_path / "config.toml", "[app]\ntext_width = 66\n")

    config = load_config(path)

    assert config.app.text_width == 66
    assert config.app.highlight_entities
    assert config.sources["app.text_width"] == str(path)
    assert config.sources["app.theme"] == "default"


def test_keys_of_actions_are_taken_as_written(tmp_path: Path) -> None:
    path = write(tmp_path / "config.toml", '[keys]\nnext_unread = "n,tab"\n')

    assert load_config(path).app.keys == {"next_unread": "n,tab"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "[fetch]\nconcurency = 3\n",
            'line 2: [fetch] concurency: there is no such key; did you mean "concurrency"?',
        ),
        (
            '[fetch]\npictures = "sometimes"\n',
            "line 2: [fetch] pictures: expected one of never, asked, always, got 'sometimes'",
        ),
        (
            "[fetching]\nx = 1\n",
            'line 2: [fetching] x: there is no section [fetching]; did you mean "fetch"?',
        ),
        (
            "concurrency = 3\n",
            "line 1: concurrency: expected a section; a key stands below [fetch]",
        ),
        ('[fetch]\nconcurrency = "3"\n', "[fetch] concurrency: expected a whole number, got '3'"),
        ("[fetch]\nconcurrency = true\n", "[fetch] concurrency: expected a whole number, got True"),
        (
            "[fetch]\nconcurrency = 0\n",
            "[fetch] concurrency: expected a whole number from 1 to 256",
        ),
        ("[app]\nhighlight_entities = 1\n", "[app] highlight_entities: expected true or false"),
        ("[stories]\nbreadth = -1\n", "[stories] breadth: expected a number from 0 to 1000"),
        ("[stories]\nfollowed = true\n", "[stories] followed: expected a number, got True"),
        (
            "[stories]\nrecency = nan\n",
            "[stories] recency: expected a number from 0 to 1000, got nan",
        ),
        ("[app]\ntheme = 1\n", "[app] theme: expected text in quotation marks, got 1"),
        ("[app]\nkeys = {}\n", "[app] keys: there is no such key"),
        (
            "[fetch]\nconcurrency = 99999999999999999999\n",
            "[fetch] concurrency: expected a whole number from 1 to 256, got 99999999999999999999",
        ),
        (
            '[fetch]\n"a - at `$.pictures`" = 1\n',
            "fetch.a - at `$.pictures`: there is no such key",
        ),
        ("[keys]\nquit = 3\n", "[keys] quit: expected keys in quotation marks, got 3"),
        ("[app\n", "not valid TOML"),
        (
            "[fetch]\ntext_width = 70\n",
            "[fetch] text_width: there is no such key; it is a key of [app]",
        ),
        (
            '[ui]\ntheme = "x"\n',
            "line 2: [ui] theme: there is no section [ui]; this key is in [app]",
        ),
        ("\n[feeds]\n", "line 2: feeds: there is no section [feeds]; there are"),
        ("[zzzzzz]\nx = 1\n", "there is no section [zzzzzz]; there are [fetch], [summarise]"),
        ('[export]\nformat = "markdwn"\n', "got 'markdwn'; did you mean \"markdown\"?"),
        (
            '[app]\nhints = true\n\n[commands]\nopne = ["w3m"]\n',
            'line 5: [commands] opne: there is no such key; did you mean "open"?',
        ),
        (
            '[commands.send.notes]\ncommand = ["tee"]\nformat = "mrkdown"\n',
            "line 3: [commands.send.notes] format: expected one of",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path / "config.toml", text)

    with pytest.raises(ConfigError, match=re.escape(words)) as caught:
        load_config(path)

    assert str(path) in str(caught.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigError, match="can't be read"):
        load_config(path)


def test_every_shipped_key_has_a_comment() -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()

    settings = [line for line in lines if re.match(r"\w+ *=", line)]

    assert settings
    assert all(re.search(r"  # \S", line) for line in settings)
    assert len(settings) == sum(len(table) for table in tomllib.loads("\n".join(lines)).values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[app]\nhints = true\n[keys]\nnext_unraed = "n"\n',
            'line 4: [keys] next_unraed: there is no such action; did you mean "next_unread"?',
        ),
        (
            '[keys]\n"undo" = "ctlr+z"\n',
            "line 2: [keys] undo: 'ctlr+z' is not a key; did you mean \"ctrl+z\"?",
        ),
        ('[keys]\nundo = "g spcae"\n', "'spcae' is not a key; did you mean \"space\"?"),
        ('[keys]\nundo = "s"\n', "line 2: [keys] undo: 's' is already the key of toggle_star"),
        ('[app]\nkeymap = "newsbaot"\n', "line 2: [app] keymap: expected one of default"),
    ],
)
def test_a_wrong_action_or_key_is_named_with_its_line(
    tmp_path: Path, text: str, words: str
) -> None:
    path = write(tmp_path / "config.toml", text)

    with pytest.raises(KeysError) as caught:
        keys_and_commands(load_config(path).app, COMMANDS)

    assert str(caught.value).startswith(f"{path}: ")
    assert words in str(caught.value)


def test_a_wrong_theme_is_named_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    path = write(tmp_path / "config.toml", '[app]\n# dark\ntheme = "solarised-light"\n')

    problem = theme_problem(load_config(path).app, THEME_NAMES)

    assert problem == (
        f'{path}: line 3: [app] theme: there is no theme "solarised-light"; '
        'did you mean "solarized-light"?'
    )


def test_the_themes_that_a_check_knows_are_those_of_the_app() -> None:
    assert {*BUILTIN_THEMES, *(theme.name for theme in THEMES)} == set(THEME_NAMES)
