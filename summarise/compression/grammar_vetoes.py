"""Reasons of grammar why a constituent must stay, or may be another than the parse says."""

from collections.abc import Callable
from itertools import pairwise

from summarise.compression.sentence_tree import FINITE, SentenceTree
from summarise.compression.unit import Unit, UnitKind, governor
from summarise.lexicon.word_lists import Vocabulary

_OWNING = frozenset(
    {
        UnitKind.RELATIVE,
        UnitKind.PARTICIPLE,
        UnitKind.CONJUNCT,
        UnitKind.CLAUSE,
        UnitKind.ASIDE,
        UnitKind.APPOSITION,
    }
)
"""What a phrase that follows may belong to."""


_COMPANY = frozenset({"along", "together", "including", "plus", "alongside", "which", "who"})
"""What goes on with a list that began before it."""


def _is_torn(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It holds the main word, or what hangs on it stays, or it ends within a written word."""
    text, words = tree.text, tree.words
    first, last = words[unit.first], words[unit.last - 1]
    if unit.first <= tree.root < unit.last or not tree.is_closed(unit.first, unit.last):
        return True
    before = text[first.start - 1 : first.start]
    after = text[last.end : last.end + 1]
    starts = first.start == tree.span.start or before.isspace() or before in "—-"
    ends = last.end == tree.span.end or after.isspace() or after in ",.;:—-?!"
    return not (starts and ends)


def _breaks_quotation(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """A quotation stays whole or goes whole, and what was parsed apart stays."""
    inside = tree.words[unit.first : unit.last]
    if any(word.is_stand_in for word in inside):
        return True
    numbers = {word.quotation for word in inside if word.quotation >= 0}
    outside = (*tree.words[: unit.first], *tree.words[unit.last :])
    return any(word.quotation in numbers and not word.is_mark for word in outside)


def _is_listed(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It is, or stands in, a list: "A, B and C"."""
    if unit.kind not in (UnitKind.APPOSITION, UnitKind.RELATIVE, UnitKind.PARTICIPLE):
        return False
    if _closes_list(tree, unit):
        return True
    after = tree.words[unit.last : unit.last + 2]
    if any(word.lower in ("and", "or") and word.pos == "CCONJ" for word in after[1:]):
        return tree.words[tree.words[unit.last + 1].head].pos not in ("VERB", "AUX")
    head = governor(tree, unit)
    return head is not None and any(
        i > head and tree.words[i].pos in ("NOUN", "PROPN") for i in tree.dependents(head, "conj")
    )


def _closes_list(tree: SentenceTree, unit: Unit) -> bool:
    """Whether a list goes on behind it, or ends in it: "A, B, and C", "theft, driving, and …"."""
    inside = tree.words[unit.first : unit.last]
    after = tree.words[unit.last : unit.last + 3]
    is_name = unit.kind is UnitKind.APPOSITION and all(word.pos == "PROPN" for word in inside)
    if is_name and [it.tag for it in after[1:2]] == ["CC"] and after[-1].pos == "PROPN":
        return True
    pairs = pairwise(inside)
    has_last = any(left.form == "," and right.tag == "CC" for left, right in pairs)
    return unit.kind is UnitKind.PARTICIPLE and has_last


def _is_followed_by_another(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """Another phrase follows after a comma whose owner is uncertain: it may be the unit's own."""
    at = unit.last + 1
    if unit.kind not in _OWNING or tree.mark(unit.last) != "," or at >= len(tree.words):
        return False
    word = tree.words[at]
    if word.is_mark or word.is_stand_in or _goes_on(tree, at):
        return False
    if word.tag == "CC":
        # ", which has a market, and is said …": it may be said of what the clause is about.
        is_shared = unit.kind is UnitKind.RELATIVE and tree.words[at + 1].tag in FINITE
        return is_shared or not _goes_on(tree, at + 1)
    # What is said of a name is its own; a phrase of the clause may follow it.
    return unit.kind is not UnitKind.APPOSITION or word.tag not in ("IN", "TO", "WRB", "VBG")


def _leaves_a_remnant(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """After an opening follows a phrase that may be its own: "After hiding cash, along with …,"."""
    at = unit.last + 1
    if unit.kind is not UnitKind.OPENING or tree.mark(unit.last) != "," or at >= len(tree.words):
        return False
    word = tree.words[at]
    return (word.tag == "CC" or word.lower in _COMPANY) and not _goes_on(tree, at)


def _goes_on(tree: SentenceTree, number: int) -> bool:
    """Whether the main clause goes on at a word: its verb, a new subject, or who says it."""
    if number >= len(tree.words):
        return False
    word = tree.words[number]
    if word.tag == "RB" and number + 1 < len(tree.words):
        return tree.words[number + 1].tag in FINITE
    return word.lower == "according" or word.tag in FINITE or _begins_clause(tree, number)


def _begins_clause(tree: SentenceTree, number: int) -> bool:
    """Whether the subject of a main clause begins at a word."""
    return any(
        tree.words[i].dep in ("nsubj", "nsubjpass", "expl")
        and tree.extent(i)[0] == number
        and tree.words[tree.words[i].head].dep in ("ROOT", "conj", "ccomp")
        and tree.words[number].tag not in ("WDT", "WP", "WRB")
        for i in range(number, len(tree.words))
    )


def _is_shared(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """A joined predicate holds a clause that may belong to the first one, too."""
    return unit.kind is UnitKind.CONJUNCT and any(
        word.dep == "advcl" and word.tag not in ("VBG", "VBN")
        for word in tree.words[unit.first : unit.last]
    )


def _is_predicate(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It says what "with" is about: "with the guests, led by Poe, at the door"."""
    head = governor(tree, unit)
    return (
        unit.kind in (UnitKind.PARTICIPLE, UnitKind.CLAUSE)
        and head is not None
        and tree.words[head].dep == "pobj"
        and tree.words[tree.words[head].head].lower == "with"
    )


def _follows_aside(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """The comma before a phrase ends another aside: nothing sets the phrase itself off."""
    is_inner = unit.kind is UnitKind.APPOSITION and not tree.is_end(unit.last)
    is_aside = unit.kind is UnitKind.ASIDE or is_inner
    if not is_aside or tree.words[unit.first - 1].form != ",":
        return False
    for number in range(unit.first - 1):
        word = tree.words[number]
        if word.dep in ("acl", "relcl", "appos", "advcl", "advmod"):
            first, last = tree.extent(number)
            # "resulted, once again, in a fire": what comes at last is the verb's own.
            is_inserted = word.dep != "advmod" or first - 2 == governor(tree, unit)
            is_aside = last == unit.first - 1 and first > 0 and tree.words[first - 1].form == ","
            if is_aside and is_inserted:
                return True
    return False


def _ends_badly(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """The word before it can't end a phrase."""
    at = unit.first - 1
    while at >= 0 and tree.words[at].is_mark:
        at -= 1
    if unit.kind is UnitKind.CONJUNCT and tree.words[at].tag in ("JJ", "CD"):
        return tree.words[at].dep not in ("acomp", "oprd")
    return at >= 0 and tree.words[at].tag in ("DT", "IN", "TO", "CC", "PRP$", "MD", "POS", "WDT")


def _is_only_complement(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """A verb without object keeps what follows it; a date beside another date stays.

    So does one that a clause belongs to: "in May, when the dam broke".
    """
    if unit.kind is not UnitKind.DATE or unit.first == 0:
        return False
    after = [word.lower for word in tree.words[unit.last : unit.last + 2]]
    if after[-1:] == ["when"] or after[:1] in (["and"], ["or"], ["to"]):
        return True  # "in May, when the dam broke", "on Thursday and all through Friday"
    head = governor(tree, unit)
    if head is None or tree.words[head].pos not in ("VERB", "AUX"):
        return tree.words[unit.first].lower == "on"
    others = [
        i
        for i in tree.children[head]
        if i > head and not tree.words[i].is_mark and not unit.first <= i < unit.last
    ]
    return not others and tree.words[head].tag != "VBD"


def _leaves_no_sentence(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """Nothing is left before a mark, or the main subject goes."""
    subject = tree.subject(tree.root)
    return subject is not None and unit.first <= subject < unit.last


def _is_measure(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It says how much, which its verb needs: "estimate the reserves, …, at $800 million"."""
    is_bound = tree.words[unit.first].lower in ("at", "to", "from", "by")
    inside = tree.words[unit.first : unit.last]
    return unit.kind is UnitKind.ASIDE and is_bound and any(w.tag in ("CD", "$") for w in inside)


GRAMMAR_VETOES: tuple[Callable[[SentenceTree, Unit, Vocabulary], bool], ...] = (
    _is_torn,
    _breaks_quotation,
    _is_listed,
    _is_followed_by_another,
    _leaves_a_remnant,
    _is_shared,
    _is_predicate,
    _follows_aside,
    _is_measure,
    _ends_badly,
    _is_only_complement,
    _leaves_no_sentence,
)
