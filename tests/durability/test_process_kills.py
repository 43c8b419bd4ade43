"""A few of the kills that `python -m tests.durability.process_kills` does by the hundred."""

from tests.durability.process_kills import Tally, run
from tests.support.scale import full_or

KILLS = full_or(5, 16)


def test_processes_that_are_killed_lose_nothing_and_the_next_refresh_completes() -> None:
    tally = Tally()

    run(range(1, KILLS + 1), tally)

    assert tally.faults == []
    assert tally.kills == KILLS
    assert tally.hits > KILLS // 4, "most of them came too late"
    assert tally.acknowledged > KILLS
