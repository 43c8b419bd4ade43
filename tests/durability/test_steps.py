"""A few of the kills that `python -m tests.durability.steps` does fifty of in each step."""

from scale import full_or

from cache.db.migrations import STEPS
from tests.durability.steps import Tally, run

KILLS = full_or(2, 8)


def test_a_step_that_is_killed_leaves_the_old_version_or_the_new() -> None:
    tally = Tally()

    run(KILLS, tally)

    assert tally.faults == []
    assert tally.kills == dict.fromkeys(range(2, len(STEPS) + 1), KILLS)
