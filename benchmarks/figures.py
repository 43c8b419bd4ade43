"""Figures of a benchmark with what they stand beside, kept as JSON, and their budgets."""

import argparse
import json
import math
import os
import resource
import statistics
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

KIB_IN_MIB = 1024
BUDGETS = Path(__file__).with_name("budgets.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure of one run.

    Attributes:
        measure: its name, the same in every run; budgets.toml has its budget.
        beside: the same of peers and floors, measured in this run; None where one is missing.
    """

    measure: str
    value: float
    unit: str
    beside: Mapping[str, float | None] = field(default_factory=dict)

    def ratio(self, peer: str) -> float | None:
        """Return how much more this is than a peer has, None if the peer was not measured."""
        other = self.beside.get(peer)
        return None if not other else self.value / other

    def __str__(self) -> str:
        """Return the line that a benchmark prints."""
        parts = [f"{self.measure:<52} {amount(self.value, self.unit):>11}"]
        for peer, value in self.beside.items():
            ratio = self.ratio(peer)
            parts.append(
                f"{peer}: not there"
                if ratio is None or value is None
                else f"{ratio:.2f} x {peer} ({amount(value, self.unit)})"
            )
        return "  ".join(parts)


def amount(value: float, unit: str) -> str:
    """Return a value with its unit, in as many digits as mean something."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2  # noqa: PLR2004
    return f"{value:,.{digits}f} {unit}".rstrip()


class Report:
    """The figures of one benchmark, printed as they come."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._figures: list[Figure] = []

    def add(
        self,
        measure: str,
        value: float,
        unit: str = "",
        beside: Mapping[str, float | None] | None = None,
    ) -> None:
        """Print a figure, and keep it; `beside` has peers and their values."""
        figure = Figure(measure=measure, value=value, unit=unit, beside=beside or {})
        self._figures.append(figure)
        print(figure, flush=True)  # noqa: T201 - the answer
        if self._path is not None:
            rows = [asdict(it) for it in self._figures]
            self._path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark be asked for its figures in a file."""
    parser.add_argument("--json", type=Path, help="a file for the figures")


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return by which power of the size the values grow: the slope of both logarithms."""
    logarithms = [[math.log(it) for it in part] for part in (sizes, values)]
    return statistics.linear_regression(*logarithms).slope


def peak_mib() -> float:
    """Return the most memory that this process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KIB_IN_MIB / (KIB_IN_MIB if sys.platform == "darwin" else 1)


def memory_mib(process_id: int, *, name: str = "VmRSS") -> float:
    """Return the memory of a process, 0 if it has ended. Linux only."""
    try:
        lines = Path(f"/proc/{process_id}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(it.split()[1]) / KIB_IN_MIB for it in lines if it.startswith(name)), 0.0)


def children(process_id: int) -> list[int]:
    """Return the processes that a process started and that still run. Linux only."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{process_id}/task").iterdir():
            found += map(int, (task / "children").read_text(encoding="ascii").split())
    except OSError:
        return []
    return found


def descendants(process_id: int) -> list[int]:
    """Return all processes below one."""
    return [it for own in children(process_id) for it in (own, *descendants(own))]


def niceness(process_id: int) -> int | None:
    """Return by how much a process gives way to others, None if it has ended."""
    try:
        return os.getpriority(os.PRIO_PROCESS, process_id)
    except ProcessLookupError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a measure may cost, or must reach.

    Attributes:
        limit: of the ratio to `to`; without it, of the measure's own value.
        is_least: the figure must reach the limit, instead of staying below it.
        to: a peer or a floor of the same run.
    """

    pattern: str
    limit: float
    is_least: bool
    to: str
    unit: str

    def __str__(self) -> str:
        """Return the budget as a table says it."""
        sign = "≥" if self.is_least else "≤"
        if self.to:
            return f"{sign} {self.limit:g} × {self.to}"
        return f"{sign} {self.limit:g} {self.unit}".rstrip()

    def share_of(self, figure: Figure) -> float | None:
        """Return how much of the budget a figure uses; None where its peer was not there.

        Raises:
            ValueError: the figure has another unit.
        """
        if not self.to and self.unit != figure.unit:
            message = f"{figure.measure} is in {figure.unit!r}, its budget in {self.unit!r}"
            raise ValueError(message)
        value = figure.ratio(self.to) if self.to else figure.value
        if value is None:
            return None
        return self.limit / value if self.is_least else value / self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A figure beside its budget.

    Attributes:
        share: of the budget that is used; None if it could not be measured.
    """

    words: str
    budget: Budget
    share: float | None

    def is_over(self, slack: float) -> bool:
        """Whether the figure is beyond so many times its budget."""
        return self.share is not None and self.share > slack


def read_budgets(path: Path = BUDGETS) -> tuple[Budget, ...]:
    """Return the budgets, in the order in which they are tried.

    Raises:
        ValueError: a budget has no limit, or two, or neither a peer nor a unit.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_budget(pattern, table) for pattern, table in tables.items())


def _budget(pattern: str, table: Mapping[str, object]) -> Budget:
    limits = [name for name in ("most", "least") if name in table]
    if len(limits) != 1 or ("to" in table) == ("unit" in table):
        message = f"{pattern}: expected `most` or `least`, and `to` or `unit`"
        raise ValueError(message)
    return Budget(
        pattern=pattern,
        limit=float(str(table[limits[0]])),
        is_least=limits[0] == "least",
        to=str(table.get("to", "")),
        unit=str(table.get("unit", "")),
    )


def budget_for(measure: str, budgets: Sequence[Budget]) -> Budget:
    """Return the first budget that fits.

    Raises:
        LookupError: none does.
    """
    for budget in budgets:
        if fnmatchcase(measure, budget.pattern):
            return budget
    message = f"{measure}: no budget in {BUDGETS.name}"
    raise LookupError(message)


def verdict_on(figure: Figure, budgets: Sequence[Budget]) -> Verdict:
    """Return what a budget says of a figure."""
    budget = budget_for(figure.measure, budgets)
    words = f"{amount(figure.value, figure.unit):>14}   {beside_of(figure):<60} {budget}"
    return Verdict(words=words, budget=budget, share=budget.share_of(figure))


def beside_of(figure: Figure) -> str:
    """Return the ratios to what a figure stands beside, and what was not there."""
    parts = []
    for peer in figure.beside:
        ratio = figure.ratio(peer)
        parts.append(f"no {peer} here" if ratio is None else f"{ratio:.2f} × {peer}")
    return ", ".join(parts)
