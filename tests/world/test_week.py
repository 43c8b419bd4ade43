"""Half a day of polling the small hostile internet: polite, and mostly without a body."""

from pathlib import Path

import pytest

from tests.support.scale import full_or
from tests.world.week import RETRY_AFTER, live
from tests.world.world import SHARED, running_world

pytestmark = pytest.mark.skipif(
    not (SHARED / "newsworld").is_dir(), reason=f"needs the hostile world in {SHARED}"
)


async def test_half_a_day_of_polls_is_polite(tmp_path: Path) -> None:
    with running_world(tmp_path, feeds=130, items=3, seconds=300, retry_after=RETRY_AFTER) as world:
        week = await live(world, tmp_path, hours=full_or(8, 12))

    assert week.violations == {}
    assert week.polls > 130
    assert week.unchanged > 10
    assert week.share >= 0.95
