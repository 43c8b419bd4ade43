"""A refresh of many feeds, all new and nothing changed, ours and newsboat's from the same server.

    python benchmarks/refresh.py [--feeds 100 1000] [--items 50] [--archive N] [--ours-only]
        [--json FILE]

The server is `newsworld` of the evaluation data; newsboat is left out where there is none. Both
begin with an empty cache and fetch no pages. Ours also makes briefs of what the feeds carry, which
newsboat has not: timed is until the last feed is stored and can be read, and then it is ended.
newsboat is timed to its end, as shipped and again after an ANALYZE of its cache. The processor time
is that of the first process; its memory is the largest until then. The floor is a program that only
sends the same requests with aiohttp.
"""

import argparse
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from figures import Report, add_json
from filled import fill

SHARED = Path(__file__).resolve().parents[2] / "shared"
NEWSBOAT = "newsboat"
ANALYSED = "newsboat after ANALYZE"
REQUESTS = "the requests alone"
BARE_REQUESTS = """
import asyncio, sys
import aiohttp
async def main(urls):
    gate = asyncio.Semaphore(32)
    async with aiohttp.ClientSession() as session:
        async def get(url):
            async with gate, session.get(url) as answer:
                await answer.read()
        await asyncio.gather(*map(get, urls))
asyncio.run(main(open(sys.argv[1]).read().split()))
"""
CONFIG = "[fetch]\nfull_articles = false\nconcurrency = 32\nconcurrency_per_host = 4\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one refresh took.

    Attributes:
        cpu: seconds of the processor, of its first process.
        mib: the most memory that its first process had.
    """

    seconds: float
    cpu: float
    mib: float


@contextmanager
def running_world(folder: Path, *, feeds: int, items: int, shared: Path) -> Iterator[str]:
    """Run the server and yield its first address."""
    port_file = folder / "world.json"
    port_file.unlink(missing_ok=True)
    server = subprocess.Popen(
        [
            *(sys.executable, str(shared / "newsworld" / "newsworld.py")),
            *("--feeds", str(feeds), "--items", str(items), "--origins", "10"),
            *("--pages", str(shared / "eval" / "pages" / "pages")),
            *("--port-file", str(port_file), "--max-seconds", "3000", "--idle-seconds", "600"),
        ],
        stdout=subprocess.DEVNULL,
    )
    try:
        while not port_file.exists():
            time.sleep(0.05)
        yield json.loads(port_file.read_text(encoding="utf-8"))["origins"][0]
    finally:
        server.terminate()
        server.wait(10)


def timed(
    command: Sequence[str | Path], *, until: Callable[[bytes], bool] | None = None, **more: str
) -> Run:
    """Run a program to its end, or until it prints a line; `more` is for its environment."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **more},
        start_new_session=True,
    )
    for line in process.stdout or ():
        if until is not None and until(line):
            break
    seconds = time.perf_counter() - began
    if until is not None:
        os.killpg(process.pid, signal.SIGKILL)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return Run(seconds=seconds, cpu=used.ru_utime + used.ru_stime, mib=used.ru_maxrss / 1024)


def is_last_feed(line: bytes) -> bool:
    """Whether an event says that the last feed is stored."""
    event = json.loads(line)
    return event["event"] == "FeedDone" and event["done"] == event["total"]


def ours(folder: Path, opml: Path, *, archive: int) -> Iterator[tuple[str, Run]]:
    """Refresh a cache with so many other entries, then again."""
    if archive:
        fill(folder / "cache.db", archive)
        with sqlite3.connect(folder / "cache.db") as connection:
            # Their feeds are nowhere: they are read, but not asked.
            connection.execute("UPDATE feeds SET is_subscribed = 0")
            connection.execute("UPDATE status SET wants_article = 0")
        connection.close()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    program = [
        *(sys.executable, "-m", "tui", "--config", folder / "config.toml"),
        *("--cache", folder / "cache.db"),
    ]
    timed([*program, "import", opml])
    yield "all new", timed([*program, "fetch", "--events"], until=is_last_feed)
    with sqlite3.connect(folder / "cache.db") as connection:
        # What is still to be summarised would be made meanwhile, and is not what is timed.
        connection.execute("UPDATE status SET wants_article = 0")
    connection.close()
    yield "nothing changed", timed([*program, "fetch", "--events"], until=is_last_feed)


