"""Asides: what commas, dashes or brackets set off from its sentence."""

from collections.abc import Iterator

from summarise.compression.sentence_tree import SUBJECTS, Word
from summarise.compression.unit import Unit, UnitKind, UnitMaker

_AGE_DIGITS = 3
_TWO = 2
"""Dashes around an aside; one alone begins it."""
_AS_WELL_AS = ("as", "well", "as")


def relative(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield a relative clause that only adds something."""
    first, last = it.tree.extent(number)
    opening = {word.lower for word in it.tree.words[first : first + 3]}
    starts = it.tree.words[first].lower in it.lists.relatives or bool(
        opening & {"which", "whom", "whose"}
    )
    if starts and it.tree.is_set_off(first, last):
        yield it.unit(first, last, UnitKind.RELATIVE)


def apposition(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield what a name is called besides, or how old somebody is."""
    tree = it.tree
    first, last = tree.extent(number)
    head = tree.words[tree.words[number].head]
    if not it.tree.is_set_off(first, last) or tree.words[number].head >= first:
        return
    is_number = last - first == 1 and tree.words[first].form.isdecimal()
    if is_number and len(tree.words[first].form) > _AGE_DIGITS:
        return  # a year
    is_age = is_number
    if is_age:
        if head.pos in ("PROPN", "NOUN"):
            yield it.unit(first, last, UnitKind.AGE)
        return
    if tree.words[number].dep != "appos" or (
        any(tree.dependents(number, "conj", "cc")) and not _is_before_verb(it, head, last + 1)
    ):
        return
    if tree.is_end(last) and any(
        tree.mark(i) == "," and tree.words[i + 1].tag == "DT" for i in range(first, last - 1)
    ):
        return  # what follows the second comma may be the verb's: "gave each, the best, a prize"
    # A name after an office is worth more than the office.
    word = tree.words[number]
    is_person = word.label == "PERSON" and head.label != "PERSON"
    if word.pos == "PROPN" and (head.pos != "PROPN" or is_person):
        return
    yield it.unit(first, last, UnitKind.APPOSITION)


def _is_before_verb(it: UnitMaker, noun: Word, number: int) -> bool:
    """Whether a subject's verb, or its auxiliary, stands at a place."""
    words = it.tree.words
    if noun.dep not in SUBJECTS or number >= len(words):
        return False
    return number == noun.head or (
        words[number].head == noun.head and words[number].dep.startswith(("aux", "neg", "adv"))
    )


def title(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield the office or trade before somebody's full name: "police spokesman" Jan Poe."""
    tree = it.tree
    word = tree.words[number]
    begin = number
    while begin and tree.words[begin - 1].label == "PERSON" == word.label:
        begin -= 1
    first = tree.extent(number)[0]
    inside = tree.words[first:begin]
    if begin in (number, first) or any(tree.dependents(number, "conj", "appos")):
        return
    is_plain = all(
        w.pos in ("NOUN", "PROPN", "ADJ", "DET") and w.lower not in it.lists.hedges for w in inside
    )
    has_office = any(w.lemma in it.words.roles.role_nouns for w in inside)
    if is_plain and has_office and not word.dep.startswith(("appos", "compound")):
        yield it.unit(first, begin, UnitKind.TITLE)


def addition(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield ", as well as the others"."""
    first, last = it.tree.extent(number)
    begin = first - len(_AS_WELL_AS)
    forms = tuple(word.lower for word in it.tree.words[max(0, begin) : first])
    if forms == _AS_WELL_AS and it.tree.is_set_off(begin, last):
        yield it.unit(begin, last, UnitKind.ASIDE)


def participle(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield ", known for her speed,"."""
    first, last = it.tree.extent(number)
    if it.tree.words[first].tag not in ("VBN", "VBG"):
        return
    if it.tree.is_set_off(first, last):
        yield it.unit(first, last, UnitKind.PARTICIPLE)
    elif first == 0 and it.tree.mark(last) == ",":
        yield it.unit(first, last, UnitKind.OPENING)


def brackets(it: UnitMaker) -> Iterator[Unit]:
    """Yield what stands in brackets."""
    opened = -1
    for number, word in enumerate(it.tree.words):
        if word.form == "(":
            opened = number if opened < 0 else -1
        elif word.form == ")" and opened >= 0:
            yield it.unit(opened, number + 1, UnitKind.PARENTHESIS)
            opened = -1


def dashes(it: UnitMaker) -> Iterator[Unit]:
    """Yield what stands between dashes, or after the only one."""
    found = [i for i, word in enumerate(it.tree.words) if it.tree.mark(i) == "-" and i]
    found = [i for i in found if _is_spaced(it, i)]
    if len(found) == _TWO:
        if found[1] == found[0] + 1:
            return  # one dash, written as two
        yield it.unit(found[0] + 1, found[1], UnitKind.DASHED)
    elif len(found) == 1:
        end = len(it.tree.words)
        while end and it.tree.words[end - 1].is_mark:
            end -= 1
        if end > found[0] + 1:
            yield it.unit(found[0] + 1, end, UnitKind.DASHED)


def _is_spaced(it: UnitMaker, number: int) -> bool:
    """Whether a dash is no hyphen."""
    word, text = it.tree.words[number], it.tree.text
    return word.form in ("—", "--", "---") or (
        text[word.start - 1].isspace() and text[word.end : word.end + 1].isspace()
    )
