"""Time from a key to the screen while a refresh reads every bomb, trap and broken feed there is.

    python benchmarks/bombs.py [--entries 5000] [--copies 3] [--most-ms 100]
        [--json FILE]

The real app on a pseudo-terminal of 120x36. A server of its own process gives it the hostile feeds,
answers and pages of the evaluation data, and what never ends: silence, slow headers, slow and
endless bodies. `R` is pressed, and then a key every 150 ms until the refresh has ended. The same
keys are pressed before it, for comparison. What counts is the first byte that draws the list or the
article: the bars move by themselves. A list that changes by itself just then is taken for the
answer; it follows a refresh every 400 ms at most.

Memory is what each process has at most (RSS, looked at after each key), the drawing one also over
what it had before the refresh. Ends with 1 if a key was answered later than asked. Linux only.
"""

import argparse
import asyncio
import multiprocessing
import os
import re
import select
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from figures import Report, add_json, children, memory_mib, niceness, p95
from filled import fill
from keys import Terminal, drain, running
from tests.support.loopback import Answer, LoopbackServer, Received, raw, reply, silence

from cache.writer import Writer
from fetch.text.dates import utc_now

SHARED = Path(__file__).resolve().parents[2] / "shared" / "hostile"
KEYS = {"down": b"j", "page down": b"\x1b[6~", "open": b"\r", "back": b"h"}
ROUND = ("down", "down", "page down", "open", "back")
KEY_SECONDS = 0.15
UNANSWERED_SECONDS = 5.0
# Many at a time: the more is under way, the harder it is to answer.
CONFIG = "[fetch]\nconcurrency_per_host = 8\n"
_MOVE = re.compile(rb"\x1b\[(\d+);(\d+)H")
_STYLE = re.compile(rb"\x1b\[[0-9;]*m")
_LIST_COLUMN, _FIRST_ROW, _LAST_ROW = 28, 2, 34
_READERS_GIVE_WAY = 5
_LEFT_OUT = {"redirect-private.http"}
"""Leads to an address that is not on loopback."""


