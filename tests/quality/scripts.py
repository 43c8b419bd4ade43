"""Sets whose scorers come with the texts: attributed speech and reference summaries."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from summarise.model import BriefRequest
from tests.quality.reading import Reader, load_lines, save_briefs, save_lines

ROUGE_KINDS = ("rouge1", "rouge2", "rougeL")


def script_figures(arguments: Sequence[str | Path]) -> dict[str, float]:
    """Run a scorer and return the figures that it prints as JSON."""
    answer = subprocess.run(
        (sys.executable, *arguments), capture_output=True, check=True, text=True
    )
    figures: dict[str, float] = json.loads(answer.stdout)
    return figures


def told_figures(arguments: Sequence[str | Path]) -> dict[str, float]:
    """Run the scorer of told stories and return its figures over all of them."""
    answer = subprocess.run(
        (sys.executable, *arguments), capture_output=True, check=True, text=True
    )
    figures = json.loads(answer.stdout)["figures"]
    return {name: float(value) for name, value in figures.items() if value is not None}


def line_figures(arguments: Sequence[str | Path]) -> dict[str, float]:
    """Run a scorer and return the figures that it prints on one line, each after its name."""
    words = subprocess.run(
        (sys.executable, *arguments), capture_output=True, check=True, text=True
    ).stdout.split()
    return {name: float(value) for name, value in zip(words[::2], words[1::2], strict=True)}


def quote_figures(evaluation: Path, workplace: Path, read: Reader) -> dict[str, float]:
    """Score who said what in political news."""
    script, texts = evaluation / "score_quotes.py", evaluation / "quotes" / "polnear-dev"
    given = subprocess.run(
        (sys.executable, script, "inputs", texts), capture_output=True, check=True, text=True
    ).stdout
    requests = [
        BriefRequest(id=given["id"], text=given["text"])
        for given in map(json.loads, given.splitlines())
    ]
    briefs = save_briefs(workplace / "quotes.jsonl", read(requests))
    return script_figures((script, "score", texts, briefs, "--json"))


def summary_gains(
    evaluation: Path, workplace: Path, read: Reader, *, name: str, most: int
) -> dict[str, float]:
    """Score three key points against reference summaries, less what three first sentences get."""
    script = evaluation / "score_summaries.py"
    golds = load_lines(evaluation / "summaries" / f"{name}.jsonl", most)
    sample = save_lines(workplace / f"{name}-gold.jsonl", golds)
    requests = [
        BriefRequest(
            id=gold["id"], title=gold.get("title", ""), text="\n\n".join(gold["paragraphs"])
        )
        for gold in golds
    ]
    briefs = save_briefs(workplace / f"{name}.jsonl", read(requests))
    figures = script_figures((script, "score", sample, briefs, "--json"))
    return {
        f"gain_{kind}": round(figures[f"key_points_{kind}"] - figures[f"lead3_{kind}"], 2)
        for kind in ROUGE_KINDS
    }
