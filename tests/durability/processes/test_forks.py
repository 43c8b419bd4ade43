"""The processes that tests fork begin with everything loaded: else each loads it anew, unseen."""

import sys

from tests.durability.processes.forks import start


def _ends_well_if_loaded() -> None:
    sys.exit("tests.durability.processes.preloaded" not in sys.modules)


def test_a_fork_begins_with_everything_loaded() -> None:
    process = start(_ends_well_if_loaded)
    process.join()

    assert process.exitcode == 0
