"""Draw the articles of the gold briefs by lot, so that nobody chose them.

    python -m tests.quality.annotation.draw_articles SHARED/eval > articles.jsonl

Twelve articles of each of four sets, of 300 to 700 words, none of which is annotated already and no
two of which tell one event: an article is passed over if it stands near one that was drawn, or near
one of the annotated ones (cosine of their content words' counts). Each is given to one half: the
first is to look at, the second is read by the scorer alone. The ten articles that two people
annotate are the first five of each half.
"""

import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

SEED = 20261130
SETS = ("cnn", "writers", "cluster_wikinews", "bbc_extractive")
ARTICLES_OF_A_SET = 12
WORDS = range(300, 701)
TWICE_ANNOTATED_OF_A_HALF = 5

SAME_EVENT = 0.35
"""A cosine above this is taken for the same event. Too many passed over does no harm."""

_WORD = re.compile(r"[^\W\d_]{4,}")


def read_articles(path: Path) -> Iterator[dict[str, str]]:
    """Yield id, title and text of the articles of a JSONL file of the evaluation data."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row.get("text") or "\n\n".join(row.get("paragraphs", ()))
        yield {"id": row["id"], "title": row.get("title", ""), "text": text}


def _counts(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _cosine(one: Counter[str], other: Counter[str], weights: dict[str, float]) -> float:
    def dot(a: Counter[str], b: Counter[str]) -> float:
        return sum(a[word] * b[word] * weights.get(word, 0.0) for word in a.keys() & b.keys())

    size = math.sqrt(dot(one, one) * dot(other, other))
    return dot(one, other) / size if size else 0.0


def draw(evaluation: Path, *, seed: int = SEED) -> list[dict[str, str]]:
    """Return the drawn articles: id, set, half ("first" or "second"), title and text."""
    chance = random.Random(seed)
    articles = {
        name: list(read_articles(evaluation / "summaries" / f"{name}.jsonl")) for name in SETS
    }
    weights = _rarity([a["text"] for rows in articles.values() for a in rows])
    annotated = list(read_articles(evaluation / "briefs" / "dev.jsonl"))
    taken = [_counts(article["text"]) for article in annotated]
    known = {article["text"][:200] for article in annotated}
    drawn: list[dict[str, str]] = []
    for name in SETS:
        found = 0
        for article in chance.sample(articles[name], len(articles[name])):
            counts = _counts(article["text"])
            if len(article["text"].split()) not in WORDS or article["text"][:200] in known:
                continue
            if any(_cosine(counts, other, weights) > SAME_EVENT for other in taken):
                continue
            taken.append(counts)
            drawn.append({"set": name, **article})
            found += 1
            if found == ARTICLES_OF_A_SET:
                break
    chance.shuffle(drawn)
    middle = len(drawn) // 2
    return [{"half": "first" if i < middle else "second", **a} for i, a in enumerate(drawn)]


def _rarity(texts: Sequence[str]) -> dict[str, float]:
    """Squared inverse document frequencies."""
    seen = Counter(word for text in texts for word in _counts(text))
    return {word: math.log(len(texts) / n) ** 2 for word, n in seen.items()}


if __name__ == "__main__":
    for row in draw(Path(sys.argv[1])):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
