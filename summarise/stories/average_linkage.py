"""Join articles and stories by average linkage (UPGMA, Sokal and Michener 1958).

Vectors have length 1, so the average cosine between two groups is the scalar product of their sums
over the product of their sizes: groups need no members. An event is who and where together with
what happened: the likeness is the geometric mean of what names make of the product and of what the
other words make, so that neither a shared town nor a shared kind of news is enough. Average linkage
alone joins look-alike events (two fires, two elections), so that two groups stay apart if they
resemble each other much less than their own articles do.
"""

import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from summarise.stories.term_weights import (
    NO_PRODUCTS,
    Products,
    TermVectors,
    Vector,
    products,
    strongest,
)

LEAST_LIKENESS = 0.034
"""Average likeness at which two endlessly large groups are one story."""
PAIR_LIKENESS = 0.196
"""What two single articles need more: most have no partner, and one pair of many is alike by
chance. Of an average over n pairs, n to the power of `PAIR_POWER` less of it: with the square root
of n, which would be right if pairs were independent, topics grew article by article."""
PAIR_POWER = 0.22
LEAST_HAPPENED = 0.05
"""What words that are no names must make of the average cosine: two articles on the same people, or
on one war, share these even where they tell of two events."""
NO_LIKENESS = 0.03
"""Below it two groups count as having nothing in common; most pairs do."""
LEAST_CONTRAST = 0.61
"""Two groups are one story only if their articles are so like each other's as like their own."""
JUDGED_SIZE = 3
LEAST_FIT = 0.35
"""The same where one of the groups is smaller than that: chance has more of a hand there."""
WINDOW = timedelta(days=7)
"""An article joins a story whose nearest article is no older or newer than that."""
INDEXED_TERMS = 40
LEAST_SHARED_TERMS = 2
MOST_CANDIDATES = 30
"""So many groups, those that share most, are compared with an article, however many there are."""
MOST_POSTINGS = 200
"""A term that so many groups have strongly brings too many candidates to be worth them."""


class Group(Struct, kw_only=True):
    """A story, or an article on its own; changes only while groups are joined.

    Attributes:
        name: the story's id, or the article's.
        total: sum of its articles' vectors; `names` of their parts that are names.
        within: sum of the cosines over all pairs of its articles.
        first: time of its earliest article, None if no time is known; `last` of its latest.
        is_story: there before this refresh; two such are never joined.
    """

    name: str
    language: str
    total: Vector
    names: Vector
    size: int = 1
    within: float = 0.0
    first: datetime | None = None
    last: datetime | None = None
    is_story: bool = False

    def likeness_within(self) -> float:
        """Return the average cosine of two of its articles."""
        return self.within / (self.size * (self.size - 1) / 2)

    def vectors(self) -> TermVectors:
        """Return the sums of its articles' vectors."""
        return TermVectors(self.total, self.names)

    def absorb(self, other: "Group", between: float) -> None:
        """Take another group in; `between` is the scalar product of the two sums."""
        for term, weight in other.total.items():
            self.total[term] = self.total.get(term, 0.0) + weight
        for term, weight in other.names.items():
            self.names[term] = self.names.get(term, 0.0) + weight
        self.within += other.within + between
        self.size += other.size
        self.language = self.language or other.language
        if other.first is not None and (self.first is None or other.first < self.first):
            self.first = other.first
        if other.last is not None and (self.last is None or other.last > self.last):
            self.last = other.last

    def is_near(self, other: "Group") -> bool:
        """Whether time and language let the two be one story."""
        if self.is_story and other.is_story:
            return False
        if self.language and other.language and self.language != other.language:
            return False
        if self.first is None or other.first is None or self.last is None or other.last is None:
            return True
        return self.first - other.last <= WINDOW and other.first - self.last <= WINDOW


