"""A few of the kills that `tests.durability.migration_kills` does fifty of in each step."""

from cache.db.migrations import STEPS
from tests.durability.migration_kills import Tally, run
from tests.support.scale import full_or

KILLS = full_or(2, 8)


def test_a_step_that_is_killed_leaves_the_old_version_or_the_new() -> None:
    tally = Tally()

    run(KILLS, tally)

    assert tally.faults == []
    assert tally.kills == dict.fromkeys(range(2, len(STEPS) + 1), KILLS)
