"""Print shortened key points for somebody to read: the sentence, and its short form below it.

    python -m tests.quality.annotation.read_points [--seed N] [--count 100]
        [--sets NAME …] [--shared DIR]

Articles are drawn by lot from sets that no rule was written with, one point of each; articles that
stand in one of those sets, too, are left out. The same seed draws the same.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarise.model import Brief, BriefRequest
from summarise.pipeline import Pipeline
from tests.quality.annotation.draw_articles import read_articles
from tests.quality.gate import REPOSITORY
from tests.quality.short_points import shortened

UNSEEN_SETS = ("cnndm_mixed", "cluster_ecbplus", "realsumm_scu")
SEEN_SETS = ("cnn", "writers", "cluster_wikinews", "bbc_extractive")
"""Sets that the rules of compression were written with."""
_KNOWN_CHARS = 120
COUNT = 100


def unseen_articles(folder: Path, names: Sequence[str], seed: int) -> Iterator[dict[str, str]]:
    """Yield the articles of some sets in an order drawn by lot, without those of the seen sets."""
    seen = {
        article["text"][:_KNOWN_CHARS]
        for name in SEEN_SETS
        if name not in names
        for article in read_articles(folder / f"{name}.jsonl")
    }
    articles = [it for name in names for it in read_articles(folder / f"{name}.jsonl")]
    random.Random(seed).shuffle(articles)
    for article in articles:
        if article["text"][:_KNOWN_CHARS] not in seen:
            seen.add(article["text"][:_KNOWN_CHARS])
            yield article


def briefs_by_lot(folder: Path, names: Sequence[str], seed: int) -> Iterator[Brief]:
    """Yield the briefs of articles in an order drawn by lot."""
    pipeline = Pipeline()
    for article in unseen_articles(folder, names, seed):
        yield pipeline.brief(
            BriefRequest(
                id=article["id"], title=article["title"], text=article["text"], language="en"
            )
        )


def points_by_lot(
    folder: Path, names: Sequence[str], *, seed: int, count: int
) -> Iterator[tuple[str, str, str]]:
    """Yield shortened points, one an article: its name, the sentence, the short form."""
    chance = random.Random(seed)
    for brief in briefs_by_lot(folder, names, seed):
        found = list(shortened([brief]))
        if found:
            yield chance.choice(found)
            count -= 1
        if count <= 0:
            return


def reading_parser(description: str, count: int) -> argparse.ArgumentParser:
    """Return the arguments that the tools for reading share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--sets", nargs="+", default=UNSEEN_SETS, metavar="NAME")
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Print points for reading."""
    options = reading_parser("Print shortened key points for reading.", COUNT).parse_args(arguments)
    folder = options.shared / "eval" / "summaries"
    points = points_by_lot(folder, options.sets, seed=options.seed, count=options.count)
    for number, (name, sentence, short) in enumerate(points, 1):
        sys.stdout.write(f"{number}. [{name}]\n   {sentence}\n → {short}\n\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
