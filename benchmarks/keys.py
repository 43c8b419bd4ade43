"""Time from a key to the screen, in the real app on a pseudo-terminal of 120x36.

    python benchmarks/keys.py [--entries 5000 50000] [--keys 200]

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

from start_up import WORDS, fill

_SILENCE = 0.02
_PAUSE = 0.12
_SETTLED = 1.0
_ARROW_DOWN = b"\x1b[B"
_DOWN, _PAGE_DOWN, _LAST, _FIRST, _OPEN, _BACK = b"j", b"\x1b[6~", b"G", b"g", b"\r", b"h"

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
def running(command: Sequence[str]) -> Iterator[Terminal]:
    """Run an app and yield its terminal, when the first list is drawn."""
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
        seen = b""
        while WORDS not in seen:
            seen += os.read(leader, 1 << 16)
        drain(leader, _SETTLED)
        yield Terminal(leader=leader, process_id=process.pid)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(leader)


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


def line_of(name: str, answers: Sequence[Answer]) -> str:
    """Return median and 95th percentile in milliseconds, of the first and of the last byte."""
    first = _percentiles([answer.first for answer in answers])
    last = _percentiles([answer.last for answer in answers])
    return f"  {name:>16}: first byte {first} ms, last {last} ms\n"


def _percentiles(seconds: Sequence[float]) -> str:
    values = sorted(seconds)
    p95 = values[min(len(values) - 1, round(0.95 * len(values)))]
    return f"{1000 * statistics.median(values):6.1f} / {1000 * p95:6.1f}"


def main() -> int:
    """Print the times of each key, median and 95th percentile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--keys", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running([sys.executable, "-c", BARE_LIST]) as terminal:
            sys.stdout.write("a bare Textual app\n")
            down = [press(terminal, _ARROW_DOWN) for _ in range(min(90, options.keys))]
            sys.stdout.write(line_of("down", down))
        for count in options.entries:
            cache = folder / f"{count}.db"
            fill(cache, count)
            ours = [*(sys.executable, "-m", "tui"), "--config", str(folder / "none.toml")]
            with running([*ours, "--cache", str(cache)]) as terminal:
                sys.stdout.write(f"{count:,} entries\n")
                times = [press(terminal, _DOWN) for _ in range(options.keys)]
                sys.stdout.write(line_of("down", times))
                times = [press(terminal, _PAGE_DOWN) for _ in range(options.keys // 4)]
                sys.stdout.write(line_of("page down", times))
                times = [press(terminal, key) for _ in range(10) for key in (_LAST, _FIRST)]
                sys.stdout.write(line_of("last, first", times))
                times = []
                for _ in range(20):
                    times.append(press(terminal, _OPEN))
                    press(terminal, _BACK)
                    press(terminal, _DOWN)
                sys.stdout.write(line_of("open an article", times))
    return 0


if __name__ == "__main__":
    sys.exit(main())
