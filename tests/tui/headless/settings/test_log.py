"""The log: lines of JSON, bounded files, and nothing in it that is nobody's business."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world.world import Reader
from tui.headless.settings.log import LOGGER, close_log, open_log, redacted


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "state" / "nutgraf.log"


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_a_warning_is_a_line(log: Path) -> None:
    open_log(log)
    assert not log.exists()

    LOGGER.info("quiet")
    LOGGER.warning("a feed failed: %s", "HTTP 503", extra={"feed": 7})
    close_log()

    (line,) = lines(log)
    assert line["level"] == "warning"
    assert line["message"] == "a feed failed: HTTP 503"
    assert line["feed"] == 7
    assert str(line["time"]).endswith("+00:00")


def test_an_error_is_told_with_its_places_and_its_cause(log: Path) -> None:
    open_log(log)

    try:
        try:
            int("x")
        except ValueError as error:
            raise OSError("while reading") from error
    except OSError:
        LOGGER.exception("broke off")
    close_log()

    told = lines(log)[0]["error"]
    assert isinstance(told, dict)
    assert told["type"] == "OSError"
    assert "test_log.py" in told["trace"][0]
    assert told["cause"].startswith("ValueError: invalid literal")


def test_verbose_says_what_is_done(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_log(log, is_verbose=True)
    LOGGER.info("began")
    close_log()

    assert capsys.readouterr().err == "nutgraf: began\n"
    assert lines(log)[0]["message"] == "began"


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("at https://me:secret@example.org/feed", "at https://…@example.org/feed"),
        ("at https://example.org/f?token=secret&x=1 now", "at https://example.org/f?… now"),
        ("at https://example.org/f#secret", "at https://example.org/f?…"),
        ("secret" * 0 + "x" * 500, "x" * 400 + "…"),
    ],
)
def test_secrets_and_long_texts_stay_out(message: str, kept: str) -> None:
    assert redacted(message) == kept
    assert "secret" not in redacted(message)


def test_the_files_are_bounded(log: Path) -> None:
    open_log(log)
    for number in range(15_000):
        LOGGER.warning("%d %s", number, "x" * 300)
    close_log()

    files = sorted(log.parent.iterdir())
    assert [it.name for it in files] == ["nutgraf.log", "nutgraf.log.1", "nutgraf.log.2"]
    assert all(it.stat().st_size <= 1 << 20 for it in files)


WRITER = """
import sys
from logging import Formatter, LogRecord
from pathlib import Path
from tui.headless.settings.log_file import LogFile

log = LogFile(Path(sys.argv[1]), largest_bytes=4000, old_files=1000)
log.setFormatter(Formatter("%(message)s"))
print("ready", flush=True)
sys.stdin.read(1)
for number in range(400):
    words = f"{sys.argv[2]} {number} " + "x" * (number * 7 % 300) + " end"
    log.handle(LogRecord("nutgraf", 30, "", 0, words, None, None))
"""


def test_processes_that_write_and_set_aside_at_once_lose_no_line(log: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(log), str(name)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        for name in range(4)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
    # All begin together, so that they meet.
    assert all(writer.stdin is not None and writer.stdin.write(b"x") for writer in writers)
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0

    files = list(log.parent.iterdir())
    written = [line for file in files for line in file.read_text("ascii").splitlines()]
    expected = [
        f"{name} {number} " + "x" * (number * 7 % 300) + " end"
        for name in range(4)
        for number in range(400)
    ]
    assert sorted(written) == sorted(expected)
    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_log_that_was_set_aside_by_another_process_is_left_alone(log: Path) -> None:
    open_log(log)
    LOGGER.warning("first")
    log.rename(log.with_name("nutgraf.log.1"))
    LOGGER.warning("second")
    close_log()

    (line,) = lines(log)
    assert line["message"] == "second"


def test_a_log_that_cannot_be_written_is_in_nobodys_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    open_log(tmp_path / "file" / "nutgraf.log")
    LOGGER.error("lost")
    close_log()

    assert capsys.readouterr().err == ""


def test_a_line_break_in_a_message_makes_no_second_line(log: Path) -> None:
    open_log(log)
    LOGGER.warning('a\n{"level": "forged"}\x1b[2J')
    close_log()

    assert len(lines(log)) == 1
    assert "\x1b" not in log.read_text()


def test_a_verb_says_what_it_does(tmp_path: Path) -> None:
    reader = Reader(folder=tmp_path)

    answer = reader.run("--verbose", "fetch")

    assert answer.returncode == 0
    assert "nutgraf: began" in answer.stderr.decode()