def newsboats(folder: Path, urls: Sequence[str]) -> Iterator[tuple[str, Run]]:
    """Refresh an empty cache as shipped, again, and again after an ANALYZE."""
    (folder / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
    # As many downloads at a time as ours has, and no colours to draw.
    (folder / "config").write_text("reload-threads 32\n", encoding="utf-8")
    program = [
        *("newsboat", "-u", folder / "urls", "-c", folder / "newsboat.db"),
        *("-C", folder / "config", "-x", "reload"),
    ]
    home = {"HOME": str(folder), "TERM": "xterm"}
    yield "all new", timed(program, **home)
    yield "nothing changed", timed(program, **home)
    with sqlite3.connect(folder / "newsboat.db") as connection:
        connection.execute("ANALYZE")
    connection.close()
    yield "nothing changed, after ANALYZE", timed(program, **home)
    analysed = folder / "newsboat.db"
    with sqlite3.connect(analysed) as connection:
        connection.execute("DELETE FROM rss_item")
        connection.execute("UPDATE rss_feed SET lastmodified = 0, etag = ''")
    connection.close()
    yield "all new, after ANALYZE", timed(program, **home)


def newsboat_runs(folder: Path, urls: Sequence[str], *, is_wanted: bool) -> dict[str, Run]:
    """Return what newsboat took, nothing where there is none."""
    if not is_wanted or not shutil.which("newsboat"):
        return {}
    return dict(newsboats(folder, urls))


def compare(feeds: int, options: argparse.Namespace, report: Report) -> None:
    """Report what refreshes of so many feeds took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = running_world(folder, feeds=feeds, items=options.items, shared=options.shared)
        with world as origin:
            with urllib.request.urlopen(f"http://{origin}/opml", timeout=20) as answer:
                (folder / "world.opml").write_bytes(answer.read())
            with urllib.request.urlopen(f"http://{origin}/urls.json", timeout=20) as answer:
                urls = [feed["url"] for feed in json.loads(answer.read())]
            (folder / "urls.txt").write_text("\n".join(urls), encoding="utf-8")
            # The server makes its feeds when they are first asked for: nobody is timed for that.
            program = [sys.executable, "-c", BARE_REQUESTS, folder / "urls.txt"]
            timed(program)
            floor = timed(program)
            own = dict(ours(folder, folder / "world.opml", archive=options.archive))
            theirs = newsboat_runs(folder, urls, is_wanted=not options.ours_only)
    for what, run in own.items():
        beside = {REQUESTS: floor.seconds}
        for peer, which in ((NEWSBOAT, what), (ANALYSED, f"{what}, after ANALYZE")):
            beside[peer] = theirs[which].seconds if which in theirs else None
        report.add(f"refresh, {feeds:,} feeds, {what}", run.seconds, "s", beside)
        measure = f"refresh, {feeds:,} feeds, {what}, processor of the parent"
        report.add(measure, run.cpu, "s", {REQUESTS: floor.cpu})
    most = max(run.mib for run in own.values())
    report.add(f"memory of a refresh's parent, {feeds:,} feeds", most, "MiB", {REQUESTS: floor.mib})


def main() -> int:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, nargs="+", default=[100, 1_000])
    parser.add_argument("--items", type=int, default=50)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--archive", type=int, default=0, help="entries that are there already")
    add_json(parser)
    options = parser.parse_args()
    if not (options.shared / "newsworld").is_dir():
        sys.stderr.write(f"no newsworld in {options.shared}: nothing is measured\n")
        return 0
    report = Report(options.json)
    for feeds in options.feeds:
        compare(feeds, options, report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
