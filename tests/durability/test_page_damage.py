"""A few of the draws that `tests.durability.page_damage` makes by the hundred."""

from pathlib import Path

import pytest

from cache.db.reserve import reserve_of
from tests.durability.page_damage import LEAST_SHARE, Tally, damaged, draw, fill
from tests.support.scale import full_or


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "cache.db"
    fill(path, feeds=8, per_feed=40)
    return path


@pytest.mark.parametrize("seed", full_or([1], [1, 2, 3]))
def test_damaged_pages_cost_few_entries_and_nothing_that_the_reader_did(
    seed: int, model: Path
) -> None:
    tally = Tally()

    # 1 % of the pages, as 64 of 6,400.
    draw(model, seed, model.stat().st_size // 4096 // 100, tally)

    assert tally.faults == []
    assert tally.shares[0] >= LEAST_SHARE


def test_the_pages_that_say_where_the_tables_begin_can_be_done_without(
    model: Path, tmp_path: Path
) -> None:
    from cache.rescue.repair import repair
    from tests.support.caches.user_records import precious

    path = damaged(model, tmp_path, 1, 0)
    with path.open("r+b") as file:
        # With the first one go the first pages of the first tables.
        file.write(b"\xa5" * 4096 * 20)

    made, _ = repair(path)

    assert precious(path) == precious(model)
    assert made.entries >= 320 * LEAST_SHARE


def test_without_the_reserve_texts_are_known_by_the_shape_of_their_rows(
    model: Path, tmp_path: Path
) -> None:
    from cache.rescue.repair import repair

    path = damaged(model, tmp_path, 1, 0)
    reserve_of(path).unlink()
    with path.open("r+b") as file:
        file.write(b"\xa5" * 4096)

    made, _ = repair(path)

    assert made.entries == 320
    assert made.feeds == 8
