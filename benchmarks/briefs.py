"""Measure the pipeline: articles a second and core, peak memory, and time by length.

python benchmarks/briefs.py [FILE …] [--words 10000 50000 100000] [--articles 60] [--profile]

Without files the articles are made of sentences of its own. Seconds are of the process's own time
on the processor, so other programs on the machine disturb them little.
"""

import argparse
import cProfile
import pstats
import random
import resource
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time

from summarise.model import BriefRequest
from summarise.pipeline import Pipeline
from summarise.points.centrality import centrality

ARTICLE_WORDS = 600
RANKED_SENTENCES = 2_000
KIB_IN_MIB = 1024

PEOPLE = ("Ada Thorne", "Luis Ferrer", "Mira Okoye", "Jonas Beck", "Priya Nair", "Tom Halloran")
BODIES = ("the Harbour Board", "Eastfield Council", "the Transport Ministry", "Norling Bank")
PLACES = ("Eastfield", "Port Amber", "Lisbon", "Glasgow")
SUBJECTS = (
    "the new ferry line",
    "a bridge over the estuary",
    "the school budget",
    "the flood wall",
)
SENTENCES = (
    "{person}, the head of {body}, said on {day} that {subject} would cost ${number} million.",
    "“We have waited {number} years for {subject}, and nobody can wait longer,” {surname} said.",
    "In {place}, about {number},000 people signed a letter against {subject} in 2023.",
    "{surname} told reporters that {body} had not yet decided when {subject} would open.",
    "According to {body}, prices in {place} rose by {number} per cent after the vote last year.",
    "Critics called the plan “a costly mistake”, but {person} rejected their demands.",
    "She had argued before that {subject} needed money from {body} and from the city of {place}.",
)


def articles(count: int, word_count: int) -> list[str]:
    """Return made-up articles of about that many words."""
    chance = random.Random(1)  # noqa: S311 - no secret
    made = []
    for _ in range(count):
        paragraphs, words = [], 0
        while words < word_count:
            paragraph = " ".join(_sentence(chance) for _ in range(3))
            paragraphs.append(paragraph)
            words += len(paragraph.split())
        made.append("\n\n".join(paragraphs))
    return made


def _sentence(chance: random.Random) -> str:
    person = chance.choice(PEOPLE)
    sentence = chance.choice(SENTENCES).format(
        person=person,
        surname=person.split()[1],
        body=chance.choice(BODIES),
        place=chance.choice(PLACES),
        subject=chance.choice(SUBJECTS),
        day=chance.choice(("Monday", "Thursday", "Saturday")),
        number=chance.randrange(4, 90),
    )
    return sentence[0].upper() + sentence[1:]


def seconds_for(pipeline: Pipeline, texts: Iterable[str]) -> float:
    """Return the processor's seconds for the briefs of texts."""
    started = process_time()
    for number, text in enumerate(texts):
        pipeline.brief(BriefRequest(id=str(number), text=text, language="en"))
    return process_time() - started


def peak_mib() -> float:
    """Return the most memory that the process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KIB_IN_MIB / (KIB_IN_MIB if sys.platform == "darwin" else 1)


def report(what: str, value: str) -> None:
    """Print one figure."""
    print(f"{what:<34}{value}", flush=True)  # noqa: T201 - the answer


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--words", nargs="*", type=int, default=[10_000, 50_000, 100_000])
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args(arguments)
    pipeline = Pipeline()
    started = process_time()
    pipeline.load()
    report("load the model", f"{process_time() - started:.2f} s")
    texts = [path.read_text(encoding="utf-8") for path in asked.files]
    texts = texts or articles(asked.articles, ARTICLE_WORDS)
    seconds_for(pipeline, texts[:3])
    profile = cProfile.Profile()
    if asked.profile:
        profile.enable()
    seconds = seconds_for(pipeline, texts)
    profile.disable()
    words = sum(len(text.split()) for text in texts)
    report("articles, words", f"{len(texts)}, {words:,}")
    report(f"articles of {ARTICLE_WORDS} words", f"{words / ARTICLE_WORDS / seconds:.1f} a second")
    report("peak after articles", f"{peak_mib():.0f} MiB")
    if asked.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
    sentences = [line for text in articles(80, 900) for line in text.split(". ")]
    started = process_time()
    centrality(sentences[:RANKED_SENTENCES], "en")
    report(
        f"rank {min(len(sentences), RANKED_SENTENCES):,} sentences",
        f"{process_time() - started:.2f} s",
    )
    for count in asked.words:
        [text] = articles(1, count)
        report(f"{count:,} words", f"{seconds_for(pipeline, [text]):.1f} s, {peak_mib():.0f} MiB")


if __name__ == "__main__":
    main()
