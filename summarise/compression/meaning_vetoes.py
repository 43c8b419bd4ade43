"""Reasons of meaning why a constituent must stay: what is left would say something else."""

from collections.abc import Callable

from summarise.compression.sentence_tree import FINITE, SUBJECTS, SentenceTree, Word
from summarise.compression.unit import Unit, UnitKind, governor
from summarise.lexicon.word_lists import Vocabulary

_NEWS = frozenset(
    {
        UnitKind.PARTICIPLE,
        UnitKind.CONJUNCT,
        UnitKind.CLAUSE,
        UnitKind.TIME,
        UnitKind.DASHED,
        UnitKind.ASIDE,
    }
)
_DATES = frozenset({"DATE", "TIME"})
_PREDICATES = frozenset({"acl", "advcl", "pcomp", "ccomp", "relcl"})
_MOST_STEPS = 4
_THINGS = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
"""What no "he" or "she" means."""
_CAUSES = frozenset({"after", "because", "as"})
_CLAUSES = frozenset({UnitKind.CLAUSE, UnitKind.TIME, UnitKind.OPENING})


def _is_grave(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """It tells of deaths, arrests or votes: what a report is about."""
    return unit.kind in _NEWS and any(
        word.lemma in words.compression.grave_words for word in tree.words[unit.first : unit.last]
    )


def _is_denied(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It says that something is not so, or is so only in part: " - but only after a while"."""
    inside = tree.words[unit.first : unit.last]
    if unit.kind is UnitKind.DASHED and inside[0].lower in ("but", "although", "though", "if"):
        return True
    return unit.kind in (UnitKind.CONJUNCT, UnitKind.DASHED) and any(
        word.dep == "neg" for word in inside
    )


def _is_news(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It tells in a clause of its own what the rest only leads to: ", with the votes counted"."""
    inside = tree.words[unit.first : unit.last]
    return (
        unit.kind is UnitKind.ASIDE
        and inside[0].lower == "with"
        and any(word.tag in ("VBG", "VBN") and word.dep in _PREDICATES for word in inside)
    )


def _takes_all_names(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """Without it a sentence names nobody and nothing any more."""
    if unit.kind not in (UnitKind.OPENING, UnitKind.ASIDE):
        return False
    outside = (*tree.words[: unit.first], *tree.words[unit.last :])
    inside = tree.words[unit.first : unit.last]
    if any(
        word.lower in ("caveat", "condition", "exception", "called", "known") for word in inside
    ):
        return True
    return any(map(_is_name, inside)) and not any(
        _is_name(word) or word.is_stand_in for word in outside
    )


def _holds_source(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """It tells who says it, or that it is only claimed."""
    inside = tree.words[unit.first : unit.last]
    forms = [word.lower for word in inside]
    if "according" in forms or "source" in forms or "sources" in forms:
        return True
    if any(
        word.lemma in words.speech.report_verbs
        and any(unit.first <= i < at for i in tree.dependents(at, "ccomp"))
        for at, word in enumerate(inside, unit.first)
    ):
        return True  # "A was hurt, and B died, police said": of both
    if unit.kind in (UnitKind.CONJUNCT, UnitKind.OCCASION, UnitKind.PARENTHESIS):
        return False
    claims = words.compression.open_claims
    if tree.words[unit.first].tag == "VBG":
        claims = words.compression.denials
    if any(word.lemma in claims for word in inside):
        return True
    if unit.kind is UnitKind.RELATIVE:
        return False
    return any(
        word.lemma in words.speech.report_verbs and word.tag in FINITE and word.dep != "relcl"
        for word in inside
    )


def _is_condition(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """It limits what stays: "if", or "when" beside "will"."""
    opening = {word.lower for word in tree.words[unit.first : unit.first + 2]}
    if opening & words.compression.conditions or "except" in opening:
        return True
    if unit.kind not in _CLAUSES:
        return False
    head = governor(tree, unit)
    if head is None:
        return False
    has_modal = any(
        tree.words[i].lower in words.compression.modals or tree.words[i].lower in ("'ll", "’ll")
        for i in tree.dependents(head, "aux")
    )
    is_denied = any(tree.dependents(head, "neg"))
    return has_modal or is_denied


def _may_hold_more(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """What follows may be claimed, too: ", claiming that she shouted and broke windows"."""
    first = tree.words[unit.first]
    saying = words.speech.report_verbs | words.compression.open_claims
    return first.tag == "VBG" and first.lemma in saying and not tree.is_end(unit.last)


def _is_half_a_condition(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """It is the second of two conditions: "if they go and take the money"."""
    at = governor(tree, unit) if unit.kind is UnitKind.CONJUNCT else None
    for _ in tree.words:
        if at is None:
            return False
        marks = {tree.words[i].lower for i in tree.dependents(at, "mark", "advmod")}
        if marks & words.compression.conditions:
            return True
        at = tree.words[at].head if tree.words[at].dep == "conj" else None
    return False


def _is_half_a_cause(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It is the second half of why: "burned after boys broke in and lit a fire"."""
    at = governor(tree, unit) if unit.kind is UnitKind.CONJUNCT else None
    if at is None or tree.words[at].dep != "advcl" or tree.words[at].tag not in FINITE:
        return False
    first = tree.extent(at)[0]
    marks = {word.lower for word in tree.words[max(0, first - _MOST_STEPS) : at]}
    return bool(marks & _CAUSES)


def _is_what_happened(tree: SentenceTree, unit: Unit, _: Vocabulary) -> bool:
    """It tells the event that the rest leads to: "fishing when the dam broke", "in May, when"."""
    head = governor(tree, unit)
    if head is None or tree.words[unit.first].lower != "when":
        return False
    if any(word.label in _DATES for word in tree.words[max(0, unit.first - 2) : unit.first]):
        return True
    if tree.words[head].tag != "VBG":
        return False
    return any(tree.words[i].lower in ("was", "were") for i in tree.dependents(head, "aux"))


def _is_what_was_seen(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """It tells what somebody was shown or seen doing: "a film that shows two boys fighting"."""
    at = governor(tree, unit) if unit.kind is UnitKind.PARTICIPLE else None
    if at is None or tree.words[unit.first].tag != "VBG":
        return False
    for _ in range(_MOST_STEPS):
        if tree.words[at].lemma in words.compression.showing_verbs:
            return True
        at = tree.words[at].head
    return False


def _bounds(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """What stays says "only", "all" or "first", which a place or time limits."""
    lists = words.compression
    if unit.kind is UnitKind.DATE:
        head = governor(tree, unit)
        return head is not None and tree.words[head].lemma in lists.dated_verbs
    is_place = tree.words[unit.first].lower in lists.place_prepositions
    if unit.kind not in (UnitKind.PLACE, UnitKind.OPENING) or not is_place:
        return False
    outside = (*tree.words[: unit.first], *tree.words[unit.last :])
    return any(word.lower in lists.bounding_words or word.tag in ("JJS", "RBS") for word in outside)


def _holds_antecedent(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """A pronoun after it may mean somebody or something that only it names."""
    inside = tree.words[unit.first : unit.last]
    if not any(_is_name(word) or word.pos == "NOUN" for word in inside):
        return False
    if unit.kind in _CLAUSES and _is_pointed_at(tree, unit, words):
        return True
    pronoun = next(
        (
            i
            for i in range(unit.last, len(tree.words))
            if tree.words[i].lower in words.compression.pronouns
            and tree.words[i].tag in ("PRP", "PRP$")
        ),
        None,
    )
    if pronoun is None:
        return False
    people = words.people.male_pronouns | words.people.female_pronouns
    is_person = tree.words[pronoun].lower in people
    return not any(
        tree.words[i].dep in SUBJECTS
        and tree.words[i].pos in ("NOUN", "PROPN", "PRON", "X")
        and not (is_person and tree.words[i].label in _THINGS)
        for i in (*range(unit.first), *range(unit.last, pronoun))
    )


def _is_pointed_at(tree: SentenceTree, unit: Unit, words: Vocabulary) -> bool:
    """Whether a "that fair" stands after it, which is no "that week"."""
    points = words.points
    for word in tree.words[unit.last :]:
        noun = tree.words[word.head]
        if word.dep == "det" and word.lower in points.demonstratives:
            is_told = any(tree.dependents(word.head, "relcl", "prep", "acl"))
            return not (is_told or noun.label in _DATES or noun.lemma in points.deictic_nouns)
    return False


def _is_name(word: Word) -> bool:
    """Whether a word is a name, and not of a day."""
    return word.pos == "PROPN" and word.label not in _DATES


MEANING_VETOES: tuple[Callable[[SentenceTree, Unit, Vocabulary], bool], ...] = (
    _is_grave,
    _is_denied,
    _is_news,
    _takes_all_names,
    _holds_source,
    _is_condition,
    _may_hold_more,
    _is_half_a_cause,
    _is_half_a_condition,
    _is_what_happened,
    _is_what_was_seen,
    _bounds,
    _holds_antecedent,
)
