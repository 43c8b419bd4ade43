"""The cheapest cut is the cheapest, by trying all of them."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from summarise.compression.knapsack import cheapest_cut, without_crossings
from summarise.compression.unit import Unit, UnitKind

_units = st.lists(
    st.builds(
        lambda first, size, cost: Unit(
            first=first, last=first + size, kind=UnitKind.ASIDE, cost=cost / 8
        ),
        st.integers(0, 30),
        st.integers(1, 12),
        st.integers(1, 40),
    ),
    max_size=8,
)


@given(_units)
def test_what_is_left_nests(units: list[Unit]) -> None:
    kept = without_crossings(units)

    for one, other in combinations(kept, 2):
        apart = not one.overlaps(other)
        assert apart or one.contains(other) != other.contains(one)


@given(_units, st.integers(1, 20), st.integers(0, 20))
def test_no_other_cut_is_cheaper(units: list[Unit], least: int, more: int) -> None:
    kept = without_crossings(units)
    sizes = {unit: unit.last - unit.first for unit in kept}
    cut = cheapest_cut(kept, sizes, least, least + more)
    prices = [
        sum(unit.cost for unit in chosen)
        for count in range(len(kept) + 1)
        for chosen in combinations(kept, count)
        if not any(one.overlaps(other) for one, other in combinations(chosen, 2))
        and least <= sum(sizes[unit] for unit in chosen) <= least + more
    ]

    assert (cut is None) == (not prices)
    if cut is not None:
        assert least <= sum(sizes[unit] for unit in cut) <= least + more
        assert sum(unit.cost for unit in cut) == min(prices)
