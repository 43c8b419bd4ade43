"""Some seconds of what `python -m tests.durability.concurrent_use --hard` does for minutes."""

from tests.durability.concurrent_use import MOST_LOG_BYTES, run
from tests.support.scale import full_or

SECONDS = full_or(5, 8)


def test_nobody_is_locked_out_and_the_log_stays_short() -> None:
    seen = run(SECONDS, is_hard=True)

    assert seen.complaints == []
    # How long a mark takes is measured by the command: here other tests share the machine.
    assert len(seen.milliseconds) > SECONDS
    assert seen.most_log_bytes < MOST_LOG_BYTES
