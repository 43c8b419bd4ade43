"""Put a shortened sentence together: which stretches of the text are shown, and which commas."""

from collections.abc import Sequence

from summarise.compression.sentence_tree import DASHES, SUBJECTS, SentenceTree
from summarise.compression.unit import Unit
from summarise.model import Span

_ASIDES = frozenset({"appos", "relcl", "acl", "advcl", "prep"})
_COMMA_BEFORE = frozenset({"but", "while", "although", "though", "according", "which", "who"})


def kept_words(tree: SentenceTree, cut: Sequence[Unit]) -> list[int]:
    """Return the numbers of the words that stay, with the marks that they need."""
    gone: set[int] = set()
    for unit in cut:
        gone.update(range(unit.first, unit.last))
    for unit in sorted(cut, key=lambda it: it.first):
        _drop_marks(tree, unit, gone)
    return [number for number in range(len(tree.words)) if number not in gone]


def unclosed_list(tree: SentenceTree, kept: Sequence[int]) -> int | None:
    """Return the last word of a list whose "and" went with what it joined; None if there is none.

    "She was seen, was warned and went home" may become "She was seen", not "She was seen, was
    warned".
    """
    stays = frozenset(kept)
    for first in kept:
        if tree.words[first].dep == "conj":
            continue
        members = [first]
        for member in members:  # grows while it is read
            members += tree.dependents(member, "conj")
        joints = {i for it in members for i in tree.dependents(it, "cc") if i > first}
        left = [it for it in members if it in stays]
        if len(left) > 1 and joints and not joints & stays:
            return max(left)
    return None


def _drop_marks(tree: SentenceTree, unit: Unit, gone: set[int]) -> None:
    """Take away the marks that only set a unit off."""
    words = tree.words
    left, right = unit.first - 1, unit.last
    before = words[left].form if left >= 0 else ""
    after = words[right].form if right < len(words) else ""
    if left < 0 or all(number in gone for number in range(left + 1)):
        if after == ",":
            gone.add(right)
        return
    is_last = all(words[i].is_mark or i in gone for i in range(right, len(words)))
    if before in DASHES:
        gone.add(left)
        if after in DASHES:
            gone.add(right)
        return
    if before != ",":
        return
    if is_last:
        gone.add(left)
    elif after == ",":
        gone.add(right)
        if not _needs_comma(tree, unit, gone):
            gone.add(left)


def _needs_comma(tree: SentenceTree, unit: Unit, gone: set[int]) -> bool:
    """Whether the words on both sides of an aside need a comma without it."""
    words = tree.words
    following = [i for i in range(unit.last + 1, len(words)) if i not in gone]
    if not following:
        return False
    after = words[following[0]]
    is_clause = after.dep in ("advcl", "acl") and tree.extent(following[0])[0] == following[0]
    if after.lower in _COMMA_BEFORE or is_clause or after.tag == "VBG":
        return True
    at = following[1] if after.lower in ("and", "or") and len(following) > 1 else following[0]
    if any(
        word.dep in SUBJECTS and tree.extent(i)[0] <= at <= i and word.head > i
        for i, word in enumerate(words[at:], at)
    ):
        return True
    return _closes_aside(tree, unit, gone)


def _closes_aside(tree: SentenceTree, unit: Unit, gone: set[int]) -> bool:
    """Whether a longer aside, begun by a comma that stays, ends where the unit ends."""
    for number in range(unit.first, unit.last):
        head = tree.words[number].head
        if unit.first <= head < unit.last:
            continue
        for above in (head, *tree.ancestors(head)):
            first, last = tree.extent(above)
            is_aside = tree.words[above].dep in _ASIDES
            is_begun = bool(first) and tree.words[first - 1].form == "," and first - 1 not in gone
            if is_aside and last == unit.last and is_begun:
                return True
    return False


def shown_spans(tree: SentenceTree, kept: Sequence[int]) -> tuple[Span, ...]:
    """Return the stretches of the text that hold the kept words; joined they are the short form."""
    spans: list[Span] = []
    words, text = tree.words, tree.text
    told = {words[i].quotation for i in kept if not words[i].is_mark}
    former = -2
    for number in kept:
        word = words[number]
        # A full stop inside a quotation stays when that goes.
        is_bare = word.is_mark and word.quotation >= 0 and word.quotation not in told
        end = word.inner_end if is_bare else word.end
        if number == former + 1:
            spans[-1] = Span(start=spans[-1].start, end=end)
        else:
            start = word.start
            if spans and text[start - 1].isspace():
                start -= 1
            spans.append(Span(start=start, end=end))
        former = number
    return tuple(spans)
