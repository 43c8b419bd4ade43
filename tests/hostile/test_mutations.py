"""Damaged documents, the same ones in every run; `python -m tests.hostile.mutations` has more."""

from contextlib import suppress
from pathlib import Path

import pytest

from fetch.errors import FetchError
from tests.hostile.mutations import CORPUS, Seed, mutated, read, run, seeds
from tests.support.scale import full_or

COUNT = full_or(1_000, 8_000)


def test_nothing_but_an_expected_error_comes_of_damage() -> None:
    result = run(COUNT, seed=1)

    assert [words for words, _ in result.errors] == []
    assert result.counts.total() == COUNT
    # Damage of both kinds: what can still be read, and what can't.
    for kind in ("feed", "page", "opml"):
        assert result.counts[f"{kind} read"] > COUNT // 100
        assert result.counts[f"{kind} refused"] > COUNT // 500


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_went_wrong_goes_right(path: Path) -> None:
    with suppress(FetchError):
        read(Seed(path.suffix[1:], path.read_bytes()))


def test_damage_differs_and_is_the_same_each_time() -> None:
    import random

    (seed, *_) = seeds()
    first = [mutated(seed.body, random.Random(number)) for number in range(50)]

    assert len(set(first)) > 45
    assert first == [mutated(seed.body, random.Random(number)) for number in range(50)]
