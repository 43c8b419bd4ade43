"""Time from the start of the process to stories on the screen, against a bare Textual app.

    python benchmarks/start_up.py [--entries 5000 50000] [--stories 0] [--runs 7] [--json FILE]

Each program runs in a pseudo-terminal of 120x36; the clock stops when its words have been drawn.
The bare app and ours take turns in one run, so that the ratio holds on a busy machine. With
`--stories` another cache has so many of them, all on the front page.
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

from figures import Report, add_json
from filled import NEWEST, add_caches, caches, fill, kept, tell_stories

BARE_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("newest story")
Bare().run()
"""
BARE = "a bare Textual app"
WORDS = NEWEST.encode()
STORIES_OF = timedelta(days=2.5)
"""All of them are still on the front page."""


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


def ours(folder: Path, cache: Path) -> list[str]:
    """Return the command that opens our app on a cache, with the settings as they ship."""
    config = folder / "none.toml"
    config.touch()  # the reader's own is not asked
    program = [sys.executable, "-m", "tui"]
    return [*program, "--config", str(config), "--cache", str(cache)]


def main() -> int:
    """Print the median times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--stories", type=int, default=0)
    parser.add_argument("--runs", type=int, default=7)
    add_json(parser)
    add_caches(parser)
    options = parser.parse_args()
    report = Report(options.json)
    with tempfile.TemporaryDirectory() as folder, caches(options.caches) as filled:
        programs = {"bare": [sys.executable, "-c", BARE_APP]}
        for count in options.entries:
            command = ours(Path(folder), kept(filled, count))
            programs[f"start, {count:,} entries"] = command
        if options.stories:
            path = Path(folder) / "stories.db"
            now = datetime.now(UTC)
            fill(path, 2 * options.stories, newest=now, step=STORIES_OF / options.stories)
            tell_stories(path, options.stories, now=now)
            name = f"start, {2 * options.stories:,} entries and {options.stories:,} stories"
            programs[name] = ours(Path(folder), path)
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(options.runs):
            for name, command in programs.items():
                times[name].append(seconds_to_words(command))
    bare = statistics.median(times.pop("bare"))
    for name, values in times.items():
        report.add(name, statistics.median(values), "s", {BARE: bare})
    return 0


if __name__ == "__main__":
    sys.exit(main())
