"""Print nut grafs for somebody to read: headline, beginning of the text, and the nut graf.

    python -m tests.quality.annotation.read_nut_grafs [--seed N] [--count 50]
        [--sets NAME …] [--shared DIR]

Articles are drawn by lot, as many from each set, from those that no rule was written with.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from summarise.model import Brief
from tests.quality.annotation.read_points import briefs_by_lot, reading_parser

COUNT = 50
_OPENING_CHARS = 600


def nut_grafs_by_lot(
    folder: Path, names: Sequence[str], *, seed: int, count: int
) -> Iterator[Brief]:
    """Yield briefs, in turn one of each set."""
    each = [briefs_by_lot(folder, [name], seed) for name in names]
    turns = (brief for brief in _in_turn(each))
    yield from islice(turns, count)


def _in_turn(each: Sequence[Iterator[Brief]]) -> Iterator[Brief]:
    waiting = list(each)
    while waiting:
        for briefs in list(waiting):
            brief = next(briefs, None)
            if brief is None:
                waiting.remove(briefs)
            else:
                yield brief


def main(arguments: Sequence[str] | None = None) -> int:
    """Print nut grafs for reading."""
    options = reading_parser("Print nut grafs for reading.", COUNT).parse_args(arguments)
    folder = options.shared / "eval" / "summaries"
    briefs = nut_grafs_by_lot(folder, options.sets, seed=options.seed, count=options.count)
    for number, brief in enumerate(briefs, 1):
        graf = brief.nut_graf.text if brief.nut_graf is not None else "(none)"
        opening = " ".join(brief.text[:_OPENING_CHARS].split())
        sys.stdout.write(f"{number}. [{brief.id}] {brief.title}\n   {opening} …\n → {graf}\n\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
