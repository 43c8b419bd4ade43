"""Run all benchmarks, and print a table with what is over its budget.

    python benchmarks/bench.py [--short] [--only start_up …] [--to FILE]

Each benchmark is a process of its own, one after the other; they share filled caches. With
`--short` a few small ones run, and the end is a failure if a ratio is beyond twice its budget: a
busy machine must not fail a change. The figures go to a file, with the commit and the machine; the
tables of docs/performance.md are made from it (tools/write_performance.py).
"""

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from figures import Figure, Verdict, read_budgets, verdict_on

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
PATIENCE_SECONDS = 400
SLACK = 2.0
"""What is beyond so many times its budget fails a short run."""


@dataclass(frozen=True, slots=True)
class Part:
    """One benchmark and how it is called; one that has them shares filled caches."""

    name: str
    arguments: tuple[str, ...] = ()
    has_caches: bool = False


WHOLE = (
    Part("start_up", ("--entries", "5000", "50000", "500000", "--stories", "10000"), True),
    Part("keys", ("--entries", "5000", "500000", "--keys", "60"), True),
    Part("opening", (), True),
    Part("searching", (), True),
    Part("refresh"),
    Part("importing"),
    Part("briefs", ("--articles", "40", "--words", "10000", "50000")),
    Part("memory", (), True),
    Part("growth", (), True),
    Part("clustering", ("--articles", "4500", "--day", "300", "--steps", "6", "--batch", "150")),
    Part("sync", ("--feeds", "100", "--entries", "2000")),
    Part("cache_pages", ("--entries", "20000", "--feeds", "200")),
    Part("bombs", ("--copies", "1")),
)
SHORT = (
    Part("start_up", ("--entries", "5000", "--runs", "5"), True),
    Part("keys", ("--entries", "5000", "--keys", "40"), True),
    Part("refresh", ("--feeds", "30", "--ours-only")),
    Part("briefs", ("--articles", "10", "--words")),
    Part("searching", ("--entries", "20000", "--rounds", "10"), True),
)


def run(part: Part, folder: Path) -> tuple[list[Figure], float]:
    """Run one benchmark; return its figures, and the seconds that it took."""
    answer = folder / f"{part.name}.json"
    command = [
        sys.executable,
        str(HERE / f"{part.name}.py"),
        *part.arguments,
        "--json",
        str(answer),
    ]
    if part.has_caches:
        command += ["--caches", str(folder / "caches")]
    environment = {key: it for key, it in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=HERE.parent, env=environment, timeout=PATIENCE_SECONDS, check=False
    )
    seconds = time.perf_counter() - began
    rows = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else []
    if done.returncode and not rows:
        message = f"{part.name} ended with status {done.returncode}"
        raise RuntimeError(message)
    return [Figure(**row) for row in rows], seconds


def commit() -> str:
    """Return the commit that is measured; a mark says that files differ from it."""
    words = ["git", "-C", str(HERE.parent), "describe", "--always", "--abbrev=10", "--exclude=*"]
    answer = subprocess.run([*words, "--dirty"], stdout=subprocess.PIPE, text=True, check=False)
    return answer.stdout.strip() or "unknown"


def machine() -> dict[str, str]:
    """Return what the figures depend on besides the program."""
    return {
        "processors": f"{os.cpu_count()} x {platform.machine()}",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def lines_of(figures: Sequence[Figure]) -> Iterator[tuple[str, Verdict]]:
    """Yield a line for each figure, those over their budget marked."""
    budgets = read_budgets()
    for figure in figures:
        verdict = verdict_on(figure, budgets)
        mark = "OVER" if verdict.is_over(1.0) else "    "
        yield f"{mark} {figure.measure:<58} {verdict.words}", verdict


def main() -> int:
    """Run, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", nargs="+", default=[], help="names of benchmarks")
    parser.add_argument("--to", type=Path, help="a file for all figures")
    options = parser.parse_args()
    parts = SHORT if options.short else WHOLE
    parts = [it for it in parts if not options.only or it.name in options.only]
    about = {"commit": commit(), "date": time.strftime("%Y-%m-%d", time.gmtime()), **machine()}
    results: dict[str, list[Figure]] = {}
    failures = []
    with tempfile.TemporaryDirectory() as name:
        for part in parts:
            print(f"== {part.name}", flush=True)  # noqa: T201 - the answer
            try:
                results[part.name], seconds = run(part, Path(name))
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                failures.append(str(error))
                continue
            print(f"   {seconds:.0f} s", flush=True)  # noqa: T201 - the answer
    lines = list(lines_of([it for figures in results.values() for it in figures]))
    sys.stdout.writelines(f"{line}\n" for line, _ in lines)
    sys.stdout.writelines(f"FAILED {failure}\n" for failure in failures)
    over = sum(verdict.is_over(1.0) for _, verdict in lines)
    sys.stdout.write(f"{len(lines)} measures, {over} over their budget\n")
    if options.to:
        kept = {name: [asdict(it) for it in figures] for name, figures in results.items()}
        content = {"about": about, "figures": kept}
        options.to.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    if options.short and any(it.is_over(SLACK) and it.budget.to for _, it in lines):
        sys.stdout.write(f"at least one is beyond {SLACK:g} times its budget\n")
        return 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
