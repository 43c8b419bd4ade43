"""Time from the start of the process to stories on the screen, against a bare Textual app.

    python benchmarks/start_up.py [--entries 5000 50000] [--runs 7]

Each program runs in a pseudo-terminal of 120x36; the clock stops when its words have been drawn.
The bare app and ours take turns in one run, so that the ratio holds on a busy machine.
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
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cache.writer import Writer
from fetch.model import Entry, EntryKey, Feed, FeedRefreshed, FeedTarget, Validators

BARE_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("newest story")
Bare().run()
"""
WORDS = b"newest story"
START = datetime(2026, 1, 1, tzinfo=UTC)
FEED_COUNT = 100


def fill(path: Path, entry_count: int) -> None:
    """Make a cache with so many entries in 100 feeds."""
    per_feed = entry_count // FEED_COUNT
    with Writer(path) as writer:
        for number in range(FEED_COUNT):
            url = f"https://paper-{number}.example/feed"
            feed_id = writer.submit(
                lambda store, url=url: store.feeds.subscribe(url, now=START)
            ).result()
            entries = tuple(
                Entry(
                    key=EntryKey(f"{number}-{index}"),
                    url=f"https://paper-{number}.example/{index}",
                    title="newest story" if number == index == 0 else f"Story {number}-{index}",
                    published=START - timedelta(minutes=number + FEED_COUNT * index),
                    summary="What happened, where, and to whom, in a sentence or two. " * 4,
                )
                for index in range(per_feed)
            )
            outcome = FeedRefreshed(
                target=FeedTarget(feed_id=feed_id, url=url),
                feed=Feed(title=f"Paper {number}", entries=entries),
                validators=Validators(),
                body_hash=str(number),
            )
            writer.submit(
                lambda store, outcome=outcome: store.entries.save_outcome(outcome, now=START)
            ).result()


def seconds_to_words(command: Sequence[str]) -> float:
    """Run a program in a pseudo-terminal until it has drawn WORDS; return the seconds it took."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,  # what Textual draws on
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(follower)
    seen = b""
    try:
        while WORDS not in seen:
            if not select.select([leader], [], [], 60)[0]:
                message = f"{command}: nothing was drawn"
                raise RuntimeError(message)
            seen += os.read(leader, 1 << 16)
        return time.perf_counter() - began
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(leader)


def main() -> int:
    """Print the median times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        programs = {"bare": [sys.executable, "-c", BARE_APP]}
        config = Path(folder) / "none.toml"
        config.touch()  # the reader's own is not asked
        for count in options.entries:
            path = Path(folder) / f"{count}.db"
            fill(path, count)
            programs[f"{count:,} entries"] = [
                *(sys.executable, "-m", "tui"),
                *("--config", str(config), "--cache", str(path)),
            ]
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(options.runs):
            for name, command in programs.items():
                times[name].append(seconds_to_words(command))
    bare = statistics.median(times["bare"])
    for name, values in times.items():
        median = statistics.median(values)
        sys.stdout.write(f"{name:>18}: {median:6.3f} s  {median / bare:5.2f} x bare\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
