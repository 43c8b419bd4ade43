"""The page on performance: its tables are those of the kept run, and every measure has a budget."""

import ast
from pathlib import Path

import pytest
from figures import read_budgets

from tools.write_performance import (
    FIGURES,
    NOT_MEASURED,
    PAGE,
    Results,
    names_on,
    read_results,
    with_tables,
)

BENCHMARKS = FIGURES.parent


def test_the_tables_are_those_of_the_kept_run() -> None:
    page = PAGE.read_text("utf-8")

    assert with_tables(page, read_results(FIGURES), read_budgets()) == page


def test_what_was_not_measured_is_in_no_table() -> None:
    page = PAGE.read_text("utf-8")
    about = {"commit": "abc", "date": "2026-01-01"}

    made = with_tables(page, Results(about=about, figures={}), read_budgets())

    assert "| what |" not in made
    assert made.count(NOT_MEASURED) == len(names_on(page)) - 1


def test_every_benchmark_that_runs_has_its_table() -> None:
    tree = ast.parse((BENCHMARKS / "bench.py").read_text("utf-8"))
    parts = {
        str(ast.literal_eval(call.args[0]))
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Part"
    }

    assert parts == set(names_on(PAGE.read_text("utf-8"))) - {"the run"}


def test_every_benchmark_can_write_its_figures() -> None:
    for name in names_on(PAGE.read_text("utf-8")):
        path = BENCHMARKS / f"{name}.py"
        if path.exists():
            assert "add_json(parser)" in path.read_text("utf-8"), name


def test_a_budget_without_a_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "budgets.toml"
    path.write_text('["start"]\nunit = "s"\n')

    with pytest.raises(ValueError, match="start: expected `most` or `least`"):
        read_budgets(path)
