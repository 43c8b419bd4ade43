"""Scorers that come with the texts, and attributed speech."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from summarise.model import BriefRequest
from tests.quality.reading import Reader, save_briefs


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
