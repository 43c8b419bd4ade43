"""What `nutgraf account add` asks on a terminal, and what comes of answers that are none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cache.library import Library
from tests.support.app.pseudo_terminal import RawTerminal
from tests.support.reader_servers.google_reader import GoogleReaderServer

REPOSITORY = Path(__file__).parents[5]
END = b"\x04"


@pytest.fixture
def server() -> Iterator[GoogleReaderServer]:
    with GoogleReaderServer() as server:
        yield server


class Asked:
    """`nutgraf account add` on a terminal."""

    def __init__(self, folder: Path, url: str) -> None:
        self.cache = folder / "cache.db"
        self._terminal = RawTerminal(
            *("--cache", str(self.cache), "account", "add", url, "--no-fetch"),
            NUTGRAF_CONFIG=str(folder / "config.toml"),
            PYTHON_KEYRING_BACKEND="tests.support.memory_keyring.FileKeyring",
            MEMORY_KEYRING=str(folder / "ring"),
            PYTHONPATH=str(REPOSITORY),
        )

    def answer(self, question: str, keys: bytes) -> None:
        self._terminal.wait_for(question.encode())
        self._terminal.press(keys)

    def end(self, words: str) -> str:
        """Wait for words, and return all that the terminal showed."""
        self._terminal.wait_for(words.encode())
        self._terminal.wait()
        return self._terminal.output.decode()


def test_user_and_password_are_asked_for_and_the_password_is_not_shown(
    tmp_path: Path, server: GoogleReaderServer
) -> None:
    login = server.login()
    asked = Asked(tmp_path, login.url)

    asked.answer("User: ", login.user.encode() + b"\n")
    asked.answer("assword: ", login.secret.encode() + b"\n")
    shown = asked.end("Signed in")

    assert login.secret not in shown
    with Library(asked.cache) as library:
        (account,) = library.accounts.all()
    assert account.login.user == login.user
    assert login.secret in (tmp_path / "ring").read_text()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ((END,), "a user name is needed: --user NAME"),
        ((b"\n",), "a user name is needed: --user NAME"),
        ((b"alice\n", END), "the API password is needed"),
        ((b"alice\n", b"\n"), "the API password is needed"),
    ],
)
def test_no_answer_adds_no_account_and_says_what_is_missing(
    tmp_path: Path, server: GoogleReaderServer, keys: tuple[bytes, ...], words: str
) -> None:
    asked = Asked(tmp_path, server.login().url)

    for question, answer in zip(("User: ", "assword: "), keys, strict=False):
        asked.answer(question, answer)
    shown = asked.end(words)

    assert "Something went wrong" not in shown
    assert not (tmp_path / "ring").exists()
