"""Find the constituents of a sentence that may be left out.

After the deletion rules for parse trees of Jing (2000) and Clarke and Lapata (2008), narrowed to
those that readers found safe: what marks set off, dates, places, occasions of speech, and clauses
that are joined to another.
"""

from collections.abc import Callable, Iterator

from summarise.compression.asides import (
    addition,
    apposition,
    brackets,
    dashes,
    participle,
    relative,
    title,
)
from summarise.compression.clauses import clause, conjunct
from summarise.compression.function_words import (
    adverb,
    complementiser,
    object_relative,
    openers,
    relative_be,
    trailing_words,
)
from summarise.compression.phrases import bare_date, phrase
from summarise.compression.sentence_tree import SentenceTree
from summarise.compression.unit import Unit, UnitMaker
from summarise.lexicon.word_lists import Vocabulary

_BY_RELATION: dict[str, Callable[[UnitMaker, int], Iterator[Unit]]] = {
    "relcl": relative,
    "appos": apposition,
    "nummod": apposition,
    "acl": participle,
    "advcl": clause,
    "prep": phrase,
    "npadvmod": bare_date,
    "nmod": bare_date,
    "conj": conjunct,
    "advmod": adverb,
    "mark": complementiser,
}


def optional_units(tree: SentenceTree, words: Vocabulary) -> Iterator[Unit]:
    """Yield the candidates, without a thought for what must stay."""
    it = UnitMaker(tree, words)
    yield from openers(it)
    yield from brackets(it)
    yield from dashes(it)
    yield from trailing_words(it)
    for number, word in enumerate(tree.words):
        if word.dep in _BY_RELATION:
            yield from _BY_RELATION[word.dep](it, number)
        if word.dep == "relcl":
            yield from relative_be(it, number)
            yield from object_relative(it, number)
        if word.dep == "conj":
            yield from addition(it, number)
        if word.label == "PERSON":
            yield from title(it, number)
