"""Score the program's briefs and articles on real texts, and refuse a fall below the floors.

    python -m tests.quality.gate [--require] [--raise] [--only SET …] [--shared DIR]

The texts are not part of the project: they are looked for in `shared/eval` beside the repository.
Without them the gate says so and passes, unless --require is given. The program is run as a user
runs it, `nutgraf summarise --jsonl`, `extract --jsonl` and `stories --jsonl`, on the annotated
articles, the pages and the articles of known events, and its pipeline alone on the sets that look
at one thing each. Large sets are sampled from their beginning.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from summarise.pipeline import Pipeline
from tests.quality.annotation.draw_articles import SETS
from tests.quality.blocks import block_figures
from tests.quality.entities import entity_figures
from tests.quality.mixed_stories import (
    drawn_articles,
    known_events,
    mixed_articles,
    mixed_figures,
)
from tests.quality.points import point_figures
from tests.quality.pronouns import pronoun_figures
from tests.quality.prose import STORY_SETS, load_stories, page_of, prose_figures
from tests.quality.reading import Reader, load_lines, readers, save_lines
from tests.quality.scripts import line_figures, quote_figures, script_figures, told_figures
from tests.quality.summaries import summary_figures

REPOSITORY = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("floors.json")

NUTGRAF = (sys.executable, "-m", "tui")

# Below a measured figure by so much when floors are raised: figures of a parser differ a little
# between processors.
MARGIN = 0.004
GAIN_MARGIN = 0.1
"""The same for gains of ROUGE, which count to a hundred."""

# So many that the whole takes less than four minutes on two cores.
SUMMARIES = 500
ENTITY_TEXTS = 131
POINT_ARTICLES = 200
BLOCKS = 500
BLOCKS_IN_OTHER_FORMS = 40

Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a figure must keep to: at least a floor, or at most a ceiling."""

    limit: float
    is_ceiling: bool

    def holds(self, value: float) -> bool:
        """Whether `value` keeps to the bound."""
        return value <= self.limit if self.is_ceiling else value >= self.limit


Bounds = dict[str, dict[str, Bound]]


