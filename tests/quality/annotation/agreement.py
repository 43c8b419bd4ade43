"""How far two annotators agree, by the same scorer that judges the program.

    python -m tests.quality.annotation.agreement FIRST.jsonl SECOND.jsonl SHARED/eval

Each file holds annotations in the form of the gold briefs, with their texts. The second annotator
is scored as if she were the program, and the other way round; printed is the mean of both. What two
careful readers do not agree on, no program can be asked to reach.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.quality.reading import load_lines, save_lines
from tests.quality.scripts import script_figures


def _spanned(text: str, passage: str) -> dict[str, Any]:
    start = text.index(passage)
    return {"text": passage, "start": start, "end": start + len(passage)}


def as_brief(gold: dict[str, Any]) -> dict[str, Any]:
    """Return an annotation as the brief that a program would print; main actors come first."""
    text = gold["text"]
    quotes = [(q["text"], q["speaker"], q["kind"]) for q in gold["quotes"]]
    quotes += [(r["content"], r["speaker"], "reported") for r in gold["reported"]]
    return {
        "id": gold["id"],
        "text": text,
        "actors": [
            {"name": a["name"], "kind": a["type"], "aliases": a["aliases"], "role": a["role"]}
            for a in sorted(gold["actors"], key=lambda a: not a["main"])
        ],
        "quotes": [
            {**_spanned(text, passage), "speaker": speaker, "kind": kind}
            for passage, speaker, kind in quotes
        ],
        "figures": [_spanned(text, figure["text"]) for figure in gold["figures"]],
        "timeline": [_spanned(text, date["text"]) for date in gold["dates"]],
        "key_points": [_spanned(text, sentence) for sentence in gold["key_sentences"]],
    }


def agreement(first: Path, second: Path, evaluation: Path) -> dict[str, float]:
    """Return the scorer's figures for two files of annotations of the same articles."""
    scorer = evaluation / "score_briefs.py"
    sides = []
    with tempfile.TemporaryDirectory() as folder:
        for gold, other in ((first, second), (second, first)):
            briefs = Path(folder) / "briefs.jsonl"
            save_lines(briefs, [as_brief(row) for row in load_lines(other)])
            sides.append(script_figures((scorer, gold, briefs, "--json")))
    return {name: round((sides[0][name] + sides[1][name]) / 2, 3) for name in sides[0]}


if __name__ == "__main__":
    figures = agreement(*map(Path, sys.argv[1:4]))
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
