"""Measure the pipeline: articles a second and core, peak memory, and time by length.

python benchmarks/briefs.py [FILE …] [--words 10000 50000 100000] [--articles 60] [--profile]
    [--json FILE]

Without files the articles are made of sentences of its own. Seconds are of the process's own time
on the processor, so other programs on the machine disturb them little. spaCy's own `nlp.pipe` reads
the same paragraphs, in turns with ours, with the components that we use: no brief can be cheaper.
"""

import argparse
import cProfile
import importlib
import pstats
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from figures import Report, add_json, peak_mib

from summarise.lexicon.language_table import language_table
from summarise.lexicon.vocabulary import ENGLISH
from summarise.model import BriefRequest
from summarise.pipeline import Pipeline
from summarise.points.centrality import centrality
from summarise.version import model_name

ARTICLE_WORDS = 600
RANKED_SENTENCES = 2_000
TURN = 5
"""So many articles are read by one side before it is the other's turn."""
SPACY = "spaCy's own nlp.pipe"

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


def spacy_seconds_for(language_model: Any, texts: Sequence[str]) -> float:
    """Return the processor's seconds of spaCy alone for the paragraphs of texts."""
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    started = process_time()
    for _ in language_model.pipe(paragraphs):
        pass
    return process_time() - started


def in_turns(pipeline: Pipeline, texts: Sequence[str]) -> tuple[float, float]:
    """Return the seconds of ours and of spaCy's for all texts, a few in turn."""
    own = floor = 0.0
    alone = load_model()
    spacy_seconds_for(alone, texts[:TURN])
    for start in range(0, len(texts), TURN):
        some = texts[start : start + TURN]
        own += seconds_for(pipeline, some)
        floor += spacy_seconds_for(alone, some)
    return own, floor


def load_model() -> Any:
    """Return the English model with the components that our briefs use."""
    language = language_table().languages[ENGLISH]
    package = importlib.import_module(model_name(language))
    return package.load(disable=list(language.unused))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--words", nargs="*", type=int, default=[10_000, 50_000, 100_000])
    parser.add_argument("--profile", action="store_true")
    add_json(parser)
    asked = parser.parse_args(arguments)
    report = Report(asked.json)
    pipeline = Pipeline()
    started = process_time()
    pipeline.load()
    report.add("load the model", process_time() - started, "s")
    texts = [path.read_text(encoding="utf-8") for path in asked.files]
    texts = texts or articles(asked.articles, ARTICLE_WORDS)
    seconds_for(pipeline, texts[:3])
    if asked.profile:
        with cProfile.Profile() as profile:
            seconds_for(pipeline, texts)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return
    report.add("memory of a process that makes briefs", peak_mib(), "MiB")
    own, floor = in_turns(pipeline, texts)
    count = sum(len(text.split()) for text in texts) / ARTICLE_WORDS
    name = f"briefs of {ARTICLE_WORDS} words"
    report.add(name, count / own, "a second", {SPACY: count / floor})
    sentences = [line for text in articles(80, 900) for line in text.split(". ")]
    started = process_time()
    centrality(sentences[:RANKED_SENTENCES], "en")
    report.add(f"rank {RANKED_SENTENCES:,} sentences", process_time() - started, "s")
    for count in asked.words:
        [text] = articles(1, count)
        report.add(f"brief of {count:,} words", seconds_for(pipeline, [text]), "s")
    if asked.words:
        measure = f"memory after a brief of {max(asked.words):,} words"
        report.add(measure, peak_mib(), "MiB")


if __name__ == "__main__":
    main()
