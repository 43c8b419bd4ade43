"""Several connections in one process beside other processes."""

import os
import subprocess
import sys
from pathlib import Path

from cache.library import Library
from cache.writer import Writer
from tests.support.samples.builders import NOW

ANOTHER = """
import sys
from pathlib import Path
from tests.support.samples.builders import NOW
from cache.writer import Writer
with Writer(Path(sys.argv[1])) as writer:
    writer.submit(lambda store: store.feeds.subscribe("http://other.example.org", now=NOW)).result()
"""


def test_a_reader_opened_beside_others_does_not_take_their_locks_away(path: Path) -> None:
    places = os.pathsep.join(filter(None, sys.path))
    with Writer(path) as writer, Library(path) as library:
        writer.submit(
            lambda store: store.feeds.subscribe("http://one.example.org", now=NOW)
        ).result()
        Library(path).close()

        # It would take itself for the last one, and remove the log under our connections.
        subprocess.run(
            [sys.executable, "-c", ANOTHER, str(path)],
            check=True,
            env={**os.environ, "PYTHONPATH": places},
        )

        assert path.with_name(f"{path.name}-shm").exists()
        writer.submit(
            lambda store: store.feeds.subscribe("http://two.example.org", now=NOW)
        ).result()
        with Library(path) as second:
            assert len(second.feeds.rows()) == 3
        assert len(library.feeds.rows()) == 3