def load_bounds(path: Path = FLOORS) -> Bounds:
    """Read the bounds: {"set": {"floors": {figure: limit}, "ceilings": {figure: limit}}}."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: {
            **{k: Bound(limit=v, is_ceiling=False) for k, v in parts.get("floors", {}).items()},
            **{k: Bound(limit=v, is_ceiling=True) for k, v in parts.get("ceilings", {}).items()},
        }
        for name, parts in document.items()
    }


def _margin(figure: str) -> float:
    return GAIN_MARGIN if figure.startswith("gain_") else MARGIN


def raised(bounds: Bounds, figures: Mapping[str, Mapping[str, float]]) -> Bounds:
    """Return the bounds drawn to just below and above their figures; none becomes looser.

    A ceiling of 0, for what must never be, is as near as it can be.
    """
    return {
        name: {key: _drawn(key, bound, figures[name][key]) for key, bound in parts.items()}
        for name, parts in bounds.items()
    }


def _drawn(key: str, bound: Bound, figure: float) -> Bound:
    margin = _margin(key)
    if bound.is_ceiling:
        return Bound(limit=min(bound.limit, round(figure + margin, 3)), is_ceiling=True)
    return Bound(limit=max(bound.limit, round(figure - margin, 3)), is_ceiling=False)


def save_bounds(bounds: Bounds, path: Path = FLOORS) -> None:
    """Write the bounds in the form that `load_bounds` reads."""
    document = {
        name: {
            "floors": {k: b.limit for k, b in parts.items() if not b.is_ceiling},
            "ceilings": {k: b.limit for k, b in parts.items() if b.is_ceiling},
        }
        for name, parts in bounds.items()
    }
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _run(arguments: Sequence[str | Path], *, source: Path, target: Path) -> None:
    with source.open("rb") as given, target.open("wb") as made:
        subprocess.run(arguments, stdin=given, stdout=made, check=True)


def _brief_figures(evaluation: Path, workplace: Path) -> dict[str, float]:
    gold, briefs = evaluation / "briefs" / "dev.jsonl", workplace / "briefs.jsonl"
    _run((*NUTGRAF, "summarise", "--jsonl"), source=gold, target=briefs)
    return script_figures((evaluation / "score_briefs.py", gold, briefs, "--json"))


def _drawn_figures(half: str, evaluation: Path, workplace: Path) -> dict[str, float]:
    """Score the articles that were drawn by lot; their annotations stand here without texts."""
    gold = workplace / f"drawn-{half}.jsonl"
    packed = FLOORS.with_name("gold") / f"{half}.jsonl"
    texts = [evaluation / "summaries" / f"{name}.jsonl" for name in SETS]
    subprocess.run(
        (sys.executable, evaluation / "pack_gold.py", "unpack", packed, *texts, gold),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    titles = {row["id"]: row["title"] for path in texts for row in load_lines(path)}
    save_lines(gold, [{**row, "title": titles[row["id"]]} for row in load_lines(gold)])
    briefs = workplace / f"drawn-{half}-briefs.jsonl"
    _run((*NUTGRAF, "summarise", "--jsonl"), source=gold, target=briefs)
    return script_figures((evaluation / "score_briefs.py", gold, briefs, "--json"))


def _page_figures(evaluation: Path, workplace: Path) -> dict[str, float]:
    pages, articles = workplace / "pages.jsonl", workplace / "articles.jsonl"
    score_pages = evaluation / "score_pages.py"
    with pages.open("wb") as made:
        subprocess.run(
            (sys.executable, score_pages, "inputs", evaluation / "pages"), stdout=made, check=True
        )
    _run((*NUTGRAF, "extract", "--jsonl"), source=pages, target=articles)
    return script_figures((score_pages, "score", evaluation / "pages", articles, "--json"))


def _prose_figures(evaluation: Path, workplace: Path) -> dict[str, float]:
    stories = load_stories(evaluation / "summaries", STORY_SETS)
    pages, articles = workplace / "prose.jsonl", workplace / "prose-articles.jsonl"
    pages.write_text("".join(f"{json.dumps(page_of(it))}\n" for it in stories), encoding="utf-8")
    _run((*NUTGRAF, "extract", "--jsonl"), source=pages, target=articles)
    lines = articles.read_text(encoding="utf-8").splitlines()
    return prose_figures(stories, {it["id"]: it for it in map(json.loads, lines)})


def _part_figures(name: str, evaluation: Path, workplace: Path, read: Reader) -> dict[str, float]:
    summaries, entities = evaluation / "summaries", evaluation / "entities"
    match name:
        case "quotes":
            return quote_figures(evaluation, workplace, read)
        case "entities":
            annotate = Pipeline().load().annotate
            tagged = entities / "conllpp2020.txt"
            return entity_figures(tagged, read, annotate, most=ENTITY_TEXTS)
        case "pronouns":
            return pronoun_figures(entities / "gum", read)
        case "points":
            wikinews = summaries / "cluster_wikinews.jsonl"
            return point_figures(wikinews, read, most=POINT_ARTICLES)
        case "blocks":
            return block_figures(evaluation, read, most=BLOCKS, most_forms=BLOCKS_IN_OTHER_FORMS)
        case _:
            return summary_figures(evaluation, workplace, read, name=name, most=SUMMARIES)


def _story_figures(name: str, evaluation: Path, workplace: Path) -> dict[str, float]:
    """Form stories of all articles of a set at once, as one refresh."""
    gold = evaluation / "summaries" / f"cluster_{name}.jsonl"
    placed = workplace / f"stories-{name}.jsonl"
    _run((*NUTGRAF, "stories", "--jsonl"), source=gold, target=placed)
    return line_figures((evaluation / "score_stories.py", gold, placed))


def _mixed_figures(evaluation: Path, workplace: Path) -> dict[str, float]:
    """Form stories of the articles of events, mixed with articles that have no partner."""
    given, placed = workplace / "mixed.jsonl", workplace / "mixed-stories.jsonl"
    save_lines(given, mixed_articles(evaluation))
    _run((*NUTGRAF, "stories", "--jsonl"), source=given, target=placed)
    drawn = {article["id"] for article in drawn_articles(evaluation)}
    return mixed_figures(load_lines(placed), known_events(evaluation), drawn)


def _told_figures(evaluation: Path, workplace: Path) -> dict[str, float]:
    """Tell the annotated stories, and score what a reader learns of them."""
    gold, told = evaluation / "stories" / "dev.jsonl", workplace / "told.jsonl"
    given = workplace / "told-articles.jsonl"
    save_lines(
        given,
        [
            {**article, "story": story["id"]}
            for story in load_lines(gold)
            for article in story["articles"]
        ],
    )
    _run((*NUTGRAF, "stories", "--jsonl", "--briefs"), source=given, target=told)
    return told_figures((evaluation / "stories" / "score_story_points.py", gold, told, "--json"))


def measure(evaluation: Path, workplace: Path, names: Sequence[str]) -> Figures:
    """Run the program, or its pipeline alone, over the sets `names`; their figures by set."""
    programs: dict[str, Callable[[Path, Path], dict[str, float]]] = {
        "briefs": _brief_figures,
        "drawn_first": partial(_drawn_figures, "first"),
        "drawn_second": partial(_drawn_figures, "second"),
        "pages": _page_figures,
        "prose": _prose_figures,
        "stories_wikinews": partial(_story_figures, "wikinews"),
        "stories_ecbplus": partial(_story_figures, "ecbplus"),
        "stories_mixed": _mixed_figures,
        "stories_told": _told_figures,
    }
    figures = {n: programs[n](evaluation, workplace) for n in names if n in programs}
    parts = [n for n in names if n not in programs]
    if parts:
        with readers() as read:
            figures |= {n: _part_figures(n, evaluation, workplace, read) for n in parts}
    return figures


def report(bounds: Bounds, figures: Mapping[str, Mapping[str, float]]) -> tuple[str, bool]:
    """Return the table of bounded figures, and whether all keep to their bounds."""
    lines, is_good = [], True
    for name, parts in bounds.items():
        for key, bound in parts.items():
            value = figures[name][key]
            holds = bound.holds(value)
            is_good = is_good and holds
            sign = "<=" if bound.is_ceiling else ">="
            mark = "ok" if holds else "FELL"
            lines.append(f"{name:16} {key:28} {value:7.3f} {sign} {bound.limit:.3f}  {mark}")
    return "\n".join(lines), is_good


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; 0 if all is well or there is nothing to measure with, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="quality gate", description=__doc__)
    parser.add_argument("--require", action="store_true", help="fail without the evaluation texts")
    parser.add_argument("--raise", dest="is_raising", action="store_true", help="raise the floors")
    parser.add_argument("--only", nargs="+", metavar="SET", help="measure these sets only")
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    options = parser.parse_args(arguments)
    evaluation = options.shared / "eval"
    if not evaluation.is_dir():
        sys.stdout.write(f"quality gate skipped: no evaluation texts in {evaluation}\n")
        return 1 if options.require else 0
    every = load_bounds()
    bounds = {name: every[name] for name in options.only or every}
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(evaluation, Path(folder), tuple(bounds))
    table, is_good = report(bounds, figures)
    sys.stdout.write(table + "\n")
    if options.is_raising and is_good:
        save_bounds(every | raised(bounds, figures))
    sys.stdout.write("quality gate passed\n" if is_good else "quality gate FAILED\n")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
