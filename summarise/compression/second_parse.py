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
    count = 0
    for number in kept:
        word = tree.words[number]
        if word.is_mark:
            continue
        count += 1
        seen = parsed[place[number]] if number in place else None
        if seen is None or seen.dep != word.dep or seen.head != place.get(word.head):
            changed.append(number)
    subject = tree.subject(tree.root)
    is_main_kept = tree.root not in changed and (subject is None or subject not in changed)
    # A verb that hangs on another word has lost its subject: "as the crowd … hurled stones".
    verb = next((it for it in changed if tree.words[it].tag in FINITE), None)
    if is_main_kept and verb is not None:
        return verb
    if is_main_kept and len(changed) <= (1 - LEAST_AGREEMENT) * count:
        return None
    return changed[0] if changed else tree.root


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
