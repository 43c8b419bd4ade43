"""Clauses that another clause governs or is joined to."""

from collections.abc import Iterator

from summarise.compression.unit import Unit, UnitKind, UnitMaker


def clause(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield an adverbial clause: set off, before the subject, or of time at the end."""
    tree = it.tree
    first, last = tree.extent(number)
    opening = tree.words[first]
    mark = next(tree.dependents(number, "mark"), None)
    if it.is_opening(first):
        if it.tree.mark(last) == "," and (
            opening.lower in it.lists.opening_marks or opening.tag in ("VBG", "VBN")
        ):
            yield it.unit(first, last, UnitKind.OPENING)
    elif it.tree.is_set_off(first, last):
        second = tree.words[min(first + (opening.tag == "RB"), last - 1)]
        # With a subject it may be the last of a list: "a gun, a club and a knife hidden".
        is_bare = mark is None and tree.subject(number) is None
        if second.tag in ("VBG", "VBN", "JJ") and is_bare:
            yield it.unit(first, last, UnitKind.PARTICIPLE)
        elif opening.lower in it.lists.aside_marks:
            yield it.unit(first, last, UnitKind.CLAUSE)
    elif (
        opening.lower in it.lists.time_marks
        and it.tree.is_end(last)
        and (opening.lower == "while" or _is_told(it, tree.words[number].head))
    ):
        yield it.unit(first, last, UnitKind.TIME)


def _is_told(it: UnitMaker, verb: int) -> bool:
    """Whether a verb tells what happened, with what it needs."""
    tree = it.tree
    needed = any(i > verb for i in tree.dependents(verb, "dobj", "ccomp", "agent"))
    is_passive = any(tree.dependents(verb, "nsubjpass"))
    return tree.words[verb].tag in ("VBD", "VBN", "VBG") and (needed or is_passive)


def conjunct(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield "and" with the clause or predicate that it joins."""
    tree = it.tree
    head = tree.words[number].head
    first, last = tree.extent(number)
    joins = head < first and tree.words[first - 1].lower == "and"
    if not joins or tree.words[first - 1].head != head:
        return
    if not _is_pair(it, head, number) or _continues_list(it, head, first - 1):
        return
    has_subject = tree.subject(number) is not None
    has_comma = tree.mark(first - 2) == ","
    if has_comma and tree.words[head].tag == tree.words[number].tag == "VBG":
        return  # "theft, driving, and leaving": it ends a list
    is_last = tree.is_end(last) or tree.mark(last) == ","
    # "She refused, and was bound": what is joined to a bare verb is what happened.
    is_bare = tree.mark(head + 1) == "," and not has_subject
    is_complete = (has_comma and not is_bare) or (
        not has_subject and _has_complement(it, head, first - 1)
    )
    if is_last and is_complete:
        yield it.unit(first - 1, last, UnitKind.CONJUNCT)


def _is_pair(it: UnitMaker, verb: int, joined: int) -> bool:
    """Whether two verbs are joined, and no third one."""
    tree = it.tree
    are_verbs = tree.words[verb].tag.startswith("V") and tree.words[joined].tag.startswith("V")
    is_first = tree.words[verb].dep != "conj" and not any(tree.dependents(verb, "preconj", "neg"))
    return are_verbs and is_first and not any(i < joined for i in tree.dependents(verb, "conj"))


def _continues_list(it: UnitMaker, verb: int, end: int) -> bool:
    """Whether a verb before "and" is itself the second of a list."""
    tree = it.tree
    if tree.words[verb].lemma not in it.words.speech.report_verbs and any(
        i < verb for i in tree.dependents(verb, "ccomp")
    ):
        return True  # "The town sold its boats, the owners left, and nobody knows why"
    subject = tree.subject(verb)
    if subject is None:
        is_finite = tree.words[verb].tag in ("VBD", "VBZ", "VBP")
        is_shared = tree.words[verb].dep in ("relcl", "advcl", "ROOT")
        if is_finite and not is_shared:
            return True
    elif tree.words[verb].dep != "ROOT" and it.tree.mark(tree.extent(subject)[0] - 1) == ",":
        return True
    commas = sum(tree.words[i].form == "," for i in range(verb, max(verb, end - 1)))
    return commas % 2 == 1


def _has_complement(it: UnitMaker, verb: int, end: int) -> bool:
    """Whether a verb has its object, or a whole phrase, before a place."""
    tree = it.tree
    phrases = (i for i in tree.dependents(verb, "prep") if any(tree.dependents(i, "pobj")))
    objects = tree.dependents(verb, "dobj", "attr", "acomp", "ccomp", "agent")
    return any(verb < i < end for i in (*objects, *phrases))
