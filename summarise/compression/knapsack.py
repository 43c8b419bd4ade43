"""Choose which optional units go: the cheapest set that makes a sentence short enough.

Units nest as the constituents of a tree do; a unit that goes takes with it what it holds. So it is
a knapsack over a forest, solved from the leaves up (Filippova and Strube 2008 solve the same
problem as an integer program).
"""

from collections.abc import Mapping, Sequence

from summarise.compression.unit import Unit

_Choice = tuple[float, tuple[Unit, ...]]


def without_crossings(units: Sequence[Unit]) -> list[Unit]:
    """Return the units, cheapest first, without those that cross a cheaper one or repeat it."""
    kept: list[Unit] = []
    for unit in sorted(units, key=lambda it: (it.cost, it.first, it.last)):
        if all(
            not unit.overlaps(other) or (unit.contains(other) != other.contains(unit))
            for other in kept
        ):
            kept.append(unit)
    return kept


def cheapest_cut(
    units: Sequence[Unit], sizes: Mapping[Unit, int], least: int, most: int
) -> tuple[Unit, ...] | None:
    """Return the units to leave out so that between `least` and `most` words go; None if none do.

    Args:
        units: without crossings.
        sizes: how many words each has.
    """
    roots = [u for u in units if not any(o is not u and o.contains(u) for o in units)]
    table = _forest(roots, units, sizes, most)
    fitting = [choice for count, choice in table.items() if least <= count <= most]
    if not fitting:
        return None
    return min(fitting, key=lambda choice: (choice[0], len(choice[1])))[1]


def _forest(
    roots: Sequence[Unit], units: Sequence[Unit], sizes: Mapping[Unit, int], most: int
) -> dict[int, _Choice]:
    """Return for each number of words that can go the cheapest units that have so many."""
    table: dict[int, _Choice] = {0: (0.0, ())}
    for root in roots:
        inside = [u for u in units if u is not root and root.contains(u)]
        tops = [u for u in inside if not any(o is not u and o.contains(u) for o in inside)]
        own = _forest(tops, inside, sizes, most)
        whole = (root.cost, (root,))
        if sizes[root] not in own or own[sizes[root]][0] > whole[0]:
            own[sizes[root]] = whole
        table = _joined(table, own, most)
    return table


def _joined(
    one: Mapping[int, _Choice], other: Mapping[int, _Choice], most: int
) -> dict[int, _Choice]:
    made: dict[int, _Choice] = {}
    for count, (cost, chosen) in one.items():
        for more, (price, others) in other.items():
            total = count + more
            if total <= most and (total not in made or made[total][0] > cost + price):
                made[total] = (cost + price, (*chosen, *others))
    return made
