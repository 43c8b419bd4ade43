"""Programs at work, each a small one in Python."""

import os
import sys
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from tui.headless.services.programs.run_program import last_line, run_here, send, start_apart
from tui.headless.settings.external_programs import ProgramError


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


async def test_a_program_gets_the_content(tmp_path: Path) -> None:
    path = tmp_path / "got"
    program = f"import sys; open({str(path)!r}, 'wb').write(sys.stdin.buffer.read())"

    await send(python(program), "ärticle".encode(), seconds=20)

    assert path.read_text("utf-8") == "ärticle"


async def test_a_failure_is_told_by_its_last_line() -> None:
    program = (
        "import sys; sys.stderr.write('first\\n\\x1b[31mno such \\x07box\\x1b[0m\\n\\n'); exit(3)"
    )

    with pytest.raises(ProgramError, match=r"ended with status 3: no such box$"):
        await send(python(program), b"", seconds=20)


async def test_a_program_that_does_not_read_is_no_failure() -> None:
    await send(python("pass"), b"x" * 1_000_000, seconds=20)


async def test_a_program_that_hangs_is_stopped_with_its_children(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    program = (
        "import subprocess, sys, time; "
        f"c = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(path)!r}, 'w').write(str(c.pid)); time.sleep(60)"
    )

    with pytest.raises(ProgramError, match="took longer than 2 s and was stopped"):
        await send(python(program), b"", seconds=2)

    assert ends(int(path.read_text()))


def ends(pid: int) -> bool:
    """Whether a process that was killed is gone: the system may need a moment to bury it."""
    deadline = monotonic() + 60
    while not is_gone(pid) and monotonic() < deadline:
        sleep(0.02)
    return is_gone(pid)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # Nobody has taken note of its end yet: a zombie.
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


async def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(ProgramError, match=r"There is no program no-such-program\."):
        await send(["no-such-program"], b"", seconds=1)
    with pytest.raises(ProgramError, match=r"There is no program no-such-program\."):
        run_here(["no-such-program"])
    with pytest.raises(ProgramError, match=r"There is no program no-such-program\."):
        start_apart(["no-such-program"], print)


def test_a_program_on_the_terminal_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "there"

    run_here(python(f"open({str(path)!r}, 'w')"))

    assert path.exists()
    with pytest.raises(ProgramError, match="ended with status 4"):
        run_here(python("exit(4)"))


def test_a_program_apart_tells_of_its_failure() -> None:
    told: list[str] = []
    was_told = Event()

    def tell(words: str) -> None:
        told.append(words)
        was_told.set()

    start_apart(python("import sys; sys.stderr.write('no display'); exit(1)"), tell)

    assert was_told.wait(20)
    assert told[0].endswith("ended with status 1: no display")


@pytest.mark.parametrize(
    ("complaints", "line"),
    [
        (b"", ""),
        (b"\n\n", ""),
        (b"a\nb\n \n", "b"),
        (b"\x1b]0;owned\x07mail: \x9b31mno\n", "mail: 31mno"),
        (b"\xff\xfe broken", "�� broken"),
    ],
)
def test_the_last_line_is_safe_to_show(complaints: bytes, line: str) -> None:
    assert last_line(complaints).isprintable()
    assert last_line(complaints).replace("�", "") == line.replace("�", "")
