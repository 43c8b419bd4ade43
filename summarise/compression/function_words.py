"""Words that a sentence can do without: "But", "Meanwhile,", "also", "that" after "said"."""

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


def _marks_of(it: UnitMaker, verb: int) -> set[str]:
    """Return the words that join a clause to another."""
    return {it.tree.words[i].lower for i in it.tree.dependents(verb, "mark")}