async def _slow_headers(_received: Received, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while not writer.is_closing():
        writer.write(b"X-Slow: yes\r\n")
        await writer.drain()
        await asyncio.sleep(0.5)


async def _slow_body(_received: Received, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.5)


async def _endless_body(_received: Received, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss><channel>")
    while not writer.is_closing():
        writer.write(b"<item/>" * 10_000)
        await writer.drain()


def hostile_answers(folder: Path, copies: int) -> tuple[dict[str, Answer], list[str]]:
    """Return what the server says by path, and the paths to subscribe to."""
    answers: dict[str, Answer] = {
        "/silent": silence(),
        "/slow-headers": _slow_headers,
        "/slow-body": _slow_body,
        "/endless": _endless_body,
    }
    for path in (folder / "feeds").iterdir():
        answers[f"/{path.name}"] = reply(path.read_bytes())
    for path in (folder / "http").glob("*.http"):
        if path.name not in _LEFT_OUT:
            answers[f"/http/{path.name}"] = raw(path.read_bytes())
    items = ""
    pages: dict[str, Answer] = {}
    for path in sorted((folder / "pages").iterdir()):
        for number in range(copies):
            address = f"/pages/{number}/{path.name}"
            pages[address] = reply(path.read_bytes(), headers={"Content-Type": "text/html"})
            items += f"<item><title>{path.name} {number}</title><link>{address}</link></item>"
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Pages</title>'
    answers["/pages.xml"] = reply(f"{head}{items}</channel></rss>".encode())
    feeds = {
        f"{path}?copy={number}" if number else path: answer
        for path, answer in answers.items()
        for number in range(copies)
    }
    return {**feeds, **pages}, list(feeds)


def serve(folder: Path, copies: int, pipe: Connection) -> None:
    """Serve until the process is ended; say the address first."""

    async def serving() -> None:
        async with LoopbackServer(answers=hostile_answers(folder, copies)[0]) as server:
            pipe.send(server.url(""))
            await asyncio.Event().wait()

    asyncio.run(serving())


@contextmanager
def hostile_server(folder: Path, copies: int) -> Iterator[str]:
    """Run the server in a process of its own and yield its address."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(folder, copies, theirs), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def prepare(cache: Path, entry_count: int, urls: Sequence[str]) -> None:
    """Make a cache with so many read articles, and subscribe to hostile feeds only."""
    fill(cache, entry_count)
    with sqlite3.connect(cache) as connection:
        # The feeds that filled it are nowhere: they are read, but not asked.
        connection.execute("UPDATE feeds SET is_subscribed = 0")
        connection.execute("UPDATE status SET wants_article = 0")
    connection.close()
    with Writer(cache) as writer:
        for url in urls:
            writer.submit(lambda store, url=url: store.feeds.subscribe(url, now=utc_now())).result()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A key and the seconds to its answer."""

    key: str
    seconds: float


def draws_an_answer(output: bytes) -> bool:
    """Whether the list or the article is drawn: not only the bars or the sections."""
    pieces = iter(_MOVE.split(output)[1:])
    for row, column, drawn in zip(pieces, pieces, pieces, strict=True):
        if _FIRST_ROW <= int(row) <= _LAST_ROW:
            text = _STYLE.sub(b"", drawn).decode("utf-8", "replace").rstrip("\r\n")
            # A screen drawn whole goes line by line from its first column.
            if int(column) + len(text) > _LIST_COLUMN:
                return True
    return False


def press(terminal: Terminal, key: str) -> Timed:
    """Press a key, time its answer, and read on until the next one is due."""
    drain(terminal.leader, 0)
    began = time.perf_counter()
    os.write(terminal.leader, KEYS[key])
    seconds, output = UNANSWERED_SECONDS, b""
    while time.perf_counter() - began < UNANSWERED_SECONDS:
        if not select.select([terminal.leader], [], [], 0.5)[0]:
            continue
        arrived = time.perf_counter() - began
        output += os.read(terminal.leader, 1 << 16)
        if draws_an_answer(output):
            seconds = arrived
            break
    while (left := began + KEY_SECONDS - time.perf_counter()) > 0:
        if select.select([terminal.leader], [], [], left)[0]:
            os.read(terminal.leader, 1 << 16)
    return Timed(key=key, seconds=seconds)


def _has_language_model(worker: int, job: int) -> bool:
    """Whether a worker makes briefs: those give way to the ones that read feeds and pages."""
    own, other = niceness(worker), niceness(job)
    return own is not None and other is not None and own - other > _READERS_GIVE_WAY


@dataclass(slots=True, kw_only=True)
class Memory:
    """The most that each kind of process had, in MiB."""

    drawing: float = 0.0
    refresh: float = 0.0
    reader: float = 0.0
    briefer: float = 0.0

    def look(self, process_id: int) -> bool:
        """Look at all processes; return whether a refresh runs."""
        self.drawing = max(self.drawing, memory_mib(process_id))
        jobs = children(process_id)
        for job in jobs:
            self.refresh = max(self.refresh, memory_mib(job))
            for worker in children(job):
                if _has_language_model(worker, job):
                    self.briefer = max(self.briefer, memory_mib(worker))
                else:
                    self.reader = max(self.reader, memory_mib(worker))
        return bool(jobs)


def lines_of(name: str, times: Sequence[Timed]) -> Iterator[str]:
    """Yield a line for all keys and one for each."""
    for key in ("", *KEYS):
        values = sorted(1000 * it.seconds for it in times if key in {"", it.key})
        if values:
            ranks = [values[ceil(len(values) * it / 100) - 1] for it in (50, 95, 99)]
            figures = " / ".join(f"{value:.1f}" for value in (*ranks, values[-1]))
            yield f"{name}, {key or 'all keys'}: {len(values)} keys, {figures} ms\n"


def main() -> int:
    """Print the times (median, 95th and 99th percentile, slowest) and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=5_000)
    parser.add_argument("--copies", type=int, default=3, help="of each feed and page")
    parser.add_argument("--most-ms", type=float, default=100)
    parser.add_argument("--shared", type=Path, default=SHARED)
    add_json(parser)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory() as name,
        hostile_server(options.shared, options.copies) as origin,
    ):
        folder = Path(name)
        paths = hostile_answers(options.shared, options.copies)[1]
        prepare(folder / "cache.db", options.entries, [origin + path for path in paths])
        (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
        # What feeds link to elsewhere is not asked for: nothing leaves this machine.
        nowhere = "http://127.0.0.1:9"
        os.environ |= {
            "HTTP_PROXY": nowhere,
            "HTTPS_PROXY": nowhere,
            "NO_PROXY": "127.0.0.1",
            "NUTGRAF_LOG": str(folder / "nutgraf.log"),
        }
        command = [
            *(sys.executable, "-m", "tui", "--config", str(folder / "config.toml")),
            *("--cache", str(folder / "cache.db")),
        ]
        keys = cycle(ROUND)
        with running(command) as terminal:
            idle = Memory()
            quiet = []
            for _ in range(20 * len(ROUND)):
                quiet.append(press(terminal, next(keys)))
                idle.look(terminal.process_id)
            os.write(terminal.leader, b"R")
            began = time.perf_counter()
            time.sleep(2 * KEY_SECONDS)
            memory, busy = Memory(), []
            while memory.look(terminal.process_id):
                busy.append(press(terminal, next(keys)))
            seconds = time.perf_counter() - began
    sys.stdout.write(f"load of the machine at the start: {load:.1f}\n")
    sys.stdout.writelines(lines_of("before", quiet))
    sys.stdout.write(f"a refresh of {len(paths)} feeds, {seconds:.0f} s\n")
    sys.stdout.writelines(lines_of("meanwhile", busy))
    sys.stdout.write(
        f"memory: drawing {memory.drawing:.0f} MiB "
        f"(+{memory.drawing - idle.drawing:.0f}), refresh {memory.refresh:.0f}, "
        f"reading feeds and pages {memory.reader:.0f}, briefs {memory.briefer:.0f}\n"
    )
    report = Report(options.json)
    before, meanwhile = ([1000 * it.seconds for it in some] for some in (quiet, busy))
    for name, of in (("p50", median), ("p95", p95), ("slowest", max)):
        beside = {"the same keys before": of(before)}
        report.add(f"a key while bombs are fetched, {name}", of(meanwhile), "ms", beside)
    report.add("memory of a worker that reads bombs", memory.reader, "MiB")
    late = [it for it in busy if it.seconds > options.most_ms / 1000]
    sys.stdout.write(f"later than {options.most_ms:g} ms: {len(late)} of {len(busy)} keys\n")
    return 1 if late or not busy else 0


if __name__ == "__main__":
    sys.exit(main())
