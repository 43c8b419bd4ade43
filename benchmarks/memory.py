"""Memory of what runs: the drawing process, a worker that makes briefs, and when workers are gone.

    python benchmarks/memory.py [--entries 50000 500000] [--json FILE]

Linux only. The drawing process is looked at after a walk through its list, beside a bare Textual
app. A refresh of a feed with full text has the app start its workers; looked for is the most memory
that one of them has, beside a process in which spaCy alone reads the same texts, and how long after
the last brief the last process below the app is gone. (`refresh.py` has the refresh's parent.)
"""

import argparse
import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from figures import Report, add_json, descendants, memory_mib, niceness
from filled import add_caches, caches, kept
from importing import CONFIG, EMPTY, WITH_TEXT, feed_of, serve
from keys import BARE_LIST, Terminal, drain, press, running
from start_up import BARE, ours

from cache.db.connection import open_writer
from cache.store import Store

_ITEMS = 120
_TITLE = "The large paper"
_WALK = (b"j",) * 20 + (b"\x1b[6~",) * 20 + (b"G", b"g")
_LOOK_SECONDS = 0.2
_PATIENCE_SECONDS = 180.0
_BRIEF_NICENESS = 10
SPACY = "spaCy alone"


def drawing_mib(command: list[str], walk: Sequence[bytes]) -> float:
    """Return the memory of an app after a walk through its list."""
    with running(command) as terminal:
        for key in walk:
            press(terminal, key)
        return memory_mib(terminal.process_id)


def spacy_mib() -> float:
    """Return the peak of a process in which spaCy alone reads the same texts."""
    program = (
        "from briefs import ARTICLE_WORDS, articles, load_model, spacy_seconds_for\n"
        "from figures import peak_mib\n"
        f"spacy_seconds_for(load_model(), articles({_ITEMS // WITH_TEXT}, ARTICLE_WORDS))\n"
        "print(peak_mib())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(answer.stdout)


def watch_refresh(terminal: Terminal, cache: Path) -> tuple[float, float]:
    """Press `R`; return the most memory of a worker, and the seconds from brief to last end."""
    os.write(terminal.leader, b"R")
    most, has_begun, last_brief, known = 0.0, False, time.perf_counter(), 0
    deadline = time.perf_counter() + _PATIENCE_SECONDS
    while time.perf_counter() < deadline:
        drain(terminal.leader, _LOOK_SECONDS)
        below = descendants(terminal.process_id)
        briefers = [it for it in below if (niceness(it) or 0) >= _BRIEF_NICENESS]
        most = max([most, *map(memory_mib, briefers)])
        count = brief_count(cache)
        if count != known:
            known, last_brief = count, time.perf_counter()
        has_begun = has_begun or count > 0
        if has_begun and not below:
            return most, time.perf_counter() - last_brief
    message = f"processes still run after {_PATIENCE_SECONDS:g} s"
    raise RuntimeError(message)


def brief_count(cache: Path) -> int:
    """Return how many briefs there are."""
    connection = sqlite3.connect(f"file:{cache}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM briefs").fetchone()[0])
    finally:
        connection.close()


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[50_000, 500_000])
    add_json(parser)
    add_caches(parser)
    options = parser.parse_args()
    report = Report(options.json)
    with tempfile.TemporaryDirectory() as name, caches(options.caches) as filled:
        bare = drawing_mib([sys.executable, "-c", BARE_LIST], ())
        for count in options.entries:
            mib = drawing_mib(ours(Path(name), kept(filled, count)), _WALK)
            report.add(
                f"memory of the drawing process, {count:,} entries", mib, "MiB", {BARE: bare}
            )
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    server = context.Process(target=serve, args=(feed_of(_ITEMS), far), daemon=True)
    server.start()
    try:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "cache.db"
            connection = open_writer(path)
            Store(connection).feeds.subscribe(near.recv(), title=_TITLE, now=datetime.now(UTC))
            connection.close()
            command = ours(Path(name), path)
            (Path(name) / "none.toml").write_text(CONFIG, encoding="utf-8")
            with running(command, EMPTY) as terminal:
                mib, seconds = watch_refresh(terminal, path)
    finally:
        server.terminate()
        server.join()
    report.add("memory of a worker that makes briefs", mib, "MiB", {SPACY: spacy_mib()})
    report.add("last worker gone after the last brief", seconds, "s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
