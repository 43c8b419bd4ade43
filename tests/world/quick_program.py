"""`nutgraf` run in a process that is forked from one with everything imported and loaded.

Starting an interpreter and loading the language model takes seconds; a fork takes milliseconds,
and is a process of its own all the same: its environment, folder, streams, log and exit code are
nobody else's. Its workers are forked from the same process.
"""

import multiprocessing.forkserver
import multiprocessing.util
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.durability.processes.forks import start_with_children
from tui.headless.cli.main import main
from tui.headless.services import worker_pool

_STREAMS = ("stdin", "stdout", "stderr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be run, and where; `place` holds a file for each of the standard streams."""

    words: tuple[str, ...]
    environment: dict[str, str]
    folder: str
    place: Path


def run_quickly(
    words: Sequence[str | Path],
    *,
    stdin: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> "subprocess.CompletedProcess[bytes]":
    """Run `nutgraf` with the words, as `subprocess.run` would."""
    with tempfile.TemporaryDirectory(prefix="nutgraf-run-") as name:
        place = Path(name)
        (place / "stdin").write_bytes(stdin or b"")
        order = Order(
            words=tuple(map(str, words)),
            environment=dict(os.environ if environment is None else environment),
            folder=str(Path.cwd()),
            place=place,
        )
        process = start_with_children(_run, order)
        process.join()
        assert process.exitcode is not None
        return subprocess.CompletedProcess(
            args=order.words,
            returncode=process.exitcode,
            stdout=(place / "stdout").read_bytes(),
            stderr=(place / "stderr").read_bytes(),
        )


def _run(order: Order) -> None:
    os.chdir(order.folder)
    os.environ.clear()
    os.environ.update(order.environment)
    time.tzset()
    sys.path += filter(None, order.environment.get("PYTHONPATH", "").split(os.pathsep))
    for number, name in enumerate(_STREAMS):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT
        opened = os.open(order.place / name, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for all of the run
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    sys.stderr = open(  # noqa: SIM115 - likewise
        2, "w", encoding="utf-8", errors="backslashreplace", closefd=False
    )
    _begin_server()
    worker_pool.START_METHOD = "forkserver"
    sys.exit(main(order.words))


def _begin_server() -> None:
    """Fork, before there are threads, the process that workers are forked from.

    The library would start an interpreter for it, which would have everything to load again.
    """
    start = multiprocessing.util.spawnv_passfds
    multiprocessing.util.spawnv_passfds = _fork_in_its_stead
    try:
        multiprocessing.forkserver.ensure_running()
    finally:
        multiprocessing.util.spawnv_passfds = start


def _fork_in_its_stead(path: bytes, args: Sequence[Any], passfds: Sequence[int]) -> int:
    process_id = os.fork()
    if process_id:
        return process_id
    # It ends when nobody holds the other end of a pipe: it must not do so itself.
    for number in set(range(3, max(passfds))) - set(passfds):
        with suppress(OSError):
            os.close(number)
    os.closerange(max(passfds) + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    try:
        exec(args[-1])  # noqa: S102 - the library's own program, which ends with SystemExit
    except SystemExit:
        os._exit(0)
    except Exception:  # noqa: BLE001 - whatever it was is said
        traceback.print_exc()
    os._exit(1)
