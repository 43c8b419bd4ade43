"""Kill a migration at random moments; the database must be of the old version or of the new.

    python -m tests.durability.migration_kills --times 50

Each step from the second on is taken on a database of the version before that is in use. Half of
the kills come at an instruction of SQLite's virtual machine, half at a moment by the clock; half
at any time, the copy that is made first included, half inside the step and its commit.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cache.db.backup import find_backups
from cache.db.connection import open_writer
from cache.db.migrations import STEPS, migrate
from cache.library import Library
from cache.values.list_rows import Scope, View
from tests.durability.processes.forks import start

_INSTRUCTIONS_AT_ONCE = 10

Schema = list[tuple[object, ...]]


@dataclass
class Tally:
    """What has been seen so far."""

    kills: dict[int, int] = field(default_factory=dict)
    survived: int = 0
    left_old: int = 0
    left_new: int = 0
    faults: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Return the figures as a sentence."""
        by_step = ", ".join(f"{count} in step {step}" for step, count in self.kills.items())
        return (
            f"{by_step} ({self.survived} more came too late); {self.left_old} left the old "
            f"version, {self.left_new} the new one; {len(self.faults)} faults"
        )


def run(times: int, tally: Tally) -> None:
    """Kill each step so many times."""
    for step in range(2, len(STEPS) + 1):
        with tempfile.TemporaryDirectory(prefix="nutgraf-steps-") as folder:
            trials = _Trials(Path(folder), step)
            seed = 0
            while tally.kills.get(step, 0) < times:
                trials.kill(seed, tally)
                seed += 1


class _Trials:
    """One step, killed many times on copies of the same database."""

    def __init__(self, folder: Path, step: int) -> None:
        from tests.support.caches.older_databases import make_version, schema_of

        self._schema_of = schema_of
        self._folder = folder
        self._step = step
        self._model = folder / "model.db"
        make_version(self._model, step - 1)
        self._schemas: dict[int, Schema] = {}
        for version in (step - 1, step, len(STEPS)):
            fresh = folder / f"fresh-{version}.db"
            with closing(sqlite3.connect(fresh, isolation_level=None)) as raw:
                migrate(raw, fresh, steps=STEPS[:version])
            self._schemas[version] = schema_of(fresh)
        self._instructions = self._inside = 0
        self._step_began = 0.0
        self._measure()

    def _measure(self) -> None:
        """Note how many instructions and seconds it takes when nobody kills it."""
        path = self._copy("whole")
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:

            def note() -> int:
                self._instructions += 1
                if raw.in_transaction:
                    self._inside += 1
                    self._step_began = self._step_began or time.monotonic()
                return 0

            raw.set_progress_handler(note, _INSTRUCTIONS_AT_ONCE)
            began = time.monotonic()
            migrate(raw, path, steps=STEPS[: self._step])
        ended = time.monotonic()
        self._seconds, self._seconds_inside = ended - began, ended - self._step_began

    def _copy(self, name: str) -> Path:
        place = self._folder / name
        place.mkdir()
        return Path(shutil.copy(self._model, place / "cache.db"))

    def kill(self, seed: int, tally: Tally) -> None:
        """Take the step in a process that is killed, and look what is left."""
        chance = random.Random(1000 * self._step + seed)  # can be repeated
        path = self._copy(str(seed))
        is_inside = seed % 4 < 2
        if seed % 2:
            seconds = self._seconds_inside if is_inside else self._seconds
            blow = Blow(is_inside=is_inside, seconds=chance.uniform(0.0001, 1.2 * seconds))
        else:
            count = self._inside if is_inside else self._instructions
            blow = Blow(is_inside=is_inside, instructions=chance.randint(1, count))
        victim = start(be_killed, path, self._step, blow)
        victim.join()
        if (victim.exitcode or 0) >= 0:
            # It was done before its time had come.
            tally.survived += 1
        else:
            tally.kills[self._step] = tally.kills.get(self._step, 0) + 1
        name = f"step {self._step}, seed {seed}"
        tally.faults += [f"{name}: {fault}" for fault in self._faults(path, tally)]
        shutil.rmtree(path.parent)

    def _faults(self, path: Path, tally: Tally) -> Iterator[str]:
        found = self._schema_of(path)
        ((version,),) = [row for row in found if len(row) == 1]
        if version not in {self._step - 1, self._step}:
            yield f"version {version}"
            return
        tally.left_old += version == self._step - 1
        tally.left_new += version == self._step
        if found != self._schemas[int(str(version))]:
            yield f"version {version} with another schema"
        for backup in find_backups(path):
            with closing(sqlite3.connect(backup)) as raw:
                if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    yield f"half a backup: {backup.name}"
        # And the next start brings it up to date, with all that was in it.
        open_writer(path).close()
        if self._schema_of(path) != self._schemas[len(STEPS)]:
            yield "not up to date afterwards"
        with Library(path) as library:
            yield from library.problems()
            if library.lists.count(View(scope=Scope.ALL)) != self._entry_count():
                yield "entries are missing"

    def _entry_count(self) -> int:
        with closing(sqlite3.connect(self._model)) as raw:
            return int(raw.execute("SELECT count(*) FROM entries").fetchone()[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Blow:
    """When a process is to die: after instructions, or seconds; from its start, or the step's."""

    is_inside: bool
    instructions: int = 0
    seconds: float = 0.0


def be_killed(path: Path, step: int, blow: Blow) -> None:
    """Take a step until the blow falls."""
    raw = sqlite3.connect(path, isolation_level=None)
    left = blow.instructions
    is_waiting = True

    def look() -> int:
        nonlocal left, is_waiting
        if blow.is_inside and not raw.in_transaction:
            return 0
        if is_waiting and blow.seconds:
            # The default of its signal is the end of the process, wherever it is.
            signal.setitimer(signal.ITIMER_REAL, blow.seconds)
        is_waiting = False
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    raw.set_progress_handler(look, _INSTRUCTIONS_AT_ONCE)
    migrate(raw, path, steps=STEPS[:step])


def main() -> int:
    """Kill many times and print what was seen; 1 if anything was between."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50, help="kills of each step")
    options = parser.parse_args()
    tally = Tally()
    run(options.times, tally)
    sys.stdout.write(f"{tally.words()}\n")
    sys.stdout.writelines(f"  {fault}\n" for fault in tally.faults)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
