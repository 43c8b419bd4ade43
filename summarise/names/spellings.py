"""Compare names by their letters: initials, parts left out, transliterations."""

from collections.abc import Set
from difflib import SequenceMatcher

LEAST_SPELLING_LIKENESS = 0.84
LEAST_FULL_NAME_LIKENESS = 0.88
LEAST_LETTERS_FOR_SPELLING = 5


def initials(name: str, left_out: Set[str] = frozenset()) -> str:
    """Return the capital letters that a name's initials make, without those of small words."""
    words = name.replace("-", " ").split()
    return "".join(w[0].upper() for w in words if w.lower() not in left_out)


def is_same_person(long: str, short: str) -> bool:
    """Whether two full names are of one person: parts left out, or one spelling off."""
    parts, less = long.split(), short.split()
    if long == short or (
        _folded(parts[-1]) == _folded(less[-1]) and _folded(parts[0]) == _folded(less[0])
    ):
        return True
    if {_folded(word) for word in less} <= {_folded(word) for word in parts}:
        return _folded(less[-1]) == _folded(parts[-1]) or (less[0] == parts[0] and len(less) > 1)
    is_close = (
        SequenceMatcher(None, long.casefold(), short.casefold()).ratio() >= LEAST_FULL_NAME_LIKENESS
    )
    return len(parts) == len(less) and parts[0] == less[0] and is_close


def _folded(word: str) -> str:
    return word.casefold().removeprefix("al-").removeprefix("el-").replace("-", "")


def is_same_spelling(left: str, right: str) -> bool:
    """Whether two surnames differ by transliteration only."""
    if min(len(left), len(right)) < LEAST_LETTERS_FOR_SPELLING or left[:2] != right[:2]:
        return False
    return (
        SequenceMatcher(None, left.casefold(), right.casefold()).ratio() >= LEAST_SPELLING_LIKENESS
    )
