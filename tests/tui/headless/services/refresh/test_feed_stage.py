"""What the answers of feeds say together: whether there is a network at all."""

from collections import Counter

import pytest

from fetch.model import FailureKind
from tui.headless.services.refresh.feed_stage import Tally

OFFLINE, UNREACHABLE = FailureKind.OFFLINE, FailureKind.UNREACHABLE


@pytest.mark.parametrize(
    ("done", "failures", "is_offline"),
    [
        (0, [], False),
        (2, [], False),
        (2, [OFFLINE, OFFLINE], True),
        (2, [OFFLINE, UNREACHABLE], True),
        (3, [OFFLINE, OFFLINE], False),
        (1, [UNREACHABLE], False),
        (2, [UNREACHABLE, UNREACHABLE], False),
        (2, [OFFLINE, FailureKind.HTTP_STATUS], False),
        (1, [FailureKind.TIMEOUT], False),
    ],
)
def test_offline_is_said_only_for_want_of_a_network(
    done: int, failures: list[FailureKind], is_offline: bool
) -> None:
    tally = Tally(done=done, failures=Counter(failures))

    assert tally.is_offline is is_offline
