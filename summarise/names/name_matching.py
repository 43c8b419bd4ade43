"""Tell whether two names match by their letters alone: initials, parts left out, transliterations.

Which mentions are of one actor is decided by `summarise.names.aliases`.
"""

import re
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

_INITIALS = re.compile(r"[A-Z.]{1,4}")
_DOUBLED = re.compile(r"(.)\1")
LEAST_NAME_PARTS = 2
LEAST_SPELLING_LIKENESS = 0.84
LEAST_FULL_NAME_LIKENESS = 0.88
LEAST_LETTERS_FOR_SPELLING = 5
LEAST_LETTERS_OF_A_SHORT_NAME = 3


def initials(name: str, left_out: Set[str] = frozenset()) -> str:
    """Return the capital letters that a name's initials make, without those of small words."""
    words = name.replace("-", " ").split()
    return "".join(w[0].upper() for w in words if w.lower() not in left_out)


def mixed_initials(name: str) -> str:
    """Return initials with the words that are initials themselves whole: "UKIP"."""
    words = name.split()
    return "".join(w if w.isupper() and w.isalpha() else w[0].upper() for w in words)


def acronym(name: str) -> str:
    """Return the letters of a name, small words between the others included but for "and"."""
    words = (word for word in name.replace("-", " ").split() if word != "and")
    return "".join(word[0] for word in words).casefold()


def is_same_person(long: str, short: str) -> bool:
    """Whether two full names are of one person: parts left out, or one spelling off."""
    parts, less = long.split(), short.split()
    if long == short or (
        _folded(parts[-1]) == _folded(less[-1]) and _folded(parts[0]) == _folded(less[0])
    ):
        return True
    if _is_shortened(parts, less) or _is_doubled(parts, less):
        return True
    if _is_by_initials(parts, less) or _is_by_initials(less, parts):
        return True
    if {_folded(word) for word in less} <= {_folded(word) for word in parts}:
        return _folded(less[-1]) == _folded(parts[-1]) or (less[0] == parts[0] and len(less) > 1)
    is_close = (
        SequenceMatcher(None, long.casefold(), short.casefold()).ratio() >= LEAST_FULL_NAME_LIKENESS
    )
    return len(parts) == len(less) and parts[0] == less[0] and is_close


def _is_shortened(parts: Sequence[str], less: Sequence[str]) -> bool:
    """Whether one first name is the other's beginning: "Josh Marsh" and "Joshua Marsh"."""
    if len(parts) != len(less) or [_folded(w) for w in parts[1:]] != [_folded(w) for w in less[1:]]:
        return False
    short, full = sorted((parts[0].casefold(), less[0].casefold()), key=len)
    return len(parts) > 1 and len(short) >= LEAST_LETTERS_OF_A_SHORT_NAME and full.startswith(short)


def _is_doubled(parts: Sequence[str], less: Sequence[str]) -> bool:
    """Whether first names differ by a doubled letter only: "Michele", "Michelle"."""
    if len(parts) < LEAST_NAME_PARTS or parts[1:] != list(less[1:]):
        return False
    return _DOUBLED.sub(r"\1", parts[0].casefold()) == _DOUBLED.sub(r"\1", less[0].casefold())


def _is_by_initials(parts: Sequence[str], less: Sequence[str]) -> bool:
    """Whether one name is the other by initials: "H Marsh" and "F.K. Marsh"."""
    is_same = len(parts) > 1 and _folded(parts[-1]) == _folded(less[-1])
    is_shortened = has_initials(less) and not has_initials(parts)
    return is_same and is_shortened and parts[0][0] == less[0][0]


def has_initials(parts: Sequence[str]) -> bool:
    """Whether a name gives initials alone before the surname."""
    return len(parts) > 1 and _INITIALS.fullmatch("".join(parts[:-1])) is not None


def _folded(word: str) -> str:
    return word.casefold().removeprefix("al-").removeprefix("el-").replace("-", "")


def is_same_spelling(left: str, right: str) -> bool:
    """Whether two surnames differ by transliteration only."""
    if min(len(left), len(right)) < LEAST_LETTERS_FOR_SPELLING or left[:2] != right[:2]:
        return False
    return (
        SequenceMatcher(None, left.casefold(), right.casefold()).ratio() >= LEAST_SPELLING_LIKENESS
    )
