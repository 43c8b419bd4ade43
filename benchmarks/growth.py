"""By which power of the size time grows: 1, 2, 4 and 8 times as many entries, feeds and words.

    python benchmarks/growth.py [--entries 5000] [--feeds 25] [--words 1250] [--json FILE]

An exponent of 0 is flat, 1 is linear. Starts, keys and openings by entries; refreshes by feeds,
without the time that a refresh of no feeds takes; briefs by words. All sizes take turns.
"""

import argparse
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

from briefs import articles, seconds_for
from figures import Report, add_json, exponent
from filled import add_caches, caches, kept
from keys import press, running
from refresh import SHARED, running_world
from refresh import ours as our_refreshes
from start_up import ours, seconds_to_words

from summarise.pipeline import Pipeline

TIMES = (1, 2, 4, 8)
_STARTS, _KEYS, _TURNS = 3, 20, 3


def by_entries(report: Report, least: int, filled: Path) -> None:
    """Report how starts, keys and openings grow with the entries."""
    counts = [least * it for it in TIMES]
    with tempfile.TemporaryDirectory() as name:
        commands = [ours(Path(name), kept(filled, count)) for count in counts]
        starts = [[seconds_to_words(it) for it in commands] for _ in range(_STARTS)]
        add(
            report,
            "start, by entries",
            counts,
            [statistics.median(it) for it in zip(*starts, strict=True)],
        )
        keys, openings = [], []
        for command in commands:
            with running(command) as terminal:
                keys.append(statistics.median(press(terminal, b"j").first for _ in range(_KEYS)))
                opened = []
                for _ in range(_KEYS // 4):
                    opened.append(press(terminal, b"\r").first)
                    press(terminal, b"h")
                    press(terminal, b"j")
                openings.append(statistics.median(opened))
    add(report, "a key, by entries", counts, keys)
    add(report, "opening, by entries", counts, openings)


def by_feeds(report: Report, least: int, shared: Path) -> None:
    """Report how a refresh grows with the feeds."""
    seconds = []
    counts = [0, *(least * it for it in TIMES)]
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with running_world(folder, feeds=max(1, count), items=50, shared=shared) as origin:
                with urllib.request.urlopen(f"http://{origin}/opml", timeout=20) as answer:
                    (folder / "world.opml").write_bytes(answer.read())
                _, run = next(our_refreshes(folder, folder / "world.opml", archive=0))
        seconds.append(run.seconds)
    add(report, "refresh, by feeds", counts[1:], [max(0.01, it - seconds[0]) for it in seconds[1:]])


def by_words(report: Report, least: int) -> None:
    """Report how a brief grows with the words."""
    pipeline = Pipeline()
    counts = [least * it for it in TIMES]
    texts = [articles(1, count) for count in counts]
    seconds_for(pipeline, texts[0])
    times = [[seconds_for(pipeline, text) for text in texts] for _ in range(_TURNS)]
    add(report, "brief, by words", counts, [min(it) for it in zip(*times, strict=True)])


def add(report: Report, name: str, sizes: list[int], values: list[float]) -> None:
    """Report the exponent."""
    report.add(f"growth of {name}, exponent", exponent(sizes, values))


def main() -> int:
    """Print the exponents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=5_000)
    parser.add_argument("--feeds", type=int, default=25)
    parser.add_argument("--words", type=int, default=1_250)
    parser.add_argument("--shared", type=Path, default=SHARED)
    add_json(parser)
    add_caches(parser)
    options = parser.parse_args()
    report = Report(options.json)
    by_words(report, options.words)
    if (options.shared / "newsworld").is_dir():
        by_feeds(report, options.feeds, options.shared)
    with caches(options.caches) as filled:
        by_entries(report, options.entries, filled)
    return 0


if __name__ == "__main__":
    sys.exit(main())
