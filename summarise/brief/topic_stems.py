"""What a text is about: the word stems of its headline, or those that most sentences have."""

from collections import Counter
from collections.abc import Iterable, Mapping

TOPIC_STEMS = 12
LEAST_COMMON_LETTERS = 4


def common_stems(stemmed: Iterable[frozenset[str]]) -> dict[str, int]:
    """Return the stems of most sentences, and of how many: the topic if there is no headline.

    Of those that are as common, the ones that come first in the text.
    """
    counts, first = Counter[str](), dict[str, int]()
    for number, own in enumerate(stemmed):
        counts.update(own)
        first |= {stem: number for stem in own if stem not in first}
    common = sorted(
        (it for it in counts if counts[it] > 1), key=lambda it: (-counts[it], first[it], it)
    )
    return {stem: counts[stem] for stem in common[:TOPIC_STEMS]}


def matched_stems(topic: Iterable[str], own: frozenset[str]) -> frozenset[str]:
    """Return the stems that a sentence has, or has a longer or shorter form of: Thai, Thailand."""
    begun = {it[:count] for it in own for count in range(LEAST_COMMON_LETTERS, len(it) + 1)}
    return frozenset(
        it
        for it in topic
        if it in own
        or it in begun
        or any(it[:count] in own for count in range(LEAST_COMMON_LETTERS, len(it)))
    )


def shared_part(topic: Mapping[str, int], own: frozenset[str]) -> float:
    """Return which part of a topic a sentence has, by weight."""
    shared = sum(topic[stem] for stem in matched_stems(topic, own))
    return shared / sum(topic.values()) if topic else 0.0
