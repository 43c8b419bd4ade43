"""The budgets of benchmarks/budgets.toml, and what they say of a figure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from figures import Figure, amount

FILE = Path(__file__).with_name("budgets.toml")


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


def read_budgets(path: Path = FILE) -> tuple[Budget, ...]:
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
    message = f"{measure}: no budget in {FILE.name}"
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
