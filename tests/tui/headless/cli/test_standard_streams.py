"""Standard streams that are closed, full or know few letters; a shell with few open files."""

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cache.writer import Writer
from tests.support.scale import full_or
from tests.world.world import Reader


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    reader.configure("")
    # Without a cache `check` would have a fault to tell, and end with its code.
    with Writer(reader.cache):
        return reader


def run(
    reader: Reader, *verb: str, before: Callable[[], object] | None = None, **changes: str
) -> tuple[int, str, str]:
    answer = subprocess.run(
        [*reader.command(), *verb],
        capture_output=True,
        env={**os.environ, **changes},
        preexec_fn=before,
        check=False,
    )
    return answer.returncode, answer.stdout.decode(), answer.stderr.decode()


def test_output_that_is_closed_is_said(reader: Reader) -> None:
    status, _, words = run(reader, "check", "--json", before=lambda: os.close(1))

    assert status == 1
    assert words == "nutgraf: standard output can't be written: it is closed\n"


def test_output_that_is_full_is_said(reader: Reader) -> None:
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            [*reader.command(), "check"], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert answer.returncode == 1
    words = answer.stderr.decode()
    assert words.startswith("nutgraf: ")
    assert words.count("\n") == 1
    assert "no space" in words.lower()


def test_closed_input_holds_nothing(reader: Reader) -> None:
    status, _, words = run(reader, "extract", "-", before=lambda: os.close(0))

    assert status == 2
    assert "there is nothing to work on" in words


def test_letters_that_the_output_does_not_know_are_replaced(reader: Reader) -> None:
    assert run(reader, "mute", "phrase", "Núñez “no”")[0] == 0

    # ASCII means that nobody named an encoding, as under cron.
    _, unnamed, _ = run(reader, "mutes", LC_ALL="C", PYTHONIOENCODING="ascii")
    latin = subprocess.run(
        [*reader.command(), "mutes"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        check=True,
    )

    assert "Núñez “no”" in unnamed
    assert "Núñez ?no?" in latin.stdout.decode("latin-1")


def test_few_open_files_are_enough_or_said(reader: Reader) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (30, 30))

    text = reader.folder / "text.txt"
    text.write_text("Ana Ruiz said no.")

    # A summary has the same processes to start as a page, and a model to load.
    model = full_or([], [["summarise", str(text)]])
    for verb in (["fetch"], ["extract", str(text)], ["feeds"], *model):
        status, _, words = run(reader, *verb, before=limit)

        assert "Traceback" not in words
        assert status == 0 or words.startswith("nutgraf: ")
