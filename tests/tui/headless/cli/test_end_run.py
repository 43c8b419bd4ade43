"""Whatever ends a run is one sentence and an exit code."""

import errno
import sys
from pathlib import Path

import pytest

from cache.errors import CacheDamaged, DiskFull, RefreshInProgress
from fetch.errors import FetchError
from fetch.model import Failure, FailureKind
from tui.headless.cli.end_run import end_for
from tui.headless.cli.exit_codes import OutputError
from tui.headless.settings.config import ConfigError

LOG = Path("/state/nutgraf.log")
CACHE = Path("/data/cache.db")


@pytest.mark.usefixtures("faults")
@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (ConfigError("config.toml: no such key"), 2, "config.toml: no such key"),
        (
            FetchError(Failure(kind=FailureKind.HTTP_STATUS, detail="", status=404)),
            1,
            "There is nothing at this address (404).",
        ),
        (RefreshInProgress(CACHE, 12), 4, "process 12 is refreshing; try again when it is done"),
        (RefreshInProgress(CACHE, None), 4, "another process is refreshing"),
        (DiskFull(CACHE), 3, "/data/cache.db"),
        (CacheDamaged(CACHE, "malformed"), 3, "`nutgraf check --repair`"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
        (OSError(errno.EMFILE, "Too many open files"), 1, "files"),
        (OSError(errno.EACCES, "Permission denied", "/a\x1b[2Jb"), 1, "Permission denied"),
        (
            ZeroDivisionError("by zero"),
            5,
            "Something went wrong: ZeroDivisionError: by zero; the log has the details: "
            "/state/nutgraf.log",
        ),
    ],
    ids=lambda it: type(it).__name__ if isinstance(it, BaseException) else "",
)
def test_it_ends_with_a_code_and_a_sentence(
    error: Exception | KeyboardInterrupt,
    status: int,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert end_for(error, verb="search", log=LOG) == status

    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == (1 if sentence else 0)
    assert "\x1b" not in said


def test_output_that_can_not_be_written_is_said_and_given_up(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", None)

    assert end_for(OutputError("standard output can't be written: no room"), verb="x", log=LOG) == 1

    sys.stdout.close()
    assert capsys.readouterr().err == "nutgraf: standard output can't be written: no room\n"
