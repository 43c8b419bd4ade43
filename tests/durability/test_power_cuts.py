"""Some of the power cuts that `python -m tests.durability.power_cuts` does by the hundred."""

from tests.durability.power_cuts import CUTS_OF_A_TAPE, Tally, run
from tests.support.scale import full_or

CUTS = full_or(1, 3) * CUTS_OF_A_TAPE


def test_a_power_cut_corrupts_nothing_and_loses_no_mark() -> None:
    tally = Tally()

    run(range(1, CUTS + 1), tally)

    assert tally.faults == []
    assert tally.cuts == CUTS
    assert tally.promises > CUTS


def test_a_disk_that_lies_is_found_out() -> None:
    tally = Tally()

    run(range(1, CUTS_OF_A_TAPE + 1), tally, is_honest=False)

    assert any("corrupt" in fault for fault in tally.faults)
    assert len(tally.faults) > CUTS_OF_A_TAPE // 2, "or the simulation proves nothing"
