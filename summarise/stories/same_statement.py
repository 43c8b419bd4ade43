"""Find lines of several articles that say the same (sentences, quotes, clauses).

Two sentences agree when most of the shorter one's stems are in the other, as among the key points
of one article; numbers must not differ, or one line would hide the other's count.
"""

import math
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from summarise.points.centrality import stems

AGREEING_COSINE = 0.5
AGREEING_CONTAINMENT = 0.65
LEAST_STEMS = 4

_NUMBER = re.compile(r"\d[\d.,]*")

Item = TypeVar("Item")


class Saying:
    """The content of one line: its stems and its numbers."""

    __slots__ = ("numbers", "stems")

    def __init__(self, text: str, language: str) -> None:
        self.stems = stems(text, language)
        self.numbers = frozenset(n.rstrip(".,") for n in _NUMBER.findall(text))

    def agrees(self, other: "Saying") -> bool:
        """Whether one line says again what the other says."""
        if self.numbers and other.numbers and not self.numbers & other.numbers:
            return False
        if not self.stems or not other.stems:
            return False
        if self.stems.isdisjoint(other.stems):
            return False
        shared, least = len(self.stems & other.stems), min(len(self.stems), len(other.stems))
        cosine = shared / math.sqrt(len(self.stems) * len(other.stems))
        contained = shared / least
        return cosine >= AGREEING_COSINE or (
            contained >= AGREEING_CONTAINMENT and least >= LEAST_STEMS
        )


def gathered(items: Sequence[Item], agree: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """Gather items that agree with the first of their group, groups in order of their firsts."""
    groups: list[list[Item]] = []
    for item in items:
        home = next((group for group in groups if agree(group[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def first_of_each(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[Item]:
    """Return the first item of each key, in order."""
    found: dict[Hashable, Item] = {}
    for item in items:
        found.setdefault(key(item), item)
    return list(found.values())
