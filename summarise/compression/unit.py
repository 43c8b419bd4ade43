"""A constituent that may be left out of a sentence, and what its loss costs."""

from enum import StrEnum

from msgspec import Struct

from summarise.compression.sentence_tree import SentenceTree
from summarise.lexicon.compression_lists import CompressionLists
from summarise.lexicon.word_lists import Vocabulary


class UnitKind(StrEnum):
    """What an optional constituent is."""

    OPENER = "opener"
    WORD = "word"
    PARENTHESIS = "parenthesis"
    AGE = "age"
    APPOSITION = "apposition"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    DASHED = "dashed"
    DATE = "date"
    PLACE = "place"
    TIME = "time"
    TITLE = "title"
    OCCASION = "occasion"
    OPENING = "opening"
    ASIDE = "aside"
    CLAUSE = "clause"
    CONJUNCT = "conjunct"


COSTS = {
    UnitKind.OPENER: 0.1,
    UnitKind.WORD: 0.3,
    UnitKind.AGE: 0.4,
    UnitKind.DATE: 1.0,
    UnitKind.PARENTHESIS: 1.0,
    UnitKind.OCCASION: 1.2,
    UnitKind.APPOSITION: 1.6,
    UnitKind.RELATIVE: 1.8,
    UnitKind.DASHED: 2.0,
    UnitKind.ASIDE: 2.2,
    UnitKind.OPENING: 2.4,
    UnitKind.PARTICIPLE: 2.5,
    UnitKind.CLAUSE: 3.0,
    UnitKind.TITLE: 2.8,
    UnitKind.PLACE: 3.0,
    UnitKind.TIME: 5.0,
    UnitKind.CONJUNCT: 4.0,
}
"""What the loss of a unit costs: how often a reader missed it."""
WORD_COST = 0.05
GRAVE_COST = 6.0


class Unit(Struct, frozen=True, kw_only=True):
    """Words [first, last) of a sentence that may go together."""

    first: int
    last: int
    kind: UnitKind
    cost: float

    def contains(self, other: "Unit") -> bool:
        """Whether another unit lies inside."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: "Unit") -> bool:
        """Whether the two share a word."""
        return self.first < other.last and other.first < self.last


class UnitMaker:
    """Makes the units of one sentence, and holds what finds them."""

    def __init__(self, tree: SentenceTree, words: Vocabulary) -> None:
        self.tree, self.words = tree, words

    @property
    def lists(self) -> CompressionLists:
        """The word lists of compression."""
        return self.words.compression

    def unit(self, first: int, last: int, kind: UnitKind) -> Unit:
        """Return the unit of words [first, last)."""
        words = self.tree.words[first:last]
        cost = COSTS[kind] + WORD_COST * len(words)
        if any(word.lemma in self.lists.grave_words for word in words):
            cost += GRAVE_COST
        return Unit(first=first, last=last, kind=kind, cost=cost)

    def is_opening(self, first: int) -> bool:
        """Whether a word is the first, but for "And" or "But"."""
        return first == 0 or (first == 1 and self.tree.words[0].lower in self.lists.openers)


def governor(tree: SentenceTree, unit: Unit) -> int | None:
    """Return the word outside a unit that governs it."""
    return next(
        (
            word.head
            for word in tree.words[unit.first : unit.last]
            if not unit.first <= word.head < unit.last
        ),
        None,
    )
