"""Keep what the grammar and the meaning of a sentence rest on."""

from summarise.compression.grammar_vetoes import GRAMMAR_VETOES
from summarise.compression.meaning_vetoes import MEANING_VETOES
from summarise.compression.sentence_tree import SentenceTree
from summarise.compression.unit import Unit
from summarise.lexicon.word_lists import Vocabulary

VETOES = (*GRAMMAR_VETOES, *MEANING_VETOES)


def may_go(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """Whether nothing that stays needs a constituent."""
    return not any(veto(tree, unit, words) for veto in VETOES)
