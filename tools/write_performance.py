"""Make the tables of docs/performance.md from the figures of a run of all benchmarks.

python -m tools.write_performance [FIGURES] [PAGE]

The page has a pair of marks for each benchmark; what stands between them is replaced. A figure that
was not measured in that run is in no table.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from figures import Budget, Figure, amount, beside_of, budget_for, read_budgets  # noqa: E402

FIGURES = REPOSITORY / "benchmarks" / "results.json"
PAGE = REPOSITORY / "docs" / "performance.md"
_BEGIN, _END = "<!-- figures of {name} -->\n", "<!-- end of {name} -->\n"
_ABOUT = "the run"
NOT_MEASURED = "Not measured in this run.\n"


class Results(Struct, frozen=True, forbid_unknown_fields=True):
    """One run: what was measured where, and the figures of each benchmark."""

    about: Mapping[str, str]
    figures: Mapping[str, Sequence[Figure]]


def read_results(path: Path) -> Results:
    """Return what `benchmarks/bench.py` wrote."""
    return msgspec.json.decode(path.read_bytes(), type=Results)


def table_of(figures: Sequence[Figure], budgets: Sequence[Budget]) -> str:
    """Return the rows of a benchmark, those over their budget in bold."""
    if not figures:
        return NOT_MEASURED
    rows = ["| what | measured | beside | budget |", "|---|---|---|---|"]
    for figure in figures:
        budget = budget_for(figure.measure, budgets)
        value = amount(figure.value, figure.unit)
        share = budget.share_of(figure)
        value = f"**{value}**" if share is not None and share > 1 else value
        rows.append(f"| {figure.measure} | {value} | {beside_of(figure)} | {budget} |")
    return "\n".join(rows) + "\n"


def about_of(about: Mapping[str, str]) -> str:
    """Return the sentence that says what was measured, and where."""
    if not about:
        return "No run of all benchmarks is kept yet: `make bench` makes one.\n"
    rest = {name: it for name, it in about.items() if name not in {"commit", "date"}}
    words = ", ".join(f"{name} {it}" for name, it in rest.items())
    return f"Commit `{about['commit']}`, {about['date']}; {words}.\n"


def with_tables(page: str, results: Results, budgets: Sequence[Budget]) -> str:
    """Return the page with the tables of a run."""
    parts = {_ABOUT: about_of(results.about)}
    for name in names_on(page):
        if name != _ABOUT:
            parts[name] = table_of(results.figures.get(name, ()), budgets)
    for name, text in parts.items():
        begin, end = _BEGIN.format(name=name), _END.format(name=name)
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"
    return page


def names_on(page: str) -> list[str]:
    """Return the benchmarks that have a table on the page, in order."""
    head, tail = _BEGIN.rstrip("\n").split("{name}")
    return [line[len(head) : -len(tail)] for line in page.splitlines() if line.startswith(head)]


def main() -> None:
    """Write the page."""
    named = [Path(it) for it in sys.argv[1:]]
    figures, page = (named + [FIGURES, PAGE][len(named) :])[:2]
    text = with_tables(page.read_text(encoding="utf-8"), read_results(figures), read_budgets())
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
