"""Who may read what the program keeps, and what it writes because it was asked to."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.db.refresh_lock import RefreshLock
from cache.rescue.daily_backup import back_up_daily
from tests.support.caches.user_records import fill_with_everything
from tests.support.samples.builders import NOW
from tui.headless.printing.output_files import save
from tui.headless.settings.log import LOGGER, close_log, open_log


@pytest.fixture(autouse=True)
def loose_umask() -> Iterator[None]:
    before = os.umask(0o002)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_read_is_for_its_reader_alone(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    fill_with_everything(path)
    back_up_daily(path, NOW)

    connection = open_writer(path)
    with RefreshLock(path):
        modes = {file.name: mode(file) for file in tmp_path.iterdir()}
    connection.close()

    assert {"cache.db", "cache.db-wal", "cache.db-shm", "cache.db.reserve"} <= modes.keys()
    assert set(modes.values()) == {0o600}, modes


def test_a_cache_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    open_writer(path).close()
    path.chmod(0o644)

    open_writer(path).close()

    assert mode(path) == 0o600


def test_the_log_is_for_its_reader_alone(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "nutgraf.log"
    open_log(path)
    LOGGER.warning("something went wrong")
    close_log()

    assert mode(path) == 0o600
    assert mode(path.parent) == 0o700
    assert "something went wrong" in path.read_text()


def test_a_file_that_was_asked_for_follows_the_umask(tmp_path: Path) -> None:
    assert mode(save(tmp_path, "Title", ".txt", b"text")) == 0o664
