"""The command line in this process, and a cache for it."""

import io
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from tests.support.caches.briefed_archive import Archive, fill
from tests.support.shell import Answer, Shell
from tui.headless.cli.main import main


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache with five entries of three feeds."""
    path = tmp_path / "cache.db"
    connection = open_writer(path)
    with Library(path) as library:
        fill(Archive(Store(connection), library))
    connection.close()
    return path


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """Run the command line in this process, on the cache of the test."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NUTGRAF_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("NUTGRAF_CACHE", str(tmp_path / "cache.db"))

    def run(*arguments: str, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            status = main(arguments)
        except SystemExit as error:
            status = int(str(error.code))
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return run
