"""Letters for things to jump to. Pure."""

from itertools import islice, product

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first: what is easiest to type."""
_MOST = len(LETTERS) ** 2


def labels(count: int) -> tuple[str, ...]:
    """Return so many labels, none of which begins another; the first are the shortest.

    There are none beyond two letters: what would need more gets no label.
    """
    count = min(count, _MOST)
    size = len(LETTERS)
    # Each letter that begins pairs is one label less, and as many more as there are letters.
    pair_count = max(0, -(-(count - size) // (size - 1)))
    singles = LETTERS[: size - pair_count]
    pairs = ("".join(pair) for pair in product(LETTERS[size - pair_count :], LETTERS))
    return (*singles, *pairs)[:count] if pair_count else tuple(islice(singles, count))
