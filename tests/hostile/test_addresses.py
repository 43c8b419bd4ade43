"""A slice of what `python -m tests.hostile.addresses` tries."""

from tests.hostile.addresses import run
from tests.support.scale import full_or


def test_no_spelling_connects_and_no_credential_of_a_redirect_is_used() -> None:
    result = run(count=full_or(30, 60), number=20261123)

    assert result.faults == []
    assert result.connections == 0
    assert result.counts["credential: answered"] > 0
