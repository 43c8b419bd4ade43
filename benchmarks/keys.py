"""Time from a key to the screen, in the real app on a pseudo-terminal of 120x36.

    python benchmarks/keys.py [--entries 5000 50000] [--keys 200] [--json FILE]

A key is written; what counts is the first byte of the answer (Textual sends a frame whole) and the
last one before 20 ms of silence, which are not counted: a second frame brings what the bars say.
The article beside the list follows after a pause of 50 ms by itself: it is no part of the answer.
Before the next key all is drawn. A bare Textual app with a list of 100 rows answers in the same
run.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from figures import Report, add_json, p95
from filled import add_caches, caches, kept
from start_up import BARE, WORDS, ours

_SILENCE = 0.02
_PAUSE = 0.12
_SETTLED = 1.0
_PATIENCE = 30.0
_ARROW_DOWN = b"\x1b[B"
_DOWN, _PAGE_DOWN, _LAST, _FIRST = b"j", b"\x1b[6~", b"G", b"g"

BARE_LIST = """
from textual.app import App, ComposeResult
from textual.widgets import OptionList
class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"newest story {n}" for n in range(100)))
Bare().run()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Where an app runs."""

    leader: int
    process_id: int


@contextmanager
def running(command: Sequence[str], words: bytes = WORDS) -> Iterator[Terminal]:
    """Run an app and yield its terminal, when the words are drawn."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    process = subprocess.Popen(
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(follower)
    try:
        await_words(leader, words)
        drain(leader, _SETTLED)
        yield Terminal(leader=leader, process_id=process.pid)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(leader)


def await_words(leader: int, words: bytes) -> None:
    """Read until the words are drawn.

    Raises:
        RuntimeError: nothing more is drawn, and they were not.
    """
    seen = b""
    while words not in seen:
        if not select.select([leader], [], [], _PATIENCE)[0]:
            message = f"{words!r} was not drawn"
            raise RuntimeError(message)
        seen = seen[-len(words) :] + os.read(leader, 1 << 16)


def drain(leader: int, silence: float) -> float:
    """Read until nothing comes for so many seconds; return when the last byte came."""
    last = time.perf_counter()
    while select.select([leader], [], [], silence)[0]:
        os.read(leader, 1 << 16)
        last = time.perf_counter()
    return last


@dataclass(frozen=True, slots=True)
class Answer:
    """Seconds from a key to the first and to the last byte that it brings."""

    first: float
    last: float


def press(terminal: Terminal, key: bytes) -> Answer:
    """Press a key and time its answer.

    Raises:
        RuntimeError: nothing is drawn within five seconds.
    """
    leader = terminal.leader
    began = time.perf_counter()
    os.write(leader, key)
    if not select.select([leader], [], [], 5)[0]:
        message = f"{key!r}: nothing was drawn"
        raise RuntimeError(message)
    first = time.perf_counter() - began
    last = drain(leader, _SILENCE) - began
    drain(leader, _PAUSE)
    return Answer(first, last)


def add_times(
    report: Report, name: str, answers: Sequence[Answer], floor: Sequence[Answer]
) -> None:
    """Report median and 95th percentile of the first byte, beside those of the bare app."""
    own, bare = ([1000 * it.first for it in some] for some in (answers, floor))
    report.add(f"{name}, p50", statistics.median(own), "ms", {BARE: statistics.median(bare)})
    report.add(f"{name}, p95", p95(own), "ms", {BARE: p95(bare)})
    last = [1000 * it.last for it in answers]
    report.add(
        f"{name}, last byte, p95", p95(last), "ms", {BARE: p95([1000 * it.last for it in floor])}
    )


def bare_times(count: int) -> list[Answer]:
    """Return how a bare Textual app answers a key in a list of 100 rows."""
    with running([sys.executable, "-c", BARE_LIST]) as terminal:
        return [press(terminal, _ARROW_DOWN) for _ in range(min(90, count))]


def main() -> int:
    """Print the times of each key, median and 95th percentile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--keys", type=int, default=200)
    add_json(parser)
    add_caches(parser)
    options = parser.parse_args()
    report = Report(options.json)
    with tempfile.TemporaryDirectory() as name, caches(options.caches) as filled:
        bare = bare_times(options.keys)
        for count in options.entries:
            with running(ours(Path(name), kept(filled, count))) as terminal:
                where = f"{count:,} entries"
                times = [press(terminal, _DOWN) for _ in range(options.keys)]
                add_times(report, f"key down, {where}", times, bare)
                times = [press(terminal, _PAGE_DOWN) for _ in range(options.keys // 4)]
                add_times(report, f"page down, {where}", times, bare)
                jumps = options.keys // 20
                times = [press(terminal, key) for _ in range(jumps) for key in (_LAST, _FIRST)]
                add_times(report, f"last and first, {where}", times, bare)
    return 0


if __name__ == "__main__":
    sys.exit(main())
