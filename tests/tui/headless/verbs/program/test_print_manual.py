"""`man`, `completions` and the hidden verb that completions ask, as a shell runs them."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.caches.user_records import fill_with_everything
from tui.headless.cli.main import main


def test_a_pipe_gets_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man", "query"]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith("nutgraf-query(7)\n")
    assert "\x1b" not in shown


def test_the_source_is_printed_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man", "--roff"]) == 0

    assert capsys.readouterr().out.startswith('.TH "NUTGRAF" "1"')


def test_a_page_that_there_is_not_is_a_slip(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["man", "confg"])

    assert "config" in capsys.readouterr().err


@pytest.mark.parametrize(("status", "ends"), [(0, 0), (16, 1)])
def test_a_terminal_gets_the_page_from_man(tmp_path: Path, status: int, ends: int) -> None:
    program = tmp_path / "man"
    program.write_text(f'#!/bin/sh\nfor it; do head -n 1 "$it"; done >shown\nexit {status}\n')
    program.chmod(0o755)
    here, there = pty.openpty()

    answer = subprocess.run(
        [sys.executable, "-m", "tui", "man", "config"],
        stdin=there,
        stdout=there,
        stderr=there,
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).parents[5]),
        },
        check=False,
    )
    os.close(here)
    os.close(there)

    assert answer.returncode == ends
    assert (tmp_path / "shown").read_text().startswith('.TH "NUTGRAF\\-CONFIG" "5"')


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_its_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", shell]) == 0

    assert f"# {shell} completion of nutgraf" in capsys.readouterr().out


def complete(cache: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tui", "__complete", *words],
        env={**os.environ, "NUTGRAF_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_a_shell_asks_for_is_read_without_what_is_slow_to_import(tmp_path: Path) -> None:
    cache = tmp_path / "cache.db"
    fill_with_everything(cache)

    answer = complete(cache, "follows", "An")

    assert answer.stdout == "Ana Núñez\n"
    imported = {line.rpartition("|")[2].strip() for line in answer.stderr.splitlines()}
    assert "cache.lists.stored_names" in imported
    assert not imported & {"spacy", "sumy", "lxml", "aiohttp", "textual", "feedparser"}


def test_a_cache_that_is_not_there_has_no_names_and_is_not_made(tmp_path: Path) -> None:
    answer = complete(tmp_path / "cache.db", "feeds")

    assert (answer.returncode, answer.stdout) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_is_damaged_has_no_names(tmp_path: Path) -> None:
    (tmp_path / "cache.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)

    answer = complete(tmp_path / "cache.db", "feeds")

    assert (answer.returncode, answer.stdout) == (0, "")
    assert "Traceback" not in answer.stderr
