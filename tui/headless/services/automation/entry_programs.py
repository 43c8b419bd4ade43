"""Run the reader's programs on entries, several at a time; one that only fails is given up."""

import asyncio
from collections.abc import Callable, Sequence
from time import monotonic

from msgspec import Struct

from tui.headless.services.programs.run_program import send
from tui.headless.settings.external_programs import ProgramError
from tui.headless.settings.log import LOGGER

AT_A_TIME = 4
MOST_SECONDS = 300.0
MOST_FAILURES = 3
"""A program that failed so often, and never did its work, is not started again."""


class ProgramRun(Struct, frozen=True, kw_only=True):
    """One run of a program.

    Attributes:
        name: whose program it is: "rule 3", "[hooks] on_entry".
        content: makes what it gets on standard input; None if there is nothing any more.
    """

    name: str
    command: Sequence[str]
    content: Callable[[], bytes | None]


class _Record(Struct):
    """How a program did so far."""

    done: int = 0
    failed: int = 0
    spared: int = 0
    reason: str = ""

    @property
    def is_given_up(self) -> bool:
        """Whether it failed each time, and often enough."""
        return self.failed >= MOST_FAILURES and not self.done


async def run_programs(
    runs: Sequence[ProgramRun], *, seconds: float, in_all: float = MOST_SECONDS
) -> tuple[str, ...]:
    """Run programs; return a sentence for each that failed or was not run. Nothing is raised.

    Args:
        seconds: how long each run may take.
        in_all: none is started when so many seconds are over: a refresh has to end.
    """
    ends = monotonic() + in_all
    records = {run.name: _Record() for run in runs}
    waiting = iter(runs)

    async def work() -> None:
        for run in waiting:
            record = records[run.name]
            if monotonic() >= ends or record.is_given_up:
                record.spared += 1
            else:
                await _run(run, record, seconds)

    await asyncio.gather(*(work() for _ in range(min(AT_A_TIME, len(runs)))))
    return tuple(_sentence(name, it) for name, it in records.items() if it.failed or it.spared)


async def _run(run: ProgramRun, record: _Record, seconds: float) -> None:
    content = run.content()
    if content is None:
        return
    try:
        await send(run.command, content, seconds=seconds)
    except ProgramError as error:
        record.failed += 1
        record.reason = str(error)
        LOGGER.warning("a program failed: %s: %s", run.name, error)
    else:
        record.done += 1
        LOGGER.info("ran a program", extra={"program": run.name})


def _sentence(name: str, record: _Record) -> str:
    words = f"{name}: {record.reason or 'It takes too long for so many entries.'}"
    if record.failed > 1 or (record.failed and record.done):
        words += f" So it was {record.failed:,} of {record.failed + record.done:,} times."
    if record.spared:
        words += f" It was not started another {record.spared:,} times."
    return words
