"""Measure the forming of stories: cost per article against the size of the archive, and memory.

python benchmarks/clustering.py [--articles 100000] [--steps 5] [--day 5000] [--batch 1000]
    [--json FILE]

Articles are made up as they are read, so that none is kept but by what is measured: each day has
new events, told by one to twelve papers within two days, in words of their own and in shared ones.
Seconds are of the process's own time on the processor. What making the articles costs is left out.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import process_time

from figures import Report, add_json, peak_mib

from summarise.stories.article_features import ClusterRequest, features_of
from summarise.stories.cluster import StoryClusterer
from summarise.stories.story_model import ArticleId

WINDOW_DAYS = 7
WINDOW = "when the window is full"
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--day", type=int, default=5_000, help="articles a day")
    parser.add_argument("--batch", type=int, default=1_000, help="articles a refresh")
    add_json(parser)
    asked = parser.parse_args(arguments)
    report = Report(asked.json)
    stream = articles(asked.articles, asked.day)
    clusterer = StoryClusterer()
    step = max(asked.batch, asked.articles // asked.steps)
    since = [0.0, 0.0]
    done, full = 0, 0.0
    while batch := list(islice(stream, asked.batch)):
        started = process_time()
        made = [features_of(request) for request in batch]
        between = process_time()
        clusterer.add(made)
        ended = process_time()
        since = [since[0] + between - started, since[1] + ended - between]
        done += len(batch)
        if done % step == 0 or done == asked.articles:
            each = [1000 * seconds / step for seconds in since]
            # Beside the archive of the first step that fills the window, the cost is to stay flat.
            beside = {WINDOW: full} if full else {}
            if not full and done >= WINDOW_DAYS * asked.day:
                full = sum(each)
            report.add(f"stories, an article of {done:,}", sum(each), "ms", beside)
            report.add(f"stories, its features, {done:,}", each[0], "ms")
            since = [0.0, 0.0]
    report.add(f"stories, stored state of {done:,}", len(clusterer.dump()) / 1e6, "MB")
    report.add(f"memory of forming stories, {done:,}", peak_mib(), "MiB")


if __name__ == "__main__":
    main()
