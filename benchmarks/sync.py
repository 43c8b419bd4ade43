"""A first sync of an account with many unread entries, an unchanged one, and marks during both.

    python benchmarks/sync.py [--feeds 200] [--entries 10000] [--kind miniflux …] [--whole]
        [--json FILE]

The servers are those of the tests, on loopback, in a process of their own. Timed is a process that
only syncs, from its start until the last entry is stored and can be read; with `--whole`
`nutgraf fetch`, which takes articles out of the entries and makes briefs at the same time. Its
processor time and memory are those until then. Meanwhile this process marks entries as a reader
would, one every 20 ms; printed are the median and the 99th percentile of what a mark took.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from figures import Report, add_json  # noqa: E402

from cache.library import Library  # noqa: E402
from cache.values.list_rows import Scope, View  # noqa: E402
from cache.writer import Writer  # noqa: E402
from fetch.options import FetchOptions  # noqa: E402
from tests.support.reader_servers.google_reader import GoogleReaderServer  # noqa: E402
from tests.support.reader_servers.miniflux import MinifluxServer  # noqa: E402
from tests.support.reader_servers.server import ReaderServer  # noqa: E402
from tui.headless.services.sync.sync_accounts import AccountsSync, opener  # noqa: E402
from tui.headless.services.sync.sync_tools import SyncTools  # noqa: E402

KINDS: dict[str, type[ReaderServer]] = {
    "miniflux": MinifluxServer,
    "google-reader": GoogleReaderServer,
}
FIRST = "the first sync"
VARIABLE = "NUTGRAF_CREDENTIAL_BENCH"
_BETWEEN_MARKS_SECONDS = 0.02
_TEXT = "<p>" + "The ferry to the island leaves at noon from the new quay. " * 20 + "</p>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one sync took; marks in milliseconds."""

    seconds: float
    cpu: float
    mib: float
    requests: int
    marks: Sequence[float]


def serve(kind: str, feeds: int, entries: int, pipe: "Connection") -> None:
    """Keep a server until the pipe is closed; each message asks for the number of requests."""
    with KINDS[kind]() as server:
        for number in range(feeds):
            feed = server.add_feed(f"http://feeds.example/{number}.xml", folder=f"F{number % 10}")
            server.publish_many(feed, entries // feeds, html=_TEXT)
        login = server.login()
        pipe.send((login.url, login.user, login.secret))
        while True:
            try:
                pipe.recv()
            except EOFError:
                return
            pipe.send(len(server.requests))


def sync_alone(cache: Path) -> None:
    """Sync without making articles, say so, and wait for the end."""
    with Writer(cache) as writer, closing(Library(cache)) as library:
        tools = SyncTools(library=library, writer=writer, clock=lambda: datetime.now(UTC))
        accounts = AccountsSync(library.accounts.all(), tools, opener(FetchOptions()))
        (outcome,) = asyncio.run(accounts.run(lambda: None, lambda _: None))
        failure = "" if outcome.failure is None else outcome.failure.detail
        print(json.dumps({"event": "AccountDone", "failure": failure}), flush=True)  # noqa: T201
        signal.pause()


def sync(
    command: Sequence[str], cache: Path, environment: dict[str, str], pipe: "Connection"
) -> Run:
    """Sync once, marking meanwhile."""
    pipe.send("count")
    before = pipe.recv()
    marks: list[float] = []
    is_over = threading.Event()
    reader = threading.Thread(target=_mark, args=(cache, is_over, marks))
    reader.start()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        env=environment,
        cwd=ROOT,
    )
    seconds = cpu = mib = 0.0
    for line in process.stdout or ():
        event = json.loads(line)
        if event["event"] == "AccountDone":
            seconds = time.perf_counter() - began
            cpu, mib = _cpu_seconds(process.pid), _peak_mib(process.pid)
            if event["failure"]:
                raise SystemExit(event["failure"])
            process.terminate()
    process.wait()
    is_over.set()
    reader.join()
    pipe.send("count")
    return Run(seconds=seconds, cpu=cpu, mib=mib, requests=pipe.recv() - before, marks=marks)


def _peak_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(it for it in status.splitlines() if it.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _mark(cache: Path, is_over: threading.Event, marks: list[float]) -> None:
    with Writer(cache) as writer, closing(Library(cache)) as library:
        number = 0
        while not is_over.wait(_BETWEEN_MARKS_SECONDS):
            rows = library.lists.page(View(scope=Scope.ALL), number % 100, 1)
            if not rows:
                continue
            number += 1
            ids, is_read = [rows[0].entry_id], not rows[0].is_read
            began = time.perf_counter()
            writer.submit(
                lambda store, ids=ids, to=is_read: store.marks.set_read(
                    ids, to, now=datetime.now(UTC)
                )
            ).result()
            marks.append((time.perf_counter() - began) * 1000)


def measure(kind: str, arguments: argparse.Namespace, report: Report) -> None:
    """Measure one kind of server, and report it."""
    feeds, entries = arguments.feeds, arguments.entries
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(kind, feeds, entries, theirs))
    server.start()
    theirs.close()
    url, user, secret = ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache.db"
        config = Path(folder) / "config.toml"
        config.write_text("[fetch]\nfull_articles = false\n", encoding="utf-8")
        environment = {
            **os.environ,
            "NUTGRAF_CACHE": str(cache),
            "NUTGRAF_CONFIG": str(config),
            "NUTGRAF_LOG": str(Path(folder) / "log"),
            VARIABLE: secret,
        }
        add = ["account", "add", url, "--environment", "BENCH", "--no-fetch"]
        subprocess.run(
            [sys.executable, "-m", "tui", *add, *(["--user", user] if user else [])],
            env=environment,
            cwd=ROOT,
            check=True,
            stderr=subprocess.DEVNULL,
        )
        alone = [str(Path(__file__).resolve()), "--alone", str(cache)]
        command = ["-m", "tui", "fetch", "--events"] if arguments.whole else alone
        first: Run | None = None
        for name in ("first", "second"):
            run = sync(command, cache, environment, ours)
            what = f"{name} sync, {kind}"
            beside = {} if first is None else {FIRST: first.seconds}
            report.add(f"{what}, {entries:,} entries", run.seconds, "s", beside)
            report.add(f"{what}, processor", run.cpu, "s")
            report.add(f"{what}, memory", run.mib, "MiB")
            if len(run.marks) > 1:
                report.add(f"a mark meanwhile, {what}, p50", statistics.median(run.marks), "ms")
                late = statistics.quantiles(run.marks, n=100)[98]
                report.add(f"a mark meanwhile, {what}, p99", late, "ms")
            first = run
    ours.close()
    server.join(10)


def main() -> None:
    """Measure the kinds that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--kind", nargs="+", choices=sorted(KINDS), default=sorted(KINDS))
    parser.add_argument("--whole", action="store_true", help="with articles and briefs")
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    add_json(parser)
    arguments = parser.parse_args()
    if arguments.alone:
        sync_alone(arguments.alone)
        return
    report = Report(arguments.json)
    for kind in arguments.kind:
        measure(kind, arguments, report)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
