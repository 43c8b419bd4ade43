"""Mix articles without a partner into the articles of known events: reality has mostly such.

The sets of events have a partner for nearly every article, so they do not punish a foreign article.
Here all English pages of the extraction set, and 300 articles of three sets drawn by lot with a
written seed, are added to both sets of events. Which of the added ones tell one event stands in
`gold/drawn_events.json`, as ids: every pair that shares more than a few words was read. Articles of
one topic, sport or country are no event. No article has a date, so time can't part any of them.
"""

import json
import random
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.quality.reading import load_lines

SEED = 20261130
DRAWN = 300
DRAWN_FROM = ("cnn", "bbc_extractive", "writers")
EVENT_SETS = ("cluster_wikinews", "cluster_ecbplus")
EVENTS = Path(__file__).with_name("gold") / "drawn_events.json"


def _article(row: Mapping[str, Any]) -> dict[str, str]:
    text = row.get("text") or "\n\n".join(row.get("paragraphs", ()))
    return {"id": row["id"], "title": row.get("title", ""), "text": text}


def drawn_articles(evaluation: Path) -> list[dict[str, str]]:
    """Return the articles that are added: the pages, and those drawn by lot."""
    truth = json.loads((evaluation / "pages" / "truth.json").read_text(encoding="utf-8"))
    pages = [
        {"id": name, "title": "", "text": page["body"]}
        for name, page in sorted(truth.items())
        if page.get("lang") in {None, "en"}
    ]
    pool = [
        _article(row)
        for name in DRAWN_FROM
        for row in load_lines(evaluation / "summaries" / f"{name}.jsonl")
    ]
    return [*pages, *random.Random(SEED).sample(pool, DRAWN)]


def known_events(evaluation: Path) -> dict[str, str]:
    """Return the event of each article that has one, by its id."""
    events = {
        row["id"]: f"{name}-{row['event']}"
        for name in EVENT_SETS
        for row in load_lines(evaluation / "summaries" / f"{name}.jsonl")
    }
    drawn = json.loads(EVENTS.read_text(encoding="utf-8"))
    return events | {article: event for event, articles in drawn.items() for article in articles}


def mixed_articles(evaluation: Path) -> list[dict[str, str]]:
    """Return the articles of the events and the added ones."""
    told = [
        _article(row)
        for name in EVENT_SETS
        for row in load_lines(evaluation / "summaries" / f"{name}.jsonl")
    ]
    return [*told, *drawn_articles(evaluation)]


def mixed_figures(
    placed: Iterable[Mapping[str, Any]], events: Mapping[str, str], drawn: set[str]
) -> dict[str, float]:
    """Score the stories of the mixed articles.

    `pairs_not_foreign` is the share of all pairs put together that hold no added article of
    another event; `drawn_precision` the share of the pairs with an added article that are right,
    `drawn_recall` of their pairs that were found.
    """
    stories: dict[str, list[str]] = defaultdict(list)
    for line in placed:
        stories[line["story"]].append(line["id"])
    event_of = {name: events.get(name, name) for names in stories.values() for name in names}
    pairs = [pair for names in stories.values() for pair in combinations(names, 2)]
    added = [pair for pair in pairs if drawn & set(pair)]
    right = sum(event_of[left] == event_of[right] for left, right in added)
    sizes: dict[str, int] = defaultdict(int)
    for event in event_of.values():
        sizes[event] += 1
    labelled: dict[str, int] = defaultdict(int)
    for name in drawn:
        labelled[event_of[name]] += 1
    due = sum(count * (count - 1) // 2 for count in labelled.values())
    return {
        "pairs_not_foreign": 1 - (len(added) - right) / max(1, len(pairs)),
        "drawn_precision": right / max(1, len(added)),
        "drawn_recall": right / max(1, due),
        "bcubed_f1": _bcubed_f1(stories, event_of, sizes),
    }


def _bcubed_f1(
    stories: Mapping[str, list[str]], event_of: Mapping[str, str], sizes: Mapping[str, int]
) -> float:
    precisions, recalls = [], []
    for names in stories.values():
        for name in names:
            both = sum(event_of[other] == event_of[name] for other in names)
            precisions.append(both / len(names))
            recalls.append(both / sizes[event_of[name]])
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return 2 * precision * recall / (precision + recall)
