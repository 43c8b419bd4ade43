"""JSON lines that can't be worked on, and input that ends badly: each is said, the others go on."""

import asyncio
import errno
import io
import json
from pathlib import Path
from typing import Any

import pytest

from fetch.errors import FetchError
from fetch.model import Failure, FailureKind
from tui.headless.cli.json_lines import work_on_lines
from tui.headless.cli.text_sources import Source

SLOW = FetchError(
    Failure(kind=FailureKind.WORKER_KILLED, detail="took longer than 10 seconds", status=None)
)


async def work(source: Source) -> dict[str, Any]:
    """Fail for what is called slow, as a worker that was stopped does."""
    if source.id == "slow":
        raise SLOW
    return {"id": source.id}


def worked_on(path: Path | str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[Any], str]:
    status = asyncio.run(work_on_lines(str(path), work, at_a_time=2))
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def test_a_worker_that_was_stopped_is_the_error_of_its_line_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "lines"
    lines.write_text("".join(f'{{"id": "{it}", "text": "A."}}\n' for it in ("a", "slow", "b")))

    status, (first, slow, last), _ = worked_on(lines, capsys)

    assert status == 1
    assert (first, last) == ({"id": "a"}, {"id": "b"})
    assert (slow["id"], slow["line"]) == ("slow", 2)
    assert "took longer than 10 seconds" in slow["error"]


@pytest.mark.parametrize("missing", ["nowhere", "."])
def test_a_file_that_cannot_be_opened_is_said(
    tmp_path: Path, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, results, words = worked_on(tmp_path / missing, capsys)

    assert (status, results) == (2, [])
    assert "can't be read" in words


class Breaking(io.RawIOBase):
    """A file on a disk that fails after its first lines."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._content:
            raise OSError(errno.EIO, "Input/output error")
        size = min(len(buffer), len(self._content))
        buffer[:size], self._content = self._content[:size], self._content[size:]
        return size


def test_a_file_that_breaks_off_is_said_after_what_was_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.BufferedReader(Breaking(b'{"id": "a", "text": "A."}\n{"id": "b", "te'))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))

    status, results, words = worked_on("-", capsys)

    assert (status, results) == (2, [{"id": "a"}])
    assert words == "nutgraf: standard input: can't be read: Input/output error\n"
