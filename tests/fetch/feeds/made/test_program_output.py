"""Programs that print feeds: real ones, bounded in time and size, and never more than a failure."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from fetch.errors import FetchError
from fetch.feeds.made.program_output import program_output
from fetch.model import FailureKind
from fetch.options import FetchOptions

OPTIONS = FetchOptions(timeout_seconds=60)


def python(program: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", program, *arguments]


async def test_what_it_prints_is_the_answer() -> None:
    program = "import sys; print(sys.argv[1:], end=''); sys.stderr.write('x' * 1_000_000)"

    answer = await program_output(python(program, "$HOME", "a b; id"), OPTIONS)

    assert answer.body == b"['$HOME', 'a b; id']"
    assert answer.url == ""


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (
            "import sys; sys.exit('no \\x1b]0;x\\x07network\\n\\n')",
            r"ended with status 1: no \]0;xnetwork",
        ),
        ("import os; os.kill(os.getpid(), 9)", "was ended by signal 9"),
        ("import sys\nwhile True: sys.stdout.write('x' * 65536)", "prints more than 1 MiB"),
        ("import time; time.sleep(60)", "took longer than 3 seconds and was stopped"),
        (
            "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time\\n"
            "time.sleep(60)'])",
            "took longer than 3 seconds and was stopped",
        ),
    ],
)
async def test_what_goes_wrong_is_a_failure(program: str, words: str) -> None:
    options = replace(OPTIONS, timeout_seconds=3, max_body_bytes=1 << 20)

    with pytest.raises(FetchError, match=words) as caught:
        await program_output(python(program), options)

    assert caught.value.failure.kind is FailureKind.PROGRAM


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-such-program", "there is no program no-such-program"),
        ("/", "could not be started"),
        ("nul\0", "could not be started"),
    ],
)
async def test_a_program_that_can_not_be_started(name: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        await program_output([name], OPTIONS)


async def test_its_own_children_end_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "still-there"
    child = f"import time; time.sleep(4); open({str(mark)!r}, 'w')"
    program = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]).wait()"

    with pytest.raises(FetchError):
        await program_output(python(program), replace(OPTIONS, timeout_seconds=1))

    assert not mark.exists()
