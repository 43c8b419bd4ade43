"""Which groups of articles are joined; vectors by hand."""

import math

import pytest

from summarise.stories.average_linkage import LEAST_HAPPENED, Group, Linker, TermIndex

WHO = 1
WHAT = 2


def article(name: str, what: float, own: int) -> Group:
    """Return an article on whom both are about, with so much of what happened in common."""
    who = 0.9
    rest = math.sqrt(1 - who**2 - what**2)
    total = {WHO: who, WHAT: what, own: rest}
    return Group(name=name, language="en", total=total, names={WHO: who})


@pytest.mark.parametrize(
    ("shared", "count"), [(LEAST_HAPPENED / 1.5, 2), (LEAST_HAPPENED * 1.5, 1)]
)
def test_the_same_names_are_no_event_without_what_happened(shared: float, count: int) -> None:
    groups = [article("a", math.sqrt(shared), 3), article("b", math.sqrt(shared), 4)]
    index = TermIndex()
    for group in groups:
        index.put(group.name, group.total)

    homes = Linker(index, lambda name: groups[0]).link(groups)

    assert len({home.name for home in homes.values()}) == count
