"""Time of the first page of a search, against FTS5 alone on the same file.

    python benchmarks/searching.py [--entries 50000 500000] [--rounds 20] [--json FILE]

The words have the frequencies of a language. Timed is what the search screen asks for: the best 128
entries with all that their lines show. The floor is the best 128 row numbers by the index alone.
"""

import argparse
import sqlite3
import statistics
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import perf_counter

from figures import Report, add_json
from filled import add_caches, caches, kept
from msgspec.structs import replace

from cache.library import Library
from cache.search.query_parser import parse
from cache.values.list_rows import EntryId, Scope, View

QUERIES = {
    "a rare word": "w00500",
    "a common word": "w00010",
    "two words": "w00020 w00050",
    "a phrase": '"w00001 w00002"',
    "the commonest word": "w00000",
}
PAGE = 128
FLOOR = "FTS5 alone"


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of a piece of work."""
    times = []
    for _ in range(rounds):
        began = perf_counter()
        work()
        times.append(1000 * (perf_counter() - began))
    return statistics.median(times)


def measure(report: Report, path: Path, entry_count: int, rounds: int) -> None:
    """Report the medians of all queries on one cache."""
    library, numbers = Library(path), count(1)
    index = sqlite3.connect(path)
    sql = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT {PAGE}"  # noqa: S608
    for name, query in QUERIES.items():
        view = View(scope=Scope.ALL, query=parse(query))

        def search(view: View = view) -> None:
            # Each time another view: measured is the first page, not those after it.
            library.lists.page(replace(view, kept=frozenset({EntryId(next(numbers))})), 0, PAGE)

        def alone(query: str = query) -> None:
            index.execute(sql, (query,)).fetchall()

        floor = {FLOOR: median_ms(alone, rounds)}
        measured = median_ms(search, rounds)
        report.add(f"search for {name}, {entry_count:,} entries", measured, "ms", floor)
    index.close()
    library.close()


def main() -> int:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[50_000, 500_000])
    parser.add_argument("--rounds", type=int, default=20)
    add_json(parser)
    add_caches(parser)
    options = parser.parse_args()
    report = Report(options.json)
    with caches(options.caches) as folder:
        for entry_count in options.entries:
            measure(report, kept(folder, entry_count), entry_count, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
