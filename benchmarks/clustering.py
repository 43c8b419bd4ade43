"""Measure the forming of stories: cost per article against the size of the archive, and memory.

python benchmarks/clustering.py [--articles 100000] [--steps 5] [--day 5000] [--batch 1000]

Articles are made up as they are read, so that none is kept but by what is measured: each day has
new events, told by one to twelve papers within two days, in words of their own and in shared ones.
Seconds are of the process's own time on the processor. What making the articles costs is left out.
"""

import argparse
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import process_time

from summarise.stories.article_features import ClusterRequest, features_of
from summarise.stories.cluster import StoryClusterer
from summarise.stories.story_model import ArticleId

KIB_IN_MIB = 1024
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
WORDS_IN_LANGUAGE = 30_000
NAMES_IN_LANGUAGE = 20_000
EVENT_WORDS = 60
EVENT_NAMES = 12
ARTICLE_WORDS = 400
EVENT_SHARE = 0.45
"""So much of an article's words are its event's."""
COPY_SHARE = 0.1
SYLLABLES = ("ba", "cor", "di", "fen", "gal", "hu", "ki", "lor", "mas", "nev", "or", "pli", "rus")


def _word(number: int) -> str:
    parts = []
    number += len(SYLLABLES)
    while number:
        number, place = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[place])
    return "".join(parts)


def _common(chance: random.Random) -> str:
    """Return a word by Zipf's law, roughly: the logarithm of its rank is even."""
    return _word(int(WORDS_IN_LANGUAGE ** chance.random()))


def _event(chance: random.Random) -> list[str]:
    names = [_word(chance.randrange(NAMES_IN_LANGUAGE)).title() for _ in range(EVENT_NAMES)]
    return names + [_word(chance.randrange(WORDS_IN_LANGUAGE)) for _ in range(EVENT_WORDS)]


def articles(count: int, a_day: int) -> Iterator[ClusterRequest]:
    """Make articles in order of time."""
    chance = random.Random(1)  # noqa: S311 - no secret
    live: list[tuple[list[str], int, str]] = []
    for number in range(count):
        if not live or chance.random() < len(live) ** -0.5:
            live.append((_event(chance), chance.choice((1, 1, 1, 2, 3, 5, 12)), ""))
        at = chance.randrange(len(live))
        words, left, wire = live.pop(at)
        text = wire if wire and chance.random() < COPY_SHARE else _text(words, chance)
        if left > 1:
            live.append((words, left - 1, text))
        yield ClusterRequest(
            id=ArticleId(str(number)),
            title=" ".join(chance.sample(words, 8)),
            text=text,
            published=FIRST_DAY + timedelta(days=number / a_day),
            language="en",
        )


def _text(words: Sequence[str], chance: random.Random) -> str:
    return " ".join(
        chance.choice(words) if chance.random() < EVENT_SHARE else _common(chance)
        for _ in range(ARTICLE_WORDS)
    )


def peak_mib() -> float:
    """Return the most memory that the process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KIB_IN_MIB / (KIB_IN_MIB if sys.platform == "darwin" else 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--day", type=int, default=5_000, help="articles a day")
    parser.add_argument("--batch", type=int, default=1_000, help="articles a refresh")
    asked = parser.parse_args(arguments)
    stream = articles(asked.articles, asked.day)
    clusterer = StoryClusterer()
    opened: set[str] = set()
    total, step = 0.0, max(asked.batch, asked.articles // asked.steps)
    since = [0.0, 0.0]
    done = 0
    print("   archive   features   placing   stories   state      peak")  # noqa: T201
    while batch := list(islice(stream, asked.batch)):
        started = process_time()
        made = [features_of(request) for request in batch]
        between = process_time()
        members = clusterer.add(made)
        ended = process_time()
        since = [since[0] + between - started, since[1] + ended - between]
        opened |= {m.story_id for m in members}
        done += len(batch)
        if done % step == 0 or done == asked.articles:
            total += sum(since)
            each = [1000 * seconds / step for seconds in since]
            print(  # noqa: T201 - the answer
                f"{done:>10,}{each[0]:>8.2f} ms{each[1]:>7.2f} ms{len(opened):>10,}"
                f"{len(clusterer.dump()) / 1e6:>6.1f} MB{peak_mib():>6.0f} MiB",
                flush=True,
            )
            since = [0.0, 0.0]
    print(f"together {total:.0f} s")  # noqa: T201


if __name__ == "__main__":
    main()
