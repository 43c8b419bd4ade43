"""Phrases of time and place, openings, and where something was said."""

from collections.abc import Iterator, Sequence

from summarise.compression.unit import Unit, UnitKind, UnitMaker

_DAY_DIGITS = 2
"""More are a year: what happened then may not sound as if it were news."""


def phrase(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield a phrase that a preposition begins."""
    tree, lists = it.tree, it.lists
    first, last = tree.extent(number)
    word = tree.words[number]
    if _is_day(it, first, last) or _is_opening_day(it, first, last):
        yield it.unit(first, last, UnitKind.DATE)
    elif it.is_opening(first):
        is_scene = word.lower in lists.place_prepositions and (
            _names_place(it, number) or _names_occasion(it, number)
        )
        if (word.lower in lists.opening_prepositions or is_scene) and it.tree.mark(last) == ",":
            yield it.unit(first, last, UnitKind.OPENING)
    elif it.tree.is_set_off(first, last):
        if tree.words[first].lower in lists.aside_prepositions:
            yield it.unit(first, last, UnitKind.ASIDE)
    elif _is_occasion(it, number):
        yield it.unit(first, last, UnitKind.OCCASION)
    elif _is_place(it, number):
        yield it.unit(first, last, UnitKind.PLACE)


def bare_date(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield "Monday night" or "this week", but not the "Last week" that a sentence begins with."""
    first, last = it.tree.extent(number)
    is_frame = it.is_opening(first) and it.tree.words[first].lower == "last"
    if _is_day(it, first, last) and not is_frame:
        yield it.unit(first, last, UnitKind.DATE)


def _is_day(it: UnitMaker, first: int, last: int) -> bool:
    """Whether words are "on Monday", "late Monday night" or "last week"."""
    forms = [word.lower for word in it.tree.words[first:last]]
    days, parts = it.words.time.weekdays, it.lists.parts_of_day
    if forms[:1] == ["on"]:
        forms = forms[1:]
    while forms and forms[0] in it.lists.day_modifiers:
        forms = forms[1:]
    if forms and forms[0] in days:
        return all(form in parts for form in forms[1:])
    if first and it.tree.words[first].lower in ("on", "in"):
        return _is_month(it, [form for form in forms if form != "in"])
    return " ".join(forms) in it.lists.relative_days


def _is_opening_day(it: UnitMaker, first: int, last: int) -> bool:
    """Whether a sentence begins with a day or month of the year: "In late May,"."""
    forms = [word.lower for word in it.tree.words[first:last]]
    is_opening = first == 0 and forms[0] in ("on", "in") and it.tree.mark(last) == ","
    return is_opening and _is_month(it, forms[1:])


def _is_month(it: UnitMaker, forms: Sequence[str]) -> bool:
    """Whether words are a month, or a day of one, without a year."""
    rest = [form for form in forms if form not in ("early", "late", "mid", "-")]
    if not rest or rest[0] not in it.words.time.months:
        return False
    return all(len(form) <= _DAY_DIGITS and form.isdecimal() for form in rest[1:])


def _is_occasion(it: UnitMaker, number: int) -> bool:
    tree = it.tree
    head = tree.words[tree.words[number].head]
    return (
        head.lemma in it.words.speech.report_verbs
        and head.dep not in ("acl", "amod", "advcl")
        and tree.words[number].lower in ("in", "at", "during", "on")
        and _names_occasion(it, number)
    )


def _names_occasion(it: UnitMaker, number: int) -> bool:
    """Whether a preposition is followed by a speech, a hearing or the like."""
    first, last = it.tree.extent(number)
    if any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in it.tree.words[first:last]):
        return False
    objects = (it.tree.words[i].lemma for i in it.tree.dependents(number, "pobj"))
    return any(lemma in it.lists.occasions for lemma in objects)


def _names_place(it: UnitMaker, number: int) -> bool:
    """Whether a preposition is followed by nothing but the name of a place."""
    first, last = it.tree.extent(number)
    inside = it.tree.words[first + 1 : last]
    is_name = all(word.pos in ("PROPN", "DET", "ADJ") or word.form == "," for word in inside)
    return is_name and bool(inside) and inside[-1].label in ("GPE", "LOC")


def _is_place(it: UnitMaker, number: int) -> bool:
    tree = it.tree
    word, head = tree.words[number], tree.words[number].head
    if word.lower not in it.lists.place_prepositions or not _names_place(it, number):
        return False
    verb = tree.words[head]
    if verb.pos == "PROPN":
        # A name means one thing wherever it lies: "Spartan Stadium in San Jose".
        return verb.label not in ("PERSON", "GPE") and word.lower == "in" and head == number - 1
    has_more = (
        any(tree.dependents(head, "dobj", "nsubjpass", "ccomp", "xcomp")) and verb.pos == "VERB"
    )
    return has_more and verb.lemma not in it.lists.placed_verbs
