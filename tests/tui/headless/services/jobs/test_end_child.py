"""The end of a child process: whatever it still writes, whoever holds its pipes."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

import pytest

from tui.headless.services.jobs.end_child import end_child

FLOOD = "import sys\nwhile True: {}.write('x' * 100_000)"
DEAF = (
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('deaf', flush=True); time.sleep(600)"
)
WITH_HEIR = (
    "import subprocess, sys, time; "
    "heir = subprocess.Popen([sys.executable, '-S', '-c', 'import time; time.sleep(600)']); "
    "print(heir.pid, flush=True); time.sleep(600)"
)


async def started(program: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-S", "-c", program), stdin=DEVNULL, stdout=PIPE, stderr=PIPE, limit=1000
    )


@pytest.mark.parametrize("stream", ["sys.stdout", "sys.stderr"])
async def test_one_that_writes_more_than_anybody_reads_ends(stream: str) -> None:
    child = await started(FLOOD.format(stream))
    pipe = child.stdout if stream == "sys.stdout" else child.stderr
    assert pipe is not None
    await pipe.readexactly(100_000)

    await end_child(child, grace_seconds=60)

    assert child.returncode is not None
    assert child.returncode < 0


async def test_one_that_does_not_end_when_it_is_told_is_killed() -> None:
    child = await started(DEAF)
    assert child.stdout is not None
    await child.stdout.readline()

    await end_child(child, grace_seconds=0.05)

    assert child.returncode == -signal.SIGKILL


async def test_a_pipe_that_another_process_holds_is_not_waited_for() -> None:
    child = await started(WITH_HEIR)
    assert child.stdout is not None
    heir = int(await child.stdout.readline())

    await end_child(child, grace_seconds=0.05)

    os.kill(heir, signal.SIGKILL)
    await child.stdout.read()
    assert child.stderr is not None
    await child.stderr.read()
    await child.wait()
    assert child.returncode == -signal.SIGTERM


async def test_one_that_has_ended_is_left_alone() -> None:
    child = await started("raise SystemExit(3)")
    await child.wait()

    await end_child(child, grace_seconds=60)

    assert child.returncode == 3
