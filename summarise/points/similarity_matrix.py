"""LexRank's matrix of similar sentences: the values of sumy's, without its repetitions.

sumy computes each sentence's length anew for every pair, which took a tenth of a brief. The sums
here run over the same words in the same order, so that every bit of the result is the same.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence


def inverse_frequencies(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return how rare each word is: the logarithm of sentences over those that have it."""
    holders = Counter(word for sentence in sentences for word in dict.fromkeys(sentence))
    count = len(sentences)
    return {word: math.log(count / (1 + held)) for word, held in holders.items()}


def similar_rows(
    sentences: Sequence[Sequence[str]],
    threshold: float,
    frequencies: Sequence[Mapping[str, float]],
    rareness: Mapping[str, float],
) -> list[list[float]]:
    """Return for each sentence the share that every other has in it: equal among the similar."""
    words = [frozenset(sentence) for sentence in sentences]
    squares = {word: weight**2 for word, weight in rareness.items()}
    lengths = [
        sum((own[word] * rareness[word]) ** 2 for word in inside)
        for inside, own in zip(words, frequencies, strict=True)
    ]
    roots = [math.sqrt(length) for length in lengths]
    rows = []
    for inside, own, length, root in zip(words, frequencies, lengths, roots, strict=True):
        row = [0.0] * len(sentences)
        for place, other in enumerate(words):
            if inside.isdisjoint(other) or length <= 0 or lengths[place] <= 0:
                continue
            theirs = frequencies[place]
            common = 0.0
            for word in inside & other:
                common += own[word] * theirs[word] * squares[word]
            if common / (root * roots[place]) > threshold:
                row[place] = 1.0
        degree = sum(row) or 1.0
        rows.append([value / degree for value in row])
    return rows
