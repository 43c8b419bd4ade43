"""Whether a brief depends on how a text is broken into lines.

Pages and feeds give the same article as one line, as lines without blanks between them, or with
every sentence a paragraph. None of these may empty the brief, and all should say the same.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from summarise.model import Brief, BriefRequest
from summarise.text.document_text import read_document
from tests.quality.reading import Reader, load_lines

SETS = ("cnn", "bbc_extractive", "writers")
LEAST_WORDS = 120


def _paragraphs(evaluation: Path) -> list[list[str]]:
    """Return the paragraphs of the articles, of each set in turn so that a sample has them all."""
    sets = [load_lines(evaluation / "summaries" / f"{name}.jsonl") for name in SETS]
    rows: list[dict[str, Any]] = [
        rows[n] for n in range(max(map(len, sets))) for rows in sets if n < len(rows)
    ]
    articles = [[" ".join(p.split()) for p in row["paragraphs"]] for row in rows]
    return [a for a in articles if sum(len(p.split()) for p in a) >= LEAST_WORDS]


def _sentences(paragraph: str) -> list[str]:
    """Cut a paragraph where its sentences begin; nothing of it is left out."""
    starts = [sentence.span.start for sentence in read_document(paragraph).sentences[1:]]
    return [paragraph[a:b].strip() for a, b in pairwise((0, *starts, len(paragraph)))]


def _requests(name: str, texts: Sequence[str]) -> list[BriefRequest]:
    return [BriefRequest(id=f"{name}-{n}", title="", text=text) for n, text in enumerate(texts)]


def _statements(brief: Brief) -> set[tuple[str, str]]:
    """Return what a brief says, without where it stands."""
    return {
        *(("point", " ".join(point.text.split())) for point in brief.key_points),
        *(("actor", actor.name) for actor in brief.actors),
        *(("quote", " ".join(quote.text.split())) for quote in brief.quotes),
        *(("figure", " ".join(figure.text.split())) for figure in brief.figures),
    }


def _likeness(one: Brief, other: Brief) -> float:
    left, right = _statements(one), _statements(other)
    return len(left & right) / len(left | right) if left | right else 1.0


def block_figures(
    evaluation: Path, read: Reader, *, most: int, most_forms: int
) -> dict[str, float]:
    """Count empty briefs of one-line texts, and compare the forms of `most_forms` articles.

    Returns:
        empty: one-line articles without a key point.
        lines_alike, sentences_alike, block_alike: how much of a brief is the same if the text has
        single line breaks, every sentence as a paragraph, or no breaks (mean Jaccard index).
    """
    articles = _paragraphs(evaluation)[:most]
    blocks = read(_requests("block", [" ".join(a) for a in articles]))
    some = articles[:most_forms]
    plain = read(_requests("plain", ["\n\n".join(a) for a in some]))
    lines = read(_requests("lines", ["\n".join(a) for a in some]))
    sentences = read(
        _requests("sentences", ["\n\n".join(s for p in a for s in _sentences(p)) for a in some])
    )

    def alike(briefs: Sequence[Brief]) -> float:
        return sum(map(_likeness, plain, briefs)) / len(plain)

    return {
        "empty": float(sum(not brief.key_points for brief in blocks)),
        "lines_alike": alike(lines),
        "sentences_alike": alike(sentences),
        "block_alike": alike(blocks[:most_forms]),
    }
