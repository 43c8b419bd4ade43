"""Programs on many entries: several at a time, bounded in all, and none that only fails."""

import sys
from pathlib import Path

from tui.headless.services.automation.entry_programs import MOST_FAILURES, ProgramRun, run_programs


def counting(path: Path, *, fails: bool = False) -> list[str]:
    """Return a program that adds what it gets to a file."""
    program = (
        f"import sys; open({str(path)!r}, 'a').write(sys.stdin.read()); sys.exit({int(fails)})"
    )
    return [sys.executable, "-c", program]


def runs(command: list[str], count: int, name: str = "rule 1") -> list[ProgramRun]:
    return [ProgramRun(name=name, command=command, content=lambda: b"x") for _ in range(count)]


async def test_each_entry_is_given_once(tmp_path: Path) -> None:
    assert await run_programs(runs(counting(tmp_path / "got"), 6), seconds=60) == ()

    assert (tmp_path / "got").read_text() == "x" * 6


async def test_an_entry_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    gone = ProgramRun(name="rule 1", command=counting(tmp_path / "got"), content=lambda: None)

    assert await run_programs([gone], seconds=60) == ()
    assert not (tmp_path / "got").exists()


async def test_one_that_only_fails_does_not_hold_up_another(tmp_path: Path) -> None:
    bad = runs(counting(tmp_path / "bad", fails=True), 20, "rule 2")
    good = runs(counting(tmp_path / "good"), 3)

    (words,) = await run_programs([*bad, *good], seconds=60)

    assert words.startswith("rule 2: ")
    assert "ended with status 1." in words
    assert "not started another" in words
    assert MOST_FAILURES <= len((tmp_path / "bad").read_text()) < 20
    assert (tmp_path / "good").read_text() == "xxx"


async def test_nothing_is_started_when_the_time_is_over(tmp_path: Path) -> None:
    (words,) = await run_programs(runs(counting(tmp_path / "got"), 5), seconds=60, in_all=0.0)

    assert words == (
        "rule 1: It takes too long for so many entries. It was not started another 5 times."
    )
    assert not (tmp_path / "got").exists()
