"""Words that a sentence can do without: "But", "also", "that" after "said", "who were"."""

from collections.abc import Iterator

from summarise.compression.unit import Unit, UnitKind, UnitMaker


def openers(it: UnitMaker) -> Iterator[Unit]:
    """Yield the first word if it only links the sentence to the one before."""
    first = it.tree.words[0]
    is_link = first.lower in it.lists.openers and first.dep in ("cc", "advmod", "mark")
    is_adverb = first.lower in it.lists.opening_adverbs and it.tree.mark(1) == ","
    if is_link or is_adverb:
        yield it.unit(0, 1, UnitKind.OPENER)


def adverb(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield an adverb that says next to nothing."""
    tree, lists = it.tree, it.lists
    word = tree.words[number]
    if not number or tree.children[number]:
        return
    is_aged = any(tree.dependents(word.head, "npadvmod", "nummod"))
    if is_aged or tree.words[word.head].pos in ("NOUN", "PROPN", "NUM"):
        return  # "her daughter Ida, now three": the age is that of today
    if word.lower in lists.idle_adverbs or (
        word.lower in lists.opening_adverbs and it.tree.is_set_off(number, number + 1)
    ):
        yield it.unit(number, number + 1, UnitKind.WORD)


def complementiser(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield "that" right after "said" or "told reporters"."""
    tree = it.tree
    clause = tree.words[number].head
    verb = tree.words[clause].head
    is_beside = verb == number - 1 or any(
        tree.extent(i)[1] == number for i in tree.dependents(verb, "dobj")
    )
    if (
        tree.words[number].lower == "that"
        and tree.words[verb].lemma in it.lists.plain_speech
        and is_beside
        and tree.words[clause].dep == "ccomp"
        and not any("that" in _marks_of(it, i) for i in tree.dependents(clause, "conj"))
        and tree.words[number + 1].tag != "IN"
    ):
        yield it.unit(number, number + 1, UnitKind.WORD)


def relative_be(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield "who were" before a participle: "the people who were watching it"."""
    tree = it.tree
    first, antecedent = tree.extent(number)[0], tree.words[number].head
    if number != first + 2 or tree.words[number].tag not in ("VBN", "VBG"):
        return
    pronoun, verb = tree.words[first], tree.words[first + 1]
    is_relative = pronoun.lower in ("who", "which", "that") and pronoun.dep.startswith("nsubj")
    is_being = verb.lower in ("is", "are", "was", "were") and verb.dep.startswith("aux")
    above = tree.words[tree.words[antecedent].head]
    is_cleft = above.lemma == "be"  # "it was Poe who was elected"
    is_named = tree.words[antecedent].pos == "PROPN"
    is_aside = tree.mark(first - 1) == ","
    is_beside = is_aside or (antecedent == first - 1 and not is_named)
    if is_relative and is_being and is_beside and not is_cleft:
        yield it.unit(first, first + 2, UnitKind.WORD)


def object_relative(it: UnitMaker, number: int) -> Iterator[Unit]:
    """Yield the "that" of "the boats that she sold"."""
    tree = it.tree
    first, antecedent = tree.extent(number)[0], tree.words[number].head
    subject = tree.subject(number)
    pronoun = tree.words[first]
    if subject is None or antecedent != first - 1 or pronoun.dep != "dobj":
        return
    if pronoun.lower == "that" and tree.extent(subject)[0] == first + 1:
        yield it.unit(first, first + 1, UnitKind.WORD)


def trailing_words(it: UnitMaker) -> Iterator[Unit]:
    """Yield "as well" at the end."""
    end = len(it.tree.words)
    while end and it.tree.words[end - 1].is_mark:
        end -= 1
    forms = [word.lower for word in it.tree.words[max(0, end - 2) : end]]
    if forms == ["as", "well"]:
        yield it.unit(end - 2, end, UnitKind.WORD)


def _marks_of(it: UnitMaker, verb: int) -> set[str]:
    """Return the words that join a clause to another."""
    return {it.tree.words[i].lower for i in it.tree.dependents(verb, "mark")}
