"""Whether a shortened sentence still says what it said, by the parser's second opinion.

A cut that broke the grammar, or that was made where the first parse was wrong, mostly shows as
another structure of the words that stay.
"""

from collections.abc import Sequence

from summarise.compression.sentence_tree import FINITE, SentenceTree
from summarise.parse.annotated_text import ParsedWord

LEAST_AGREEMENT = 0.85
"""The share of the words that must keep their head and label."""


def disturbed_word(
    tree: SentenceTree, kept: Sequence[int], starts: Sequence[int], parsed: Sequence[ParsedWord]
) -> int | None:
    """Return the first word whose place in the sentence changed too much; None if all is well.

    Args:
        kept: numbers of the words that were parsed again.
        starts: where each began in what was parsed.
    """
    place = _places(tree, kept, starts, parsed)
    changed: list[int] = []
    lost_verb: int | None = None
    stays = frozenset(kept)
    count = 0
    for number in kept:
        word = tree.words[number]
        if word.is_mark:
            continue
        count += 1
        seen = parsed[place[number]] if number in place else None
        if seen is None or seen.dep != word.dep or seen.head != place.get(word.head):
            changed.append(number)
            if lost_verb is None and word.tag in FINITE and _follows_gap(tree, number, stays):
                lost_verb = number
    subject = tree.subject(tree.root)
    is_main_kept = tree.root not in changed and (subject is None or subject not in changed)
    if is_main_kept and lost_verb is not None:
        return lost_verb
    if is_main_kept and len(changed) <= (1 - LEAST_AGREEMENT) * count:
        return None
    return changed[0] if changed else tree.root


def _follows_gap(tree: SentenceTree, number: int, stays: frozenset[int]) -> bool:
    """Whether words went right before one: "as the crowd ran …, hurled stones" lost its subject."""
    before = (i for i in range(number - 1, -1, -1) if not tree.words[i].is_mark)
    return next(before, number) not in stays | {number}


def _places(
    tree: SentenceTree, kept: Sequence[int], starts: Sequence[int], parsed: Sequence[ParsedWord]
) -> dict[int, int]:
    """Return for each kept word the number of the word that the second parse has there."""
    by_start = {word.start: i for i, word in enumerate(parsed)}
    found: dict[int, int] = {}
    for number, start in zip(kept, starts, strict=True):
        # A stand-in begins with a quotation mark; its word comes after.
        at = start + (tree.words[number].is_stand_in and tree.words[number].form[0] == '"')
        if at in by_start:
            found[number] = by_start[at]
    return found
