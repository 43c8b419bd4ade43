"""The configuration: layers, checks, and sentences that name file, key and value."""

import re
import tomllib
from pathlib import Path

import pytest

from tui.config import ConfigError, load_config

SHIPPED = Path(__file__).resolve().parents[2] / "config.toml"


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
        ("[fetch]\nconcurency = 3\n", "fetch.concurency: there is no such key"),
        (
            '[fetch]\npictures = "sometimes"\n',
            "fetch.pictures: expected one of never, asked, always, got 'sometimes'",
        ),
        ("[fetching]\nx = 1\n", "fetching.x: there is no such key"),
        ("concurrency = 3\n", "concurrency: expected a table, [concurrency]"),
        ('[fetch]\nconcurrency = "3"\n', "fetch.concurrency: expected a whole number, got '3'"),
        ("[fetch]\nconcurrency = true\n", "fetch.concurrency: expected a whole number, got True"),
        ("[fetch]\nconcurrency = 0\n", "fetch.concurrency: expected a whole number from 1 to 256"),
        ("[app]\nhighlight_entities = 1\n", "app.highlight_entities: expected true or false"),
        ("[stories]\nbreadth = -1\n", "stories.breadth: expected a number from 0 to 1000"),
        ("[stories]\nfollowed = true\n", "stories.followed: expected a number, got True"),
        ("[keys]\nquit = 3\n", "keys.quit: expected keys in quotation marks, got 3"),
        ("[app\n", "not valid TOML"),
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
