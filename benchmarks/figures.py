"""What a benchmark measures: figures with what they stand beside, printed and kept as JSON."""

import argparse
import json
import math
import os
import resource
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

KIB_IN_MIB = 1024


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
