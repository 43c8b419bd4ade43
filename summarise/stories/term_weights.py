"""Weight terms by inverse document frequency (TF-IDF), and compare term vectors."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from summarise.stories.article_features import ArticleFeatures

IDF_POWER = 1.15
"""Above 1: rare terms part two events of one kind, which common ones join."""
COMMON_SHARE = 0.15
"""A term that more articles have says nothing: stop words of any language."""
LEAST_FOR_COMMON = 50
UNSEEN_ARTICLES = 200
"""As if so many had gone by before the first, with none of its terms: else a young cache would
think that what its few articles share is common."""
SURE_ARTICLES = 300
"""So many articles make half of all that can be known of the weights."""
MOST_COUNTED = 20_000
"""Then every count is halved, so that old news is forgotten and the table stays small."""

MOST_OF_TERM = 0.06
"""One term makes no more of the cosine of two articles: a rare word alone is no event."""
MOST_TERMS = 100
"""Of an article; weaker ones are the same in any news."""

CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages in which capitals tell no names."""
LEAST_NAMES = 0.02
MOST_NAMES = 0.9
"""Shares of names outside of these come from a script or a text without the two cases."""
EVEN = math.sqrt(0.5)
"""Then every term counts half as a name and half as what happened."""

Vector = dict[int, float]


class TermVectors(NamedTuple):
    """An article's weighted terms, and those of them that are parts of names."""

    total: Vector
    names: Vector


class TermStatistics:
    """In how many of the last articles each term stood."""

    def __init__(self, article_count: int = 0, counts: Mapping[int, int] | None = None) -> None:
        self.article_count = article_count
        self.counts = dict(counts or {})

    def add(self, batch: Iterable[ArticleFeatures]) -> None:
        """Count the terms of articles."""
        for features in batch:
            self.article_count += 1
            for term in features.terms:
                self.counts[term] = self.counts.get(term, 0) + 1
        while self.article_count > MOST_COUNTED:
            self.article_count //= 2
            self.counts = {term: n // 2 for term, n in self.counts.items() if n > 1}

    def sureness(self) -> float:
        """Return how far the weights rest on articles that were counted, in [0, 1]."""
        return self.article_count / (self.article_count + SURE_ARTICLES)

    def weight(self, term: int) -> float:
        """Return how telling a term is."""
        seen = self.counts.get(term, 1)
        total = self.article_count
        if total >= LEAST_FOR_COMMON and seen > COMMON_SHARE * total:
            return 0.0
        return float(math.log((total + UNSEEN_ARTICLES) / (seen + 0.5)) ** IDF_POWER)

    def vectors(self, features: ArticleFeatures) -> "TermVectors":
        """Return an article's vector, of length 1; empty if none of its terms tells anything."""
        weighted = {
            term: math.log1p(eighths / 8) * self.weight(term)
            for term, eighths in zip(features.terms, features.eighths, strict=True)
        }
        kept = strongest({t: w for t, w in weighted.items() if w > 0}, MOST_TERMS)
        length = math.sqrt(math.fsum(weighted[term] ** 2 for term in kept))
        total = {term: weighted[term] / length for term in kept}
        flags = dict(zip(features.terms, features.names, strict=True))
        names = {term: weight for term, weight in total.items() if flags[term]}
        share = math.fsum(weight**2 for weight in names.values())
        if features.language in CAPITAL_NOUNS or not LEAST_NAMES <= share <= MOST_NAMES:
            names = {term: weight * EVEN for term, weight in total.items()}
        return TermVectors(total, names)


def strongest(vector: Vector, count: int) -> list[int]:
    """Return the terms of most weight, the first of equals the lower hash."""
    if len(vector) <= count:
        return sorted(vector)
    return sorted(vector, key=lambda term: (-vector[term], term))[:count]


class Products(NamedTuple):
    """Scalar products of two groups: of all terms, and of names alone."""

    total: float
    names: float

    def plus(self, other: "Products") -> "Products":
        """Return the products of a group that takes another in."""
        return Products(self.total + other.total, self.names + other.names)

    def parts(self) -> tuple[float, float]:
        """Return what names make of the product, and what the rest makes."""
        names = min(max(0.0, self.names), self.total)
        return names, self.total - names


NO_PRODUCTS = Products(0.0, 0.0)


def products(left: TermVectors, right: TermVectors, pair_count: int, *, least: float) -> Products:
    """Return the scalar products, each term's part limited; exactly summed, in any order the same.

    The limit is on average over the pairs of articles that the two vectors are sums of. A product
    below `least`, which most are, counts as nothing.
    """
    most = MOST_OF_TERM * pair_count
    one, other = left.total, right.total
    total = math.fsum(
        [
            full if (full := one[term] * other[term]) < most else most
            for term in one.keys() & other.keys()
        ]
    )
    if total < least:
        return NO_PRODUCTS
    names = math.fsum(
        [
            left.names[term] * right.names[term] * min(1.0, most / (one[term] * other[term]))
            for term in left.names.keys() & right.names.keys()
        ]
    )
    return Products(total, names)