class Linker:
    """Joins groups; keeps the scalar products between those that may belong together."""

    def __init__(
        self, index: "TermIndex", story: Callable[[str], Group], *, sureness: float = 1.0
    ) -> None:
        """Join what `index` knows; `sureness` in [0, 1] is how well the terms' weights are known.

        While few articles were counted, weights are even, and chance likeness is low as any.
        """
        self._index, self._story, self._sureness = index, story, sureness
        self._groups: dict[str, Group] = {}
        self._products: dict[str, dict[str, Products]] = defaultdict(dict)
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._heap: list[tuple[float, str, str]] = []
        self._joined: dict[str, str] = {}

    def link(self, fresh: Sequence[Group]) -> dict[str, Group]:
        """Join the fresh groups to each other and to the stories until none are alike.

        Returns:
            the group that each group of `fresh` is in at last, by name.
        """
        self._groups = {group.name: group for group in fresh}
        for group in fresh:
            for name in self._index.candidates(group):
                if name not in self._groups:
                    self._groups[name] = self._story(name)
                if name != group.name and name not in self._products[group.name]:
                    self._note(group, self._groups[name])
        while self._heap:
            cost, left, right = heapq.heappop(self._heap)
            if left in self._joined or right in self._joined or right in self._apart[left]:
                continue
            pair = self._groups[left], self._groups[right]
            if -cost != self._likeness(*pair) or not pair[0].is_near(pair[1]):
                continue  # of a time before one of them grew
            if self._are_look_alikes(*pair):
                self._part(left, right)
            else:
                self._join(*pair)
        return {group.name: self._home(group.name) for group in fresh}

    def _home(self, name: str) -> Group:
        while name in self._joined:
            name = self._joined[name]
        return self._groups[name]

    def _note(self, left: Group, right: Group) -> None:
        if not left.is_near(right):
            return
        pair_count = left.size * right.size
        value = products(
            left.vectors(), right.vectors(), pair_count, least=NO_LIKENESS * pair_count
        )
        if value is NO_PRODUCTS:
            return
        self._products[left.name][right.name] = value
        self._products[right.name][left.name] = value
        self._offer(left, right)

    def _likeness(self, left: Group, right: Group) -> float:
        """Return the average likeness of their articles: that of names times that of the rest."""
        names, rest = self._products[left.name][right.name].parts()
        pairs = left.size * right.size
        if rest < LEAST_HAPPENED * self._sureness * pairs:
            return 0.0
        return 2 * math.sqrt(names * rest) / pairs

    def _offer(self, left: Group, right: Group) -> None:
        likeness = self._likeness(left, right)
        pair_count = left.size * right.size
        least = LEAST_LIKENESS + PAIR_LIKENESS * self._sureness / pair_count**PAIR_POWER
        if likeness >= least:
            first, second = sorted((left.name, right.name))
            heapq.heappush(self._heap, (-likeness, first, second))

    def _are_look_alikes(self, left: Group, right: Group) -> bool:
        """Whether two groups resemble each other much less than their own articles do."""
        own = [group.likeness_within() for group in (left, right) if group.size > 1]
        if not own:
            return False
        between = self._products[left.name][right.name].total / (left.size * right.size)
        is_judged = min(left.size, right.size) >= JUDGED_SIZE
        return between < (LEAST_CONTRAST if is_judged else LEAST_FIT) * min(own)

    def _part(self, left: str, right: str) -> None:
        self._apart[left].add(right)
        self._apart[right].add(left)

    def _join(self, left: Group, right: Group) -> None:
        kept, gone = sorted((left, right), key=_by_age)
        old, new = self._products[gone.name], self._products[kept.name]
        kept.absorb(gone, new.pop(gone.name).total)
        self._joined[gone.name] = kept.name
        for name in sorted(old.keys() | new.keys()):
            if name == kept.name or name in self._joined:
                continue
            both = old.get(name, NO_PRODUCTS).plus(new.get(name, NO_PRODUCTS))
            new[name] = self._products[name][kept.name] = both
        for name in self._apart[gone.name]:
            self._part(kept.name, name)
        for name in sorted(new):
            if name not in self._joined and name not in self._apart[kept.name]:
                self._offer(kept, self._groups[name])


def _by_age(group: Group) -> tuple[bool, bool, float, str]:
    """Sort the older group first, and any story before articles that are alone."""
    age = group.first.timestamp() if group.first is not None else 0.0
    return not group.is_story, group.first is None, age, group.name


class TermIndex:
    """Which groups have a term among their strongest."""

    def __init__(self) -> None:
        # Lists: most terms have one name, and a set of one takes four times as much memory.
        self._names: dict[int, list[str]] = defaultdict(list)
        self._terms: dict[str, array[int]] = {}

    def put(self, name: str, total: Vector) -> None:
        """Enter a group, or enter it anew after it grew."""
        self.drop(name)
        terms = self._terms[name] = array("I", strongest(total, INDEXED_TERMS))
        for term in terms:
            self._names[term].append(name)

    def drop(self, name: str) -> None:
        """Forget a group."""
        for term in self._terms.pop(name, ()):
            names = self._names[term]
            names.remove(name)
            if not names:
                del self._names[term]

    def candidates(self, group: Group) -> list[str]:
        """Return the groups that share strong terms with a group, most first."""
        shared: Counter[str] = Counter()
        for term in self._terms[group.name]:
            names = self._names[term]
            if len(names) <= MOST_POSTINGS:
                shared.update(names)
        alike = [name for name, count in shared.items() if count >= LEAST_SHARED_TERMS]
        return heapq.nsmallest(MOST_CANDIDATES, alike, key=lambda name: (-shared[name], name))
